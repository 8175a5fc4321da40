import type { FileErrno } from '../../../engine/vfs/files.ts';
import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import { resolvePath } from '../../path.ts';
import { pairsOf, type Pair } from './copy-target.ts';
import { absolute, isSameFile, statPath } from './paths.ts';
import { quoteAlways } from './quote.ts';
import { type Call, complain, opt, say, tool } from './tool.ts';

export const mv = tool({
  name: 'mv',
  about: 'move (rename) files',
  operands: 'SOURCE... DEST',
  options: [
    opt('f', 'force', 'do not prompt before overwriting'),
    opt('i', 'interactive', 'prompt before overwrite'),
    opt('n', 'no-clobber', 'do not overwrite an existing file'),
    opt('t', 'target-directory=DIRECTORY', 'move all SOURCE arguments into DIRECTORY'),
    opt('T', 'no-target-directory', 'treat DEST as a normal file'),
    opt('u', 'update', 'move only when the SOURCE file is newer than the destination file'),
    opt('v', 'verbose', 'explain what is being done'),
  ],
  *run(call) {
    const pairs = yield* pairsOf(call);
    if (typeof pairs === 'number') return pairs;
    let status = 0;
    for (const pair of pairs) {
      const problem = yield* move(call, pair);
      if (problem !== undefined) status = yield* complain(call, problem);
    }
    return status;
  },
});

function* move(call: Call, { from, to }: Pair): Co<string | undefined> {
  const { args, proc } = call;
  const found = statPath(proc, from, false);
  if (!found.ok) return `cannot stat ${quoteAlways(from)}: ${describeErrno(found.error)}`;
  const there = statPath(proc, to);
  if (isSameFile(proc, from, to)) return `${quoteAlways(from)} and ${quoteAlways(to)} are the same file`;
  if (there.ok && args.has('n')) return undefined;
  if (there.ok && args.has('u') && there.value.mtime >= found.value.mtime) return undefined;
  const isFolder = found.value.kind === 'directory';
  if (there.ok && there.value.kind === 'directory' && !isFolder) {
    return `cannot overwrite directory ${quoteAlways(to)} with non-directory`;
  }
  if (there.ok && there.value.kind !== 'directory' && isFolder) {
    return `cannot overwrite non-directory ${quoteAlways(to)} with directory ${quoteAlways(from)}`;
  }
  if (isFolder && resolvePath(proc.cwd, to).startsWith(`${resolvePath(proc.cwd, from)}/`)) {
    return `cannot move ${quoteAlways(from)} to a subdirectory of itself, ${quoteAlways(to)}`;
  }
  if (to.endsWith('/') && !there.ok && !isFolder) {
    return `cannot move ${quoteAlways(from)} to ${quoteAlways(to)}: ${describeErrno('ENOTDIR')}`;
  }
  const moved = proc.files.rename(plain(call, from), plain(call, to));
  if (!moved.ok && moved.error === 'EXDEV') return acrossDevices(call, { from, to });
  if (!moved.ok)
    return `cannot move ${quoteAlways(from)} to ${quoteAlways(to)}: ${describeErrno(moved.error)}`;
  if (args.has('v')) yield* say(call, `renamed ${quoteAlways(from)} -> ${quoteAlways(to)}\n`);
  return undefined;
}

/** A copy, and then the end of the source: all that /proc and /sys have is files. */
function acrossDevices({ proc }: Call, { from, to }: Pair): string | undefined {
  const refused = (what: string, errno: FileErrno): string => `${what}: ${describeErrno(errno)}`;
  const text = proc.files.read(absolute(proc, from));
  if (!text.ok) return refused(`cannot open ${quoteAlways(from)} for reading`, text.error);
  const written = proc.files.write(absolute(proc, to), text.value);
  if (!written.ok) return refused(`cannot create regular file ${quoteAlways(to)}`, written.error);
  const removed = proc.files.remove(absolute(proc, from));
  return removed.ok ? undefined : refused(`cannot remove ${quoteAlways(from)}`, removed.error);
}

function plain({ proc }: Call, path: string): string {
  return resolvePath(proc.cwd, path);
}
