import { describeErrno } from '../../errno-words.ts';
import { resolvePath } from '../../path.ts';
import type { Proc } from '../../program.ts';
import { absolute, statPath } from './paths.ts';
import { quoteFile } from './quote.ts';
import { complain, misuse, opt, say, tool } from './tool.ts';

export const readlink = tool({
  name: 'readlink',
  about: 'print resolved symbolic links or canonical file names',
  operands: 'FILE...',
  options: [
    opt('f', 'canonicalize', 'follow every symlink; all but the last component must exist'),
    opt('e', 'canonicalize-existing', 'follow every symlink; all components must exist'),
    opt('m', 'canonicalize-missing', 'follow every symlink, without requirements on components existence'),
    opt('n', 'no-newline', 'do not output the trailing delimiter'),
    opt('q', 'quiet', 'suppress most error messages'),
    opt('v', 'verbose', 'report error messages'),
    opt('z', 'zero', 'end each output line with NUL, not newline'),
  ],
  *run(call) {
    const { args, operands, proc } = call;
    if (operands.length === 0) return yield* misuse(call, 'missing operand');
    let status = 0;
    for (const path of operands) {
      const canonical = ['f', 'e', 'm'].find((name) => args.has(name)) as 'f' | 'e' | 'm' | undefined;
      const target = canonical ? canonicalPath(proc, path, canonical) : linkTarget(proc, path);
      if (target === undefined) {
        status = 1;
        const found = statPath(proc, path, false);
        if (args.has('v')) {
          yield* complain(call, `${quoteFile(path)}: ${describeErrno(found.ok ? 'EINVAL' : found.error)}`);
        }
      } else
        yield* say(
          call,
          target + (args.has('n') && operands.length === 1 ? '' : args.has('z') ? '\0' : '\n'),
        );
    }
    return status;
  },
});

function linkTarget(proc: Proc, path: string): string | undefined {
  const found = statPath(proc, path, false);
  return found.ok ? found.value.target : undefined;
}

/** `e`: all has to exist; `f`: all but the last part; `m`: nothing. */
export function canonicalPath(proc: Proc, path: string, mode: 'f' | 'e' | 'm'): string | undefined {
  if (path === '') return undefined;
  const exists = statPath(proc, path).ok;
  if (mode === 'e' && !exists) return undefined;
  const found = proc.files.realpath(absolute(proc, path).replace(/(.)\/$/, '$1'));
  if (found.ok) return found.value;
  return mode === 'm' ? resolvePath(proc.cwd, path) : undefined;
}
