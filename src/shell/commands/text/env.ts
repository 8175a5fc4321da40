import { describeErrno } from '../../errno-words.ts';
import { resolvePath } from '../../path.ts';
import { isDirectoryAt, statPath } from './paths.ts';
import { quoteAlways } from './quote.ts';
import { become } from './run-command.ts';
import { complain, misuse, opt, say, tool } from './tool.ts';

const CANCELED = 125;

export const env = tool({
  name: 'env',
  about: 'run a program in a modified environment',
  operands: '[-] [NAME=VALUE]... [COMMAND [ARG]...]',
  usageStatus: CANCELED,
  stopAtOperand: true,
  options: [
    opt('i', 'ignore-environment', 'start with an empty environment'),
    opt('0', 'null', 'end each output line with NUL, not newline'),
    opt('u', 'unset=NAME', 'remove variable from the environment'),
    opt('C', 'chdir=DIR', 'change working directory to DIR'),
    opt('S', 'split-string=S', 'process and split S into separate arguments'),
  ],
  *run(call) {
    const { args, proc } = call;
    let words = [...(args.value('S')?.trim().split(/\s+/) ?? []), ...call.operands];
    const ignores = args.has('i') || words[0] === '-';
    if (words[0] === '-') words = words.slice(1);
    if (ignores) proc.env.clear();
    for (const name of args.values('u')) proc.env.delete(name);
    let first = 0;
    for (; (words[first] ?? '').indexOf('=') > 0; first++) {
      const [name = '', ...value] = (words[first] as string).split('=');
      proc.env.set(name, value.join('='));
    }
    const command = words.slice(first);
    if (command.length === 0) {
      if (args.has('C')) return yield* misuse(call, 'must specify command with --chdir (-C)', CANCELED);
      const end = args.has('0') ? '\0' : '\n';
      yield* say(call, [...proc.env].map(([name, value]) => `${name}=${value}${end}`).join(''));
      return 0;
    }
    const folder = args.value('C');
    if (folder !== undefined) {
      const found = statPath(proc, folder);
      if (!isDirectoryAt(proc, folder)) {
        const why = describeErrno(found.ok ? 'ENOTDIR' : found.error);
        yield* complain(call, `cannot change directory to ${quoteAlways(folder)}: ${why}`);
        return CANCELED;
      }
      proc.cwd = resolvePath(proc.cwd, folder);
    }
    if (args.has('0')) return yield* misuse(call, 'cannot specify --null (-0) with command', CANCELED);
    return yield* become(call, command);
  },
});
