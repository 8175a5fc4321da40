// A regular expression, compiled: what grep, sed and awk match with.
// Simplified: of two matches of the same length the groups are those that JavaScript finds first, where POSIX makes earlier
// groups as long as they can be; a group inside a repetition forgets its last match when the repetition goes round.

import { err, ok, type Result } from '../../base/result.ts';
import { mayBeLonger } from './ambiguity.ts';
import { escapeChar, wordBody } from './classes.ts';
import { emitRegex } from './emit.ts';
import { FLAVOURS, RegexError } from './node.ts';
import { translatePcre } from './pcre.ts';
import { parsePosix } from './posix-parser.ts';

export type Syntax = keyof typeof FLAVOURS | 'pcre' | 'fixed';

export interface CompileOptions {
  readonly syntax: Syntax;
  readonly ignoreCase?: boolean;
  readonly multiline?: boolean;
  /** The match must be whole words (grep -w), or the whole line (-x). */
  readonly within?: 'word' | 'line' | undefined;
}

export interface RegexMatch {
  readonly start: number;
  readonly end: number;
  /** [0] is the whole match. */
  readonly groups: readonly (string | undefined)[];
}

/** What was compiled, without the way it is matched. */
interface Source {
  readonly source: string;
  readonly flags: string;
  readonly groups: number;
  readonly warnings: readonly string[];
  readonly longest: boolean;
}

export class Regex {
  get source(): string {
    return this.#regex.source;
  }

  /** How many groups it has. */
  readonly groups: number;
  readonly warnings: readonly string[];
  readonly #source: Source;
  readonly #regex: RegExp;
  readonly #longer = new Map<number, RegExp>();

  constructor(source: Source) {
    this.#source = source;
    this.groups = source.groups;
    this.warnings = source.warnings;
    this.#regex = new RegExp(source.source, source.flags);
  }

  test(text: string): boolean {
    this.#regex.lastIndex = 0;
    return this.#regex.test(text);
  }

  /** The leftmost of the longest matches that begin at `from` or later. */
  exec(text: string, from = 0): RegexMatch | undefined {
    this.#regex.lastIndex = from;
    const found = this.#regex.exec(text);
    if (!found) return undefined;
    const kept = found.indices?.groups?.['KEEP'];
    if (kept) return { start: kept[0], end: found.index + found[0].length, groups: found };
    const longest = this.#source.longest ? this.#lengthen(text, found) : found;
    return { start: found.index, end: found.index + longest[0].length, groups: longest };
  }

  /** Asks for a match at the same place that is longer, until there is none. */
  #lengthen(text: string, found: RegExpExecArray): RegExpExecArray {
    for (let best = found; ; ) {
      const end = best.index + best[0].length;
      if (end === text.length) return best;
      const regex = this.#endingBeyond(this.#source.flags.includes('u') ? charactersBefore(text, end) : end);
      regex.lastIndex = best.index;
      const next = regex.exec(text);
      if (!next) return best;
      best = next;
    }
  }

  #endingBeyond(end: number): RegExp {
    const known = this.#longer.get(end);
    if (known) return known;
    const { source, flags } = this.#source;
    const made = new RegExp(`(?:${source})(?<=(?<![^])[^]{${end + 1},})`, flags.replace('g', 'y'));
    this.#longer.set(end, made);
    return made;
  }
}

/** The regular expression counts characters where indices count UTF-16 units. */
function charactersBefore(text: string, end: number): number {
  let count = end;
  for (let i = 1; i < end; i++) {
    const isPair = (text.charCodeAt(i) & 0xfc00) === 0xdc00 && (text.charCodeAt(i - 1) & 0xfc00) === 0xd800;
    if (isPair) count--;
  }
  return count;
}

export function compileRegex(pattern: string, options: CompileOptions): Result<Regex> {
  try {
    const made = sourceOf(pattern, options);
    return ok(new Regex({ ...made, source: within(made.source, options.within) }));
  } catch (problem) {
    if (problem instanceof RegexError) return err(problem.message);
    if (problem instanceof SyntaxError) return err('Invalid regular expression');
    throw problem;
  }
}

function sourceOf(
  pattern: string,
  { syntax, ignoreCase = false, multiline = false }: CompileOptions,
): Source {
  const i = ignoreCase ? 'i' : '';
  if (syntax === 'fixed') {
    const source = Array.from(pattern, escapeChar).join('');
    return { source, flags: `gu${i}`, groups: 0, warnings: [], longest: false };
  }
  if (syntax === 'pcre') {
    const { source, groups } = translatePcre(pattern);
    const flags = `g${source.includes('(?<KEEP>') ? 'd' : ''}u${i}`;
    return { source, flags, groups, warnings: [], longest: false };
  }
  const flavour = FLAVOURS[syntax];
  const { node, groups, warnings } = parsePosix(pattern, flavour);
  const source = emitRegex(node, { flavour, multiline });
  return { source, flags: `g${flavour.octets ? '' : 'u'}${i}`, groups, warnings, longest: mayBeLonger(node) };
}

const WORD = `[${wordBody(false)}]`;

function within(source: string, what: CompileOptions['within']): string {
  if (what === 'word') return `(?<!${WORD})(?:${source})(?!${WORD})`;
  return what === 'line' ? `(?<![^])(?:${source})(?![^])` : source;
}
