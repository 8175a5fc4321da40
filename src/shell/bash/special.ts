// Parameters that the shell computes: $?, $#, RANDOM, SECONDS, FUNCNAME and the like.

import { unixTime } from '../wall-clock.ts';
import { SET_OPTIONS } from './options.ts';
import type { Shell } from './shell.ts';

/** $1, $#, $?, $$, $!, $-, $0: undefined if it is unset. */
export function specialParameter(shell: Shell, name: string): string | undefined {
  switch (name) {
    case '?':
      return String(shell.status);
    case '#':
      return String(shell.positional.length);
    case '$':
      return String(shell.mainPid);
    case '!':
      return shell.lastBackground === undefined ? undefined : String(shell.lastBackground);
    case '-':
      return shell.flags;
    case '0':
      return shell.arg0;
    default:
      return shell.positional[Number(name) - 1];
  }
}

export function isSpecialParameter(name: string): boolean {
  return /^([?#$!@*-]|\d+)$/.test(name);
}

function realTime(shell: Shell): string {
  const { seconds, nanoseconds } = unixTime(shell.proc.world.now);
  return `${seconds}.${String(Math.floor(nanoseconds / 1000)).padStart(6, '0')}`;
}

type Dynamic = (shell: Shell) => string | readonly string[];

const DYNAMIC: Readonly<Record<string, Dynamic>> = {
  LINENO: (shell) => String(shell.line),
  RANDOM: (shell) => String(nextRandom(shell)),
  SRANDOM: (shell) => String(shell.proc.world.rng.next()),
  SECONDS: (shell) =>
    String(Math.floor((shell.proc.world.now - shell.startedAt) / 1e9) + shell.secondsOffset),
  EPOCHSECONDS: (shell) => String(unixTime(shell.proc.world.now).seconds),
  EPOCHREALTIME: (shell) => realTime(shell),
  BASHPID: (shell) => String(shell.proc.pid),
  BASH_SUBSHELL: (shell) => String(shell.subshellDepth),
  BASH_COMMAND: (shell) => shell.currentCommand,
  PIPESTATUS: (shell) => shell.pipeStatus.map(String),
  DIRSTACK: (shell) => [shell.proc.cwd, ...shell.dirStack],
  GROUPS: () => ['0'],
  FUNCNAME: (shell) => functionNames(shell),
  BASH_SOURCE: (shell) => sourceNames(shell),
  BASH_LINENO: (shell) => callLines(shell),
  SHELLOPTS: (shell) =>
    Object.keys(SET_OPTIONS)
      .filter((name) => shell.options.has(name))
      .sort()
      .join(':'),
  BASHOPTS: (shell) => [...shell.shopts].sort().join(':'),
  _: (shell) => shell.lastArgument,
};

/** The value of a variable that the shell makes up as it is asked. */
export function dynamicVariable(shell: Shell, name: string): string | readonly string[] | undefined {
  return Object.hasOwn(DYNAMIC, name) ? DYNAMIC[name]?.(shell) : undefined;
}

/** Takes over an assignment to one of them; false if it is an ordinary variable. */
export function assignDynamic(shell: Shell, name: string, value: string): boolean {
  switch (name) {
    case 'RANDOM':
      shell.randomState = (Number.parseInt(value, 10) || 0) >>> 0;
      return true;
    case 'SECONDS':
      shell.secondsOffset =
        (Number.parseInt(value, 10) || 0) - Math.floor((shell.proc.world.now - shell.startedAt) / 1e9);
      return true;
    case 'LINENO':
    case 'BASHPID':
    case 'EPOCHSECONDS':
    case 'EPOCHREALTIME':
    case 'SRANDOM':
    case 'FUNCNAME':
    case 'GROUPS':
    case 'BASH_COMMAND':
    case '_':
      return true;
    default:
      return false;
  }
}

/** Bash's generator: minimal standard (Park and Miller), both halves folded (lib/sh/random.c, since 5.1). */
function nextRandom(shell: Shell): number {
  const state = shell.randomState === 0 ? 123_459_876 : shell.randomState;
  const high = Math.floor(state / 127_773);
  const low = state % 127_773;
  const next = 16_807 * low - 2836 * high;
  shell.randomState = next < 0 ? next + 0x7fff_ffff : next;
  return ((shell.randomState >>> 16) ^ (shell.randomState & 0xffff)) & 0x7fff;
}

/** Innermost first, then `main` for a script. */
function functionNames(shell: Shell): string[] {
  if (!shell.frames.some((frame) => frame.kind === 'function')) return [];
  const names = shell.frames.map((frame) => (frame.kind === 'source' ? 'source' : frame.name)).reverse();
  return isScript(shell) ? [...names, 'main'] : names;
}

function sourceNames(shell: Shell): string[] {
  const names = shell.frames.map((frame) => frame.source).reverse();
  return isScript(shell) ? [...names, shell.arg0] : names;
}

function callLines(shell: Shell): string[] {
  const lines = shell.frames.map((frame) => String(frame.callLine)).reverse();
  return isScript(shell) ? [...lines, '0'] : lines;
}

function isScript(shell: Shell): boolean {
  return !shell.interactive && !shell.commandString && !shell.stdinScript;
}
