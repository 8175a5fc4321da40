// One terminal: an xterm on one side, the kernel's line discipline (shell/terminal.ts) on the other, and between them the
// line editor. It knows nothing of React and of the world; terminal-room.ts lets the time pass.

import { FitAddon } from '@xterm/addon-fit';
import { Terminal as Xterm } from '@xterm/xterm';
import { type Prompt, Terminal } from '../../shell/terminal.ts';
import { type Completion, LineEditor } from './line-editor.ts';
import { LineHistory } from './line-history.ts';
import { terminalTheme } from './terminal-theme.ts';

export interface TerminalSession {
  /** Put it where the terminal is to be seen. */
  readonly element: HTMLElement;
  /** The line discipline of the shell that runs in it now. */
  readonly shell: Terminal;
  /** The shell waits for a command. */
  readonly atPrompt: boolean;
  /** A new line discipline for a new shell; what was typed ahead is forgotten. */
  renew(): void;
  /** More has been written than xterm has drawn: programs have to wait. */
  readonly isFlooded: boolean;
  /** Hands on what was typed or pasted ahead, now that somebody reads; was there anything? */
  pump(): boolean;
  /** A line of ours, not of a program's. */
  say(text: string): void;
  focus(): void;
  fit(): void;
  restyle(): void;
  setLabel(label: string): void;
  setScreenReader(on: boolean): void;
  dispose(): void;
}

export interface SessionEvents {
  /** A command line was entered at the prompt. */
  readonly onCommand: (line: string) => void;
  /** Something was typed: let it be read. */
  readonly onInput: (isControl: boolean) => void;
  /** Does a program read from the terminal? */
  readonly isReading: () => boolean;
  readonly onLeave: () => void;
  readonly complete: (before: string) => Completion | undefined;
}

const FONT =
  'ui-monospace, "JetBrains Mono", "SF Mono", "DejaVu Sans Mono", "Noto Sans Mono CJK KR", monospace';

/** Characters that xterm may be behind: a few frames' worth. */
const FLOOD = 100_000;

export function createTerminalSession(events: SessionEvents): TerminalSession {
  const element = document.createElement('div');
  element.style.height = '100%';
  const xterm = new Xterm({
    fontFamily: FONT,
    fontSize: 12,
    lineHeight: 1.3,
    scrollback: 5000,
    cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    theme: terminalTheme(),
  });
  const fitting = new FitAddon();
  xterm.loadAddon(fitting);

  /** The line so far, up to what is being typed. */
  let lineStart = '';
  let prompt: Prompt | undefined;
  let waiting = '';
  let undrawn = 0;
  let shell = newShell();

  const editor = new LineEditor(
    {
      write: (text) => xterm.write(text),
      columns: () => xterm.cols,
      prompt: () => lineStart,
      submit: (line) => {
        lineStart = '';
        if (prompt) events.onCommand(line);
        prompt = undefined;
        shell.type(`${line}\n`);
      },
      endInput: () => shell.endInput(),
      complete: (before) => (prompt ? events.complete(before) : undefined),
      clear: () => xterm.write(`\x1b[H\x1b[2J${lineStart}`),
    },
    new LineHistory(),
  );

  function newShell(): Terminal {
    const made: Terminal = new Terminal({
      columns: xterm.cols,
      write: (text) => {
        if (made === shell) write(prompt?.kind === 'PS1' && text === prompt.text ? coloured(text) : text);
      },
      onPrompt: (next) => {
        if (made !== shell) return;
        prompt = next;
        // What was typed ahead and nobody read is meant for the shell: it is shown at its prompt.
        if (next) while (made.hasInput) waiting = made.takeInput(1 << 20).replace('\n', '\r') + waiting;
      },
    });
    return made;
  }

  function write(text: string): void {
    lineStart = text.includes('\n') ? text.slice(text.lastIndexOf('\n') + 1) : lineStart + text;
    undrawn += text.length;
    xterm.write(text.replaceAll(/\r?\n/g, '\r\n'), () => {
      undrawn -= text.length;
    });
  }

  function pump(): boolean {
    const before = waiting;
    if (waiting !== '' && (prompt || events.isReading())) waiting = editor.feed(waiting);
    return waiting !== before;
  }

  xterm.onData((data) => {
    const control = CONTROLS[data];
    if (control) {
      waiting = '';
      editor.abandon();
      shell[control]();
    } else {
      waiting += data;
      pump();
    }
    events.onInput(control !== undefined);
  });
  xterm.attachCustomKeyEventHandler((event) => handlesKey(event, xterm, editor, events.onLeave));

  return {
    element,
    get shell() {
      return shell;
    },
    get atPrompt() {
      return prompt !== undefined;
    },
    get isFlooded() {
      return undrawn > FLOOD;
    },
    renew() {
      waiting = '';
      prompt = undefined;
      shell = newShell();
    },
    pump,
    say(text) {
      write(`${lineStart === '' ? '' : '\n'}\x1b[90m${text}\x1b[0m\n`);
    },
    focus: () => xterm.focus(),
    fit() {
      if (!xterm.element) xterm.open(element);
      fitting.fit();
    },
    restyle() {
      xterm.options.theme = terminalTheme();
    },
    setLabel: (label) => xterm.textarea?.setAttribute('aria-label', label),
    setScreenReader(on) {
      xterm.options.screenReaderMode = on;
    },
    dispose() {
      xterm.dispose();
      element.remove();
    },
  };
}

const CONTROLS: Readonly<Record<string, 'interrupt' | 'suspend' | 'quit'>> = {
  '\x03': 'interrupt',
  '\x1a': 'suspend',
  '\x1c': 'quit',
};

/** A prompt that has no colours of its own is green. */
function coloured(prompt: string): string {
  return prompt.includes('\x1b') ? prompt : prompt.replace(/^(.*?)(\s*)$/s, '\x1b[32m$1\x1b[0m$2');
}

/** Keys that aren't the shell's; false: xterm leaves them alone. */
function handlesKey(event: KeyboardEvent, xterm: Xterm, editor: LineEditor, leave: () => void): boolean {
  if (event.type !== 'keydown') return true;
  const key = event.key.toLowerCase();
  if (key === 'f6' || (key === 'escape' && !editor.cancelSearch())) {
    event.preventDefault();
    event.stopPropagation();
    leave();
    return false;
  }
  if (key === 'escape') return false;
  if (!event.ctrlKey && !event.metaKey) return true;
  if (key === 'v') return false; // the browser pastes
  const copies = key === 'c' && (event.shiftKey || event.metaKey || xterm.hasSelection());
  if (!copies) return !event.metaKey;
  if (xterm.hasSelection()) void navigator.clipboard?.writeText(xterm.getSelection());
  xterm.clearSelection();
  event.preventDefault();
  return false;
}
