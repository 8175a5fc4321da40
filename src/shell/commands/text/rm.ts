import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import { resolvePath } from '../../path.ts';
import { byText } from '../../../base/order.ts';
import { absolute, inside, lastPart, statPath } from './paths.ts';
import { quoteAlways } from './quote.ts';
import { type Call, complain, misuse, opt, say, tool } from './tool.ts';

export const rm = tool({
  name: 'rm',
  about: 'remove files or directories',
  operands: '[FILE]...',
  options: [
    opt('d', 'dir', 'remove empty directories'),
    opt('f', 'force', 'ignore nonexistent files and arguments, never prompt'),
    opt('i', '', 'prompt before every removal'),
    opt('r', 'recursive', 'remove directories and their contents recursively'),
    opt('R', '', 'the same'),
    opt('v', 'verbose', 'explain what is being done'),
    opt('', 'no-preserve-root', "do not treat '/' specially"),
    opt('', 'one-file-system', 'skip directories on other file systems'),
  ],
  *run(call) {
    const { args, operands, proc } = call;
    if (operands.length === 0 && !args.has('f')) return yield* misuse(call, 'missing operand');
    const recursive = args.has('r') || args.has('R');
    let status = 0;
    for (const path of operands) {
      if (recursive && /^(\.|\.\.)$/.test(lastPart(path))) {
        status = yield* complain(
          call,
          `refusing to remove '.' or '..' directory: skipping ${quoteAlways(path)}`,
        );
      } else if (recursive && resolvePath(proc.cwd, path) === '/' && !args.has('no-preserve-root')) {
        yield* complain(call, `it is dangerous to operate recursively on ${quoteAlways(path)}`);
        status = yield* complain(call, 'use --no-preserve-root to override this failsafe');
      } else if (!(yield* removeTree(call, path, recursive))) status = 1;
    }
    return status;
  },
});

/** Did all of it go? What couldn't be removed has been named. */
function* removeTree(call: Call, path: string, recursive: boolean): Co<boolean> {
  const { proc, args } = call;
  const found = statPath(proc, path, false);
  if (!found.ok) {
    const isMissing = found.error === 'ENOENT' || found.error === 'ENOTDIR';
    if (isMissing && args.has('f')) return true;
    yield* complain(call, `cannot remove ${quoteAlways(path)}: ${describeErrno(found.error)}`);
    return false;
  }
  if (found.value.kind === 'directory') {
    if (!recursive && !args.has('d')) {
      yield* complain(call, `cannot remove ${quoteAlways(path)}: ${describeErrno('EISDIR')}`);
      return false;
    }
    const names = recursive ? proc.files.list(absolute(proc, path)) : undefined;
    if (names?.ok) {
      let allGone = true;
      for (const name of [...names.value].sort(byText)) {
        if (!(yield* removeTree(call, inside(path, name), recursive))) allGone = false;
      }
      if (!allGone) return false;
    }
  }
  const removed = proc.files.remove(absolute(proc, path).replace(/(.)\/$/, '$1'));
  if (!removed.ok) {
    yield* complain(call, `cannot remove ${quoteAlways(path)}: ${describeErrno(removed.error)}`);
    return false;
  }
  const what = found.value.kind === 'directory' ? 'removed directory' : 'removed';
  if (args.has('v')) yield* say(call, `${what} ${quoteAlways(path)}\n`);
  return true;
}
