// The verbs of the terminals. A command in a terminal is a live run: it goes on at the end of the recording, its events
// are appended, the document follows the world, and what the command line changed is one step of undo.

import { share } from '../base/share.ts';
import type { TraceEvent } from '../engine/trace.ts';
import type { World } from '../engine/world.ts';
import { snapshot } from '../lab/snapshot.ts';
import type { HistoryEntry, HistoryLabel } from './app-state.ts';
import { type Desk, HISTORY_LENGTH, isInPast, stillThere } from './desk.ts';
import { withoutGone } from './document-actions.ts';
import { forgetLongRecording } from './player-actions.ts';
import { writePreferences } from './session-actions.ts';
import { readableSize, TERMINAL_TEXT, withHistory } from './terminal-memory.ts';
import type { TerminalActions, TerminalTab } from './terminal-state.ts';

/** How long the frames of a live burst take to be seen: less than the second between two pings. */
const BURST_MS = 900;

export function terminalActions(desk: Desk): TerminalActions {
  const { get, set } = desk;
  /** The step of undo that the running command adds to. */
  let step: HistoryEntry | undefined;
  return {
    openTerminal: (machine, netns = '', another = false) => open(desk, machine, netns, another),
    showTerminal: (terminal) => set({ terminal }),
    closeTerminal: (id) => close(desk, id),
    placeTerminal: (id, netns) => place(desk, id, netns),
    setScreenReader: (screenReader) => {
      set({ screenReader });
      writePreferences(desk);
    },
    zoomTerminals: (by) => {
      set({ terminalText: by === 0 ? TERMINAL_TEXT : readableSize(get().terminalText + by) });
      writePreferences(desk);
    },
    rememberCommands: (machine, commands) =>
      set({ histories: withHistory(get().histories, machine, commands) }),
    goLive: () => {
      step = undefined;
      desk.clock.pause();
      const { lab, length } = get();
      if (isInPast(get())) desk.clock.jump(length - 1);
      forgetLongRecording(desk, lab);
      if (lab.world.events.length < length) startRecordingAnew(desk);
      set({ live: 'running' });
    },
    recordLive: (label) => {
      step = record(desk, label, step);
    },
    endLive: () => set({ live: 'idle' }),
  };
}

function open(desk: Desk, machine: string, netns: string, another: boolean): void {
  const { terminals } = desk.get();
  const here = terminals.filter((tab) => tab.machine === machine && tab.netns === netns);
  const known = here[0];
  if (known && !another) return desk.set({ terminal: known.id });
  const nth = Math.max(0, ...here.map((tab) => tab.nth)) + 1;
  const tab: TerminalTab = { id: `${machine}/${netns}/${nth}`, machine, netns, nth };
  desk.set({ terminals: [...terminals, tab], terminal: tab.id });
}

function place(desk: Desk, id: string, shellIn: string): void {
  const { terminals } = desk.get();
  const tab = terminals.find((one) => one.id === id);
  if (!tab || (tab.shellIn ?? tab.netns) === shellIn) return;
  const { shellIn: _before, ...home } = tab;
  const placed = tab.netns === shellIn ? home : { ...home, shellIn };
  desk.set({ terminals: terminals.map((one) => (one === tab ? placed : one)) });
}

/** Its neighbour is shown instead. */
function close(desk: Desk, id: string): void {
  const { terminals, terminal } = desk.get();
  const at = terminals.findIndex((tab) => tab.id === id);
  const left = terminals.filter((tab) => tab.id !== id);
  const shown = terminal === id ? (left[at] ?? left.at(-1))?.id : terminal;
  desk.set({ terminals: left, terminal: shown });
}

function record(desk: Desk, label: HistoryLabel, step: HistoryEntry | undefined): HistoryEntry | undefined {
  const state = desk.get();
  const { events } = state.lab.world;
  const configured = hasConfigured(events, state.length) || hasWritten(state.lab.world);
  const went = events.length !== state.length;
  if (went) desk.set({ length: events.length, recording: state.recording + 1, outcome: 'idle' });
  const recorded = configured ? follow(desk, label, step) : step;
  if (went) desk.clock.glide(events.length - 1, BURST_MS);
  return recorded;
}

function startRecordingAnew(desk: Desk): void {
  desk.set({ length: 0, recording: desk.get().recording + 1 });
  desk.clock.jump(-1);
}

const diskVersions = new WeakMap<World, number>();

/** Were files written since it was last asked? That is no event of the trace. */
function hasWritten(world: World): boolean {
  const version = world.disks.sorted(() => 0).reduce((sum, disk) => sum + disk.version, 0);
  const before = diskVersions.get(world) ?? 0;
  diskVersions.set(world, version);
  return version !== before;
}

/** Only operations change the configuration; everything else is traffic. */
function hasConfigured(events: readonly TraceEvent[], from: number): boolean {
  for (let seq = from; seq < events.length; seq++) if (events[seq]?.kind === 'op') return true;
  return false;
}

/** Brings the document after the world. A command that goes on adds to its own step, unless another came after it. */
function follow(desk: Desk, label: HistoryLabel, step: HistoryEntry | undefined): HistoryEntry | undefined {
  const state = desk.get();
  const lab = withoutGone(state.lab);
  const after = share(state.document, snapshot(lab));
  if (after === state.document) return step;
  // Cards may have made room meanwhile, which is part of the same step.
  const goesOn = step !== undefined && state.past.at(-1)?.label === step.label;
  const entry: HistoryEntry = goesOn ? { ...step, after } : { label, before: state.document, after };
  const past = goesOn ? state.past.slice(0, -1) : state.past;
  desk.set({
    lab,
    document: after,
    past: [...past, entry].slice(-HISTORY_LENGTH),
    future: [],
    lastCommand: undefined,
    ...stillThere(state, after),
  });
  desk.autosave.changed(true);
  return entry;
}
