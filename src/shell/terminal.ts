// A terminal as the kernel's line discipline sees it: lines come in whole (the page edits them), text goes out, Ctrl-C and
// Ctrl-Z go to the foreground group. While a shell asks for a command, `prompt` says so, and the page offers history and
// completion; while a program reads, `prompt` is undefined.

import type { Co, Signal } from './co.ts';
import { takeWhole } from './pipe.ts';
import type { Stream } from './stream.ts';

export interface TerminalOptions {
  /** What is written to the terminal, as it is written (with \n; the page adds the \r). */
  readonly write: (text: string) => void;
  readonly columns?: number;
  /** Called when a shell begins or ends asking for a command. */
  readonly onPrompt?: (prompt: Prompt | undefined) => void;
}

export interface Prompt {
  readonly text: string;
  /** `PS2`: the command goes on. */
  readonly kind: 'PS1' | 'PS2';
}

interface Groups {
  killGroup(pgid: number, signal: Signal): boolean;
}

export class Terminal {
  readonly stream: Stream;
  readonly columns: number;
  readonly #options: TerminalOptions;
  #input = '';
  #ended = false;
  #groups: Groups | undefined;
  #prompt: Prompt | undefined;
  /** The process group that Ctrl-C is meant for. */
  foreground = 0;

  constructor(options: TerminalOptions) {
    this.#options = options;
    this.columns = options.columns ?? 80;
    this.stream = new TerminalStream(this);
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
    this.#input += text;
  }

  /** Ctrl-D on an empty line. */
  endInput(): void {
    this.#ended = true;
  }

  /** Ctrl-C: what is typed and not yet read is forgotten, as the line discipline does. */
  interrupt(): void {
    this.#input = '';
    this.write('^C');
    if (this.#prompt === undefined) this.write('\n');
    this.#groups?.killGroup(this.foreground, 'SIGINT');
  }

  /** Ctrl-Z. */
  suspend(): void {
    this.write('^Z\n');
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
    return this.#input !== '' || this.#ended;
  }

  /** One line, or as much as is wanted of it; '' at Ctrl-D, which holds once. */
  takeInput(max: number): string {
    if (this.#input === '') {
      this.#ended = false;
      return '';
    }
    const end = this.#input.indexOf('\n');
    const taken = takeWhole(end < 0 ? this.#input : this.#input.slice(0, end + 1), max);
    this.#input = this.#input.slice(taken.length);
    return taken;
  }

  /** Asks for a command. The page sees the prompt and echoes what is typed. Undefined at Ctrl-D or after a signal. */
  *ask(prompt: Prompt): Co<string | undefined> {
    this.#setPrompt(prompt);
    this.write(prompt.text);
    let line = '';
    try {
      while (!line.endsWith('\n')) {
        while (!this.hasInput) {
          const signal = yield { for: 'readable', stream: this.stream };
          if (signal !== undefined && !this.hasInput) return signal;
        }
        const more = this.takeInput(1 << 20);
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
