// set, shopt, unset, and the completion builtins, of which scripts only need that they are there.

import type { Co } from '../../co.ts';
import { err, out } from '../../say.ts';
import { ArithmeticError } from '../arithmetic-tokens.ts';
import { AssignmentError, splitSubscript, unsetVariable } from '../assign.ts';
import { SET_OPTIONS, SHOPT_NAMES } from '../options.ts';
import { printFunction } from '../print-function.ts';
import type { Shell } from '../shell.ts';
import { listVariable, sortedFunctions } from './declare.ts';
import { readOptions } from './getopt.ts';
import type { Builtins } from './table.ts';

const SET_USAGE = 'set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]';

/** Switches options from the front of `args`, as `set` and bash's own command line do; where the rest begins. */
export function* setOptions(shell: Shell, args: readonly string[], name = 'set'): Co<number | undefined> {
  let i = 0;
  for (; i < args.length; i++) {
    const arg = args[i] as string;
    if (!/^[-+]./.test(arg) || arg === '--') break;
    const isOn = arg.startsWith('-');
    for (const letter of arg.slice(1)) {
      if (letter === 'o') {
        const option = args[i + 1];
        if (option === undefined) {
          yield* showOptions(shell, isOn);
          continue;
        }
        i++;
        if (!Object.hasOwn(SET_OPTIONS, option)) {
          yield* shell.complain(`${name}: ${option}: invalid option name`);
          return undefined;
        }
        switchOption(shell, option, isOn);
        continue;
      }
      const option = Object.keys(SET_OPTIONS).find((known) => SET_OPTIONS[known] === letter);
      if (option === undefined) {
        yield* shell.complain(`${name}: -${letter}: invalid option`);
        yield* err(shell.proc, `${name}: usage: ${SET_USAGE}\n`);
        return undefined;
      }
      switchOption(shell, option, isOn);
    }
  }
  return i;
}

export function switchOption(shell: Shell, option: string, isOn: boolean): void {
  if (isOn) shell.options.add(option);
  else shell.options.delete(option);
}

function* showOptions(shell: Shell, readable: boolean): Co<void> {
  for (const option of Object.keys(SET_OPTIONS)) {
    const isOn = shell.options.has(option);
    yield* out(
      shell.proc,
      readable ? `${option.padEnd(15)}\t${isOn ? 'on' : 'off'}\n` : `set ${isOn ? '-' : '+'}o ${option}\n`,
    );
  }
}

function* set(shell: Shell, args: readonly string[]): Co<number> {
  if (args.length === 0) {
    for (const [name, variable] of shell.scopes.visible())
      yield* out(shell.proc, listVariable(name, variable));
    for (const one of sortedFunctions(shell)) yield* out(shell.proc, `${printFunction(one)}\n`);
    return 0;
  }
  const at = yield* setOptions(shell, args);
  if (at === undefined) return 2;
  const rest = args.slice(at);
  if (rest[0] === '--') shell.positional = rest.slice(1);
  else if (rest[0] === '-') {
    shell.options.delete('xtrace');
    shell.options.delete('verbose');
    if (rest.length > 1) shell.positional = rest.slice(1);
  } else if (rest.length > 0) shell.positional = rest;
  return 0;
}

function* shopt(shell: Shell, args: readonly string[]): Co<number> {
  const options = yield* readOptions(shell, 'shopt', args, 'pqsuo', 'shopt [-pqsu] [-o] [optname ...]');
  if (!options) return 2;
  const { letters, operands } = options;
  const isSet = letters.has('o');
  const store = isSet ? shell.options : shell.shopts;
  const known = isSet ? Object.keys(SET_OPTIONS) : SHOPT_NAMES;
  const wanted = letters.has('s') ? true : letters.has('u') ? false : undefined;
  let status = 0;
  const names =
    operands.length > 0
      ? operands
      : known.filter((name) => wanted === undefined || store.has(name) === wanted);
  for (const name of names) {
    if (!known.includes(name)) {
      status = yield* shell.fail('shopt', `${name}: invalid ${isSet ? 'option' : 'shell option'} name`);
    } else if (operands.length > 0 && wanted !== undefined) {
      if (wanted) store.add(name);
      else store.delete(name);
    } else {
      const isOn = store.has(name);
      if (operands.length > 0 && !isOn) status = 1;
      if (letters.has('q')) continue;
      const [yes, no] = isSet ? ['set -o', 'set +o'] : ['shopt -s', 'shopt -u'];
      yield* out(
        shell.proc,
        letters.has('p') ? `${isOn ? yes : no} ${name}\n` : `${name.padEnd(15)}\t${isOn ? 'on' : 'off'}\n`,
      );
    }
  }
  return status;
}

function* unset(shell: Shell, args: readonly string[]): Co<number> {
  const options = yield* readOptions(shell, 'unset', args, 'fvn', 'unset [-f] [-v] [-n] [name ...]');
  if (!options) return 2;
  const { letters, operands } = options;
  let status = 0;
  for (const text of operands) {
    const { name, subscript } = splitSubscript(text);
    if (letters.has('f')) shell.functions.delete(text);
    else if (!letters.has('v') && !/^[A-Za-z_]\w*$/.test(name)) shell.functions.delete(text);
    else if (!/^[A-Za-z_]\w*$/.test(name))
      status = yield* shell.fail('unset', `\`${text}': not a valid identifier`);
    else if (letters.has('n')) {
      if (shell.scopes.find(name)?.nameref) shell.scopes.unset(name);
    } else if (!letters.has('v') && subscript === undefined && !shell.scopes.find(name))
      shell.functions.delete(name);
    else status = (yield* unsetOne(shell, name, subscript)) || status;
  }
  return status;
}

function* unsetOne(shell: Shell, name: string, subscript: string | undefined): Co<number> {
  try {
    const isAssoc = shell.scopes.find(name)?.assoc !== undefined;
    unsetVariable(shell, name, isAssoc ? subscript?.replace(/^(['"])(.*)\1$/, '$2') : subscript);
    return 0;
  } catch (error) {
    if (!(error instanceof AssignmentError) && !(error instanceof ArithmeticError)) throw error;
    return yield* shell.fail('unset', error.text);
  }
}

/** Programmable completion and key bindings belong to the terminal here; a .bashrc that sets them up does no harm. */
// eslint-disable-next-line require-yield -- builtins are coroutines
function* accept(): Co<number> {
  return 0;
}

function* compgen(shell: Shell, args: readonly string[]): Co<number> {
  const at = args.indexOf('-W');
  const prefix = args.at(-1) ?? '';
  if (at < 0) return 1;
  const found = (args[at + 1] ?? '')
    .split(/\s+/)
    .filter((word) => word !== '' && (at + 2 >= args.length || word.startsWith(prefix)));
  for (const word of found) yield* out(shell.proc, `${word}\n`);
  return found.length > 0 ? 0 : 1;
}

export const OPTION_BUILTINS: Builtins = {
  set,
  shopt,
  unset,
  complete: accept,
  compopt: accept,
  bind: accept,
  compgen,
};
