// The verbs that change the document: each is one step of undo.

import { err, ok, type Result } from '../base/result.ts';
import { share } from '../base/share.ts';
import { phraseDocumentError } from '../document/messages.ts';
import type { LabDocument, StimulusDoc } from '../document/schema.ts';
import { boundedPosition, isName, parseStimulus } from '../document/validate.ts';
import { describeError } from '../engine/apply.ts';
import type { MachineId } from '../engine/ids.ts';
import type { Op } from '../engine/netlink.ts';
import { applyAll, type Refusal } from '../lab/apply-all.ts';
import { commandOf } from '../lab/commands.ts';
import { compile } from '../lab/compile.ts';
import type { Lab } from '../lab/lab.ts';
import { netnsIdOf } from '../lab/netns-pairs.ts';
import { reconcile } from '../lab/reconcile.ts';
import type { AppActions, AppState, HistoryLabel } from './app-state.ts';
import { bringToPresent, type Desk, isInPast, remember, showLab, stillThere } from './desk.ts';
import { phraseRefusal } from './phrases.ts';

type DocumentActions = Pick<
  AppActions,
  'applyOps' | 'moveMachines' | 'makeRoom' | 'renameLab' | 'setStimulus' | 'removeStimulus' | 'undo' | 'redo'
>;

export function documentActions(desk: Desk): DocumentActions {
  return {
    applyOps: (label, ops) => {
      const done = editWorld(desk, label, ops);
      return done.ok ? ok() : err(describeError(done.error.error));
    },
    moveMachines: (positions) => {
      const label: HistoryLabel = { key: 'move', ...nameOf(desk, Object.keys(positions)) };
      editAround(desk, label, movedLab(desk, positions));
    },
    makeRoom: (positions) => {
      const { past, document: before } = desk.get();
      const last = past.at(-1);
      const lab = movedLab(desk, positions);
      showAround(desk, lab, aroundDocument(before, lab));
      const after = desk.get().document;
      // What led to it takes it back.
      if (last?.after === before) desk.set({ past: [...past.slice(0, -1), { ...last, after }] });
      if (after !== before) desk.autosave.changed(true);
    },
    renameLab: (text) => {
      const name = text.trim();
      if (!isName(name)) return err(phraseRefusal(desk.get().language, { why: 'bad-name', name }));
      editAround(desk, { key: 'rename-lab', name }, { ...desk.get().lab, name });
      return ok();
    },
    setStimulus: (stimulus) => setStimulus(desk, stimulus),
    removeStimulus: (id) => {
      const { lab } = desk.get();
      const stimuli = lab.stimuli.filter((stimulus) => stimulus.id !== id);
      editAround(desk, { key: 'stimulus' }, { ...lab, stimuli });
    },
    undo: () => {
      const entry = desk.get().past.at(-1);
      if (!entry || !goTo(desk, entry.before, entry.label.key === 'open')) return;
      const { past, future } = desk.get();
      desk.set({ past: past.slice(0, -1), future: [entry, ...future] });
    },
    redo: () => {
      const entry = desk.get().future[0];
      if (!entry || !goTo(desk, entry.after, entry.label.key === 'open')) return;
      const { past, future } = desk.get();
      desk.set({ past: [...past, entry], future: future.slice(1) });
    },
  };
}

/** What a document can't hold isn't taken in: a lab that is open can always be saved and shared. */
function setStimulus(desk: Desk, stimulus: StimulusDoc): Result<void> {
  const { lab, language } = desk.get();
  const valid = parseStimulus(stimulus);
  if (!valid.ok) return err(phraseDocumentError(language, valid.error));
  const known = lab.stimuli.some(({ id }) => id === stimulus.id);
  const stimuli = known
    ? lab.stimuli.map((other) => (other.id === stimulus.id ? valid.value : other))
    : [...lab.stimuli, valid.value];
  editAround(desk, { key: 'stimulus' }, { ...lab, stimuli });
  desk.set({ stimulus: stimulus.id });
  return ok();
}

/** Applies `ops` at the playhead, all or none, and goes on from there. `around`: what else of the lab changes. */
export function editWorld(
  desk: Desk,
  label: HistoryLabel,
  ops: readonly Op[],
  around: (lab: Lab) => Lab = (lab) => lab,
): Result<void, Refusal> {
  const state = desk.get();
  const trial = isInPast(state) ? tryAtTheEnd(state, ops) : ok();
  if (!trial.ok) {
    desk.clock.jump(state.cursor);
    return trial;
  }
  const lab = bringToPresent(desk);
  const done = applyAll(lab.world, ops);
  const changed = done.ok ? withoutGone(around(lab)) : lab;
  showLab(desk, changed, lab.world.events.length - 1);
  if (!done.ok) return done;
  remember(desk, label, state.document);
  desk.set({ lastCommand: commandsOf(desk.get(), ops) });
  return ok();
}

