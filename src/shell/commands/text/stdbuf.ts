import { complain, misuse, opt, tool } from './tool.ts';

const CANCELED = 125;

/** Output goes out as it is written here, so that there is nothing to buffer less: the command just runs. */
export const stdbuf = tool({
  name: 'stdbuf',
  about: 'run COMMAND with modified buffering operations for its standard streams',
  operands: 'OPTION... COMMAND',
  usageStatus: CANCELED,
  stopAtOperand: true,
  options: [
    opt('i', 'input=MODE', 'adjust standard input stream buffering'),
    opt('o', 'output=MODE', 'adjust standard output stream buffering'),
    opt('e', 'error=MODE', 'adjust standard error stream buffering'),
  ],
  *run(call) {
    const modes = (['i', 'o', 'e'] as const).flatMap((name) => call.args.values(name));
    const invalid = modes.find((mode) => !/^(L|\d+[A-Za-z]*)$/.test(mode));
    if (invalid !== undefined) {
      yield* complain(call, `invalid mode ‘${invalid}’`);
      return CANCELED;
    }
    if (call.args.values('i').includes('L'))
      return yield* misuse(call, 'line buffering stdin is meaningless', CANCELED);
    if (call.operands.length === 0) return yield* misuse(call, 'missing operand', CANCELED);
    if (modes.length === 0) return yield* misuse(call, 'you must specify a buffering mode option', CANCELED);
    const started = call.proc.exec(call.operands);
    if (started.ok) return yield* started.value;
    const why = started.error === 'ENOENT' ? 'No such file or directory' : 'Permission denied';
    yield* complain(call, `failed to run command ‘${call.operands[0]}’: ${why}`);
    return started.error === 'ENOENT' ? 127 : 126;
  },
});
