// declare, typeset, local, export, readonly: variables with attributes, and how they are listed.

import type { Co } from '../../co.ts';
import { err, out } from '../../say.ts';
import { ArithmeticError } from '../arithmetic-tokens.ts';
import { type ArrayItem, assignArray } from '../arrays.ts';
import { appended, assignTo, evaluateIn, followNameref } from '../assign.ts';
import { printFunction } from '../print-function.ts';
import { quoteAnsiC, quoteDouble, quoteIfNeeded } from '../quote.ts';
import type { Shell } from '../shell.ts';
import { dynamicVariable } from '../special.ts';
import { Variable } from '../variables.ts';
import type { Builtins } from './table.ts';

export const DECLARATIONS = ['declare', 'typeset', 'local', 'export', 'readonly'];

/** An operand: a name, or a name with what it is to be. */
export interface Declared {
  readonly name: string;
  readonly append: boolean;
  readonly value: string | readonly ArrayItem[] | undefined;
  readonly subscript: string | undefined;
}

export function declaredOf(args: readonly string[]): Declared[] {
  return args.map((text) => {
    const match = /^([A-Za-z_]\w*)(?:\[([^\]]*)\])?(\+?)=([\s\S]*)$/.exec(text);
    if (!match) return { name: text, append: false, value: undefined, subscript: undefined };
    return {
      name: match[1] as string,
      append: match[3] === '+',
      value: match[4] as string,
      subscript: match[2],
    };
  });
}

interface Wanted {
  readonly on: ReadonlySet<string>;
  readonly off: ReadonlySet<string>;
}

const USAGE: Readonly<Record<string, string>> = {
  declare: 'declare [-aAfFgiIlnrtux] [name[=value] ...] or declare -p [-aAfFilnrtux] [name ...]',
  typeset: 'typeset [-aAfFgiIlnrtux] name[=value] ... or typeset -p [-aAfFilnrtux] [name ...]',
  local: 'local [option] name[=value] ...',
  export: 'export [-fn] [name[=value] ...] or export -p',
  readonly: 'readonly [-aAf] [name[=value] ...] or readonly -p',
};

/** `inTemporary`: assignments before the command have a scope of their own, which isn't where declarations go. */
export function* declare(
  shell: Shell,
  command: string,
  args: readonly Declared[],
  inTemporary = false,
): Co<number> {
  const on = new Set<string>();
  const off = new Set<string>();
  let i = 0;
  for (; i < args.length; i++) {
    const { name, value } = args[i] as Declared;
    if (value !== undefined || !/^[-+]./.test(name)) break;
    if (name === '--') {
      i++;
      break;
    }
    for (const letter of name.slice(1)) {
      if (!'aAfFgiIlnrtuxp'.includes(letter)) {
        yield* shell.complain(`${command}: ${name[0]}${letter}: invalid option`);
        yield* err(shell.proc, `${command}: usage: ${USAGE[command]}\n`);
        return 2;
      }
      (name.startsWith('-') ? on : off).add(letter);
    }
  }
  const operands = args.slice(i);
  if (command === 'local' && !shell.inFunction)
    return yield* shell.fail('local', 'can only be used in a function');
  if (on.has('f') || on.has('F')) return yield* declareFunctions(shell, command, on, operands);
  if (command === 'export') on.add(on.has('n') ? 'N' : 'x');
  if (command === 'export') on.delete('n');
  if (command === 'readonly') on.add('r');
  if (on.has('p') && operands.length > 0) return yield* showNamed(shell, command, operands);
  if (operands.length === 0) return yield* showAll(shell, command, on);
  let status = 0;
  for (const operand of operands) {
    const one = yield* declareOne(shell, command, operand, { on, off }, inTemporary);
    if (one !== 0) status = one;
  }
  return status;
}

