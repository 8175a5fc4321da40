import { say, tool } from './tool.ts';

const LINES = 64;

export const yes = tool({
  name: 'yes',
  about: 'output a string repeatedly until killed',
  operands: '[STRING]...',
  options: [],
  *run(call) {
    const line = `${call.operands.length > 0 ? call.operands.join(' ') : 'y'}\n`;
    for (;;) {
      yield* say(call, line.repeat(LINES));
      yield { for: 'turn' };
    }
  },
});
