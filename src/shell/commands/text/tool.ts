// How a text tool is made: an option table, and what it does with parsed arguments. GNU's conventions are here: `--help` and
// `--version`, `NAME: message` on standard error, the hint after a wrong command line.

import { parseArgs, type ParsedArgs } from '../../args.ts';
import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import type { OptionSpec } from '../../options.ts';
import type { Proc, Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import type { FileErrno } from '../../../engine/vfs/files.ts';
import { quoteFile } from './quote.ts';

/** One run of a tool. */
export interface Call {
  readonly proc: Proc;
  /** What error messages begin with. */
  readonly name: string;
  readonly args: ParsedArgs;
  readonly operands: readonly string[];
}

export interface Tool {
  readonly name: string;
  /** One line: `cat - concatenate files`. */
  readonly about: string;
  readonly operands?: string;
  readonly options: readonly OptionSpec[];
  /** The status after a wrong command line; 1 if absent. */
  readonly usageStatus?: number;
  /** Options end at the first operand. */
  readonly stopAtOperand?: boolean;
  /** Rewrites old-style arguments (`head -5`) into what the table knows. */
  readonly prepare?: (args: readonly string[]) => readonly string[];
  run(call: Call): Co<number>;
}

const STANDARD: readonly OptionSpec[] = [
  { long: 'help', about: 'display this help and exit' },
  { long: 'version', about: 'output version information and exit' },
];

export function tool(spec: Tool): Program {
  const { name, about } = spec;
  const table = {
    about: `${name} - ${about}`,
    options: [...spec.options, ...STANDARD],
    ...(spec.operands !== undefined && { operands: spec.operands }),
  };
  return {
    name,
    options: table,
    *run(proc, args) {
      const options = { stopAtOperand: spec.stopAtOperand === true };
      const parsed = parseArgs(name, table, spec.prepare?.(args) ?? args, options);
      if (!parsed.ok) {
        yield* err(proc, parsed.error);
        return spec.usageStatus ?? 1;
      }
      if (parsed.value.has('help')) {
        yield* out(proc, helpText(spec));
        return 0;
      }
      if (parsed.value.has('version')) {
        yield* out(proc, `${name} (Packetwalk)\n`);
        return 0;
      }
      return yield* spec.run({ proc, name, args: parsed.value, operands: parsed.value.operands });
    },
  };
}

/** For specs: `opt('n', 'number', 'number all output lines')`, with an argument `opt('c', 'bytes=NUM', …)`. */
export function opt(short: string, long: string, about: string): OptionSpec {
  const [name = '', argument] = long.split('=');
  return {
    about,
    ...(short !== '' && { short }),
    ...(name !== '' && { long: name }),
    ...(argument !== undefined && { argument }),
  };
}

export function* say(call: Call, text: string): Co<void> {
  yield* out(call.proc, text);
}

/** `NAME: message`. Returns 1, what most tools end with then. */
export function* complain(call: Call, message: string): Co<number> {
  yield* err(call.proc, `${call.name}: ${message}\n`);
  return 1;
}

/** A command line that makes no sense: the message and the hint. */
export function* misuse(call: Call, message: string, status = 1): Co<number> {
  yield* complain(call, message);
  yield* err(call.proc, `Try '${call.name} --help' for more information.\n`);
  return status;
}

/** `NAME: FILE: No such file or directory`. */
export function* fileError(call: Call, path: string, errno: FileErrno): Co<number> {
  return yield* complain(call, `${quoteFile(path)}: ${describeErrno(errno)}`);
}

function helpText({ name, about, operands = '[FILE]...', options }: Tool): string {
  const rows = [...options, ...STANDARD].map((option) => {
    const argument = option.argument ?? '';
    const long = option.long === undefined ? '' : `--${option.long}${argument && `=${argument}`}`;
    const short = option.short === undefined ? '    ' : `-${option.short}${long ? ', ' : ` ${argument}`}`;
    return `  ${`${short}${long}`.padEnd(26)} ${option.about}`;
  });
  const capital = about[0]?.toUpperCase() ?? '';
  return `Usage: ${name} [OPTION]... ${operands}\n${capital}${about.slice(1)}.\n\n${rows.join('\n')}\n`;
}
