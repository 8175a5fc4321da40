// Simple commands: words, assignments before them, redirections; then a function, a builtin or a program.

import type { Assignment, Command, Word } from 'unbash';
import type { Co } from '../co.ts';
import { describeAnyErrno } from '../errno-words.ts';
import { WriteError } from '../stream.ts';
import { aliasFor, runAlias } from './alias.ts';
import { type ArrayItem, assignArray, expandItems } from './arrays.ts';
import { appended, assign } from './assign.ts';
import { sourceText } from './background.ts';
import { type Builtin, builtinNamed } from './builtins/table.ts';
import { DECLARATIONS, declare, type Declared } from './builtins/declare.ts';
import { closeSubstitutions } from './command.ts';
import { expandBraces } from './expand/brace.ts';
import { expandSubscript } from './expand/parameter.ts';
import { expandText, expandWord } from './expand/word.ts';
import { callFunction } from './function.ts';
import { runProgram } from './external.ts';
import { parseWord } from './parsed.ts';
import { redirect, redirectFor } from './redirect.ts';
import type { Shell } from './shell.ts';
import { runTrap } from './signals.ts';
import { traceWords } from './trace.ts';
import { quoteTrace } from './quote.ts';
import { Variable } from './variables.ts';

export function* executeSimple(shell: Shell, node: Command): Co<number> {
  const { pipesErrors } = shell;
  const tail = shell.tail || (node === shell.lastCommand && !shell.traps.any);
  shell.tail = false;
  shell.pipesErrors = false;
  shell.line = shell.source.lineAt(node.pos);
  const alias = aliasFor(shell, node);
  if (alias !== undefined) return yield* runAlias(shell, node, alias);
  yield* debugTrap(shell, node);
  shell.substitutionStatus = undefined;
  const args: string[] = [];
  const declared: Declared[] = [];
  const isDeclaration = yield* expandCommand(shell, node, args, declared);
  const assignments = node.prefix.filter((one): one is Assignment => one.type === 'Assignment');
  if (pipesErrors) joinErrors(shell);
  if (args.length === 0) return yield* assignOnly(shell, node, assignments);
  const line = shell.line;
  try {
    return yield* runWords(shell, node, args, assignments, isDeclaration ? declared : undefined, tail);
  } finally {
    shell.lastArgument = args.at(-1) ?? '';
    shell.line = line;
    if (shell.openSubstitutions.length > 0) closeSubstitutions(shell);
  }
}

/** The stage of a pipeline before `|&` is a process of its own, so there is nothing to undo. */
function joinErrors({ proc: { fds } }: Shell): void {
  const output = fds.get(1);
  if (!output) return;
  output.open();
  fds.get(2)?.close();
  fds.set(2, output);
}

function* debugTrap(shell: Shell, node: Command): Co<void> {
  const action = shell.traps.get('DEBUG');
  if (!shell.traps.running.size) shell.currentCommand = sourceText(shell, node);
  if (action) yield* runTrap(shell, 'DEBUG', action);
}

const ASSIGNMENT = /^([A-Za-z_]\w*)(?:\[((?:[^\]]|\][^=+])*)\])?(\+?)=([\s\S]*)$/;

/** Expands the words. Those of declare and its sisters that assign are kept apart, and not split. */
function* expandCommand(shell: Shell, node: Command, args: string[], declared: Declared[]): Co<boolean> {
  if (!node.name) return false;
  args.push(...(yield* expandWord(shell, node.name)));
  const isDeclaration = DECLARATIONS.includes(node.name.text);
  for (const arg of node.args) {
    if (arg.type === 'Assignment' && arg.value.type === 'ArrayValue') {
      declared.push(yield* declaredAssignment(shell, arg));
      args.push(arg.text);
    } else if (arg.type === 'Assignment' || (isDeclaration && ASSIGNMENT.test(arg.text))) {
      const words = shell.options.has('braceexpand') ? expandBraces(arg.text) : [arg.text];
      for (const word of words.length > 1 ? words.map(parseWord) : [arg]) {
        const one = yield* word.type === 'Assignment'
          ? declaredAssignment(shell, word)
          : declaredWord(shell, word);
        args.push(`${one.name}${one.append ? '+' : ''}=${typeof one.value === 'string' ? one.value : ''}`);
        declared.push(one);
      }
    } else {
      const words = yield* expandWord(shell, arg);
      args.push(...words);
      declared.push(...words.map((text) => declaredText(text)));
    }
  }
  return isDeclaration;
}

function* declaredAssignment(shell: Shell, { name, append = false, value, index }: Assignment): Co<Declared> {
  if (value.type === 'ArrayValue')
    return { name, append, value: yield* expandItems(shell, name, value.elements), subscript: undefined };
  const subscript = index ? yield* expandSubscript(shell, name, index) : undefined;
  return { name, append, value: yield* expandText(shell, value, true), subscript };
}

