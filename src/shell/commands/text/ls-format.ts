// How ls shows entries: one a line, in columns, or long.

import type { Nanos } from '../../../engine/ids.ts';
import type { Stat } from '../../../engine/vfs/files.ts';
import { unixTime } from '../../wall-clock.ts';
import { humanSize } from './counts.ts';
import { formatDate } from './date-format.ts';
import { modeText } from './mode.ts';
import { quoteName } from './quote.ts';

export interface Entry {
  readonly name: string;
  readonly stat: Stat;
  readonly links: number;
  /** What a symbolic link leads to, if that exists. */
  readonly target: Stat | undefined;
}

export interface Look {
  readonly long: boolean;
  /** The width of the screen, if names go side by side. */
  readonly columns: number | undefined;
  readonly quotes: boolean;
  /** Absent: none. The first colour of all is preceded by a reset. */
  readonly colors: { isUsed: boolean } | undefined;
  readonly classify: 'all' | 'directories' | 'none';
  readonly human: boolean;
  readonly numericOwner: boolean;
  readonly owner: boolean;
  readonly group: boolean;
  readonly inode: boolean;
  readonly blocks: boolean;
  readonly now: Nanos;
  readonly timeStyle: string | undefined;
}

/** Half a year: older files show their year instead of the time of day. */
const RECENT = 31_556_952 / 2;
const BLOCK = 4096;

export function longRows(entries: readonly Entry[], look: Look, isFolder: boolean): string {
  const rows = entries.map(({ stat, links }) => [
    ...(look.blocks ? [String(kilobytes(stat))] : []),
    modeText(stat.kind, stat.mode),
    String(links),
    ...(look.owner ? [look.numericOwner ? '0' : 'root'] : []),
    ...(look.group ? [look.numericOwner ? '0' : 'root'] : []),
    look.human ? humanSize(stat.size) : String(stat.size),
    timeText(stat, look),
  ]);
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const leftAligned = (i: number, row: readonly string[]): boolean =>
    /^(root|0)$/.test(row[i] ?? '') && i > 1 && i < row.length - 2;
  const lines = rows.map((row, n) => {
    const cells = row.map((cell, i) =>
      leftAligned(i, row) ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0),
    );
    return `${cells.join(' ')} ${longName(entries[n] as Entry, look)}\n`;
  });
  return (isFolder ? totalLine(entries, look) : '') + lines.join('');
}

export function inColumns(entries: readonly Entry[], look: Look, isFolder: boolean): string {
  const total = look.blocks && isFolder ? totalLine(entries, look) : '';
  const names = entries.map((entry) => shortName(entry, look));
  if (look.columns === undefined) return total + names.map((name) => `${name}\n`).join('');
  const widths = entries.map((entry) => shortName(entry, { ...look, colors: undefined }).length);
  return total + filled(names, widths, look.columns);
}

/** As many columns as fit, filled from top to bottom. */
function filled(names: readonly string[], lengths: readonly number[], width: number): string {
  if (names.length === 0) return '';
  let best: { rows: number; widths: number[] } = { rows: names.length, widths: [0] };
  for (let columns = Math.min(names.length, Math.floor(width / 3)); columns > 1; columns--) {
    const rows = Math.ceil(names.length / columns);
    if (Math.ceil(names.length / rows) !== columns) continue;
    const widths = Array.from(
      { length: columns },
      (_, c) => Math.max(...lengths.slice(c * rows, (c + 1) * rows)) + (c === columns - 1 ? 0 : 2),
    );
    if (widths.reduce((sum, one) => sum + one, 0) >= width) continue;
    best = { rows, widths };
    break;
  }
  let text = '';
  for (let r = 0; r < best.rows; r++) {
    let row = '';
    for (let i = r, c = 0; i < names.length; i += best.rows, c++) {
      const isLast = i + best.rows >= names.length;
      row += (names[i] as string) + (isLast ? '' : ' '.repeat((best.widths[c] ?? 0) - (lengths[i] ?? 0)));
    }
    text += `${row}\n`;
  }
  return text;
}

function totalLine(entries: readonly Entry[], look: Look): string {
  const sum = entries.reduce((total, { stat }) => total + kilobytes(stat), 0);
  return `total ${look.human ? humanSize(sum * 1024) : sum}\n`;
}

/** What a file takes on a disk with blocks of 4 KiB; what the kernel makes up takes nothing. */
function kilobytes({ kind, size, mtime }: Stat): number {
  if (kind === 'file' && mtime === 0 && size === BLOCK) return 0;
  if (kind !== 'file' && kind !== 'directory') return 0;
  return (Math.ceil(size / BLOCK) * BLOCK) / 1024;
}

function longName(entry: Entry, look: Look): string {
  const { stat } = entry;
  if (stat.kind !== 'symlink') return shortName(entry, look);
  const arrow = look.quotes ? quoteName(stat.target ?? '') : (stat.target ?? '');
  const target = entry.target ? colored(arrow, entry.target, look) : arrow;
  const mark = look.classify !== 'none' && entry.target ? indicator(entry.target, look) : '';
  return `${shortName(entry, { ...look, classify: 'none' })} -> ${target}${mark}`;
}

function shortName({ name, stat }: Entry, look: Look): string {
  const shown = look.quotes ? quoteName(name) : name;
  const blocks = look.blocks && !look.long ? `${kilobytes(stat)} ` : '';
  return blocks + colored(shown, stat, look) + indicator(stat, look);
}

function indicator({ kind, mode }: Stat, { classify }: Look): string {
  if (classify === 'none') return '';
  if (kind === 'directory') return '/';
  if (classify === 'directories') return '';
  if (kind === 'symlink') return '@';
  if (kind === 'fifo') return '|';
  return kind === 'file' && (mode & 0o111) !== 0 ? '*' : '';
}

function colored(text: string, { kind, mode }: Stat, { colors }: Look): string {
  const code = colors && colorOf(kind, mode);
  if (!colors || code === undefined) return text;
  const reset = colors.isUsed ? '' : '\u001B[0m';
  colors.isUsed = true;
  return `${reset}\u001B[${code}m${text}\u001B[0m`;
}

function colorOf(kind: Stat['kind'], mode: number): string | undefined {
  if (kind === 'directory') return (mode & 0o1002) === 0o1002 ? '30;42' : '01;34';
  if (kind === 'symlink') return '01;36';
  if (kind === 'character') return '40;33;01';
  if (kind === 'fifo') return '40;33';
  return (mode & 0o111) === 0 ? undefined : '01;32';
}

function timeText({ mtime }: Stat, { now, timeStyle }: Look): string {
  const time = unixTime(mtime as Nanos);
  const age = unixTime(now).seconds - time.seconds;
  const isRecent = age >= 0 && age < RECENT;
  if (timeStyle?.startsWith('+')) return formatDate(timeStyle.slice(1), time);
  if (timeStyle === 'full-iso') return formatDate('%Y-%m-%d %H:%M:%S.%N %z', time);
  if (timeStyle === 'long-iso') return formatDate('%Y-%m-%d %H:%M', time);
  if (timeStyle === 'iso') return formatDate(isRecent ? '%m-%d %H:%M' : '%Y-%m-%d ', time);
  return formatDate(isRecent ? '%b %e %H:%M' : '%b %e  %Y', time);
}
