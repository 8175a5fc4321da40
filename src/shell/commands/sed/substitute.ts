// s///: what becomes of the pattern space.

import type { Regex, RegexMatch } from '../../regex/compile.ts';
import type { ReplacementPart, Substitution } from './command.ts';

/** undefined: nothing was replaced. */
export function substitute(text: string, regex: Regex, what: Substitution): string | undefined {
  let result = '';
  let copied = 0;
  let count = 0;
  let replaced = false;
  let lastEnd = -1;
  for (let from = 0; from <= text.length; ) {
    const match = regex.exec(text, from);
    if (!match) break;
    const isEmpty = match.end === match.start;
    // An empty match right after another match doesn't count.
    if (!(isEmpty && match.start === lastEnd)) {
      count++;
      if (count >= what.number) {
        result += text.slice(copied, match.start) + expand(what.replacement, match);
        copied = match.end;
        replaced = true;
        if (!what.global) break;
      }
    }
    lastEnd = match.end;
    from = isEmpty ? match.end + stepOver(text, match.end) : match.end;
  }
  return replaced ? result + text.slice(copied) : undefined;
}

function stepOver(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function expand(parts: readonly ReplacementPart[], match: RegexMatch): string {
  let result = '';
  let whole: 'U' | 'L' | 'E' = 'E';
  let once: 'u' | 'l' | undefined;
  for (const part of parts) {
    if (part.kind === 'case') {
      if (part.letter === 'u' || part.letter === 'l') once = part.letter;
      else whole = part.letter;
      continue;
    }
    let piece = part.kind === 'text' ? part.text : (match.groups[part.group] ?? '');
    if (whole !== 'E') piece = whole === 'U' ? piece.toUpperCase() : piece.toLowerCase();
    if (once && piece !== '') {
      const first = String.fromCodePoint(piece.codePointAt(0) as number);
      piece = (once === 'u' ? first.toUpperCase() : first.toLowerCase()) + piece.slice(first.length);
      once = undefined;
    }
    result += piece;
  }
  return result;
}
