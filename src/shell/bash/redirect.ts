// Redirections: applied to the process's descriptors from left to right, and undone after the command.

import type { HereDoc, HereString, Redirect, Redirection } from 'unbash';
import { assertNever } from '../../base/assert.ts';
import type { Co } from '../co.ts';
import { describeErrno } from '../errno-words.ts';
import { textInput } from '../plain-streams.ts';
import type { OpenMode } from '../program.ts';
import type { Stream } from '../stream.ts';
import { assign, readVariable } from './assign.ts';
import { expandQuoted, expandText, expandWord } from './expand/word.ts';
import { parseDocument } from './parsed.ts';
import type { Shell } from './shell.ts';
import { Discard, Exit } from './unwind.ts';

/** What the descriptors were before. */
export class Redirected {
  readonly #shell: Shell;
  readonly #before = new Map<number, Stream | undefined>();

  constructor(shell: Shell) {
    this.#shell = shell;
  }

  /** Puts `stream` (undefined: nothing) at `fd`. */
  set(fd: number, stream: Stream | undefined): void {
    const { fds } = this.#shell.proc;
    stream?.open();
    if (this.#before.has(fd)) fds.get(fd)?.close();
    else this.#before.set(fd, fds.get(fd));
    if (stream) fds.set(fd, stream);
    else fds.delete(fd);
  }

  /** Undoes everything. */
  undo(): void {
    const { fds } = this.#shell.proc;
    for (const [fd, stream] of this.#before) {
      fds.get(fd)?.close();
      if (stream) fds.set(fd, stream);
      else fds.delete(fd);
    }
    this.#before.clear();
  }

  /** Keeps what was done for good (`exec >file`). */
  keep(): void {
    for (const stream of this.#before.values()) stream?.close();
    this.#before.clear();
  }

  /** Leaves one descriptor as it is now (`{fd}>file`). */
  forget(fd: number): void {
    this.#before.delete(fd);
  }
}

/** Applies them; undefined (and undone) if one fails, which has then been said. */
export function* redirect(shell: Shell, redirects: readonly Redirection[]): Co<Redirected | undefined> {
  const state = new Redirected(shell);
  for (const one of redirects) {
    const problem = yield* applyOrGiveUp(shell, state, one);
    if (problem === undefined) continue;
    // The message goes to where errors went before.
    state.undo();
    yield* shell.complain(problem);
    return undefined;
  }
  return state;
}

/** The redirections of what gets a process of its own are made there: what is wrong with their words ends that one, not the shell. */
export function* redirectFor(
  shell: Shell,
  redirects: readonly Redirection[],
  forks: boolean,
): Co<Redirected | number> {
  try {
    return (yield* redirect(shell, redirects)) ?? 1;
  } catch (thrown) {
    if (forks && (thrown instanceof Discard || thrown instanceof Exit)) return thrown.status;
    throw thrown;
  }
}

/** An error in a word leaves nothing redirected. */
function* applyOrGiveUp(shell: Shell, state: Redirected, one: Redirection): Co<string | undefined> {
  try {
    return yield* apply(shell, state, one);
  } catch (thrown) {
    state.undo();
    throw thrown;
  }
}

function* apply(shell: Shell, state: Redirected, one: Redirection): Co<string | undefined> {
  switch (one.type) {
    case 'HereDoc':
      return yield* put(shell, state, one, 0, textInput(yield* documentText(shell, one)));
    case 'HereString':
      return yield* put(
        shell,
        state,
        one,
        0,
        textInput(`${one.target ? yield* expandText(shell, one.target) : ''}\n`),
      );
    case 'Redirect':
      return yield* applyRedirect(shell, state, one);
    default:
      return assertNever(one);
  }
}

function* documentText(shell: Shell, { operator, body, delimiter }: HereDoc): Co<string> {
  const text = operator === '<<-' ? body.text.replace(/^\t+/gm, '') : body.text;
  if (delimiter?.quoted || !/[$`\\]/.test(text)) return text;
  return yield* expandQuoted(shell, operator === '<<-' || !body.parts ? parseDocument(text) : body.parts);
}

// eslint-disable-next-line require-yield -- a coroutine like its siblings
function* put(
  shell: Shell,
  state: Redirected,
  one: Redirect | HereString | HereDoc,
  usual: number,
  stream: Stream | undefined,
): Co<undefined> {
  const { descriptor } = one;
  if (descriptor?.type === 'FileDescriptorVariable') {
    let fd = 10;
    while (shell.proc.fds.has(fd)) fd++;
    state.set(fd, stream);
    state.forget(fd);
    assign(shell, descriptor.name, String(fd));
  } else state.set(descriptor?.value ?? usual, stream);
}

const MODES: Partial<Record<Redirect['operator'], OpenMode>> = {
  '<': 'read',
  '>': 'write',
  '>|': 'write',
  '>>': 'append',
  '<>': 'read-write',
  '&>': 'write',
  '&>>': 'append',
};

function* applyRedirect(shell: Shell, state: Redirected, one: Redirect): Co<string | undefined> {
  const shown = one.target?.text ?? '';
  const words = one.target ? yield* expandWord(shell, one.target) : [];
  if (words.length !== 1) return `${shown}: ambiguous redirect`;
  const [target = ''] = words;
  const usual = one.operator.startsWith('<') ? 0 : 1;
  const isBoth = one.operator === '&>' || one.operator === '&>>';
  if (one.operator === '<&' || one.operator === '>&') {
    const duplicated = yield* duplicate(shell, state, one, target, usual);
    if (duplicated !== 'file') return duplicated;
  }
  const mode = MODES[one.operator] ?? 'write';
  const opened = openTarget(shell, target, one.operator, mode);
  if (typeof opened === 'string') return opened;
  if (isBoth || one.operator === '>&') {
    state.set(1, opened);
    state.set(2, opened);
    return undefined;
  }
  return yield* put(shell, state, one, usual, opened);
}

/** `>&3`, `>&-`, `>&3-`; 'file' if the word is none of these. */
function* duplicate(
  shell: Shell,
  state: Redirected,
  one: Redirect,
  target: string,
  usual: number,
): Co<string | undefined> {
  const match = /^(\d+)(-?)$/.exec(target);
  if (target === '-') {
    if (one.descriptor?.type === 'FileDescriptorVariable') {
      const fd = Number(readVariable(shell, one.descriptor.name));
      shell.proc.fds.get(fd)?.close();
      shell.proc.fds.delete(fd);
      return undefined;
    }
    return yield* put(shell, state, one, usual, undefined);
  }
  if (!match) return one.operator === '>&' && !one.descriptor ? 'file' : `${target}: ambiguous redirect`;
  const from = Number(match[1]);
  const stream = shell.proc.fds.get(from);
  if (!stream) return `${from}: Bad file descriptor`;
  yield* put(shell, state, one, usual, stream);
  if (match[2] === '-') state.set(from, undefined);
  return undefined;
}

function openTarget(shell: Shell, target: string, operator: string, mode: OpenMode): Stream | string {
  if (/^\/dev\/(tcp|udp)\//.test(target))
    return `connect: Connection refused\n${shell.prefix}${target}: Connection refused`;
  if (shell.options.has('noclobber') && (operator === '>' || operator === '&>') && exists(shell, target))
    return `${target}: cannot overwrite existing file`;
  const opened = shell.proc.open(target, mode);
  return opened.ok ? opened.value : `${target}: ${describeErrno(opened.error)}`;
}

/** A regular file: devices and pipes can't be clobbered. */
function exists(shell: Shell, target: string): boolean {
  const opened = shell.proc.files.stat(target.startsWith('/') ? target : `${shell.proc.cwd}/${target}`);
  return opened.ok && opened.value.kind === 'file';
}
