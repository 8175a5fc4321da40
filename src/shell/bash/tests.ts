// What test, [ and [[ ]] ask of files, variables and numbers.

import type { Stat } from '../../engine/vfs/files.ts';
import { resolvePath } from '../path.ts';
import { followNameref, lookUp, readVariable, splitSubscript } from './assign.ts';
import { SET_OPTIONS } from './options.ts';
import type { Shell } from './shell.ts';
import { specialParameter } from './special.ts';

export const UNARY = 'abcdefghknoprstuvwxzGLNORS';

export function isUnaryOperator(text: string): boolean {
  return text.length === 2 && text.startsWith('-') && UNARY.includes(text[1] as string);
}

const NUMBER_OPERATORS = ['-eq', '-ne', '-lt', '-le', '-gt', '-ge'];

export function isNumberOperator(text: string): boolean {
  return NUMBER_OPERATORS.includes(text);
}

export function isBinaryOperator(text: string): boolean {
  return isNumberOperator(text) || ['=', '==', '!=', '<', '>', '-nt', '-ot', '-ef'].includes(text);
}

export function compareNumbers(operator: string, a: bigint, b: bigint): boolean {
  switch (operator) {
    case '-eq':
      return a === b;
    case '-ne':
      return a !== b;
    case '-lt':
      return a < b;
    case '-le':
      return a <= b;
    case '-gt':
      return a > b;
    default:
      return a >= b;
  }
}

function statOf(shell: Shell, path: string, follow = true): Stat | undefined {
  if (path === '') return undefined;
  const device = /^\/dev\/(?:fd\/(\d+)|(stdin|stdout|stderr))$/.exec(path);
  if (device) {
    const fd =
      device[1] === undefined
        ? ['stdin', 'stdout', 'stderr'].indexOf(device[2] as string)
        : Number(device[1]);
    return shell.proc.fds.has(fd) ? { kind: 'fifo', mode: 0o600, size: 0, mtime: 0 } : undefined;
  }
  if (/^\/dev\/(null|zero|tty|u?random)$/.test(path))
    return { kind: 'character', mode: 0o666, size: 0, mtime: 0 };
  const found = shell.proc.files.stat(resolvePath(shell.proc.cwd, path), follow);
  return found.ok ? found.value : undefined;
}

export function fileCompares(shell: Shell, operator: string, left: string, right: string): boolean {
  const [a, b] = [statOf(shell, left), statOf(shell, right)];
  switch (operator) {
    case '-nt':
      return a !== undefined && (b === undefined || a.mtime > b.mtime);
    case '-ot':
      return b !== undefined && (a === undefined || a.mtime < b.mtime);
    default: {
      const { cwd, files } = shell.proc;
      const [x, y] = [files.realpath(resolvePath(cwd, left)), files.realpath(resolvePath(cwd, right))];
      return a !== undefined && b !== undefined && x.ok && y.ok && x.value === y.value;
    }
  }
}

export function unaryTest(shell: Shell, operator: string, operand: string): boolean {
  switch (operator) {
    case '-z':
      return operand === '';
    case '-n':
      return operand !== '';
    case '-v':
      return isSetVariable(shell, operand);
    case '-R':
      return shell.scopes.find(operand)?.nameref === true;
    case '-o':
      return operand in SET_OPTIONS && shell.options.has(operand);
    case '-t':
      return shell.proc.fds.get(Number(operand))?.tty === true;
    case '-h':
    case '-L':
      return statOf(shell, operand, false)?.kind === 'symlink';
    default: {
      const stat = statOf(shell, operand);
      return stat !== undefined && fileTest(operator, stat);
    }
  }
}

/** The user is root: everything can be read and written, but only what has an x bit can be executed. */
function fileTest(operator: string, { kind, mode, size }: Stat): boolean {
  switch (operator) {
    case '-a':
    case '-e':
    case '-r':
    case '-w':
    case '-O':
    case '-G':
      return true;
    case '-f':
      return kind === 'file';
    case '-d':
      return kind === 'directory';
    case '-p':
      return kind === 'fifo';
    case '-c':
      return kind === 'character';
    case '-s':
      return size > 0;
    case '-x':
      return (mode & 0o111) !== 0;
    case '-u':
      return (mode & 0o4000) !== 0;
    case '-g':
      return (mode & 0o2000) !== 0;
    case '-k':
      return (mode & 0o1000) !== 0;
    default:
      return false;
  }
}

function isSetVariable(shell: Shell, text: string): boolean {
  const { name, subscript } = splitSubscript(text);
  if (/^\d+$/.test(name)) return specialParameter(shell, name) !== undefined;
  if (subscript !== '@' && subscript !== '*') return readVariable(shell, name, subscript) !== undefined;
  return (lookUp(shell, followNameref(shell, name).name)?.keys().length ?? 0) > 0;
}
