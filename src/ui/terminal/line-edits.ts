// The line that is being typed, and what readline's keys (emacs mode, readline(3)) do to it. Pure: each key makes another line.

export interface Line {
  readonly text: string;
  /** Where the cursor is, in UTF-16 units. */
  readonly at: number;
  /** What Ctrl-Y brings back, the newest first; Alt-Y turns the ring. */
  readonly ring: readonly string[];
  /** What stood here before each change, the newest last. */
  readonly undo: readonly Undo[];
  /** Keys of one kind after one another are one change: typing, killing, yanking. */
  readonly did: 'type' | 'kill' | 'yank' | 'move';
}

type Undo = Pick<Line, 'text' | 'at'>;

export const EMPTY_LINE: Line = { text: '', at: 0, ring: [], undo: [], did: 'move' };

const RING = 10;
/** As many typed characters are undone together. */
const TYPED_TOGETHER = 20;

type Edit = (line: Line) => Line;

const to =
  (place: (text: string, at: number) => number): Edit =>
  (line) => ({ ...line, at: place(line.text, line.at), did: 'move' });

const home = to(() => 0);
const end = to((text) => text.length);
const rubOut: Edit = (line) => cut(line, before(line.text, line.at), line.at);
export const deleteNext: Edit = (line) => cut(line, line.at, after(line.text, line.at));
const killToEnd: Edit = (line) => kill(line, line.at, line.text.length);
const killToStart: Edit = (line) => kill(line, 0, line.at);
const killWord: Edit = (line) => kill(line, blankWordStart(line.text, line.at), line.at);
const killWordLeft: Edit = (line) => kill(line, wordStart(line.text, line.at), line.at);
const killWordRight: Edit = (line) => kill(line, line.at, wordEnd(line.text, line.at));

/** By what the terminal sends for a key. */
export const EDITS: Readonly<Record<string, Edit>> = {
  '\x1b[D': to(before),
  '\x1bOD': to(before),
  '\x02': to(before),
  '\x1b[C': to(after),
  '\x1bOC': to(after),
  '\x06': to(after),
  '\x1b[H': home,
  '\x1bOH': home,
  '\x1b[1~': home,
  '\x01': home,
  '\x1b[F': end,
  '\x1bOF': end,
  '\x1b[4~': end,
  '\x05': end,
  '\x1b[1;5D': to(wordStart),
  '\x1b[1;3D': to(wordStart),
  '\x1bb': to(wordStart),
  '\x1b[1;5C': to(wordEnd),
  '\x1b[1;3C': to(wordEnd),
  '\x1bf': to(wordEnd),
  '\x7f': rubOut,
  '\x08': rubOut,
  '\x1b[3~': deleteNext,
  '\x0b': killToEnd,
  '\x15': killToStart,
  '\x17': killWord,
  '\x1b\x7f': killWordLeft,
  '\x1b\x08': killWordLeft,
  '\x1bd': killWordRight,
  '\x1b[3;5~': killWordRight,
  '\x1b\\': (line) => cut(line, blanksStart(line), blanksEnd(line)),
  '\x14': transpose,
  '\x1bt': transposeWords,
  '\x1bu': (line) => respell(line, (word) => word.toUpperCase()),
  '\x1bl': (line) => respell(line, (word) => word.toLowerCase()),
  '\x1bc': (line) => respell(line, capitalized),
  '\x19': yank,
  '\x1by': yankOlder,
  '\x1f': undo,
  '\x18\x15': undo,
  '\x1br': (line) => ({ ...line, ...line.undo[0], undo: [], did: 'move' }),
};

/** A line from the history: changes to it are undone down to it. */
export function lineOf(text: string, ring: readonly string[] = []): Line {
  return { ...EMPTY_LINE, text, at: text.length, ring };
}

export function insert(line: Line, text: string): Line {
  const { at } = line;
  const changed = line.text.slice(0, at) + text + line.text.slice(at);
  const newest = line.undo.at(-1);
  const isTogether = line.did === 'type' && newest && at - newest.at < TYPED_TOGETHER;
  return {
    ...line,
    text: changed,
    at: at + text.length,
    undo: isTogether ? line.undo : [...line.undo, { text: line.text, at }],
    did: 'type',
  };
}

/** Another text in place of what stands between `from` and the cursor. */
export function replace(line: Line, from: number, text: string): Line {
  const changed = line.text.slice(0, from) + text + line.text.slice(line.at);
  return change(line, changed, from + text.length);
}

