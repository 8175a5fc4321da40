// File modes: `644`, `u+x,go-w`, and `-rw-r--r--`.

import type { FileKind } from '../../../engine/vfs/files.ts';

const WHO: Readonly<Record<string, number>> = { u: 0o4700, g: 0o2070, o: 0o1007, a: 0o7777 };
const SET_IDS = 0o6000;
const STICKY = 0o1000;

/** The mode that `text` makes of `mode`, or undefined if it says nothing sensible. */
export function changeMode(
  text: string,
  mode: number,
  isDirectory: boolean,
  umask: number,
): number | undefined {
  if (/^[0-7]{1,5}$/.test(text)) return Number.parseInt(text, 8) & 0o7777;
  let result = mode;
  for (const clause of text.split(',')) {
    const match = /^([ugoa]*)((?:[-+=](?:[rwxXst]*|[ugo]))+)$/.exec(clause);
    if (!match) return undefined;
    const [, who = '', actions = ''] = match;
    const mask =
      who === '' ? 0o7777 & ~umask : Array.from(who).reduce((bits, letter) => bits | (WHO[letter] ?? 0), 0);
    for (const [, operator, letters = ''] of actions.matchAll(/([-+=])([ugo]|[rwxXst]*)/g)) {
      const bits = bitsOf(letters, result, isDirectory) & mask;
      if (operator === '+') result |= bits;
      else if (operator === '-') result &= ~bits;
      else result = (result & ~(mask & 0o777)) | bits;
    }
  }
  return result;
}

function bitsOf(letters: string, mode: number, isDirectory: boolean): number {
  if (/^[ugo]$/.test(letters)) {
    const shift = letters === 'u' ? 6 : letters === 'g' ? 3 : 0;
    const bits = (mode >> shift) & 7;
    return (bits << 6) | (bits << 3) | bits;
  }
  let bits = 0;
  for (const letter of letters) {
    if (letter === 'r') bits |= 0o444;
    else if (letter === 'w') bits |= 0o222;
    else if (letter === 'x' || (letter === 'X' && (isDirectory || (mode & 0o111) !== 0))) bits |= 0o111;
    else if (letter === 's') bits |= SET_IDS;
    else if (letter === 't') bits |= STICKY;
  }
  return bits;
}

const KINDS: Readonly<Record<FileKind, string>> = {
  file: '-',
  directory: 'd',
  symlink: 'l',
  fifo: 'p',
  character: 'c',
};

/** As `ls -l` shows it. */
export function modeText(kind: FileKind, mode: number): string {
  const triple = (shift: number, special: number, letter: string): string => {
    const bits = mode >> shift;
    const x = (bits & 1) !== 0;
    const last = (mode & special) === 0 ? (x ? 'x' : '-') : x ? letter : letter.toUpperCase();
    return `${(bits & 4) === 0 ? '-' : 'r'}${(bits & 2) === 0 ? '-' : 'w'}${last}`;
  };
  return KINDS[kind] + triple(6, 0o4000, 's') + triple(3, 0o2000, 's') + triple(0, STICKY, 't');
}

export function octalMode(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}
