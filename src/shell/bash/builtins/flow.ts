// Leaving things and doing nothing: : true false break continue return exit logout shift let getopts caller times.

import type { Co } from '../../co.ts';
import { err, out } from '../../say.ts';
import { ArithmeticError } from '../arithmetic-tokens.ts';
import { assign, AssignmentError, evaluateIn, readVariable, unsetVariable } from '../assign.ts';
import { mayLeave } from '../leave.ts';
import type { Shell } from '../shell.ts';
import { Exit, LoopJump, Return } from '../unwind.ts';
import type { Builtins } from './table.ts';

/* eslint-disable require-yield -- builtins are coroutines, some never wait */

function* succeed(): Co<number> {
  return 0;
}

function* fail(): Co<number> {
  return 1;
}

/** A status argument; the last status if there is none. */
function* statusArgument(shell: Shell, name: string, args: readonly string[]): Co<number> {
  const [text] = args[0] === '--' ? args.slice(1) : args;
  if (text === undefined) return shell.status;
  if (/^\s*[-+]?\d+\s*$/.test(text)) return Number(text) & 0xff;
  yield* shell.complain(`${name}: ${text}: numeric argument required`);
  return 2;
}

function* exit(shell: Shell, args: readonly string[]): Co<number> {
  if (shell.interactive) {
    yield* err(shell.proc, 'exit\n');
    if (!(yield* mayLeave(shell))) return 1;
  }
  const status = yield* statusArgument(shell, 'exit', args);
  if (args.length > 1 && status !== 2) return yield* shell.fail('exit', 'too many arguments');
  throw new Exit(status);
}

function* logout(shell: Shell, args: readonly string[]): Co<number> {
  if (shell.interactive) return yield* exit(shell, args);
  return yield* shell.fail('logout', "not login shell: use `exit'");
}

function* returnFrom(shell: Shell, args: readonly string[]): Co<number> {
  if (shell.frames.length === 0)
    return yield* shell.fail('return', "can only `return' from a function or sourced script", 2);
  throw new Return(yield* statusArgument(shell, 'return', args));
}

function jump(kind: 'break' | 'continue') {
  return function* (shell: Shell, args: readonly string[]): Co<number> {
    const [text = '1'] = args;
    if (shell.loopDepth === 0) {
      yield* shell.complain(`${kind}: only meaningful in a \`for', \`while', or \`until' loop`);
      return 0;
    }
    if (!/^[-+]?\d+$/.test(text)) {
      yield* shell.complain(`${kind}: ${text}: numeric argument required`);
      throw new Exit(128);
    }
    if (Number(text) < 1) {
      yield* shell.complain(`${kind}: ${text}: loop count out of range`);
      throw new LoopJump('break', shell.loopDepth, 1);
    }
    if (args.length > 1) {
      yield* shell.complain(`${kind}: too many arguments`);
      throw new Exit(1);
    }
    throw new LoopJump(kind, Number(text));
  };
}

function* shift(shell: Shell, args: readonly string[]): Co<number> {
  const [text = '1'] = args;
  if (!/^[-+]?\d+$/.test(text)) return yield* shell.fail('shift', `${text}: numeric argument required`);
  const count = Number(text);
  if (count < 0) return yield* shell.fail('shift', `${text}: shift count out of range`);
  if (count > shell.positional.length) {
    if (shell.shopts.has('shift_verbose')) yield* shell.complain(`shift: ${text}: shift count out of range`);
    return 1;
  }
  shell.positional = shell.positional.slice(count);
  return 0;
}

function* letExpressions(shell: Shell, args: readonly string[]): Co<number> {
  if (args.length === 0) return yield* shell.fail('let', 'expression expected');
  let value = 0n;
  for (const text of args) {
    try {
      value = evaluateIn(shell, text);
    } catch (error) {
      if (!(error instanceof ArithmeticError) && !(error instanceof AssignmentError)) throw error;
      return yield* shell.fail('let', error.text);
    }
  }
  return value === 0n ? 1 : 0;
}

function* getopts(shell: Shell, args: readonly string[]): Co<number> {
  const [spec, name, ...given] = args;
  if (spec === undefined || name === undefined) {
    yield* err(shell.proc, 'getopts: usage: getopts optstring name [arg ...]\n');
    return 2;
  }
  const words = given.length > 0 ? given : shell.positional;
  const counter = shell.scopes.find('OPTIND');
  const place = counter && shell.getoptsPlaces.get(counter);
  shell.getoptsAt = place ?? { index: Number(counter?.scalar) || 1, offset: 0 };
  const status = yield* nextOption(shell, spec, name, words);
  const counted = shell.scopes.find('OPTIND');
  if (counted) shell.getoptsPlaces.set(counted, shell.getoptsAt);
  return status;
}

