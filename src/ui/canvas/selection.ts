// React Flow reports what becomes selected and what no longer is; the store holds the selection.

import type { Selection } from '../../store/app-state.ts';
import type { AppStore } from '../app/store-context.ts';

interface Pick {
  readonly id: string;
  readonly selected: boolean;
}

export function changeSelection(store: AppStore, kind: keyof Selection, picks: readonly Pick[]): void {
  const { selection, actions } = store.getState();
  const chosen = new Set(selection[kind]);
  for (const { id, selected } of picks) {
    if (selected) chosen.add(id);
    else chosen.delete(id);
  }
  const unchanged = chosen.size === selection[kind].length && selection[kind].every((id) => chosen.has(id));
  if (!unchanged) actions.select({ ...selection, [kind]: [...chosen] });
}
