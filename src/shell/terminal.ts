// A terminal as the kernel's line discipline sees it: lines come in whole (the page edits them), text goes out, Ctrl-C and
// Ctrl-Z go to the foreground group. While a shell asks for a command, `prompt` says so, and the page offers history and
// completion; while a program reads, `prompt` is undefined.

import type { Co, Signal } from './co.ts';
import { takeWhole } from './pipe.ts';
import type { Proc } from './program.ts';
import type { Stream } from './stream.ts';

export interface TerminalOptions {
  /** What is written to the terminal, as it is written (with \n; the page adds the \r). */
  readonly write: (text: string) => void;
  readonly columns?: number;
  readonly rows?: number;
  /** What `tty` says: /dev/pts/0. */
  readonly name?: string;
  /** Commands of earlier shells here: what their HISTFILE would have kept. */
  readonly history?: readonly string[];
  /** Called when a shell begins or ends asking for a command. */
  readonly onPrompt?: (prompt: Prompt | undefined) => void;
}

export interface Prompt {
  readonly text: string;
  /** `PS2`: the command goes on. */
  readonly kind: 'PS1' | 'PS2';
  readonly shell: AskingShell;
}

/** What the page offers at a prompt comes from the shell that asks: it may be one within another, in another namespace. */
export interface AskingShell {
  readonly proc: Proc;
  /** Its commands, the newest last. */
  readonly history: readonly string[];
  /** Names that it knows by itself: builtins, keywords, functions, aliases. */
  readonly commands: () => readonly string[];
  readonly variables: () => readonly string[];
}

/** What `ask` gives for a line that a signal ended. */
export const GIVEN_UP = '';

interface Groups {
  killGroup(pgid: number, signal: Signal): boolean;
}

export class Terminal {
  readonly stream: Stream;
  readonly name: string;
  readonly history: readonly string[];
  #columns: number;
  #rows: number;
  readonly #options: TerminalOptions;
  /** Entered and not yet read: a text each time Enter was pressed, which may have several lines. */
  #entered: string[] = [];
  #ended = false;
  #groups: Groups | undefined;
  #prompt: Prompt | undefined;
  /** The process group that Ctrl-C is meant for. */
  foreground = 0;

  constructor(options: TerminalOptions) {
    this.#options = options;
    this.name = options.name ?? '/dev/pts/0';
    this.history = options.history ?? [];
    this.#columns = options.columns ?? 80;
    this.#rows = options.rows ?? 24;
    this.stream = new TerminalStream(this);
  }

  get columns(): number {
    return this.#columns;
  }

  get rows(): number {
    return this.#rows;
  }

  /** TIOCSWINSZ: the foreground is told of a new size. */
  resize(columns: number, rows: number): void {
    if (columns === this.#columns && rows === this.#rows) return;
    this.#columns = columns;
    this.#rows = rows;
    this.#groups?.killGroup(this.foreground, 'SIGWINCH');
  }

  get prompt(): Prompt | undefined {
    return this.#prompt;
  }

  attach(groups: Groups, pid: number): void {
    this.#groups = groups;
    this.foreground = pid;
  }

  /** Lines that the user typed or pasted, each with its \n. */
  type(text: string): void {
    if (text !== '') this.#entered.push(text);
  }

  /** Ctrl-D on an empty line. */
  endInput(): void {
    this.#ended = true;
  }

  /** Ctrl-C: what is typed and not yet read is forgotten, as the line discipline does. */
  interrupt(): void {
    this.#entered = [];
    this.write('^C');
    this.#groups?.killGroup(this.foreground, 'SIGINT');
  }

  /** Ctrl-Z. */
  suspend(): void {
    this.write('^Z');
    this.#groups?.killGroup(this.foreground, 'SIGTSTP');
  }

  /** Ctrl-\. */
  quit(): void {
    this.write('^\\');
    this.#groups?.killGroup(this.foreground, 'SIGQUIT');
  }

  write(text: string): void {
    this.#options.write(text);
  }

  get hasInput(): boolean {
    return this.#entered.length > 0 || this.#ended;
  }

  /** One line, or as much as is wanted of it; '' at Ctrl-D, which holds once. */
  takeInput(max: number): string {
    const [first, ...others] = this.#entered;
    if (first === undefined) {
      this.#ended = false;
      return '';
    }
    const end = first.indexOf('\n');
    const taken = takeWhole(end < 0 ? first : first.slice(0, end + 1), max);
    const rest = first.slice(taken.length);
    this.#entered = rest === '' ? others : [rest, ...others];
    return taken;
  }

  /**
   * Asks for a command. The page sees the prompt and echoes what is typed. Undefined at Ctrl-D. A signal that comes
   * meanwhile is `onSignal`'s; if that says so, the line is given up.
   */
  *ask(prompt: Prompt, onSignal: () => Co<'give up' | 'go on'>): Co<string | undefined> {
    this.#setPrompt(prompt);
    this.write(prompt.text);
    let line = '';
    try {
      while (!line.endsWith('\n')) {
        while (!this.hasInput) {
          const signal = yield { for: 'readable', stream: this.stream };
          if (signal !== undefined && !this.hasInput && (yield* onSignal()) === 'give up') return GIVEN_UP;
        }
        const more = this.#entered.shift() ?? this.takeInput(0);
        if (more === '') return line === '' ? undefined : line;
        line += more;
      }
      return line;
    } finally {
      this.#setPrompt(undefined);
    }
  }

  #setPrompt(prompt: Prompt | undefined): void {
    this.#prompt = prompt;
    this.#options.onPrompt?.(prompt);
  }
}

class TerminalStream implements Stream {
  readonly tty = true;
  readonly writable = true;
  readonly terminal: Terminal;

  constructor(terminal: Terminal) {
    this.terminal = terminal;
  }

  get readable(): boolean {
    return this.terminal.hasInput;
  }

  *read(max = 4096): Co<string> {
    while (!this.readable) yield { for: 'readable', stream: this };
    return this.terminal.takeInput(max);
  }

  // eslint-disable-next-line require-yield -- a stream's methods are coroutines
  *write(text: string): Co<void> {
    this.terminal.write(text);
  }

  open(): void {}

  close(): void {}
}

/** The terminal behind a stream, if it is one. */
export function terminalOf(stream: Stream | undefined): Terminal | undefined {
  return stream instanceof TerminalStream ? stream.terminal : undefined;
}
