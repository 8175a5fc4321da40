// The `time` keyword. Virtual time passes for waiting and for the network; the processor costs nothing worth showing.

import type { Co } from '../co.ts';
import { err } from '../say.ts';
import { readVariable } from './assign.ts';
import type { Shell } from './shell.ts';

export function* reportTime(shell: Shell, nanos: number, posix: boolean): Co<void> {
  const format = posix
    ? 'real %2R\nuser %2U\nsys %2S'
    : (readVariable(shell, 'TIMEFORMAT') ?? '\nreal\t%3lR\nuser\t%3lU\nsys\t%3lS');
  if (format === '') return;
  const text = format.replace(
    /%(?:%|P|(\d?)(l?)([RUS]))/g,
    (all, places: string, long: string, what?: string) => {
      if (what === undefined) return all === '%%' ? '%' : '0.00';
      return duration(what === 'R' ? nanos : 0, places === '' ? 3 : Math.min(Number(places), 3), long !== '');
    },
  );
  yield* err(shell.proc, `${text}\n`);
}

function duration(nanos: number, places: number, long: boolean): string {
  const seconds = nanos / 1e9;
  if (!long) return seconds.toFixed(places);
  const minutes = Math.floor(seconds / 60);
  return `${minutes}m${(seconds - minutes * 60).toFixed(places)}s`;
}
