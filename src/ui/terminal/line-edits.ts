// The line that is being typed, and what readline's keys (emacs mode) do to it. Pure: each key makes another line.

export interface Line {
  readonly text: string;
  /** Where the cursor is, in UTF-16 units. */
  readonly at: number;
  /** What Ctrl-Y brings back. */
  readonly killed: string;
}

export const EMPTY_LINE: Line = { text: '', at: 0, killed: '' };

type Edit = (line: Line) => Line;

const left: Edit = (line) => ({ ...line, at: before(line.text, line.at) });
const right: Edit = (line) => ({ ...line, at: after(line.text, line.at) });
const home: Edit = (line) => ({ ...line, at: 0 });
const end: Edit = (line) => ({ ...line, at: line.text.length });
const wordLeft: Edit = (line) => ({ ...line, at: wordStart(line.text, line.at) });
const wordRight: Edit = (line) => ({ ...line, at: wordEnd(line.text, line.at) });
const rubOut: Edit = (line) => cut(line, before(line.text, line.at), line.at);
const rubOutNext: Edit = (line) => cut(line, line.at, after(line.text, line.at));
const killToEnd: Edit = (line) => kill(line, line.at, line.text.length);
const killToStart: Edit = (line) => kill(line, 0, line.at);
const killWord: Edit = (line) => kill(line, blankWordStart(line.text, line.at), line.at);
const killWordLeft: Edit = (line) => kill(line, wordStart(line.text, line.at), line.at);
const killWordRight: Edit = (line) => kill(line, line.at, wordEnd(line.text, line.at));
const yank: Edit = (line) => insert(line, line.killed);

/** By what the terminal sends for a key. */
export const EDITS: Readonly<Record<string, Edit>> = {
  '\x1b[D': left,
  '\x02': left,
  '\x1b[C': right,
  '\x06': right,
  '\x1b[H': home,
  '\x1bOH': home,
  '\x01': home,
  '\x1b[F': end,
  '\x1bOF': end,
  '\x05': end,
  '\x1b[1;5D': wordLeft,
  '\x1b[1;3D': wordLeft,
  '\x1bb': wordLeft,
  '\x1b[1;5C': wordRight,
  '\x1b[1;3C': wordRight,
  '\x1bf': wordRight,
  '\x7f': rubOut,
  '\x08': killWordLeft, // Ctrl+Backspace
  '\x1b[3~': rubOutNext,
  '\x0b': killToEnd,
  '\x15': killToStart,
  '\x17': killWord,
  '\x1b\x7f': killWordLeft,
  '\x1bd': killWordRight,
  '\x19': yank,
};

export function lineOf(text: string, killed = ''): Line {
  return { text, at: text.length, killed };
}

export function insert(line: Line, text: string): Line {
  const { at } = line;
  return { ...line, text: line.text.slice(0, at) + text + line.text.slice(at), at: at + text.length };
}

export const deleteNext = rubOutNext;

function cut(line: Line, from: number, to: number): Line {
  return { ...line, text: line.text.slice(0, from) + line.text.slice(to), at: from };
}

function kill(line: Line, from: number, to: number): Line {
  return from === to ? line : { ...cut(line, from, to), killed: line.text.slice(from, to) };
}

/** A whole code point backwards, forwards. */
function before(text: string, at: number): number {
  return at - (isPair(text, at - 2) ? 2 : Math.min(1, at));
}

function after(text: string, at: number): number {
  return Math.min(text.length, at + (isPair(text, at) ? 2 : 1));
}

function isPair(text: string, at: number): boolean {
  return at >= 0 && (text.codePointAt(at) ?? 0) > 0xffff;
}

/** readline's words are letters and digits; those of Ctrl-W end at blanks. */
function wordStart(text: string, at: number): number {
  return at - (/[\p{L}\p{N}_]*[^\p{L}\p{N}_]*$/u.exec(text.slice(0, at))?.[0].length ?? 0);
}

function wordEnd(text: string, at: number): number {
  return at + (/^[^\p{L}\p{N}_]*[\p{L}\p{N}_]*/u.exec(text.slice(at))?.[0].length ?? 0);
}

function blankWordStart(text: string, at: number): number {
  return at - (/\S*\s*$/.exec(text.slice(0, at))?.[0].length ?? 0);
}
