import { describeErrno } from '../../errno-words.ts';
import { absolute, statPath } from './paths.ts';
import { quoteAlways } from './quote.ts';
import { type Call, complain, misuse, opt, say, tool } from './tool.ts';

export const rmdir = tool({
  name: 'rmdir',
  about: 'remove empty directories',
  operands: 'DIRECTORY...',
  options: [
    opt(
      '',
      'ignore-fail-on-non-empty',
      'ignore each failure that is solely because a directory is non-empty',
    ),
    opt('p', 'parents', 'remove DIRECTORY and its ancestors'),
    opt('v', 'verbose', 'output a diagnostic for every directory processed'),
  ],
  *run(call) {
    if (call.operands.length === 0) return yield* misuse(call, 'missing operand');
    let status = 0;
    for (const operand of call.operands) {
      for (let path = operand; ; path = path.replace(/\/[^/]*\/*$/, '')) {
        if (!(yield* removeOne(call, path))) {
          status = 1;
          break;
        }
        if (!call.args.has('p') || !path.replace(/\/+$/, '').includes('/')) break;
      }
    }
    return status;
  },
});

function* removeOne(call: Call, path: string) {
  const { proc, args } = call;
  const found = statPath(proc, path, false);
  const errno = !found.ok
    ? found.error
    : found.value.kind !== 'directory'
      ? 'ENOTDIR'
      : removal(proc.files.remove(absolute(proc, path)));
  if (args.has('v')) yield* say(call, `${call.name}: removing directory, ${quoteAlways(path)}\n`);
  if (errno === undefined) return true;
  if (errno === 'ENOTEMPTY' && args.has('ignore-fail-on-non-empty')) return true;
  yield* complain(call, `failed to remove ${quoteAlways(path)}: ${describeErrno(errno)}`);
  return false;
}

function removal(done: ReturnType<Call['proc']['files']['remove']>) {
  return done.ok ? undefined : done.error;
}
