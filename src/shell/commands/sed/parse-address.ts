// The addresses before a command: `3`, `$`, `/re/I`, `first~step`, `a,b`, `a,+N`, `a,~N`, `!`.

import type { Address, RangeEnd, Selector } from './command.ts';
import { readDelimited } from './delimited.ts';
import type { CompileHere } from './parse-substitute.ts';
import type { ScriptReader } from './reader.ts';

export function parseSelector(reader: ScriptReader, compile: CompileHere): Selector {
  const from = parseAddress(reader, compile);
  if (from?.kind === 'plus' || from?.kind === 'multiple')
    reader.fail('invalid usage of +N or ~N as first address');
  let to: RangeEnd | undefined;
  if (from) reader.skipSpace();
  if (from && reader.peek() === ',') {
    reader.at++;
    reader.skipSpace();
    const end = parseAddress(reader, compile);
    if (!end) {
      reader.next();
      reader.fail("unexpected `,'");
    }
    // `a,first~step` is `a,first`.
    to = end.kind === 'step' ? { kind: 'line', line: end.first } : end;
  }
  if (from?.kind === 'line' && from.line === 0 && to?.kind !== 'regex') {
    reader.next();
    reader.fail('invalid usage of line address 0');
  }
  return { from, to, negated: parseBang(reader) };
}

function parseBang(reader: ScriptReader): boolean {
  reader.skipSpace();
  if (reader.peek() !== '!') return false;
  reader.at++;
  reader.skipSpace();
  if (reader.peek() === '!') {
    reader.at++;
    reader.fail("multiple `!'s");
  }
  return true;
}

function parseAddress(reader: ScriptReader, compile: CompileHere): Address | RangeEnd | undefined {
  const char = reader.peek();
  if (char === '/' || char === '\\') return parseRegexAddress(reader, compile);
  if (char === '$') {
    reader.at++;
    return { kind: 'last' };
  }
  if (char === '+' || char === '~') {
    reader.at++;
    const number = reader.number();
    if (number === undefined) reader.fail('expected newer version of sed');
    return char === '+' ? { kind: 'plus', count: number } : { kind: 'multiple', of: number };
  }
  const line = reader.number();
  if (line === undefined) return undefined;
  if (reader.peek() !== '~') return { kind: 'line', line };
  reader.at++;
  const step = reader.number() ?? 0;
  return step === 0 ? { kind: 'line', line } : { kind: 'step', first: line, step };
}

function parseRegexAddress(reader: ScriptReader, compile: CompileHere): Address {
  let delimiter = reader.next() as string;
  if (delimiter === '\\') delimiter = reader.next() ?? '/';
  const pattern = readDelimited(reader, delimiter, true);
  if (pattern === undefined) reader.fail('unterminated address regex');
  const flags = { ignoreCase: false, multiline: false };
  for (;;) {
    const letter = reader.peek();
    if (letter === 'I') flags.ignoreCase = true;
    else if (letter === 'M') flags.multiline = true;
    else break;
    reader.at++;
  }
  return { kind: 'regex', regex: compile(pattern, flags) };
}
