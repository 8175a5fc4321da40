import { describeErrno } from '../../errno-words.ts';
import { statPath } from './paths.ts';
import { quote, quoteAlways } from './quote.ts';
import { complain, misuse, opt, tool } from './tool.ts';

/** Simplified: everything belongs to root here, and giving it to root is all that can be asked. */
export const chown = tool({
  name: 'chown',
  about: 'change file owner and group',
  operands: '[OWNER][:[GROUP]] FILE...',
  options: [
    opt('f', 'silent', 'suppress most error messages'),
    opt('R', 'recursive', 'operate on files and directories recursively'),
    opt('v', 'verbose', 'output a diagnostic for every file processed'),
  ],
  *run(call) {
    const [owner, ...files] = call.operands;
    if (owner === undefined) return yield* misuse(call, 'missing operand');
    if (files.length === 0) return yield* misuse(call, `missing operand after ${quote(owner)}`);
    if (!/^(root|0)?([:.](root|0)?)?$/.test(owner)) {
      const user = owner.split(/[:.]/)[0] ?? '';
      const isGroup = /^(root|0)?$/.test(user);
      return yield* complain(call, `invalid ${isGroup ? 'group' : 'user'}: ${quote(owner)}`);
    }
    let status = 0;
    for (const path of files) {
      const found = statPath(call.proc, path);
      if (found.ok) continue;
      status = 1;
      if (!call.args.has('f')) {
        yield* complain(call, `cannot access ${quoteAlways(path)}: ${describeErrno(found.error)}`);
      }
    }
    return status;
  },
});