function* nextOption(shell: Shell, spec: string, name: string, words: readonly string[]): Co<number> {
  const at = shell.getoptsAt;
  const word = words[at.index - 1];
  if (at.offset === 0 && (word === undefined || !/^-./.test(word) || word === '--')) {
    finish(shell, name, word === '--' ? at.index + 1 : at.index);
    return 1;
  }
  const letter = (word as string)[at.offset === 0 ? 1 : at.offset] as string;
  const next = (at.offset === 0 ? 1 : at.offset) + 1;
  const isLast = next >= (word as string).length;
  shell.getoptsAt = isLast ? { index: at.index + 1, offset: 0 } : { index: at.index, offset: next };
  return yield* takeLetter(shell, { spec, name, letter, words, word: word as string, next, isLast });
}

function finish(shell: Shell, name: string, index: number): void {
  assign(shell, 'OPTIND', String(index));
  assign(shell, name, '?');
  unsetVariable(shell, 'OPTARG');
}

interface Letter {
  readonly spec: string;
  readonly name: string;
  readonly letter: string;
  readonly words: readonly string[];
  readonly word: string;
  readonly next: number;
  readonly isLast: boolean;
}

function* takeLetter(shell: Shell, { spec, name, letter, words, word, next, isLast }: Letter): Co<number> {
  const quiet = spec.startsWith(':');
  const place = letter === ':' ? -1 : spec.indexOf(letter, quiet ? 1 : 0);
  const says = !quiet && readVariable(shell, 'OPTERR') !== '0';
  const here = shell.getoptsAt;
  const keep = () => {
    const kept = shell.getoptsAt;
    assign(shell, 'OPTIND', String(kept.index));
    shell.getoptsAt = kept;
  };
  if (place < 0) {
    if (says) yield* err(shell.proc, `${shell.arg0}: illegal option -- ${letter}\n`);
    assign(shell, name, '?');
    if (quiet) assign(shell, 'OPTARG', letter);
    else unsetVariable(shell, 'OPTARG');
    keep();
    return 0;
  }
  if (spec[place + 1] !== ':') {
    assign(shell, name, letter);
    unsetVariable(shell, 'OPTARG');
    keep();
    return 0;
  }
  const value = isLast ? words[here.index - 1] : word.slice(next);
  if (value !== undefined) shell.getoptsAt = { index: here.index + 1, offset: 0 };
  if (value === undefined) {
    if (says) yield* err(shell.proc, `${shell.arg0}: option requires an argument -- ${letter}\n`);
    assign(shell, name, quiet ? ':' : '?');
    if (quiet) assign(shell, 'OPTARG', letter);
    else unsetVariable(shell, 'OPTARG');
  } else {
    assign(shell, name, letter);
    assign(shell, 'OPTARG', value);
  }
  keep();
  return 0;
}

function* caller(shell: Shell, args: readonly string[]): Co<number> {
  const depth = Number(args[0] ?? 0);
  const frame = shell.frames.at(-1 - depth);
  if (!frame) return 1;
  const outer = shell.frames.at(-2 - depth);
  const isScript = !shell.commandString && !shell.stdinScript && !shell.interactive;
  const file = outer?.source ?? (isScript ? shell.arg0 : 'NULL');
  if (args[0] !== undefined && file === 'NULL') return 1;
  if (args[0] === undefined) yield* out(shell.proc, `${frame.callLine} ${file}\n`);
  else yield* out(shell.proc, `${frame.callLine} ${outer?.name ?? 'main'} ${file}\n`);
  return 0;
}

function* times(shell: Shell): Co<number> {
  yield* out(shell.proc, '0m0.000s 0m0.000s\n0m0.000s 0m0.000s\n');
  return 0;
}

export const FLOW_BUILTINS: Builtins = {
  ':': succeed,
  true: succeed,
  false: fail,
  exit,
  logout,
  return: returnFrom,
  break: jump('break'),
  continue: jump('continue'),
  shift,
  let: letExpressions,
  getopts,
  caller,
  times,
};
