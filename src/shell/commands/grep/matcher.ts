// Does a line match any of the patterns, and where?

import { err, ok, type Result } from '../../../base/result.ts';
import { compileRegex, type Regex } from '../../regex/compile.ts';
import type { Settings } from './settings.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Matcher {
  readonly warnings: readonly string[];
  test(line: string): boolean;
  /** The parts that match, from left to right; empty ones are left out. */
  spans(line: string): readonly Span[];
}

export function createMatcher(patterns: readonly string[], settings: Settings): Result<Matcher> {
  const regexes: Regex[] = [];
  for (const pattern of new Set(patterns)) {
    const { syntax, ignoreCase, within } = settings;
    const compiled = compileRegex(pattern, { syntax, ignoreCase, within });
    if (!compiled.ok) return err(compiled.error);
    regexes.push(compiled.value);
  }
  return ok({
    warnings: [...new Set(regexes.flatMap((regex) => regex.warnings))],
    test: (line) => regexes.some((regex) => regex.test(line)),
    spans: (line) => spansOf(regexes, line),
  });
}

function spansOf(regexes: readonly Regex[], line: string): Span[] {
  const spans: Span[] = [];
  for (let from = 0; from <= line.length; ) {
    const span = firstSpan(regexes, line, from);
    if (!span) break;
    if (span.end > span.start) spans.push(span);
    from = Math.max(span.end, span.end > span.start ? 0 : span.start + 1);
  }
  return spans;
}

/** The leftmost of the longest. */
function firstSpan(regexes: readonly Regex[], line: string, from: number): Span | undefined {
  let best: Span | undefined;
  for (const regex of regexes) {
    const found = regex.exec(line, from);
    if (!found) continue;
    if (!best || found.start < best.start || (found.start === best.start && found.end > best.end))
      best = found;
  }
  return best;
}
