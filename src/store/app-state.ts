// The three scopes of the app's state (style rule R13) and the verbs that change them. The factory is in app-store.ts.

import type { Result } from '../base/result.ts';
import type { LabDocument, StimulusDoc } from '../document/schema.ts';
import type { Op } from '../engine/netlink.ts';
import type { Lab } from '../lab/lab.ts';

export type Language = 'en' | 'ko';
export type Theme = 'light' | 'dark' | 'system';
export type InspectorTab = 'step' | 'packet' | 'device';

/** One kind of thing is selected at a time, machines and cables together. */
export interface Selection {
  readonly machines: readonly string[];
  readonly cables: readonly string[];
}

export interface HistoryEntry {
  /** What the user did, as a key of the language catalogue with its parameters, e.g. { key: 'history.move', name: 'A' }. */
  readonly label: HistoryLabel;
  readonly before: LabDocument;
  readonly after: LabDocument;
}

export interface HistoryLabel {
  readonly key: string;
  readonly name?: string;
}

export interface DocumentState {
  readonly document: LabDocument;
  readonly past: readonly HistoryEntry[];
  readonly future: readonly HistoryEntry[];
  /** What the browser holds of it. */
  readonly saved: 'saved' | 'saving' | 'unsaved' | 'failed';
}

export interface SessionState {
  readonly language: Language;
  readonly theme: Theme;
  readonly selection: Selection;
  readonly inspectorTab: InspectorTab;
  /** The machine whose tables the Device panel shows; follows the selection. */
  readonly inspected: string | undefined;
  /** The stimulus that Play runs. */
  readonly stimulus: string | undefined;
  /** The last command that an edit in the page stood for, e.g. `ip addr add …`, with its machine's name. */
  readonly lastCommand: { readonly machine: string; readonly command: string } | undefined;
  /** What went wrong last, to be shown and dismissed. */
  readonly notice: Notice | undefined;
}

export interface Notice {
  readonly severity: 'error' | 'info';
  /** A key of the language catalogue, and what fills it in. */
  readonly key: string;
  readonly detail?: string;
}

export interface PlayerState {
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
  /** Why the recorded run ended. */
  readonly outcome: 'none' | 'idle' | 'budget' | 'storm' | 'time';
}

export type ProtocolFilter = 'arp' | 'icmp' | 'udp' | 'bridge' | 'route' | 'other';

export interface AppState extends DocumentState, SessionState, PlayerState {
  /** The running lab. Mutable: read it again when `revision` changes. */
  readonly lab: Lab;
  readonly actions: AppActions;
}

export interface AppActions {
  // the document: each is one step of undo
  /** Applies operations to the world (all or none) and remembers the new document. */
  applyOps(label: HistoryLabel, ops: readonly Op[]): Result<void>;
  /** A machine of `kind` at `position`, with a fresh name and, for a switch, its bridge. Returns its id. */
  addMachine(kind: 'host' | 'router' | 'switch', position: { x: number; y: number }): string;
  /** Cables two machines; a named port is taken, otherwise a free one, otherwise a new one is made. */
  connect(a: { machine: string; port?: string }, b: { machine: string; port?: string }): Result<string>;
  moveMachines(positions: Readonly<Record<string, { x: number; y: number }>>): void;
  removeSelection(): void;
  duplicateSelection(): void;
  renameMachine(id: string, name: string): Result<void>;
  renameLab(name: string): void;
  setStimulus(stimulus: StimulusDoc): void;
  removeStimulus(id: string): void;
  undo(): void;
  redo(): void;
  /** Replaces the lab by another document (from a file, a link or an example); undoable. */
  openDocument(document: LabDocument): void;
  /** Reads `.json` or `.link` text; on an error nothing is lost and the message says what and where. */
  importText(text: string): Promise<Result<void>>;
  /** The link's fragment, `#lab=…`. */
  shareFragment(): Promise<string>;

  // the session
  select(selection: Selection): void;
  setInspectorTab(tab: InspectorTab): void;
  inspect(machine: string | undefined): void;
  chooseStimulus(id: string): void;
  setLanguage(language: Language): void;
  setTheme(theme: Theme): void;
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
