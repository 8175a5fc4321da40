// envsubst(1), of gettext: puts the environment's values into a text.

import { Input } from './input.ts';
import { nullStream } from '../../plain-streams.ts';
import { opt, say, tool } from './tool.ts';

const REFERENCE = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g;

function namesIn(text: string): string[] {
  return [...text.matchAll(REFERENCE)].map((found) => (found[1] ?? found[2]) as string);
}

export const envsubst = tool({
  name: 'envsubst',
  about: 'substitute the values of environment variables',
  operands: '[SHELL-FORMAT]',
  options: [opt('v', 'variables', 'output the variables occurring in SHELL-FORMAT')],
  *run(call) {
    const [format] = call.operands;
    if (call.args.has('v')) {
      yield* say(
        call,
        namesIn(format ?? '')
          .map((name) => `${name}\n`)
          .join(''),
      );
      return 0;
    }
    const chosen = format === undefined ? undefined : new Set(namesIn(format));
    const input = new Input(call.proc, call.proc.fds.get(0) ?? nullStream);
    for (let lines = yield* input.lines(); lines; lines = yield* input.lines())
      yield* say(
        call,
        lines
          .join('')
          .replace(REFERENCE, (all, braced?: string, plain?: string) =>
            chosen && !chosen.has((braced ?? plain) as string)
              ? all
              : (call.proc.env.get((braced ?? plain) as string) ?? ''),
          ),
      );
    input.close();
    return 0;
  },
});
