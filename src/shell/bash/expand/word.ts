// Word expansion in bash's order: braces, tilde, then parameters, commands and arithmetic from left to right, then splitting,
// then pathnames; quotes go as it goes.

import type { Word, WordPart } from 'unbash';
import type { Co } from '../../co.ts';
import { arithmeticText, evaluateText } from './arithmetic-expansion.ts';
import { unescapeAnsiC } from '../ansi-c.ts';
import { readVariable } from '../assign.ts';
import { parseWord } from '../parsed.ts';
import type { Shell } from '../shell.ts';
import { Discard } from '../unwind.ts';
import { expandBraces } from './brace.ts';
import { type Field, Fields } from './fields.ts';
import { globPaths } from './glob.ts';
import { expandParameter, expandSimple } from './parameter.ts';
import { isPattern } from './pattern.ts';
import { processSubstitution, substituteCommand } from './substitution.ts';
import { expandTildes } from './tilde.ts';

/** Where a part stands: what quotes mean depends on it. */
export interface Place {
  /** Between double quotes, or in a here-document. */
  readonly quoted: boolean;
  /** In the word of `${x:-word}` outside quotes: literal text is split, too. */
  readonly splitsLiterals?: boolean;
  /** In the word of `${x:-word}` between quotes: a backslash quotes `}`, too. */
  readonly inBraces?: boolean;
}

const UNQUOTED: Place = { quoted: false };
const QUOTED: Place = { quoted: true };

/** Words as arguments. */
export function* expandWords(shell: Shell, words: readonly Word[]): Co<string[]> {
  const args: string[] = [];
  for (const word of words) {
    if (isPlain(word)) args.push(word.value);
    else args.push(...(yield* expandWord(shell, word)));
  }
  return args;
}

/** Is it the same after expansion, whatever the state? */
function isPlain(word: Word): boolean {
  return (
    word.parts === undefined &&
    word.value === word.text &&
    !word.text.startsWith('~') &&
    !isPattern(word.text, true)
  );
}

export function* expandWord(shell: Shell, word: Word): Co<string[]> {
  if (shell.options.has('braceexpand') && word.parts?.some((part) => part.type === 'BraceExpansion')) {
    const texts = expandBraces(word.text);
    if (texts.length > 1 || texts[0] !== word.text) {
      const args: string[] = [];
      for (const text of texts) if (text !== '') args.push(...(yield* expandOne(shell, parseWord(text))));
      return args;
    }
  }
  return yield* expandOne(shell, word);
}

function* expandOne(shell: Shell, word: Word): Co<string[]> {
  const fields = new Fields(readVariable(shell, 'IFS'));
  yield* expandInto(shell, fields, word, UNQUOTED);
  const done = fields.end();
  const args: string[] = [];
  for (const field of done) args.push(...(yield* pathnames(shell, field)));
  return args;
}

function* pathnames(shell: Shell, field: Field): Co<string[]> {
  const extglob = shell.shopts.has('extglob');
  if (!field.glob || shell.options.has('noglob') || !isPattern(field.pattern, extglob)) return [field.text];
  const found = globPaths(shell.proc.files, shell.proc.cwd, field.pattern, {
    extglob,
    ignoreCase: shell.shopts.has('nocaseglob'),
    dotglob: shell.shopts.has('dotglob'),
    globstar: shell.shopts.has('globstar'),
  });
  if (found.length > 0) return found;
  if (shell.shopts.has('failglob')) {
    yield* shell.complain(`no match: ${field.text}`);
    throw new Discard(1);
  }
  return shell.shopts.has('nullglob') ? [] : [field.text];
}

/** A word as one text, without splitting or pathnames: assignments, here-strings, `case`, [[ ]]. */
export function* expandText(shell: Shell, word: Word, isAssignment = false): Co<string> {
  if (word.parts === undefined && word.value === word.text && !word.text.includes('~')) return word.value;
  return (yield* expandUnsplit(shell, word, isAssignment)).text;
}

/** A word as a pattern: quoted characters have a backslash. */
export function* expandPattern(shell: Shell, word: Word): Co<string> {
  return (yield* expandUnsplit(shell, word, false, shell.options.has('xtrace'))).pattern;
}

function* expandUnsplit(shell: Shell, word: Word, isAssignment: boolean, quotesAll = false): Co<Field> {
  const fields = new Fields(readVariable(shell, 'IFS'), false, quotesAll);
  yield* expandInto(shell, fields, word, UNQUOTED, isAssignment);
  return fields.end()[0] ?? { text: '', pattern: '', glob: false };
}

/** Parts as between double quotes (here-documents, prompts, arithmetic). */
export function* expandQuoted(shell: Shell, parts: readonly WordPart[], keepsQuotes = true): Co<string> {
  const fields = new Fields(readVariable(shell, 'IFS'), false);
  for (const part of parts) {
    if (part.type === 'Literal') fields.quoted(unescapeQuoted(part.text, keepsQuotes));
    else yield* expandPart(shell, fields, part, QUOTED);
  }
  return fields.end()[0]?.text ?? '';
}

/** A user's name that goes on with a quote or an expansion is none: `~"x"`, `a=~$u`. */
const OPEN_TILDE = /^(?:[^\\]*[:=])?~[^/:\\]*$/;

