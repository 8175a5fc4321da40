// `s/…/…/flags` and `y/…/…/`.

import type { Regex } from '../../regex/compile.ts';
import type { ReplacementPart, Substitution } from './command.ts';
import { codeOf, letterOf, readDelimited } from './delimited.ts';
import type { ScriptReader } from './reader.ts';

export type CompileHere = (
  pattern: string,
  flags: { ignoreCase: boolean; multiline: boolean },
) => Regex | undefined;

export function parseSubstitute(reader: ScriptReader, compile: CompileHere): Substitution {
  const delimiter = reader.next();
  if (delimiter === undefined || delimiter === '\n' || delimiter === '\\')
    reader.fail("unterminated `s' command");
  const pattern = readDelimited(reader, delimiter, true);
  const right = pattern === undefined ? undefined : readDelimited(reader, delimiter, false);
  if (pattern === undefined || right === undefined) reader.fail("unterminated `s' command");
  const flags = parseFlags(reader);
  const regex = compile(pattern, flags);
  const replacement = parseReplacement(right);
  const highest = Math.max(0, ...replacement.map((part) => (part.kind === 'group' ? part.group : 0)));
  if (regex && highest > regex.groups) reader.fail(`invalid reference \\${highest} on \`s' command's RHS`);
  const { global, print, number, file } = flags;
  return { regex, replacement, global, print, number: number ?? 1, file };
}

interface Flags {
  global: boolean;
  print: boolean;
  ignoreCase: boolean;
  multiline: boolean;
  number: number | undefined;
  file: string | undefined;
}

function parseFlags(reader: ScriptReader): Flags {
  const flags: Flags = {
    global: false,
    print: false,
    ignoreCase: false,
    multiline: false,
    number: undefined,
    file: undefined,
  };
  for (;;) {
    const char = reader.next();
    if (char === undefined || char === '\n' || char === ';') return flags;
    if (char === '}' || char === '#') {
      reader.at--;
      return flags;
    }
    if (/\d/.test(char)) numberFlag(reader, flags);
    else if (char === 'w') {
      flags.file = readFileName(reader);
      return flags;
    } else letterFlag(reader, flags, char);
  }
}

function letterFlag(reader: ScriptReader, flags: Flags, char: string): void {
  if (char === 'g') {
    if (flags.global) reader.fail("multiple `g' options to `s' command");
    flags.global = true;
  } else if (char === 'p') {
    if (flags.print) reader.fail("multiple `p' options to `s' command");
    flags.print = true;
  } else if (char === 'i' || char === 'I') flags.ignoreCase = true;
  else if (char === 'm' || char === 'M') flags.multiline = true;
  else if (char === '\r' || (char !== ' ' && char !== '\t')) reader.fail("unknown option to `s'");
}

function numberFlag(reader: ScriptReader, flags: Flags): void {
  reader.at--;
  const number = reader.number();
  if (flags.number !== undefined) reader.fail("multiple number options to `s' command");
  if (number === 0) reader.fail("number option to `s' command may not be zero");
  flags.number = number;
}

/** To the end of the line. */
export function readFileName(reader: ScriptReader): string {
  reader.skipBlanks();
  const end = reader.text.indexOf('\n', reader.at);
  const name = reader.text.slice(reader.at, end < 0 ? undefined : end);
  reader.at = end < 0 ? reader.text.length : end;
  if (name === '') reader.fail('missing filename in r/R/w/W commands');
  return name;
}

export function parseReplacement(text: string): readonly ReplacementPart[] {
  const parts: ReplacementPart[] = [];
  let plain = '';
  const push = (part: ReplacementPart) => {
    if (plain !== '') parts.push({ kind: 'text', text: plain });
    plain = '';
    parts.push(part);
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (char === '&') push({ kind: 'group', group: 0 });
    else if (char !== '\\') plain += char;
    else {
      const next = text[++i] ?? '\\';
      const code = codeOf(text.slice(i, i + 4));
      if (/\d/.test(next)) push({ kind: 'group', group: Number(next) });
      else if (next === 'U' || next === 'L' || next === 'E' || next === 'u' || next === 'l')
        push({ kind: 'case', letter: next });
      else if (code) {
        plain += code.char;
        i += code.length - 1;
      } else if (next === 'c') plain += String.fromCharCode((text.charCodeAt(++i) & 0x5f) ^ 0x40);
      else plain += letterOf(next) ?? next;
    }
  }
  if (plain !== '') parts.push({ kind: 'text', text: plain });
  return parts;
}

export function parseTransliteration(reader: ScriptReader): ReadonlyMap<string, string> {
  const delimiter = reader.next();
  const from = delimiter === undefined ? undefined : readDelimited(reader, delimiter, false);
  const to = from === undefined ? undefined : readDelimited(reader, delimiter as string, false);
  if (from === undefined || to === undefined) reader.fail("unterminated `y' command");
  const source = charactersOf(from);
  const target = charactersOf(to);
  if (source.length !== target.length) reader.fail("strings for `y' command are different lengths");
  const map = new Map<string, string>();
  source.forEach((char, i) => {
    if (!map.has(char)) map.set(char, target[i] as string);
  });
  return map;
}

function charactersOf(text: string): string[] {
  const plain = text.replace(/\\([^])([^]{0,3})/gu, (_, letter: string, rest: string) => {
    const code = codeOf(letter + rest);
    if (code) return code.char + (letter + rest).slice(code.length);
    if (letter === '\\') return `\\${rest}`;
    return (letterOf(letter) ?? `\\${letter}`) + rest;
  });
  return Array.from(plain);
}
