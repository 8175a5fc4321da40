// Sentences as spans: a template in which everything is prose but what is marked as code.

import type { Span } from './explanation.ts';

export interface Code {
  readonly code: string;
}

/** What may stand in a template: prose, code, or several of them (a word with its particle). */
export type Piece = string | number | Code | Span | readonly Piece[];

/** To be set in the terminal's type: an address, a key, a command. */
export function code(text: string | number): Code {
  return { code: `${text}` };
}

export function say(strings: TemplateStringsArray, ...pieces: readonly Piece[]): readonly Span[] {
  const spans: Span[] = [];
  strings.forEach((text, i) => {
    append(spans, text);
    const piece = pieces[i];
    if (piece !== undefined) append(spans, piece);
  });
  return spans;
}

/** The sentences one after the other; an absent one is left out. */
export function sentences(...parts: readonly (readonly Span[] | undefined)[]): readonly Span[] {
  const spans: Span[] = [];
  for (const part of parts) {
    if (!part || part.length === 0) continue;
    if (spans.length > 0) append(spans, ' ');
    append(spans, part);
  }
  return spans;
}

/** Without its types: for a terminal, a test, a screen reader. */
export function plain(spans: readonly Span[]): string {
  return spans.map((span) => span.text).join('');
}

function append(spans: Span[], piece: Piece): void {
  if (isList(piece)) {
    for (const part of piece) append(spans, part);
    return;
  }
  if (typeof piece === 'object') {
    if ('code' in piece) spans.push({ kind: 'code', text: piece.code });
    else if (piece.kind === 'code') spans.push(piece);
    else append(spans, piece.text);
    return;
  }
  const text = `${piece}`;
  const last = spans.at(-1);
  if (text === '') return;
  if (last?.kind === 'text') spans[spans.length - 1] = { kind: 'text', text: last.text + text };
  else spans.push({ kind: 'text', text });
}

function isList(piece: Piece): piece is readonly Piece[] {
  return Array.isArray(piece);
}
