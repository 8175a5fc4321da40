// What undo and redo name: by the keys that the store gives its history entries.

import type { HistoryKey } from '../../../store/words.ts';

export const history: Readonly<Record<HistoryKey, (name: string) => string>> = {
  add: (name) => `add ${name}`,
  connect: (name) => `connect ${name}`.trim(),
  move: (name) => `move ${name}`.trim(),
  delete: (name) => `delete ${name}`.trim(),
  duplicate: (name) => `duplicate ${name}`.trim(),
  rename: (name) => `rename ${name}`.trim(),
  'rename-lab': () => 'rename the lab',
  edit: (name) => `configure ${name}`.trim(),
  cable: (name) => `change a cable of ${name}`,
  stimulus: () => 'change what is run',
  command: (name) => name,
  open: (name) => `open ${name}`.trim(),
};
