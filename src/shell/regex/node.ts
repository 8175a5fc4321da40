// What a POSIX regular expression says, as a tree: posix-parser.ts makes it, emit.ts turns it into JavaScript's notation.

export type Assertion =
  | 'line-start'
  | 'line-end'
  | 'text-start'
  | 'text-end'
  | 'word-start'
  | 'word-end'
  | 'boundary'
  | 'not-boundary';

export type RegexNode =
  | { readonly kind: 'char'; readonly char: string }
  | { readonly kind: 'any' }
  /** `body` is what stands inside JavaScript's brackets. */
  | { readonly kind: 'set'; readonly body: string; readonly negated: boolean }
  | { readonly kind: 'group'; readonly node: RegexNode }
  | { readonly kind: 'alternatives'; readonly branches: readonly RegexNode[] }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly node: RegexNode; readonly min: number; readonly max: number }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'back'; readonly group: number };

/** Which of the notations that a name like "extended regular expression" covers. */
export interface Flavour {
  readonly extended: boolean;
  /** Text holds octets (one character each), not UTF-8: mawk. */
  readonly octets: boolean;
  /** `{2,3}`, `\1`, `\w`. */
  readonly intervals: boolean;
  readonly gnuEscapes: boolean;
  /** `)` without `(`, `{` without an interval, and `*` with nothing before it mean something, or are errors. */
  readonly lenient: boolean;
  /** A `)` that closes nothing is a character: regcomp(3) says so, and sed takes it back. */
  readonly loneParenthesis?: boolean;
  /** In brackets a backslash quotes (awk), instead of standing for itself. */
  readonly escapesInBrackets: boolean;
  /** `.` and `[^a]` match a newline (sed's pattern space may hold some). */
  readonly newlines: boolean;
}

const BASIC: Flavour = {
  extended: false,
  octets: false,
  intervals: true,
  gnuEscapes: true,
  lenient: false,
  escapesInBrackets: false,
  newlines: false,
};

export const FLAVOURS = {
  'grep-basic': { ...BASIC, lenient: true },
  'grep-extended': { ...BASIC, extended: true, lenient: true },
  'sed-basic': { ...BASIC, newlines: true },
  'sed-extended': { ...BASIC, extended: true, newlines: true },
  regcomp: { ...BASIC, extended: true, newlines: true, loneParenthesis: true },
  awk: {
    extended: true,
    octets: true,
    intervals: false,
    gnuEscapes: false,
    lenient: true,
    escapesInBrackets: true,
    newlines: true,
  },
} as const satisfies Record<string, Flavour>;

/** What is wrong with an expression, in regcomp(3)'s words. */
export class RegexError extends Error {}
