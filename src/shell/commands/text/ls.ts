import { by, byText, type Comparator } from '../../../base/order.ts';
import type { Stat } from '../../../engine/vfs/files.ts';
import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import type { Proc } from '../../program.ts';
import { octetsOf } from './octet-text.ts';
import { compareVersions } from './sort-key.ts';
import { inColumns, longRows, type Entry, type Look } from './ls-format.ts';
import { absolute, inside, statPath } from './paths.ts';
import { quoteAlways } from './quote.ts';
import { type Call, complain, opt, say, tool } from './tool.ts';

const TROUBLE = 2;

export const ls = tool({
  name: 'ls',
  about: 'list directory contents',
  usageStatus: TROUBLE,
  options: [
    opt('a', 'all', 'do not ignore entries starting with .'),
    opt('A', 'almost-all', 'do not list implied . and ..'),
    opt('C', '', 'list entries by columns'),
    opt('d', 'directory', 'list directories themselves, not their contents'),
    opt('F', 'classify', 'append indicator (one of */=>@|) to entries'),
    opt('g', '', 'like -l, but do not list owner'),
    opt('G', 'no-group', "in a long listing, don't print group names"),
    opt('h', 'human-readable', 'with -l and -s, print sizes like 1K 234M 2G etc.'),
    opt('i', 'inode', 'print the index number of each file'),
    opt('l', '', 'use a long listing format'),
    opt('n', 'numeric-uid-gid', 'like -l, but list numeric user and group IDs'),
    opt('p', '', 'append / indicator to directories'),
    opt('q', 'hide-control-chars', 'print ? instead of nongraphic characters'),
    opt('r', 'reverse', 'reverse order while sorting'),
    opt('R', 'recursive', 'list subdirectories recursively'),
    opt('s', 'size', 'print the allocated size of each file, in blocks'),
    opt('S', '', 'sort by file size, largest first'),
    opt('t', '', 'sort by time, newest first'),
    opt('U', '', 'do not sort'),
    opt('v', '', 'natural sort of (version) numbers within text'),
    opt('X', '', 'sort alphabetically by entry extension'),
    opt('1', '', 'list one file per line'),
    opt('', 'color=[WHEN]', "colorize the output WHEN; 'always' (default if omitted), 'auto', or 'never'"),
    opt('', 'time-style=STYLE', 'time/date format with -l: full-iso, long-iso, iso, locale or +FORMAT'),
    opt('', 'full-time', 'like -l --time-style=full-iso'),
    opt('', 'group-directories-first', 'group directories before files'),
  ],
  *run(call) {
    const { args, proc } = call;
    const look = lookOf(call);
    const files: Entry[] = [];
    const folders: string[] = [];
    let status = 0;
    for (const path of call.operands.length > 0 ? call.operands : ['.']) {
      const follows = !look.long || path.endsWith('/');
      const found = statPath(proc, path, follows && !args.has('d'));
      const stat = !found.ok && follows ? statPath(proc, path, false) : found;
      if (!stat.ok) {
        yield* complain(call, `cannot access ${quoteAlways(path)}: ${describeErrno(stat.error)}`);
        status = TROUBLE;
      } else if (stat.value.kind === 'directory' && !args.has('d')) folders.push(path);
      else files.push(entryAt(call, path, path, stat.value));
    }
    const order = orderOf(call);
    if (files.length > 0) yield* show(call, files.sort(order), look, false);
    const headers = folders.length + files.length > 1 || status !== 0 || args.has('R');
    const sorted = args.has('U')
      ? folders
      : folders
          .map((path) => entryAt(call, path, path))
          .sort(order)
          .map(({ name }) => name);
    let isFirst = files.length === 0;
    for (const folder of sorted) {
      status = Math.max(status, yield* listFolder(call, folder, look, { headers, isFirst }));
      isFirst = false;
    }
    return status;
  },
});

