// The terminals that are open, and whether something runs in one of them. What a shell is and how it is drawn is loaded
// when the first one is opened (ui/terminal).

import type { HistoryLabel } from './words.ts';

/** A terminal: a shell on a machine, or in one of its namespaces. */
export interface TerminalTab {
  readonly id: string;
  readonly machine: string;
  /** The namespace's name; '' is the machine's own. */
  readonly netns: string;
  /** The how-manieth in the same place, from 1. */
  readonly nth: number;
  /** The namespace in which the shell that asks is, if it is another one (`ip netns exec red bash`). */
  readonly shellIn?: string;
}

export interface TerminalState {
  readonly terminals: readonly TerminalTab[];
  /** The one that is shown; undefined: the panel is folded away. */
  readonly terminal: string | undefined;
  /** A command that runs in a terminal makes virtual time pass, unless the player is paused. */
  readonly live: 'idle' | 'running' | 'paused';
  /** Terminals say what is written to them to a screen reader. */
  readonly screenReader: boolean;
  /** The size of a terminal's text, in pixels. */
  readonly terminalText: number;
  /** By machine: the commands that were typed there. */
  readonly histories: Readonly<Record<string, readonly string[]>>;
}

export interface TerminalActions {
  /** Shows the terminal of a machine or of one of its namespaces, `another` if there is one already. */
  openTerminal(machine: string, netns?: string, another?: boolean): void;
  /** Shows one that is open; undefined folds the panel away. */
  showTerminal(id: string | undefined): void;
  closeTerminal(id: string): void;
  /** The shell that asks in it is in this namespace. */
  placeTerminal(id: string, netns: string): void;
  setScreenReader(on: boolean): void;
  /** Smaller text (-1), bigger (1), or as at first (0). */
  zoomTerminals(by: -1 | 0 | 1): void;
  /** What the next shell of a machine finds in its history. */
  rememberCommands(machine: string, commands: readonly string[]): void;
  /** A command begins: the playhead goes to the end of the recording, and what follows is one step of undo. */
  goLive(): void;
  /** The world has gone on: the document follows, the timeline grows. `label` is the command's. */
  recordLive(label: HistoryLabel): void;
  /** Nothing runs any more. */
  endLive(): void;
}
