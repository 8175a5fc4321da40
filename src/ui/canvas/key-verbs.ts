// What the canvas's keys do.

import type { AppStore } from '../app/store-context.ts';
import { parseInsideId } from '../../lab/inside.ts';
import { elementOf, focusWhenShown } from './pointer.ts';
import type { CanvasScope, MenuTarget } from './scope.ts';

export type KeyVerb = 'remove' | 'duplicate' | 'rename' | 'connect' | 'terminal' | 'menu' | 'all' | 'none';

/** A machine or cable that has the focus. */
export type Thing = Exclude<MenuTarget, { kind: 'canvas' }>;

/** Each returns whether the key was its own. */
export const KEY_VERBS: Record<
  KeyVerb,
  (store: AppStore, scope: CanvasScope, thing: Thing | undefined, beforeEdit: () => void) => boolean
> = {
  remove(store, _scope, thing, beforeEdit) {
    beforeEdit();
    choose(store, thing);
    store.getState().actions.removeSelection();
    // What had the focus is gone; the canvas takes it, so that the next key isn't lost.
    document.querySelector<HTMLElement>('.react-flow')?.focus();
    return true;
  },
  duplicate(store, _scope, thing, beforeEdit) {
    beforeEdit();
    choose(store, thing);
    store.getState().actions.duplicateSelection();
    focusSelected(store);
    return true;
  },
  rename(store, scope, thing) {
    const id = machineIn(store, thing);
    if (id !== undefined) scope.ui.set({ renaming: id });
    return id !== undefined;
  },
  connect(store, scope, thing) {
    const id = machineIn(store, thing);
    if (id === undefined) return false;
    scope.ui.set(thing?.kind === 'inside' ? { veth: { machine: id, from: thing.id } } : { connecting: id });
    return true;
  },
  terminal(store, _scope, thing) {
    const ref = thing?.kind === 'inside' ? parseInsideId(thing.id) : undefined;
    const id = ref?.machine ?? machineIn(store, thing);
    if (id !== undefined) store.getState().actions.openTerminal(id, ref?.netns);
    return id !== undefined;
  },
  menu(_store, scope, thing) {
    const box = thing && elementOf(thing.kind, thing.id)?.getBoundingClientRect();
    if (!box) return false;
    scope.ui.set({ menu: { at: { x: box.x + box.width / 2, y: box.y + box.height / 2 }, target: thing } });
    return true;
  },
  all(store) {
    const { document, actions } = store.getState();
    actions.select({
      machines: document.machines.map((machine) => machine.id),
      cables: document.cables.map((cable) => cable.id),
    });
    return true;
  },
  none(store) {
    const { selection, actions } = store.getState();
    const { machines, cables, inside = [] } = selection;
    if (machines.length + cables.length + inside.length === 0) return false;
    actions.select({ machines: [], cables: [] });
    return true;
  },
};

/** The first of the copies takes the focus: what is pressed next is meant for them. */
function focusSelected(store: AppStore): void {
  const [first] = store.getState().selection.machines;
  if (first !== undefined) focusWhenShown(first);
}

/** What has the focus is meant, unless the selection holds it along with others. */
function choose(store: AppStore, thing: Thing | undefined): void {
  if (!thing) return;
  const { selection, actions } = store.getState();
  const { machines, cables, inside = [] } = selection;
  const chosen = { machine: machines, cable: cables, inside }[thing.kind];
  if (chosen.includes(thing.id)) return;
  actions.select({
    machines: thing.kind === 'machine' ? [thing.id] : [],
    cables: thing.kind === 'cable' ? [thing.id] : [],
    ...(thing.kind === 'inside' && { inside: [thing.id] }),
  });
}

function machineIn(store: AppStore, thing: Thing | undefined): string | undefined {
  if (thing?.kind === 'inside') return parseInsideId(thing.id)?.machine;
  return thing?.kind === 'machine' ? thing.id : store.getState().selection.machines[0];
}
