// getopt_long(3) over an option table: combined short options, `--`, `--long=value`, unambiguous abbreviations, and the
// messages that the C library prints.

import { err, ok, type Result } from '../base/result.ts';
import type { OptionSpec, OptionTable } from './options.ts';

export interface Given {
  readonly spec: OptionSpec;
  /** Its argument; '' for an optional one that isn't there, undefined for an option without one. */
  readonly value: string | undefined;
}

export interface ParsedArgs {
  /** In the order of the command line. */
  readonly given: readonly Given[];
  readonly operands: readonly string[];
  /** Was it given? By its short or its long name, without dashes. */
  has(name: string): boolean;
  /** The last argument it was given. */
  value(name: string): string | undefined;
  /** All arguments it was given. */
  values(name: string): readonly string[];
}

export interface ParseOptions {
  /** Stop at the first operand (POSIXLY_CORRECT; `env`, `xargs`, `timeout` and others that run a command). */
  readonly stopAtOperand?: boolean;
  /** Leave out `Try 'NAME --help' for more information.` */
  readonly noHint?: boolean;
}

/** The error is the whole text for standard error; what the status is then, each program knows (mostly 1 or 2). */
export function parseArgs(
  name: string,
  table: OptionTable,
  args: readonly string[],
  options: ParseOptions = {},
): Result<ParsedArgs> {
  const parse = new Parse(table, args, options);
  const problem = parse.run();
  if (problem === undefined) return ok(parsedArgs(parse.given, parse.operands));
  const hint = options.noHint ? '' : `Try '${name} --help' for more information.\n`;
  return err(`${name}: ${problem}\n${hint}`);
}

function parsedArgs(given: readonly Given[], operands: readonly string[]): ParsedArgs {
  const of = (name: string) => given.filter(({ spec }) => spec.short === name || spec.long === name);
  return {
    given,
    operands,
    has: (name) => of(name).length > 0,
    value: (name) => of(name).at(-1)?.value,
    values: (name) => of(name).flatMap(({ value }) => (value === undefined ? [] : [value])),
  };
}

/** An argument in brackets is optional: `[WHEN]`; it must then follow at once (`-oWHEN`, `--color=WHEN`). */
function isOptional(spec: OptionSpec): boolean {
  return spec.argument?.startsWith('[') === true;
}

class Parse {
  readonly given: Given[] = [];
  readonly operands: string[] = [];
  readonly #table: OptionTable;
  readonly #args: readonly string[];
  readonly #options: ParseOptions;
  #next = 0;

  constructor(table: OptionTable, args: readonly string[], options: ParseOptions) {
    this.#table = table;
    this.#args = args;
    this.#options = options;
  }

  /** What is wrong, if anything. */
  run(): string | undefined {
    while (this.#next < this.#args.length) {
      const arg = this.#args[this.#next++] as string;
      if (arg === '--') break;
      if (arg === '-' || !arg.startsWith('-')) {
        this.operands.push(arg);
        if (this.#options.stopAtOperand) break;
        continue;
      }
      const problem = arg.startsWith('--') ? this.#long(arg.slice(2)) : this.#short(arg.slice(1));
      if (problem !== undefined) return problem;
    }
    this.operands.push(...this.#args.slice(this.#next));
    return undefined;
  }

  #long(text: string): string | undefined {
    const equals = text.indexOf('=');
    const name = equals < 0 ? text : text.slice(0, equals);
    const value = equals < 0 ? undefined : text.slice(equals + 1);
    const spec = this.#longNamed(name);
    if (typeof spec === 'string') return spec;
    if (spec.argument === undefined) {
      if (value !== undefined) return `option '--${spec.long}' doesn't allow an argument`;
      this.given.push({ spec, value: undefined });
      return undefined;
    }
    const argument = value ?? (isOptional(spec) ? '' : this.#args[this.#next++]);
    if (argument === undefined) return `option '--${spec.long}' requires an argument`;
    this.given.push({ spec, value: argument });
    return undefined;
  }

  #longNamed(name: string): OptionSpec | string {
    const all = this.#table.options.filter((spec) => spec.long?.startsWith(name));
    const exact = all.find((spec) => spec.long === name);
    if (exact) return exact;
    if (all.length === 1) return all[0] as OptionSpec;
    if (all.length === 0) return `unrecognized option '--${name}'`;
    const names = all.map((spec) => `'--${spec.long}'`).join(' ');
    return `option '--${name}' is ambiguous; possibilities: ${names}`;
  }

  #short(letters: string): string | undefined {
    for (let i = 0; i < letters.length; i++) {
      const letter = letters[i] as string;
      const spec = this.#table.options.find((known) => known.short === letter);
      if (!spec) return `invalid option -- '${letter}'`;
      if (spec.argument === undefined) {
        this.given.push({ spec, value: undefined });
        continue;
      }
      const attached = letters.slice(i + 1);
      const value = attached !== '' || isOptional(spec) ? attached : this.#args[this.#next++];
      if (value === undefined) return `option requires an argument -- '${letter}'`;
      this.given.push({ spec, value });
      return undefined;
    }
    return undefined;
  }
}
