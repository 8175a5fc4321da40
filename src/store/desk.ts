// What the actions of the store share: the state, the outside world, and the few steps that every edit goes through.

import { share } from '../base/share.ts';
import type { LabDocument } from '../document/schema.ts';
import { dropFuture } from '../engine/playhead.ts';
import type { World } from '../engine/world.ts';
import { run, type RunOutcome } from '../engine/walk.ts';
import { hasInside } from '../lab/inside.ts';
import type { Lab } from '../lab/lab.ts';
import { reconcile } from '../lab/reconcile.ts';
import { snapshot } from '../lab/snapshot.ts';
import type { AppState, HistoryEntry, HistoryLabel } from './app-state.ts';
import type { Autosave } from './autosave.ts';
import type { Persist } from './persist.ts';
import type { PlayerClock } from './player-clock.ts';

export interface Desk {
  readonly get: () => AppState;
  readonly set: (patch: Partial<AppState>) => void;
  readonly clock: PlayerClock;
  readonly persist: Persist;
  readonly autosave: Autosave;
}

/** How many events one run may record: a storm or a ping of 1000 ends here, and the page stays alive. */
export const RUN_EVENTS = 200_000;

export const HISTORY_LENGTH = 500;

/** Is there a recorded future? */
export function isInPast({ cursor, lab }: AppState): boolean {
  return cursor < lab.world.events.length - 1;
}

/** Drops the recorded future, and brings the configuration at the playhead up to the document. */
export function bringToPresent(desk: Desk): Lab {
  const state = desk.get();
  const { lab, document } = state;
  if (!isInPast(state)) return lab;
  dropFuture(lab.world, state.cursor);
  desk.clock.forgetFrom(lab.world.events.length);
  return reconcile(lab, document).lab;
}

/** Lets happen what is under way. Says how that ended, or `before` if nothing happened. */
function settle(world: World, before: AppState['outcome']): RunOutcome['reason'] | 'none' {
  const length = world.events.length;
  const { reason } = run(world, { maxEvents: RUN_EVENTS });
  return world.events.length === length ? before : reason;
}

/** Shows `lab` from now on, the playhead at event `cursor`. `like` lends the document its unchanged parts. */
export function showLab(desk: Desk, lab: Lab, cursor: number, like = desk.get().document): void {
  const state = desk.get();
  const outcome = settle(lab.world, state.outcome);
  const document = share(like, snapshotAtEnd(lab));
  desk.set({
    lab,
    document,
    outcome,
    length: lab.world.events.length,
    recording: state.recording + 1,
    ...stillThere(state, document),
  });
  desk.clock.jump(cursor);
}

/** The configuration is read where it is complete: at the end of the recording. Frames in flight don't change it. */
function snapshotAtEnd(lab: Lab): LabDocument {
  lab.world.journal.seek(lab.world.journal.length);
  return snapshot(lab);
}

/** Remembers a step of undo, if anything changed. */
export function remember(desk: Desk, label: HistoryLabel, before: LabDocument): void {
  const { past, document } = desk.get();
  if (document === before) return;
  const entry: HistoryEntry = { label, before, after: document };
  desk.set({ past: [...past, entry].slice(-HISTORY_LENGTH), future: [] });
  desk.autosave.changed(label.key !== 'open');
}

/** The parts of the session that name things, without those that are gone. */
export function stillThere(state: AppState, document: LabDocument): Partial<AppState> {
  const machines = new Set(document.machines.map((machine) => machine.id));
  const cables = new Set(document.cables.map((cable) => cable.id));
  const { selection, inspected, inspectedNetns, stimulus } = state;
  const inside = selection.inside?.filter((id) => hasInside(document, id)) ?? [];
  const kept = {
    machines: selection.machines.filter((id) => machines.has(id)),
    cables: selection.cables.filter((id) => cables.has(id)),
    ...(inside.length > 0 && { inside }),
  };
  const shown = document.machines.find(({ id }) => id === inspected);
  const hasNetns = shown?.netns.some(({ name }) => name === inspectedNetns) === true;
  const chosen = document.stimuli.find(({ id }) => id === stimulus) ?? document.stimuli[0];
  return {
    selection: share(selection, kept),
    inspected: shown?.id,
    inspectedNetns: hasNetns ? inspectedNetns : '',
    stimulus: chosen?.id,
  };
}
