// ~, ~+, ~-, ~N of the directory stack, and ~user.

import { readVariable } from '../assign.ts';
import type { Shell } from '../shell.ts';

/** What the tilde at the beginning of unquoted text (or, in an assignment, after a colon) stands for, and what follows. */
export function expandTildes(
  shell: Shell,
  text: string,
  first: boolean,
  isAssignment: boolean,
): { home: string; rest: string } | undefined {
  const name = first && !isAssignment ? /^[A-Za-z_]\w*=(?=~)/.exec(text)?.[0] : undefined;
  if (name !== undefined) {
    // An argument that looks like an assignment is taken for one.
    const values = text.slice(name.length).split(':');
    const expanded = values.map((value) => {
      const found = tildeAt(shell, value, true);
      return found ? found.home + found.rest : value;
    });
    return { home: name + expanded.join(':'), rest: '' };
  }
  const atStart = first ? tildeAt(shell, text, isAssignment) : undefined;
  if (atStart) return atStart;
  if (!isAssignment) return undefined;
  const colon = text.indexOf(':~');
  if (colon < 0) return undefined;
  const found = tildeAt(shell, text.slice(colon + 1), true);
  return found && { home: text.slice(0, colon + 1) + found.home, rest: found.rest };
}

function tildeAt(
  shell: Shell,
  text: string,
  isAssignment: boolean,
): { home: string; rest: string } | undefined {
  const match = (isAssignment ? /^~([^/:\\]*)/ : /^~([^/\\]*)/).exec(text);
  const home = match && homeOf(shell, match[1] as string);
  return match && home !== undefined && home !== null
    ? { home, rest: text.slice(match[0].length) }
    : undefined;
}

function homeOf(shell: Shell, user: string): string | undefined {
  if (user === '') return readVariable(shell, 'HOME') ?? '/root';
  if (user === '+') return readVariable(shell, 'PWD');
  if (user === '-') return readVariable(shell, 'OLDPWD');
  const [, sign, index] = /^([-+]?)(\d+)$/.exec(user) ?? [];
  if (index !== undefined) {
    const stack = [shell.proc.cwd, ...shell.dirStack];
    return stack.at(sign === '-' ? -1 - Number(index) : Number(index));
  }
  const passwd = shell.proc.files.read('/etc/passwd');
  const line = passwd.ok ? passwd.value.split('\n').find((entry) => entry.startsWith(`${user}:`)) : undefined;
  return line?.split(':')[5];
}
