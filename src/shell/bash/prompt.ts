// PS1, PS2 and PS4: backslash escapes first, then expansion as between double quotes.

import type { Co } from '../co.ts';
import { unixTime } from '../wall-clock.ts';
import { readVariable } from './assign.ts';
import { expandQuoted } from './expand/word.ts';
import { parseDocument } from './parsed.ts';
import type { Shell } from './shell.ts';

export function* expandPrompt(shell: Shell, text: string): Co<string> {
  const decoded = text.replace(
    /\\(\[|\]|[0-7]{3}|D\{[^}]*\}|.)/g,
    (all, escape: string) => decode(shell, escape) ?? all,
  );
  return /[$`\\]/.test(decoded) ? yield* expandQuoted(shell, parseDocument(decoded)) : decoded;
}

function decode(shell: Shell, escape: string): string | undefined {
  const { proc } = shell;
  if (/^[0-7]{3}$/.test(escape)) return String.fromCharCode(Number.parseInt(escape, 8));
  switch (escape[0]) {
    case 'u':
      return readVariable(shell, 'USER') ?? 'root';
    case 'h':
      return hostName(shell).split('.')[0] || 'localhost';
    case 'H':
      return hostName(shell);
    case 'w':
      return tildeFor(shell, proc.cwd);
    case 'W': {
      const shown = tildeFor(shell, proc.cwd);
      return shown === '~' || shown === '/' ? shown : shown.slice(shown.lastIndexOf('/') + 1);
    }
    case '$':
      return '#';
    case 's':
      return shell.name;
    case 'v':
      return '5.2';
    case 'V':
      return '5.2.15';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 'a':
      return '\x07';
    case 'e':
      return '\x1b';
    case 'j':
      return String(shell.jobs.list.length);
    case '!':
    case '#':
      return String(shell.history.length + 1);
    case 't':
      return timeOfDay(shell);
    case '\\':
      return '\\\\';
    case '[':
    case ']':
      return '';
    default:
      return undefined;
  }
}

export function hostName(shell: Shell): string {
  const { world, machine } = shell.proc;
  return world.machines.get(machine)?.name ?? 'localhost';
}

function tildeFor(shell: Shell, path: string): string {
  const home = readVariable(shell, 'HOME');
  if (!home || home === '/') return path;
  return path === home || path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}

function timeOfDay(shell: Shell): string {
  const seconds = unixTime(shell.proc.world.now).seconds % 86_400;
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60]
    .map((part) => String(Math.floor(part)).padStart(2, '0'))
    .join(':');
}
