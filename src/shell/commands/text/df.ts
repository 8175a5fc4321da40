// df(1): the file systems in /proc/mounts and how full they are. A machine's disk has 20 GiB, of which the system takes two.

import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import type { Proc } from '../../program.ts';
import { humanSize } from './counts.ts';
import { absolute, statPath } from './paths.ts';
import { quoteFile } from './quote.ts';
import { type Call, complain, opt, say, tool } from './tool.ts';

interface FileSystem {
  readonly source: string;
  readonly type: string;
  readonly target: string;
  /** In KiB. */
  readonly size: number;
  readonly used: number;
  readonly inodes: number;
}

const SIZES: Readonly<Record<string, Pick<FileSystem, 'size' | 'used' | 'inodes'>>> = {
  ext4: { size: 20_466_256, used: 2_131_072, inodes: 1_310_720 },
  tmpfs: { size: 1_048_576, used: 0, inodes: 262_144 },
  proc: { size: 0, used: 0, inodes: 0 },
  sysfs: { size: 0, used: 0, inodes: 0 },
};

export const df = tool({
  name: 'df',
  about: 'report file system space usage',
  options: [
    opt('a', 'all', 'include pseudo, duplicate, inaccessible file systems'),
    opt('h', 'human-readable', 'print sizes in powers of 1024 (e.g., 1023M)'),
    opt('i', 'inodes', 'list inode information instead of block usage'),
    opt('k', '', 'like --block-size=1K'),
    opt('l', 'local', 'limit listing to local file systems'),
    opt('m', '', 'like --block-size=1M'),
    opt('P', 'portability', 'use the POSIX output format'),
    opt('t', 'type=TYPE', 'limit listing to file systems of type TYPE'),
    opt('T', 'print-type', 'print file system type'),
    opt('x', 'exclude-type=TYPE', 'limit listing to file systems not of type TYPE'),
  ],
  *run(call) {
    const { args, operands, proc } = call;
    const mounted = mountsOf(proc);
    let chosen = mounted.filter(({ size }) => size > 0 || args.has('a'));
    let status = 0;
    if (operands.length > 0) {
      chosen = [];
      for (const path of operands) {
        const found = statPath(proc, path);
        if (found.ok) chosen.push(...holding(mounted, absolute(proc, path)));
        else status = yield* complain(call, `${quoteFile(path)}: ${describeErrno(found.error)}`);
      }
    }
    const [only, but] = [args.value('t'), args.value('x')];
    chosen = chosen.filter(({ type }) => (only === undefined || type === only) && type !== but);
    if (chosen.length === 0)
      return status !== 0 ? status : yield* complain(call, 'no file systems processed');
    yield* table(call, [heading(call), ...chosen.map((one) => row(call, one))]);
    return status;
  },
});

function mountsOf(proc: Proc): FileSystem[] {
  const text = proc.files.read('/proc/mounts');
  return (text.ok ? text.value : '').split('\n').flatMap((line) => {
    const [source = '', target = '', type = ''] = line.split(' ');
    const sizes = SIZES[type];
    return sizes ? [{ source, target, type, ...sizes }] : [];
  });
}

/** The file system that a path is on: the one mounted deepest. */
function holding(mounted: readonly FileSystem[], path: string): FileSystem[] {
  const above = mounted.filter(({ target }) => target === '/' || `${path}/`.startsWith(`${target}/`));
  return above.sort((a, b) => b.target.length - a.target.length).slice(0, 1);
}

function heading({ args }: Call): string[] {
  const type = args.has('T') ? ['Type'] : [];
  if (args.has('i')) return ['Filesystem', ...type, 'Inodes', 'IUsed', 'IFree', 'IUse%', 'Mounted on'];
  const isPosix = args.has('P') && !args.has('h');
  if (args.has('h'))
    return [
      'Filesystem',
      ...type,
      'Size',
      'Used',
      args.has('P') ? 'Available' : 'Avail',
      args.has('P') ? 'Capacity' : 'Use%',
      'Mounted on',
    ];
  const blocks = args.has('m')
    ? isPosix
      ? '1048576-blocks'
      : '1M-blocks'
    : isPosix
      ? '1024-blocks'
      : '1K-blocks';
  return ['Filesystem', ...type, blocks, 'Used', 'Available', isPosix ? 'Capacity' : 'Use%', 'Mounted on'];
}

/** Five percent are root's, so that used and available don't make the whole. */
function row({ args }: Call, { source, type, target, size, used, inodes }: FileSystem): string[] {
  const kind = args.has('T') ? [type] : [];
  if (args.has('i')) {
    const taken = Math.floor(inodes / 20);
    const counts = [inodes, taken, inodes - taken].map((count) =>
      args.has('h') ? humanSize(count) : String(count),
    );
    return [source, ...kind, ...counts, percent(taken, inodes), target];
  }
  const available = type === 'ext4' ? size - used - Math.floor(size / 20) : size - used;
  const cells = [size, used, available].map((kib) => {
    if (args.has('h')) return humanSize(kib * 1024);
    return String(args.has('m') ? Math.ceil(kib / 1024) : kib);
  });
  return [source, ...kind, ...cells, percent(used, used + available), target];
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${Math.ceil((part * 100) / whole)}%`;
}

/** Numbers to the right, at least as wide as coreutils makes their columns. */
function* table(call: Call, rows: readonly (readonly string[])[]): Co<void> {
  const columns = rows[0]?.length ?? 0;
  const isText = (at: number): boolean => at === 0 || at === columns - 1 || (call.args.has('T') && at === 1);
  const smallest = (at: number): number => (at === 0 ? 14 : isText(at) || at === columns - 2 ? 4 : 5);
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(smallest(at), ...rows.map((cells) => cells[at]?.length ?? 0)),
  );
  for (const cells of rows) {
    const line = cells.map((cell, at) =>
      at === columns - 1 ? cell : isText(at) ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
    );
    yield* say(call, `${line.join(' ')}\n`);
  }
}