function lookOf({ args, proc }: Call): Look {
  const isTty = proc.fds.get(1)?.tty === true;
  const color = args.value('color');
  const wantsColors = color === '' || color === 'always' || (color === 'auto' && isTty);
  const style = args.has('full-time') ? 'full-iso' : args.value('time-style');
  return {
    long:
      ['l', 'n', 'g', 'G', 'full-time'].some((name) => args.has(name)) && !(args.has('G') && !args.has('l')),
    columns: !args.has('1') && (args.has('C') || isTty) ? proc.columns : undefined,
    quotes: isTty,
    colors: wantsColors && knowsColors(proc) ? { isUsed: false } : undefined,
    classify: args.has('F') ? 'all' : args.has('p') ? 'directories' : 'none',
    human: args.has('h'),
    numericOwner: args.has('n'),
    owner: !args.has('g'),
    group: !args.has('G'),
    inode: args.has('i'),
    blocks: args.has('s'),
    now: proc.world.now,
    timeStyle: style,
  };
}

/** Without LS_COLORS, only terminals that dircolors knows get colours. */
function knowsColors({ env }: Proc): boolean {
  if ((env.get('LS_COLORS') ?? '') !== '' || (env.get('COLORTERM') ?? '') !== '') return true;
  return /color|^(xterm|linux|screen|tmux|vt100|rxvt|konsole|putty|ansi|cygwin|alacritty|foot)/.test(
    env.get('TERM') ?? '',
  );
}

function* listFolder(
  call: Call,
  folder: string,
  look: Look,
  { headers, isFirst }: { headers: boolean; isFirst: boolean },
): Co<number> {
  const { args, proc } = call;
  const names = proc.files.list(absolute(proc, folder));
  if (!names.ok) {
    yield* complain(call, `cannot open directory ${quoteAlways(folder)}: ${describeErrno(names.error)}`);
    return TROUBLE;
  }
  const dots = args.has('a') ? ['.', '..'] : [];
  const shown = [...dots, ...names.value].filter(
    (name) => !name.startsWith('.') || args.has('a') || args.has('A'),
  );
  const entries = shown.map((name) => entryAt(call, inside(folder, name), name));
  if (!args.has('U')) entries.sort(orderOf(call));
  if (headers) yield* say(call, `${isFirst ? '' : '\n'}${folder}:\n`);
  yield* show(call, entries, look, true);
  let status = 0;
  if (!args.has('R')) return status;
  for (const { name, stat } of entries) {
    if (stat.kind !== 'directory' || name === '.' || name === '..') continue;
    status = Math.max(
      status,
      yield* listFolder(call, inside(folder, name), look, { headers: true, isFirst: false }),
    );
  }
  return status;
}

const NOTHING: Stat = { kind: 'file', mode: 0, size: 0, mtime: 0 };

function entryAt({ proc }: Call, path: string, name: string, known?: Stat): Entry {
  const found = known ?? statPath(proc, path, false);
  const stat = 'ok' in found ? (found.ok ? found.value : NOTHING) : found;
  const list = stat.kind === 'directory' ? proc.files.list(absolute(proc, path)) : undefined;
  const subfolders = list?.ok
    ? list.value.filter((child) => {
        const inner = statPath(proc, inside(path, child), false);
        return inner.ok && inner.value.kind === 'directory';
      }).length
    : 0;
  const target = stat.kind === 'symlink' ? statPath(proc, path) : undefined;
  return {
    name,
    stat,
    links: stat.kind === 'directory' ? subfolders + 2 : 1,
    target: target?.ok ? target.value : undefined,
  };
}

function orderOf({ args }: Call): Comparator<Entry> {
  const byName = by<Entry, string>((entry) => octetsOf(entry.name), args.has('v') ? compareVersions : byText);
  let order = byName;
  if (args.has('S')) order = (a, b) => b.stat.size - a.stat.size || byName(a, b);
  else if (args.has('t')) order = (a, b) => b.stat.mtime - a.stat.mtime || byName(a, b);
  else if (args.has('X')) {
    const extension = ({ name }: Entry): string => /\.[^.]*$/.exec(name)?.[0] ?? '';
    order = (a, b) => byText(extension(a), extension(b)) || byName(a, b);
  }
  const turned: Comparator<Entry> = args.has('r') ? (a, b) => order(b, a) : order;
  if (!args.has('group-directories-first')) return turned;
  const rank = ({ stat, target }: Entry): number => ((target ?? stat).kind === 'directory' ? 0 : 1);
  return (a, b) => rank(a) - rank(b) || turned(a, b);
}

function* show(call: Call, entries: readonly Entry[], look: Look, isFolder: boolean): Co<void> {
  if (look.long) yield* say(call, longRows(entries, look, isFolder));
  else yield* say(call, inColumns(entries, look, isFolder));
}
