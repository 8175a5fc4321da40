import { opt, say, tool } from './tool.ts';

export const printenv = tool({
  name: 'printenv',
  about: 'print all or part of environment',
  operands: '[VARIABLE]...',
  usageStatus: 2,
  stopAtOperand: true,
  options: [opt('0', 'null', 'end each output line with NUL, not newline')],
  *run(call) {
    const { env } = call.proc;
    const end = call.args.has('0') ? '\0' : '\n';
    if (call.operands.length === 0) {
      yield* say(call, [...env].map(([name, value]) => `${name}=${value}${end}`).join(''));
      return 0;
    }
    const values = call.operands.map((name) => env.get(name));
    yield* say(call, values.map((value) => (value === undefined ? '' : value + end)).join(''));
    return values.includes(undefined) ? 1 : 0;
  },
});
