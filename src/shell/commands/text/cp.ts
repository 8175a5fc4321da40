import { byText } from '../../../base/order.ts';
import type { Stat } from '../../../engine/vfs/files.ts';
import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import { resolvePath } from '../../path.ts';
import { pairsOf, type Pair } from './copy-target.ts';
import { absolute, inside, isSameFile, statPath } from './paths.ts';
import { quoteAlways } from './quote.ts';
import { type Call, complain, opt, say, tool } from './tool.ts';

export const cp = tool({
  name: 'cp',
  about: 'copy files and directories',
  operands: 'SOURCE... DEST',
  options: [
    opt('a', 'archive', 'same as -dR --preserve=all'),
    opt('d', '', 'same as --no-dereference --preserve=links'),
    opt('f', 'force', 'if an existing destination file cannot be opened, remove it and try again'),
    opt('i', 'interactive', 'prompt before overwrite'),
    opt('L', 'dereference', 'always follow symbolic links in SOURCE'),
    opt('n', 'no-clobber', 'do not overwrite an existing file'),
    opt('P', 'no-dereference', 'never follow symbolic links in SOURCE'),
    opt('p', '', 'preserve mode, ownership, timestamps'),
    opt('R', 'recursive', 'copy directories recursively'),
    opt('r', '', 'the same'),
    opt('t', 'target-directory=DIRECTORY', 'copy all SOURCE arguments into DIRECTORY'),
    opt('T', 'no-target-directory', 'treat DEST as a normal file'),
    opt('u', 'update', 'copy only when the SOURCE file is newer than the destination file'),
    opt('v', 'verbose', 'explain what is being done'),
  ],
  *run(call) {
    const pairs = yield* pairsOf(call);
    if (typeof pairs === 'number') return pairs;
    let status = 0;
    for (const pair of pairs) if (!(yield* copy(call, pair))) status = 1;
    return status;
  },
});

function* copy(call: Call, { from, to }: Pair): Co<boolean> {
  const { args, proc } = call;
  const recursive = ['a', 'R', 'r'].some((name) => args.has(name));
  const keepsLinks = !args.has('L') && (['a', 'd', 'P'].some((name) => args.has(name)) || recursive);
  const found = statPath(proc, from, !keepsLinks);
  if (!found.ok)
    return yield* failed(call, `cannot stat ${quoteAlways(from)}: ${describeErrno(found.error)}`);
  if (found.value.kind === 'directory' && !recursive) {
    return yield* failed(call, `-r not specified; omitting directory ${quoteAlways(from)}`);
  }
  if (isSameFile(proc, from, to) && found.value.kind !== 'symlink') {
    return yield* failed(call, `${quoteAlways(from)} and ${quoteAlways(to)} are the same file`);
  }
  const there = statPath(proc, to);
  if (there.ok && found.value.kind !== 'directory') {
    if (args.has('n')) return true;
    if (args.has('u') && there.value.mtime >= found.value.mtime) return true;
    if (there.value.kind === 'directory') {
      return yield* failed(call, `cannot overwrite directory ${quoteAlways(to)} with non-directory`);
    }
  }
  if (found.value.kind === 'directory') return yield* copyFolder(call, { from, to }, found.value);
  if (found.value.kind === 'symlink') return yield* copyLink(call, { from, to }, found.value);
  return yield* copyFile(call, { from, to }, found.value);
}

function* copyFile(call: Call, { from, to }: Pair, stat: Stat): Co<boolean> {
  const { args, proc } = call;
  const text = proc.files.read(absolute(proc, from));
  if (!text.ok)
    return yield* failed(call, `cannot open ${quoteAlways(from)} for reading: ${describeErrno(text.error)}`);
  const target = absolute(proc, to);
  const isNew = !statPath(proc, to).ok;
  if (isNew && to.endsWith('/')) {
    return yield* failed(call, `cannot create regular file ${quoteAlways(to)}: ${describeErrno('ENOTDIR')}`);
  }
  const written = proc.files.write(target, text.value, { mode: stat.mode & ~proc.umask });
  if (!written.ok) {
    return yield* failed(
      call,
      `cannot create regular file ${quoteAlways(to)}: ${describeErrno(written.error)}`,
    );
  }
  keepTimes(call, target, stat);
  if (args.has('v')) yield* say(call, `${quoteAlways(from)} -> ${quoteAlways(to)}\n`);
  return true;
}

function* copyLink(call: Call, { from, to }: Pair, stat: Stat): Co<boolean> {
  const { proc } = call;
  const target = absolute(proc, to);
  if (proc.files.stat(target, false).ok) proc.files.remove(target);
  const made = proc.files.symlink(stat.target ?? '', target);
  if (!made.ok) {
    return yield* failed(
      call,
      `cannot create symbolic link ${quoteAlways(to)}: ${describeErrno(made.error)}`,
    );
  }
  if (call.args.has('v')) yield* say(call, `${quoteAlways(from)} -> ${quoteAlways(to)}\n`);
  return true;
}

function* copyFolder(call: Call, { from, to }: Pair, stat: Stat): Co<boolean> {
  const { proc } = call;
  const [source, target] = [resolvePath(proc.cwd, from), resolvePath(proc.cwd, to)];
  if (target.startsWith(`${source}/`)) {
    return yield* failed(
      call,
      `cannot copy a directory, ${quoteAlways(from)}, into itself, ${quoteAlways(to)}`,
    );
  }
  const there = statPath(proc, to);
  if (there.ok && there.value.kind !== 'directory') {
    return yield* failed(
      call,
      `cannot overwrite non-directory ${quoteAlways(to)} with directory ${quoteAlways(from)}`,
    );
  }
  if (!there.ok) {
    const made = proc.files.mkdir(target, stat.mode & ~proc.umask);
    if (!made.ok)
      return yield* failed(call, `cannot create directory ${quoteAlways(to)}: ${describeErrno(made.error)}`);
    if (call.args.has('v')) yield* say(call, `${quoteAlways(from)} -> ${quoteAlways(to)}\n`);
  }
  const names = proc.files.list(source);
  let isWhole = true;
  for (const name of names.ok ? [...names.value].sort(byText) : []) {
    if (!(yield* copy(call, { from: inside(from, name), to: inside(to, name) }))) isWhole = false;
  }
  keepTimes(call, target, stat);
  return isWhole;
}

function keepTimes({ args, proc }: Call, path: string, stat: Stat): void {
  if (!args.has('p') && !args.has('a')) return;
  proc.files.chmod(path, stat.mode);
  proc.files.utime(path, stat.mtime);
}

function* failed(call: Call, message: string): Co<boolean> {
  yield* complain(call, message);
  return false;
}
