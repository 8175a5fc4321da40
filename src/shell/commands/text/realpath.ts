import { describeErrno } from '../../errno-words.ts';
import { resolvePath } from '../../path.ts';
import { statPath } from './paths.ts';
import { quoteFile } from './quote.ts';
import { canonicalPath } from './readlink.ts';
import { complain, misuse, opt, say, tool } from './tool.ts';

export const realpath = tool({
  name: 'realpath',
  about: 'print the resolved path',
  operands: 'FILE...',
  options: [
    opt('e', 'canonicalize-existing', 'all components of the path must exist'),
    opt('m', 'canonicalize-missing', 'no path components need exist or be a directory'),
    opt('q', 'quiet', 'suppress most error messages'),
    opt('s', 'strip', "don't expand symlinks"),
    opt('z', 'zero', 'end each output line with NUL, not newline'),
    opt('', 'relative-to=DIR', 'print the resolved path relative to DIR'),
  ],
  *run(call) {
    const { args, operands, proc } = call;
    if (operands.length === 0) return yield* misuse(call, 'missing operand');
    let status = 0;
    for (const path of operands) {
      const mode = args.has('e') ? 'e' : args.has('m') ? 'm' : 'f';
      const found = args.has('s') ? resolvePath(proc.cwd, path) : canonicalPath(proc, path, mode);
      if (found === undefined) {
        const missing = statPath(proc, path);
        status = 1;
        if (!args.has('q')) {
          yield* complain(
            call,
            `${quoteFile(path)}: ${describeErrno(missing.ok ? 'ENOENT' : missing.error)}`,
          );
        }
        continue;
      }
      const base = args.value('relative-to');
      const shown = base === undefined ? found : relativeTo(found, resolvePath(proc.cwd, base));
      yield* say(call, shown + (args.has('z') ? '\0' : '\n'));
    }
    return status;
  },
});

function relativeTo(path: string, base: string): string {
  const target = path.split('/').filter(Boolean);
  const from = base.split('/').filter(Boolean);
  let common = 0;
  while (common < from.length && from[common] === target[common]) common++;
  return [...from.slice(common).map(() => '..'), ...target.slice(common)].join('/') || '.';
}
