import { describeErrno } from '../../errno-words.ts';
import { changeMode } from './mode.ts';
import { absolute, isDirectoryAt, statPath } from './paths.ts';
import { quote } from './quote.ts';
import { type Call, complain, misuse, opt, say, tool } from './tool.ts';

export const mkdir = tool({
  name: 'mkdir',
  about: 'make directories',
  operands: 'DIRECTORY...',
  options: [
    opt('m', 'mode=MODE', 'set file mode (as in chmod), not a=rwx - umask'),
    opt('p', 'parents', 'no error if existing, make parent directories as needed'),
    opt('v', 'verbose', 'print a message for each created directory'),
  ],
  *run(call) {
    const { args, operands, proc } = call;
    if (operands.length === 0) return yield* misuse(call, 'missing operand');
    const asked = args.value('m');
    const mode = asked === undefined ? 0o777 & ~proc.umask : changeMode(asked, 0o777, true, proc.umask);
    if (mode === undefined) return yield* complain(call, `invalid mode ${quote(asked ?? '')}`);
    let status = 0;
    for (const path of operands) {
      const problem = args.has('p') ? yield* makeAll(call, path, mode) : yield* make(call, path, mode);
      if (problem !== undefined) status = yield* complain(call, problem);
    }
    return status;
  },
});

function* make(call: Call, path: string, mode: number) {
  const made = call.proc.files.mkdir(
    path === '' ? '' : absolute(call.proc, path).replace(/(.)\/$/, '$1'),
    mode,
  );
  if (!made.ok) return `cannot create directory ${quote(path)}: ${describeErrno(made.error)}`;
  if (call.args.has('v')) yield* say(call, `${call.name}: created directory '${path}'\n`);
  return undefined;
}

/** The parents that are missing get the usual mode, with which they can be filled. */
function* makeAll(call: Call, path: string, mode: number) {
  const parts = path.split('/');
  let problem: string | undefined;
  for (let i = 1; i <= parts.length && problem === undefined; i++) {
    const folder = parts.slice(0, i).join('/');
    if (folder === '' || parts[i - 1] === '' || isDirectoryAt(call.proc, folder)) continue;
    const isLast = parts.slice(i).every((part) => part === '');
    const there = statPath(call.proc, folder);
    if (!isLast && there.ok) return `cannot create directory ${quote(folder)}: ${describeErrno('ENOTDIR')}`;
    problem = yield* make(call, folder, isLast ? mode : (0o777 & ~call.proc.umask) | 0o300);
  }
  return problem;
}
