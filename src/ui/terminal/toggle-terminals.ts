import type { AppStore } from '../app/store-context.ts';

/** Folds the terminals away or shows them; the first one is that of the chosen machine, or of the first. */
export function toggleTerminals(store: AppStore): void {
  const { terminal, terminals, selection, inspected, document, actions } = store.getState();
  const machine = selection.machines[0] ?? inspected ?? document.machines[0]?.id;
  if (terminal !== undefined) actions.showTerminal(undefined);
  else if (selection.machines[0] === undefined && terminals.length > 0)
    actions.showTerminal(terminals.at(-1)?.id);
  else if (machine !== undefined) actions.openTerminal(machine);
}
