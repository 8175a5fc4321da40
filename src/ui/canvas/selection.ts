// React Flow reports what becomes selected and what no longer is; the store holds the selection.

import type { AppStore } from '../app/store-context.ts';

interface Pick {
  readonly id: string;
  readonly selected: boolean;
}

export function changeSelection(store: AppStore, kind: 'machines' | 'cables', picks: readonly Pick[]): void {
  const { selection: before, actions } = store.getState();
  // What is inside of a machine is chosen apart.
  const { inside, ...selection } = before;
  const chosen = new Set(selection[kind]);
  for (const { id, selected } of picks) {
    if (selected) chosen.add(id);
    else chosen.delete(id);
  }
  const unchanged = chosen.size === selection[kind].length && selection[kind].every((id) => chosen.has(id));
  if (unchanged && (inside === undefined || chosen.size === 0)) return;
  actions.select({ ...selection, [kind]: [...chosen] });
}