/**
 * A refused edit must not cost the recorded future, so it is tried first at the recording's end, where the configuration
 * is the document's. What is accepted there goes with the future.
 */
function tryAtTheEnd({ lab }: AppState, ops: readonly Op[]): Result<void, Refusal> {
  const { world } = lab;
  world.journal.seek(world.journal.length);
  return applyAll(world, ops);
}

/** Changes what isn't the world's: the run stays as it is. */
function editAround(desk: Desk, label: HistoryLabel, lab: Lab): void {
  const before = desk.get().document;
  showAround(desk, lab, aroundDocument(before, lab));
  remember(desk, label, before);
}

function aroundDocument(before: LabDocument, lab: Lab): LabDocument {
  const { name, stimuli } = lab;
  const machines = before.machines.map((machine) => ({
    ...machine,
    position: lab.positions.get(machine.id) ?? machine.position,
  }));
  return share(before, { ...before, name, machines, stimuli });
}

type Places = Parameters<AppActions['moveMachines']>[0];

function movedLab(desk: Desk, positions: Places): Lab {
  const { lab } = desk.get();
  const moved = Object.entries(positions).map(([id, place]) => [id, boundedPosition(place)] as const);
  return { ...lab, positions: new Map([...lab.positions, ...moved]) };
}

function showAround(desk: Desk, lab: Lab, document: LabDocument): void {
  const state = desk.get();
  if (document !== state.document) desk.set({ lab, document, ...stillThere(state, document) });
}

/** Brings the running lab to `document` by its difference; a lab that was opened starts anew. */
function goTo(desk: Desk, document: LabDocument, startAnew: boolean): boolean {
  const state = desk.get();
  desk.clock.pause();
  if (!startAnew && isSameWorld(state.document, document)) {
    const positions = new Map(document.machines.map((machine) => [machine.id, machine.position]));
    const { name, stimuli } = document;
    showAround(desk, { ...state.lab, name, stimuli, positions }, document);
  } else {
    const lab = startAnew ? freshLab(document) : reconciledLab(desk, document);
    if (!lab) return false;
    if (startAnew) desk.set({ outcome: 'none' });
    showLab(desk, lab, lab.world.events.length - 1, document);
  }
  desk.autosave.changed(true);
  return true;
}

/** Do the two differ in nothing but names on paper and places on the canvas? */
function isSameWorld(a: LabDocument, b: LabDocument): boolean {
  if (a.cables !== b.cables || a.machines.length !== b.machines.length) return false;
  return a.machines.every((machine, i) => {
    const other = b.machines[i];
    const { id, name, kind, netns } = machine;
    return other?.id === id && other.name === name && other.kind === kind && other.netns === netns;
  });
}

function reconciledLab(desk: Desk, document: LabDocument): Lab | undefined {
  const { lab, exact } = reconcile(bringToPresent(desk), document);
  return exact ? lab : freshLab(document);
}

function freshLab(document: LabDocument): Lab | undefined {
  const compiled = compile(document);
  return compiled.ok ? compiled.value : undefined;
}

/** Positions and stimuli of machines (and namespaces) that are gone go too. */
export function withoutGone(lab: Lab): Lab {
  const { machines, netns } = lab.world;
  return {
    ...lab,
    positions: new Map([...lab.positions].filter(([id]) => machines.has(id as MachineId))),
    stimuli: lab.stimuli.filter((stimulus) => netns.has(netnsIdOf(stimulus.machine, stimulus.netns))),
  };
}

function nameOf(desk: Desk, ids: readonly string[]): { name?: string } {
  const machine = desk.get().document.machines.find(({ id }) => id === ids[0]);
  return ids.length === 1 && machine ? { name: machine.name } : {};
}

/** The commands that `ops` stand for, with the name of the machine where they would be typed. */
function commandsOf(state: AppState, ops: readonly Op[]): AppState['lastCommand'] {
  const commands = ops.flatMap((op) => commandOf(op) ?? []);
  const id = ops.map(machineOfOp).find((machine) => machine !== undefined);
  if (commands.length === 0 || id === undefined) return undefined;
  const machine = state.document.machines.find((candidate) => candidate.id === id);
  return { machine: machine?.name ?? '', command: commands.join('\n') };
}

/** The machine in whose shell it would be typed. */
function machineOfOp(op: Op): string | undefined {
  if ('netns' in op) return op.netns.split('/')[0];
  return 'machine' in op ? op.machine : undefined;
}