function* declareOne(
  shell: Shell,
  command: string,
  one: Declared,
  { on, off }: Wanted,
  inTemporary: boolean,
): Co<number> {
  if (!/^[A-Za-z_]\w*(\[.*\])?$/s.test(one.name)) {
    const shown = typeof one.value === 'string' ? `${one.name}=${one.value}` : one.name;
    return yield* shell.fail(command, `\`${shown}': not a valid identifier`);
  }
  const isLocal = shell.inFunction && !on.has('g') && command !== 'export' && command !== 'readonly';
  const name = on.has('n') || isLocal ? one.name : followNameref(shell, one.name).name;
  const variable = isLocal ? localVariable(shell, name, on, inTemporary) : globalVariable(shell, name, on);
  if (on.has('A') && variable.indexed)
    return yield* shell.fail(command, `${name}: cannot convert indexed to associative array`);
  if (on.has('a') && variable.assoc)
    return yield* shell.fail(command, `${name}: cannot convert associative to indexed array`);
  const isShadowed = isLocal && shell.scopes.global.get(name)?.readonly === true;
  if ((variable.readonly || isShadowed) && (one.value !== undefined || off.has('r') || on.has('i')))
    return yield* refuse(shell, command, `${name}: readonly variable`);
  applyAttributes(variable, { on, off });
  try {
    if (one.value !== undefined) setValue(shell, variable, { ...one, name });
  } catch (thrown) {
    if (!(thrown instanceof ArithmeticError) || !variable.integer) throw thrown;
    throw new ArithmeticError(`${command}: ${thrown.text}`);
  }
  if (on.has('r')) variable.readonly = true;
  if (on.has('N')) variable.exported = false;
  return 0;
}

function localVariable(shell: Shell, name: string, on: ReadonlySet<string>, inTemporary: boolean): Variable {
  const stack = shell.scopes.stack;
  const scope = (inTemporary ? stack.at(-2) : stack.at(-1)) ?? shell.scopes.innermost;
  const known = scope.get(name);
  if (known) return known;
  const made = new Variable();
  const outer = shell.scopes.find(name);
  // A local keeps what a variable is exported as, and with -I all of it; of a temporary one (x=1 f) also the value.
  if (outer && (on.has('I') || shell.shopts.has('localvar_inherit'))) Object.assign(made, outer.copy());
  else if (outer && stack.length > 2 && stack.at(-2)?.get(name) === outer && outer.exported)
    made.exported = true;
  made.readonly = false;
  scope.set(name, made);
  return made;
}

function globalVariable(shell: Shell, name: string, on: ReadonlySet<string>): Variable {
  if (on.has('g')) {
    const known = shell.scopes.global.get(name) ?? new Variable();
    shell.scopes.global.set(name, known);
    return known;
  }
  return shell.scopes.findOrMake(name);
}

function applyAttributes(variable: Variable, { on, off }: Wanted): void {
  if ((on.has('A') || on.has('a')) && !variable.isSet) variable.bare = true;
  if (on.has('A')) variable.toAssoc();
  else if (on.has('a')) variable.toIndexed();
  if (on.has('i')) variable.integer = true;
  if (on.has('x')) variable.exported = true;
  if (on.has('n')) variable.nameref = true;
  if (on.has('t')) variable.traced = true;
  if (on.has('u')) [variable.upper, variable.lower] = [true, false];
  if (on.has('l')) [variable.lower, variable.upper] = [true, false];
  if (off.has('i')) variable.integer = false;
  if (off.has('x')) variable.exported = false;
  if (off.has('n')) variable.nameref = false;
  if (off.has('u')) variable.upper = false;
  if (off.has('l')) variable.lower = false;
}

function setValue(shell: Shell, variable: Variable, one: Declared): void {
  const { name, value, append, subscript } = one;
  if (value === undefined) return;
  if (typeof value !== 'string') return assignArray(shell, name, value, append, variable);
  if (variable.nameref) {
    variable.value = value;
    return;
  }
  const isSum = append && variable.integer;
  const text = !append
    ? value
    : isSum
      ? String(evaluateIn(shell, variable.scalar ?? '') + evaluateIn(shell, value))
      : appended(shell, name, value, subscript);
  assignTo(shell, variable, { name, subscript }, text);
}

