import { findInPath } from '../../find-program.ts';
import { statPath } from './paths.ts';
import { opt, say, tool } from './tool.ts';

export const which = tool({
  name: 'which',
  about: 'locate a command',
  operands: 'COMMAND...',
  usageStatus: 2,
  options: [opt('a', '', 'print all matching pathnames of each argument'), opt('s', '', 'print nothing')],
  *run(call) {
    const { args, operands, proc } = call;
    const path = proc.env.get('PATH') ?? '';
    let status = operands.length === 0 ? 1 : 0;
    for (const name of operands) {
      const folders = args.has('a') && !name.includes('/') ? path.split(':') : [path];
      const found = folders
        .map((folder) => findInPath(proc.files, proc.cwd, folder, name))
        .filter((file): file is string => file !== undefined && isExecutable(file));
      if (found.length === 0) status = 1;
      if (!args.has('s')) yield* say(call, found.map((file) => `${file}\n`).join(''));
    }
    return status;

    function isExecutable(file: string): boolean {
      const stat = statPath(proc, file);
      return stat.ok && stat.value.kind === 'file' && (stat.value.mode & 0o111) !== 0;
    }
  },
});