function* declaredWord(shell: Shell, word: Word): Co<Declared> {
  const [, name = '', subscript, plus, value = ''] = ASSIGNMENT.exec(word.text) ?? [];
  const text = yield* expandText(shell, parseWord(value), true);
  const at = subscript === undefined ? undefined : yield* expandSubscript(shell, name, parseWord(subscript));
  return { name, append: plus === '+', value: text, subscript: at };
}

function declaredText(text: string): Declared {
  const match = ASSIGNMENT.exec(text);
  if (!match) return { name: text, append: false, value: undefined, subscript: undefined };
  return {
    name: match[1] as string,
    append: match[3] === '+',
    value: match[4] ?? '',
    subscript: match[2],
  };
}

/** `a=1 b=2` without a command. */
function* assignOnly(shell: Shell, node: Command, assignments: readonly Assignment[]): Co<number> {
  const redirected = yield* redirect(shell, node.redirects);
  if (!redirected) return 1;
  try {
    for (const assignment of assignments) yield* runAssignment(shell, assignment);
  } finally {
    redirected.undo();
  }
  return shell.substitutionStatus ?? 0;
}

function* runAssignment(shell: Shell, assignment: Assignment): Co<void> {
  const { name, append = false, index } = assignment;
  const subscript = index ? yield* expandSubscript(shell, name, index) : undefined;
  if (assignment.value.type === 'ArrayValue') {
    const items: ArrayItem[] = yield* expandItems(shell, name, assignment.value.elements);
    if (shell.options.has('xtrace')) yield* traceWords(shell, [assignment.text], true);
    return assignArray(shell, name, items, append);
  }
  const text = yield* expandText(shell, assignment.value, true);
  const shown = subscript === undefined ? name : `${name}[${subscript}]`;
  if (shell.options.has('xtrace'))
    yield* traceWords(shell, [`${shown}${append ? '+' : ''}=${text === '' ? '' : quoteTrace(text)}`], true);
  assign(shell, name, append ? appended(shell, name, text, subscript) : text, subscript);
}

function* runWords(
  shell: Shell,
  node: Command,
  args: readonly string[],
  assignments: readonly Assignment[],
  declared: readonly Declared[] | undefined,
  tail: boolean,
): Co<number> {
  const [name = ''] = args;
  const own = shell.functions.get(name);
  const builtin = own ? undefined : builtinNamed(shell, name);
  const hasScope = assignments.length > 0;
  if (hasScope) shell.scopes.stack.push(new Map());
  try {
    for (const assignment of assignments) yield* assignTemporarily(shell, assignment);
    if (shell.options.has('xtrace')) yield* traceWords(shell, args);
    const redirected = yield* redirectFor(shell, node.redirects, own === undefined && builtin === undefined);
    if (typeof redirected === 'number') return redirected;
    try {
      if (own) return yield* callFunction(shell, own, args.slice(1));
      if (!builtin) return yield* runProgram(shell, args, { tail, text: sourceText(shell, node) });
      if (name === 'exec') redirected.keep();
      if (declared) return yield* declare(shell, name, declared, hasScope);
      return yield* runBuiltin(shell, builtin, name, args.slice(1));
    } finally {
      redirected.undo();
    }
  } finally {
    if (hasScope) shell.scopes.stack.splice(shell.scopes.stack.length - 1, 1);
  }
}

/** `IFS=: read a b`: a scope that only this command sees, and that its children inherit. */
function* assignTemporarily(shell: Shell, assignment: Assignment): Co<void> {
  if (assignment.value.type === 'ArrayValue') return;
  const { name, append } = assignment;
  const scope = shell.scopes.innermost;
  const text = yield* expandText(shell, assignment.value, true);
  const value = append ? appended(shell, name, text) : text;
  if (shell.options.has('xtrace'))
    yield* traceWords(shell, [`${name}=${value === '' ? '' : quoteTrace(value)}`], true);
  const before = shell.scopes.find(name);
  if (before?.readonly) {
    yield* shell.complain(`${name}: readonly variable`);
    return;
  }
  const variable = new Variable();
  variable.value = value;
  variable.exported = true;
  scope.set(name, variable);
}

export function* runBuiltin(
  shell: Shell,
  builtin: Builtin,
  name: string,
  args: readonly string[],
): Co<number> {
  try {
    return yield* builtin(shell, args);
  } catch (thrown) {
    if (!(thrown instanceof WriteError)) throw thrown;
    yield* shell.complain(`${name}: write error: ${describeAnyErrno(thrown.errno)}`);
    return 1;
  }
}
