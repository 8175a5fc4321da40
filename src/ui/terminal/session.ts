// One terminal on the screen: an xterm around a line terminal. It knows nothing of React and of the world;
// terminal-room.ts lets the time pass.

import { FitAddon } from '@xterm/addon-fit';
import { Terminal as Xterm } from '@xterm/xterm';
import { createLineTerminal, type LineTerminal, type LineTerminalHost } from './line-terminal.ts';
import { terminalTheme } from './terminal-theme.ts';

export interface TerminalSession {
  /** Put it where the terminal is to be seen. */
  readonly element: HTMLElement;
  readonly line: LineTerminal;
  /** More has been written than xterm has drawn: programs have to wait. */
  readonly isFlooded: boolean;
  focus(): void;
  fit(): void;
  restyle(): void;
  setLabel(label: string): void;
  setScreenReader(on: boolean): void;
  setFontSize(pixels: number): void;
  dispose(): void;
}

export type SessionEvents = Omit<LineTerminalHost, 'write' | 'columns' | 'rows'> & {
  /** The keyboard leaves the terminal. */
  readonly onLeave: () => void;
  /** Text that is smaller (-1), bigger (1), or as at first (0). */
  readonly onZoom: (by: -1 | 0 | 1) => void;
};

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
    // Only its width is wanted: the scrollbar takes it.
    overviewRuler: { width: 8 },
    cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    theme: terminalTheme(),
  });
  const fitting = new FitAddon();
  xterm.loadAddon(fitting);

  let undrawn = 0;
  const line = createLineTerminal({
    ...events,
    write(text) {
      undrawn += text.length;
      xterm.write(text, () => {
        undrawn -= text.length;
      });
    },
    columns: () => xterm.cols,
    rows: () => xterm.rows,
  });
  xterm.onData((data) => line.feed(data));
  xterm.onResize(({ cols, rows }) => line.resize(cols, rows));
  xterm.attachCustomKeyEventHandler((event) => handlesKey(event, xterm, line, events));

  return {
    element,
    line,
    get isFlooded() {
      return undrawn > FLOOD;
    },
    focus: () => xterm.focus(),
    fit() {
      if (!xterm.element) open(xterm, element, line);
      fitting.fit();
    },
    restyle() {
      xterm.options.theme = terminalTheme();
    },
    setLabel: (label) => xterm.textarea?.setAttribute('aria-label', label),
    setScreenReader(on) {
      xterm.options.screenReaderMode = on;
    },
    setFontSize(pixels) {
      xterm.options.fontSize = pixels;
      if (xterm.element) fitting.fit();
    },
    dispose() {
      xterm.dispose();
      element.remove();
    },
  };
}

function open(xterm: Xterm, element: HTMLElement, line: LineTerminal): void {
  xterm.open(element);
  // Pasted text isn't typed: its tabs don't complete, and its control characters do nothing.
  const onPaste = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopPropagation();
    line.paste(event.clipboardData?.getData('text/plain') ?? '');
    xterm.scrollToBottom();
  };
  element.addEventListener('paste', onPaste, { capture: true });
}

/** Keys that aren't the shell's; false: xterm leaves them alone. */
function handlesKey(event: KeyboardEvent, xterm: Xterm, line: LineTerminal, events: SessionEvents): boolean {
  if (event.type !== 'keydown') return true;
  const key = event.key.toLowerCase();
  if (key === 'escape' && line.cancelSearch()) return false;
  if (key === 'f6' || key === 'escape') return taken(event, events.onLeave);
  if (!event.ctrlKey && !event.metaKey) return true;
  const zoom = ZOOM[key];
  if (zoom !== undefined) return taken(event, () => events.onZoom(zoom));
  if (key === 'v') return false; // the browser pastes
  const copies = key === 'c' && (event.shiftKey || event.metaKey || xterm.hasSelection());
  return copies ? taken(event, () => copySelection(xterm)) : !event.metaKey;
}

const ZOOM: Readonly<Record<string, -1 | 0 | 1>> = { '+': 1, '=': 1, '-': -1, '0': 0 };

function taken(event: KeyboardEvent, act: () => void): false {
  event.preventDefault();
  event.stopPropagation();
  act();
  return false;
}

function copySelection(xterm: Xterm): void {
  if (xterm.hasSelection()) void navigator.clipboard?.writeText(xterm.getSelection());
  xterm.clearSelection();
}
