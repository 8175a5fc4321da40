// sudo and nohup: programs that run another one. Everybody is root here, so sudo only runs it.

import { parseArgs } from '../../args.ts';
import type { Co } from '../../co.ts';
import type { Proc, Program } from '../../program.ts';
import { err } from '../../say.ts';

export const sudo: Program = {
  name: 'sudo',
  options: {
    about: 'sudo - execute a command as another user',
    operands: 'command [arg ...]',
    options: [
      { short: 'E', about: 'preserve the environment' },
      { short: 'H', about: "set HOME to the user's home" },
      { short: 'n', about: 'never ask for a password' },
      { short: 'i', about: 'run a login shell' },
      { short: 's', about: 'run a shell' },
      { short: 'u', argument: 'user', about: 'run as this user' },
    ],
  },
  *run(proc, args) {
    const parsed = parseArgs('sudo', sudo.options, args, { stopAtOperand: true, noHint: true });
    if (!parsed.ok) {
      yield* err(proc, parsed.error);
      return 1;
    }
    const assignments = parsed.value.operands.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word));
    const split = assignments < 0 ? parsed.value.operands.length : assignments;
    for (const word of parsed.value.operands.slice(0, split))
      proc.env.set(word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1));
    const command = parsed.value.operands.slice(split);
    const isShell = parsed.value.has('i') || parsed.value.has('s');
    if (command.length === 0 && !isShell) {
      yield* err(proc, 'usage: sudo [-EHn] [-u user] command [arg ...]\n');
      return 1;
    }
    const argv = isShell ? ['bash', ...(command.length > 0 ? ['-c', command.join(' ')] : [])] : command;
    return yield* become(proc, argv, (name) => `sudo: ${name}: command not found\n`);
  },
};

export const nohup: Program = {
  name: 'nohup',
  options: { about: 'nohup - run a command immune to hangups', operands: 'COMMAND [ARG]...', options: [] },
  *run(proc, args) {
    if (args.length === 0) {
      yield* err(proc, "nohup: missing operand\nTry 'nohup --help' for more information.\n");
      return 125;
    }
    proc.ignored.add('SIGHUP');
    return yield* become(
      proc,
      args,
      (name) => `nohup: failed to run command ‘${name}’: No such file or directory\n`,
    );
  },
};

function* become(proc: Proc, argv: readonly string[], missing: (name: string) => string): Co<number> {
  const started = proc.exec(argv);
  if (started.ok) return yield* started.value;
  yield* err(proc, missing(argv[0] ?? ''));
  return started.error === 'ENOENT' ? 127 : 126;
}
