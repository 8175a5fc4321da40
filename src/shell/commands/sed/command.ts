// What a sed script says, after parsing.

import type { Regex } from '../../regex/compile.ts';

export type Address =
  | { readonly kind: 'line'; readonly line: number }
  /** `first~step`. */
  | { readonly kind: 'step'; readonly first: number; readonly step: number }
  | { readonly kind: 'last' }
  /** undefined: the regular expression that was used last (`//`). */
  | { readonly kind: 'regex'; readonly regex: Regex | undefined };

export type RangeEnd =
  | Exclude<Address, { kind: 'step' }>
  /** `addr,+N`. */
  | { readonly kind: 'plus'; readonly count: number }
  /** `addr,~N`. */
  | { readonly kind: 'multiple'; readonly of: number };

export interface Selector {
  readonly from: Address | undefined;
  readonly to: RangeEnd | undefined;
  /** `!` */
  readonly negated: boolean;
}

/** A piece of s///'s right side. */
export type ReplacementPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'group'; readonly group: number }
  /** `\U \L \E \u \l`. */
  | { readonly kind: 'case'; readonly letter: 'U' | 'L' | 'E' | 'u' | 'l' };

export interface Substitution {
  readonly regex: Regex | undefined;
  readonly replacement: readonly ReplacementPart[];
  readonly global: boolean;
  readonly print: boolean;
  /** Replace only this occurrence (and with `g` those after it). */
  readonly number: number;
  readonly file: string | undefined;
}

/** What follows a command's letter. */
export type Action =
  | { readonly name: '{' /** The index after its closing brace. */; end: number }
  | {
      readonly name:
        | '}'
        | '='
        | 'd'
        | 'D'
        | 'F'
        | 'g'
        | 'G'
        | 'h'
        | 'H'
        | 'n'
        | 'N'
        | 'p'
        | 'P'
        | 'x'
        | 'z'
        | 'nothing';
    }
  | { readonly name: 'a' | 'i' | 'c'; readonly text: string }
  | { readonly name: 'b' | 't' | 'T'; readonly label: string; target: number }
  | { readonly name: 'l' | 'q' | 'Q'; readonly number: number | undefined }
  | { readonly name: 'r' | 'R' | 'w' | 'W'; readonly file: string }
  | { readonly name: 's'; readonly substitution: Substitution }
  | { readonly name: 'y'; readonly map: ReadonlyMap<string, string> };

export interface Command {
  readonly selector: Selector;
  readonly action: Action;
}

export interface Script {
  readonly commands: readonly Command[];
  /** Began with `#n`. */
  readonly quiet: boolean;
  /** Files that w and W write: opened before the first line is read. */
  readonly outputs: readonly string[];
}