function change(line: Line, text: string, at: number, did: Line['did'] = 'move'): Line {
  return { ...line, text, at, undo: [...line.undo, { text: line.text, at: line.at }], did };
}

function undo(line: Line): Line {
  const newest = line.undo.at(-1);
  return newest ? { ...line, ...newest, undo: line.undo.slice(0, -1), did: 'move' } : line;
}

function cut(line: Line, from: number, to: number): Line {
  return from === to ? line : change(line, line.text.slice(0, from) + line.text.slice(to), from);
}

/** Kills in a row are one text in the ring. */
function kill(line: Line, from: number, to: number): Line {
  if (from === to) return line;
  const text = line.text.slice(from, to);
  const [newest = '', ...older] = line.ring;
  const ring =
    line.did === 'kill' ? [to <= line.at ? text + newest : newest + text, ...older] : [text, ...line.ring];
  const changed = change(line, line.text.slice(0, from) + line.text.slice(to), from, 'kill');
  return { ...changed, ring: ring.slice(0, RING) };
}

function yank(line: Line): Line {
  const [newest = ''] = line.ring;
  return { ...replace(line, line.at, newest), did: 'yank' };
}

/** The text that was killed before it, in place of what was yanked. */
function yankOlder(line: Line): Line {
  const [newest = '', ...older] = line.ring;
  if (line.did !== 'yank') return line;
  const ring = [...older, newest];
  return { ...replace(line, line.at - newest.length, ring[0] ?? ''), ring, did: 'yank' };
}

/** The character before the cursor goes over the one under it; at the end, over the one before it. */
function transpose(line: Line): Line {
  const { text } = line;
  const middle = line.at === text.length ? before(text, line.at) : line.at;
  const from = before(text, middle);
  const to = after(text, middle);
  if (from === middle) return line;
  const swapped = text.slice(middle, to) + text.slice(from, middle);
  return change(line, text.slice(0, from) + swapped + text.slice(to), to);
}

function transposeWords(line: Line): Line {
  const { text } = line;
  const end = wordEnd(text, line.at);
  const second = wordStart(text, end);
  const first = wordStart(text, second);
  const firstEnd = wordEnd(text, first);
  if (first === second || firstEnd > second) return line;
  const swapped = text.slice(second, end) + text.slice(firstEnd, second) + text.slice(first, firstEnd);
  return change(line, text.slice(0, first) + swapped + text.slice(end), end);
}

function respell(line: Line, spell: (word: string) => string): Line {
  const end = wordEnd(line.text, line.at);
  const { text, at } = line;
  return change(line, text.slice(0, at) + spell(text.slice(at, end)) + text.slice(end), end);
}

function capitalized(word: string): string {
  return word.toLowerCase().replace(/[\p{L}\p{N}]/u, (letter) => letter.toUpperCase());
}

/** A whole code point backwards, forwards; a mark goes with its letter. */
function before(text: string, at: number): number {
  let to = at;
  do to -= isPair(text, to - 2) ? 2 : Math.min(1, to);
  while (to > 0 && /^\p{M}/u.test(text.slice(to)));
  return to;
}

function after(text: string, at: number): number {
  let to = at;
  do to = Math.min(text.length, to + (isPair(text, to) ? 2 : 1));
  while (to < text.length && /^\p{M}/u.test(text.slice(to)));
  return to;
}

function isPair(text: string, at: number): boolean {
  return at >= 0 && (text.codePointAt(at) ?? 0) > 0xffff;
}

/** readline's words are letters and digits; those of Ctrl-W end at blanks. */
function wordStart(text: string, at: number): number {
  return at - (/[\p{L}\p{M}\p{N}]*[^\p{L}\p{N}]*$/u.exec(text.slice(0, at))?.[0].length ?? 0);
}

function wordEnd(text: string, at: number): number {
  return at + (/^[^\p{L}\p{N}]*[\p{L}\p{M}\p{N}]*/u.exec(text.slice(at))?.[0].length ?? 0);
}

function blankWordStart(text: string, at: number): number {
  return at - (/\S*\s*$/.exec(text.slice(0, at))?.[0].length ?? 0);
}

function blanksStart({ text, at }: Line): number {
  return at - (/[ \t]*$/.exec(text.slice(0, at))?.[0].length ?? 0);
}

function blanksEnd({ text, at }: Line): number {
  return at + (/^[ \t]*/.exec(text.slice(at))?.[0].length ?? 0);
}
