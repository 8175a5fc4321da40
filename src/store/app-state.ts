// The three scopes of the app's state (style rule R13) and the verbs that change them. The factory is in app-store.ts.
//
// The document is what the canvas draws, always the newest; the world is what the Device panel reads, and it stands
// where the playhead stands. An edit while the playhead is in the past drops the recorded future, brings the world's
// configuration up to the document there, and goes on from that point.

import type { Result } from '../base/result.ts';
import type { DocumentError } from '../document/document-error.ts';
import type { LabDocument, StimulusDoc } from '../document/schema.ts';
import type { Op } from '../engine/netlink.ts';
import type { Lab } from '../lab/lab.ts';
import type { Playback } from './playback.ts';
import type { RecentLab } from './persist.ts';
import type { TerminalActions, TerminalState } from './terminal-state.ts';
import type { HistoryLabel, Notice } from './words.ts';

export type Language = 'en' | 'ko';
export type Theme = 'light' | 'dark' | 'system';
type InspectorTab = 'step' | 'packet' | 'device';
export type { HistoryLabel, Notice } from './words.ts';

/** Machines and cables together, or what is inside of machines. */
export interface Selection {
  readonly machines: readonly string[];
  readonly cables: readonly string[];
  /** Namespaces, bridges and veth pairs: see lab/inside.ts for their ids. */
  readonly inside?: readonly string[];
}

/** One step of undo. */
export interface HistoryEntry {
  readonly label: HistoryLabel;
  readonly before: LabDocument;
  readonly after: LabDocument;
}

interface DocumentState {
  /** Parts that did not change keep their identity from one document to the next, so that a component can compare by `===`. */
  readonly document: LabDocument;
  readonly past: readonly HistoryEntry[];
  readonly future: readonly HistoryEntry[];
  /** What the browser holds of it. */
  readonly saved: 'saved' | 'saving' | 'unsaved' | 'failed';
  /** The labs that this browser holds, newest first; this one included. */
  readonly recent: readonly RecentLab[];
}

/** The panels whose size the user chooses. */
export type PanelName = 'palette' | 'inspector' | 'timeline' | 'terminal';

export interface SessionState {
  /** In pixels, of those that the user has resized. */
  readonly panelSizes: Readonly<Partial<Record<PanelName, number>>>;
  readonly language: Language;
  readonly theme: Theme;
  readonly selection: Selection;
  readonly inspectorTab: InspectorTab;
  /** The machine whose tables the Device panel shows; follows the selection. */
  readonly inspected: string | undefined;
  /** Which of its namespaces; '' is the root namespace. */
  readonly inspectedNetns: string;
  /** The stimulus that Play runs. */
  readonly stimulus: string | undefined;
  /** The last command that an edit in the page stood for, e.g. `ip addr add …` (several: one a line), with its machine's name. */
  readonly lastCommand: { readonly machine: string; readonly command: string } | undefined;
  /** What went wrong last, to be shown and dismissed. */
  readonly notice: Notice | undefined;
}

interface PlayerState {
  /** The event that the playhead stands at; -1 before the first. */
  readonly cursor: number;
  /** How many events are recorded. */
  readonly length: number;
  readonly playing: boolean;
  /** 1 is the default pace; 0.25 to 8. */
  readonly speed: number;
  /** Protocols that the timeline shows; empty: all. */
  readonly filter: readonly ProtocolFilter[];
  /** Bumped whenever the world's state, as seen at the playhead, may have changed. Subscribe to it to read `lab.world`. */
  readonly revision: number;
  /** Bumped whenever recorded events were added or dropped: the list of events is another one. */
  readonly recording: number;
  /** Why the recorded run ended. */
  readonly outcome: 'none' | 'idle' | 'budget' | 'storm' | 'time';
}

export type ProtocolFilter = 'arp' | 'icmp' | 'udp' | 'bridge' | 'route' | 'other';

export interface AppState extends DocumentState, SessionState, PlayerState, TerminalState {
  /** The running lab. Its world is mutable: read it again when `revision` changes. */
  readonly lab: Lab;
  /** The presentation's clock: where the frames in flight are right now. Not reactive; ask it once a painted frame. */
  readonly playback: Playback;
  readonly actions: AppActions;
}

export interface AppActions extends TerminalActions {
  // the document: each is one step of undo
  /** Applies operations to the world (all or none) and remembers the new document. The error is the kernel's own words. */
  applyOps(label: HistoryLabel, ops: readonly Op[]): Result<void>;
  /** A machine of `kind` at `position`, with a fresh name and, for a switch, its bridge. Returns its id. */
  addMachine(kind: 'host' | 'router' | 'switch', position: { x: number; y: number }): string;
  /** Cables two machines; a named port is taken, otherwise a free one, otherwise a new one is made. Returns the cable's id. */
  connect(a: { machine: string; port?: string }, b: { machine: string; port?: string }): Result<string>;
  moveMachines(positions: Readonly<Record<string, { x: number; y: number }>>): void;
  /** Like moveMachines, but part of the last step of undo: cards give way to one that has grown. */
  makeRoom(positions: Readonly<Record<string, { x: number; y: number }>>): void;
  removeSelection(): void;
  duplicateSelection(): void;
  renameMachine(id: string, name: string): Result<void>;
  renameLab(name: string): Result<void>;
  /** Adds it, or replaces the one of the same id; it becomes the chosen one. */
  setStimulus(stimulus: StimulusDoc): Result<void>;
  removeStimulus(id: string): void;
  undo(): void;
  redo(): void;
  /** Replaces the lab by another document (from a file, a link or an example); undoable. */
  openDocument(document: LabDocument): Result<void, DocumentError>;
  /** An empty canvas, undoable like any opened document. */
  newLab(): void;
  /** One of the labs that this browser holds; undoable. */
  openRecent(slot: string): void;
  /** Reads `.json` or `.link` text; on an error nothing is lost and the message says what and where. */
  importText(text: string): Promise<Result<void>>;
  /** Opens `#lab=…`; any other fragment is left alone. The user's own work stays among `recent`. */
  openFragment(fragment: string): Promise<Result<void>>;
  /** The link's fragment, `#lab=…`. */
  shareFragment(): Promise<string>;
  /** Writes what is unsaved now: for `pagehide`. */
  flush(): void;

  // the session
  select(selection: Selection): void;
  setInspectorTab(tab: InspectorTab): void;
  /** The root namespace, unless another is named. */
  inspect(machine: string | undefined, netns?: string): void;
  chooseStimulus(id: string): void;
  setLanguage(language: Language): void;
  setTheme(theme: Theme): void;
  setPanelSizes(sizes: SessionState['panelSizes']): void;
  notify(notice: Notice | undefined): void;

  // the player
  /** Starts the chosen stimulus at the playhead (dropping the recorded future), records its run and puts the playhead at its start. */
  runStimulus(): void;
  /** Lets virtual time pass with nothing new started: timers run. `seconds` of it. */
  wait(seconds: number): void;
  play(): void;
  pause(): void;
  /** To the next (previous) event that the filter shows. */
  step(): void;
  stepBack(): void;
  seek(event: number): void;
  seekStart(): void;
  seekEnd(): void;
  setSpeed(speed: number): void;
  setFilter(filter: readonly ProtocolFilter[]): void;
  /** Forgets the run and everything learned in it: a fresh boot of the same document. */
  resetRun(): void;
}