/** `declare -p`: as it could be read back. */
export function showVariable(name: string, variable: Variable, command = 'declare'): string {
  const letters = variable.letters === '' ? '-' : variable.letters;
  const start = command === 'declare' ? `declare -${letters} ${name}` : `${command} ${name}`;
  if (variable.isArray && variable.bare) return `${start}\n`;
  if (variable.isArray) {
    const keys = variable.keys();
    const elements = variable
      .values()
      .map((value, i) => `[${quoteKey(keys[i] as string)}]=${quoteDouble(value)}`);
    return `${start}=(${elements.join(' ')}${variable.assoc && elements.length > 0 ? ' ' : ''})\n`;
  }
  return variable.value === undefined ? `${start}\n` : `${start}=${quoteDouble(variable.value)}\n`;
}

function quoteKey(key: string): string {
  return /^[\w%+,./:=@\u0080-\uffff-]*$/.test(key)
    ? key
    : /\p{Cc}/u.test(key)
      ? quoteAnsiC(key)
      : quoteDouble(key);
}

function* showNamed(shell: Shell, command: string, operands: readonly Declared[]): Co<number> {
  let status = 0;
  for (const { name } of operands) {
    const variable = shell.scopes.find(name) ?? dynamicAsVariable(shell, name);
    if (variable) yield* out(shell.proc, showVariable(name, variable));
    else status = yield* shell.fail(command, `${name}: not found`);
  }
  return status;
}

function dynamicAsVariable(shell: Shell, name: string): Variable | undefined {
  const value = dynamicVariable(shell, name);
  if (value === undefined) return undefined;
  const variable = new Variable();
  if (typeof value === 'string') variable.value = value;
  else variable.indexed = [...value];
  return variable;
}

function* showAll(shell: Shell, command: string, on: ReadonlySet<string>): Co<number> {
  const wanted = [...on].filter((letter) => 'aAilnrtux'.includes(letter));
  const scoped =
    command === 'local'
      ? [...shell.scopes.innermost].sort(([a], [b]) => (a < b ? -1 : 1))
      : shell.scopes.visible();
  const isPlain = (command === 'declare' || command === 'typeset') && !on.has('p') && wanted.length === 0;
  for (const [name, variable] of scoped) {
    if (!wanted.every((letter) => variable.letters.includes(letter))) continue;
    if (isPlain) yield* out(shell.proc, listVariable(name, variable));
    else yield* out(shell.proc, showVariable(name, variable));
  }
  if (isPlain) for (const one of sortedFunctions(shell)) yield* out(shell.proc, `${printFunction(one)}\n`);
  return 0;
}

/** As `set` lists it; '' for one that has no value. */
export function listVariable(name: string, variable: Variable): string {
  if (!variable.isSet) return '';
  if (variable.isArray) return showVariable(name, variable).replace(/^declare -\w+ /, '');
  return `${name}=${quoteIfNeeded(variable.value ?? '')}\n`;
}

export function sortedFunctions(shell: Shell) {
  return [...shell.functions.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function* declareFunctions(
  shell: Shell,
  command: string,
  on: ReadonlySet<string>,
  operands: readonly Declared[],
): Co<number> {
  const isNamesOnly = on.has('F');
  if (operands.length === 0) {
    for (const one of sortedFunctions(shell))
      yield* out(shell.proc, isNamesOnly ? `declare -f ${one.name}\n` : `${printFunction(one)}\n`);
    return 0;
  }
  let status = 0;
  for (const { name } of operands) {
    const found = shell.functions.get(name);
    if (!found) {
      if (command === 'export' || command === 'readonly')
        status = yield* shell.fail(command, `${name}: not a function`);
      status = 1;
    } else if (command === 'export' || on.has('x')) found.exported = !on.has('n');
    else if (command === 'readonly' || on.has('r')) shell.readonlyFunctions.add(name);
    else if (isNamesOnly) yield* out(shell.proc, `${name}\n`);
    else yield* out(shell.proc, `${printFunction(found)}\n`);
  }
  return status;
}

export const DECLARE_BUILTINS: Builtins = Object.fromEntries(
  DECLARATIONS.map((name) => [
    name,
    (shell: Shell, args: readonly string[]) => declare(shell, name, declaredOf(args)),
  ]),
);

/** `export` and `readonly` say it as an assignment would. */
function* refuse(shell: Shell, command: string, text: string): Co<number> {
  if (command === 'export' || command === 'readonly') yield* shell.report(text);
  else yield* shell.complain(`${command}: ${text}`);
  return 1;
}
