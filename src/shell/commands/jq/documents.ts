// The JSON documents of a text, one after the other.

import type { Json } from './tree.ts';

export interface Document {
  readonly value: Json;
  /** How many lines had been read when it was done. */
  readonly line: number;
}

const TOKEN = /\s*("(?:[^"\\]|\\[^])*"|[[\]{}]|[^\s[\]{}",:]+|[,:])/gy;

export function* parseDocuments(text: string, raw: boolean): Generator<Document> {
  if (raw) {
    const lines = text.split('\n');
    if (lines.at(-1) === '') lines.pop();
    for (const [i, line] of lines.entries()) yield { value: line, line: i + 1 };
    return;
  }
  let start = 0;
  let depth = 0;
  TOKEN.lastIndex = 0;
  const lines = (end: number) => text.slice(0, end).split('\n').length - 1;
  for (let at = 0; ; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text)?.[1];
    if (found === undefined) break;
    if (found === '{' || found === '[') depth++;
    else if (found === '}' || found === ']') depth--;
    if (depth > 0) continue;
    const end = TOKEN.lastIndex;
    const piece = text.slice(start, end);
    start = end;
    yield { value: parsePiece(piece, lines(text.length)), line: lines(text[end] === '\n' ? end + 1 : end) };
    TOKEN.lastIndex = end;
  }
  if (depth > 0)
    throw new SyntaxError(`Unfinished JSON term at EOF at line ${lines(text.length) + 1}, column 0`);
}

function parsePiece(piece: string, lines: number): Json {
  try {
    return JSON.parse(piece) as Json;
  } catch {
    throw new SyntaxError(`Invalid numeric literal at line ${lines + 1}, column 0`);
  }
}
