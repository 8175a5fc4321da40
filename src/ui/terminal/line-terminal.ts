// A terminal without a screen: the kernel's line discipline (shell/terminal.ts) on one side, the keys that are typed on the
// other, and between them the line editor. session.ts puts it on a screen.

import { type AskingShell, Terminal } from '../../shell/terminal.ts';
import { type Completion, LineEditor, QUOTED } from './line-editor.ts';
import { LineHistory } from './line-history.ts';

export interface LineTerminal {
  /** The line discipline of the shell that runs in it now. */
  readonly shell: Terminal;
  /** A shell waits for a command. */
  readonly atPrompt: boolean;
  readonly isSearching: boolean;
  /** What the keyboard sends. */
  feed(data: string): void;
  /** A text all at once, its lines one after another as somebody reads them. */
  paste(text: string): void;
  /** Hands on what was typed or pasted ahead, now that somebody reads; was there anything? */
  pump(): boolean;
  /** A new line discipline for a new shell; what was typed ahead is forgotten. */
  renew(): void;
  /** A line of ours, not of a program's. */
  say(text: string): void;
  cancelSearch(): boolean;
  resize(columns: number, rows: number): void;
}

export interface LineTerminalHost {
  /** To the screen. */
  readonly write: (text: string) => void;
  readonly columns: () => number;
  readonly rows: () => number;
  /** Its device, /dev/pts/0. */
  readonly name: string;
  /** Commands of earlier shells here. */
  readonly history: () => readonly string[];
  /** A command line was entered at the prompt. */
  readonly onCommand: (line: string) => void;
  /** A shell asks for a command; undefined: it has got one. */
  readonly onPrompt: (shell: AskingShell | undefined) => void;
  /** Something was typed: let it be read. */
  readonly onInput: (isControl: boolean) => void;
  /** Does a program read from the terminal? */
  readonly isReading: () => boolean;
  readonly complete: (before: string, shell: AskingShell) => Completion | undefined;
}

const CONTROLS: Readonly<Record<string, 'interrupt' | 'suspend' | 'quit'>> = {
  '\x03': 'interrupt',
  '\x1a': 'suspend',
  '\x1c': 'quit',
};

const CLEAR = '\x1b[H\x1b[2J';

export function createLineTerminal(host: LineTerminalHost): LineTerminal {
  /** The line so far, up to what is being typed. */
  let lineStart = '';
  let asking: AskingShell | undefined;
  let waiting = '';
  let shell = newShell();

  const editor = new LineEditor(
    {
      write: host.write,
      columns: host.columns,
      prompt: () => lineStart,
      submit: (line) => {
        lineStart = '';
        if (asking) host.onCommand(line);
        asking = undefined;
        shell.type(`${line}\n`);
      },
      endInput: () => shell.endInput(),
      complete: (before) => asking && host.complete(before, asking),
      clear: () => host.write(CLEAR),
    },
    new LineHistory(() => asking?.history ?? []),
  );

  function newShell(): Terminal {
    const made: Terminal = new Terminal({
      columns: host.columns(),
      rows: host.rows(),
      name: host.name,
      history: host.history(),
      write: (text) => {
        if (made !== shell) return;
        const isPrompt = made.prompt?.kind === 'PS1' && text === made.prompt.text;
        write(isPrompt ? coloured(text) : text);
      },
      onPrompt: (next) => {
        if (made !== shell) return;
        asking = next?.shell;
        // What was typed ahead and nobody read is meant for the shell: it is shown at its prompt.
        if (next) while (made.hasInput) waiting = made.takeInput(1 << 20).replace('\n', '\r') + waiting;
        host.onPrompt(asking);
      },
    });
    return made;
  }

  function write(text: string): void {
    lineStart = text.includes('\n') ? text.slice(text.lastIndexOf('\n') + 1) : lineStart + text;
    host.write(text.replaceAll(/\r?\n/g, '\r\n'));
  }

  function pump(): boolean {
    const before = waiting;
    if (waiting !== '' && (asking || host.isReading())) waiting = editor.feed(waiting);
    return waiting !== before;
  }

  function control(verb: 'interrupt' | 'suspend' | 'quit'): void {
    waiting = '';
    // At a prompt readline takes Ctrl-Z and Ctrl-\ for nothing.
    if (asking && verb !== 'interrupt') return;
    editor.abandon();
    shell[verb]();
  }

  return {
    get shell() {
      return shell;
    },
    get atPrompt() {
      return asking !== undefined;
    },
    get isSearching() {
      return editor.isSearching;
    },
    feed(data) {
      const verb = CONTROLS[data];
      if (verb) control(verb);
      else {
        waiting += data;
        pump();
      }
      host.onInput(verb !== undefined);
    },
    paste(text) {
      waiting += pasted(text);
      pump();
      host.onInput(false);
    },
    pump,
    renew() {
      waiting = '';
      asking = undefined;
      editor.reset();
      shell = newShell();
    },
    say(text) {
      write(`${lineStart === '' ? '' : '\n'}\x1b[90m${text}\x1b[0m\n`);
    },
    cancelSearch: () => editor.cancelSearch(),
    resize(columns, rows) {
      shell.resize(columns, rows);
      if (asking) editor.redraw();
    },
  };
}

/** Pasted text isn't typed: a tab in it is a tab, and control characters do nothing. Its lines are entered one by one. */
function pasted(text: string): string {
  const lines = text.replaceAll(/\r?\n/g, '\r').replaceAll('\t', `${QUOTED}\t`);
  return lines.replaceAll(UNPRINTABLE, '');
}

/** Control characters but for tabs, their quotes and ends of lines. */
const UNPRINTABLE = new RegExp(String.raw`[\x00-\x08\x0a-\x0c\x0e-\x15\x17-\x1f\x7f]`, 'g');

/** A prompt that has no colours of its own is green. */
function coloured(prompt: string): string {
  return prompt.includes('\x1b') ? prompt : prompt.replace(/^(.*?)(\s*)$/s, '\x1b[32m$1\x1b[0m$2');
}
