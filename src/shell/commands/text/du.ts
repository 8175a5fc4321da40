// du(1): what files take on the disk, in blocks of 4 KiB as ext4 gives them out.

import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import { humanSize, parseInteger } from './counts.ts';
import { absolute, inside, isDirectoryAt, statPath } from './paths.ts';
import { quote, quoteAlways } from './quote.ts';
import { type Call, complain, misuse, opt, say, tool } from './tool.ts';

const BLOCK = 4096;

export const du = tool({
  name: 'du',
  about: 'estimate file space usage',
  options: [
    opt('a', 'all', 'write counts for all files, not just directories'),
    opt('', 'apparent-size', 'print apparent sizes rather than device usage'),
    opt('b', 'bytes', "equivalent to '--apparent-size --block-size=1'"),
    opt('c', 'total', 'produce a grand total'),
    opt('d', 'max-depth=N', 'print the total only for directories N or fewer levels below the operand'),
    opt('h', 'human-readable', 'print sizes in human readable format (e.g., 1K 234M 2G)'),
    opt('k', '', 'like --block-size=1K'),
    opt('m', '', 'like --block-size=1M'),
    opt('S', 'separate-dirs', 'for directories do not include size of subdirectories'),
    opt('s', 'summarize', 'display only a total for each argument'),
    opt('x', 'one-file-system', 'skip directories on different file systems'),
  ],
  *run(call) {
    const { args, operands } = call;
    const depthText = args.value('d');
    const maxDepth = parseInteger(depthText ?? '') ?? Infinity;
    if (depthText !== undefined && maxDepth === Infinity)
      return yield* misuse(call, `invalid maximum depth ${quote(depthText)}`);
    if (args.has('a') && args.has('s')) {
      return yield* misuse(call, 'cannot both summarize and show all entries');
    }
    let [status, total] = [0, 0];
    for (const path of operands.length > 0 ? operands : ['.']) {
      const found = statPath(call.proc, path, false);
      if (!found.ok) {
        status = yield* complain(call, `cannot access ${quoteAlways(path)}: ${describeErrno(found.error)}`);
        continue;
      }
      total += yield* measure(call, path, { depth: 0, maxDepth: args.has('s') ? 0 : maxDepth });
    }
    if (args.has('c')) yield* say(call, `${shown(call, total)}\ttotal\n`);
    return status;
  },
});

interface Depth {
  readonly depth: number;
  readonly maxDepth: number;
}

/** The octets of everything below, after the lines for it. */
function* measure(call: Call, path: string, { depth, maxDepth }: Depth): Co<number> {
  const { args, proc } = call;
  const found = statPath(proc, path, false);
  if (!found.ok) return 0;
  const isFolder = found.value.kind === 'directory';
  const own = sizeOf(call, isFolder, found.value.size);
  let below = 0;
  let inFolders = 0;
  if (isFolder) {
    const names = proc.files.list(absolute(proc, path));
    for (const name of names.ok ? names.value : []) {
      const child = inside(path, name);
      const size = yield* measure(call, child, { depth: depth + 1, maxDepth });
      if (isDirectoryAt(proc, child, false)) inFolders += size;
      below += size;
    }
  }
  const all = own + below;
  const isShown = depth === 0 || (depth <= maxDepth && (isFolder || args.has('a')));
  if (isShown) yield* say(call, `${shown(call, args.has('S') ? all - inFolders : all)}\t${path}\n`);
  return all;
}

function sizeOf({ args }: Call, isFolder: boolean, size: number): number {
  if (args.has('b') || args.has('apparent-size')) return isFolder ? BLOCK : size;
  return isFolder ? BLOCK : Math.ceil(size / BLOCK) * BLOCK;
}

function shown({ args }: Call, octets: number): string {
  if (args.has('h')) return humanSize(octets);
  if (args.has('b')) return String(octets);
  return String(Math.ceil(octets / (args.has('m') ? 1024 ** 2 : 1024)));
}