export function* expandInto(
  shell: Shell,
  fields: Fields,
  word: Word,
  place: Place,
  isAssignment = false,
): Co<void> {
  const parts = word.parts ?? [
    { type: 'Literal', text: word.text, value: word.value, pos: word.pos, end: word.end } as const,
  ];
  let first = true;
  for (const [i, part] of parts.entries()) {
    if (part.type !== 'Literal' || place.quoted) yield* expandPart(shell, fields, part, place);
    else if (i < parts.length - 1 && OPEN_TILDE.test(part.text))
      fields.literal(part.text.replaceAll('\\', ''));
    else addLiteral(shell, fields, part.text, place, first, isAssignment);
    first = false;
  }
}

/** Unquoted text of the script: a backslash quotes, a tilde at the right place is somebody's home. */
function addLiteral(
  shell: Shell,
  fields: Fields,
  text: string,
  place: Place,
  first: boolean,
  isAssignment: boolean,
): void {
  const expanded =
    text.includes('~') && (first || isAssignment)
      ? expandTildes(shell, text, first, isAssignment)
      : undefined;
  if (expanded) {
    if (expanded.home !== '') fields.quoted(expanded.home);
    addLiteral(shell, fields, expanded.rest, place, false, isAssignment && expanded.rest.includes(':'));
    return;
  }
  const add = (plain: string) => (place.splitsLiterals ? fields.expansion(plain) : fields.literal(plain));
  if (!text.includes('\\')) return add(text);
  for (const [, quoted, plain] of text.matchAll(/\\(\n|[\s\S]?)|([^\\]+)/g)) {
    if (plain !== undefined) add(plain);
    else if (quoted !== '\n') fields.quoted(quoted === '' ? '\\' : (quoted as string));
  }
}

/** Between double quotes a backslash quotes only $ ` " \ and newline. */
function unescapeQuoted(text: string, keepsQuotes: boolean): string {
  if (!text.includes('\\')) return text;
  return text.replace(keepsQuotes ? /\\([$`\\]|\n)/g : /\\([$`\\"]|\n)/g, (_, char: string) =>
    char === '\n' ? '' : char,
  );
}

export function* expandPart(shell: Shell, fields: Fields, part: WordPart, place: Place): Co<void> {
  switch (part.type) {
    case 'Literal':
      return fields.quoted(
        unescapeQuoted(place.inBraces ? part.text.replaceAll('\\}', '}') : part.text, false),
      );
    case 'SingleQuoted':
      return fields.quoted(place.quoted ? part.text : part.value);
    case 'AnsiCQuoted':
      return fields.quoted(unescapeAnsiC(part.text.slice(2, -1)));
    case 'DoubleQuoted':
    case 'LocaleString':
      return yield* expandDoubleQuoted(shell, fields, part.parts);
    case 'SimpleExpansion':
      return yield* expandSimple(shell, fields, part.text.slice(1), place);
    case 'ParameterExpansion':
      return yield* expandParameter(shell, fields, part, place);
    case 'CommandExpansion': {
      const text = yield* substituteCommand(shell, part);
      return place.quoted ? fields.quoted(text) : fields.expansion(text);
    }
    case 'ArithmeticExpansion': {
      const value = yield* evaluateText(shell, arithmeticText(part.text));
      return place.quoted ? fields.quoted(String(value)) : fields.expansion(String(value));
    }
    case 'ProcessSubstitution':
      return fields.quoted(place.quoted ? part.text : processSubstitution(shell, part));
    case 'Glob':
    case 'BraceExpansion':
      if (place.quoted) return fields.quoted(part.text);
      return part.parts ? yield* expandInner(shell, fields, part, place) : fields.literal(part.text);
    case 'ExtendedGlob':
      if (place.quoted) return fields.quoted(part.text);
      return part.parts ? yield* expandInner(shell, fields, part, place) : fields.literal(part.text);
    default:
      return part satisfies never;
  }
}

/** A pattern with expansions inside it: `[$x]`, `@(a|$b)`. What lies between its parts is literal. */
function* expandInner(
  shell: Shell,
  fields: Fields,
  part: Extract<WordPart, { parts?: readonly WordPart[] | undefined }>,
  place: Place,
): Co<void> {
  let at = part.pos;
  for (const inner of part.parts ?? []) {
    fields.literal(part.text.slice(at - part.pos, inner.pos - part.pos));
    if (inner.type === 'Literal') addLiteral(shell, fields, inner.text, place, false, false);
    else yield* expandPart(shell, fields, inner, place);
    at = inner.end;
  }
  fields.literal(part.text.slice(at - part.pos));
}

function* expandDoubleQuoted(shell: Shell, fields: Fields, parts: readonly WordPart[]): Co<void> {
  const close = fields.openQuotes();
  for (const part of parts) yield* expandPart(shell, fields, part, QUOTED);
  close();
}

/** What `${x/pattern/word}` puts in: an unquoted & is the match (shopt patsub_replacement, on since bash 5.2). */
export function* expandReplacement(shell: Shell, word: Word): Co<(match: string) => string> {
  const { text, pattern } = yield* expandUnsplit(shell, word, false);
  if (!text.includes('&') || !shell.shopts.has('patsub_replacement')) return () => text;
  return (match) =>
    pattern.replace(/\\([\s\S])|&/g, (_all, quoted: string | undefined) =>
      quoted === undefined ? match : quoted,
    );
}
