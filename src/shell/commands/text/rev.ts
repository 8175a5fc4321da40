import { describeErrno } from '../../errno-words.ts';
import { openInput, withoutEnd } from './input.ts';
import { complain, say, tool } from './tool.ts';

export const rev = tool({
  name: 'rev',
  about: 'reverse lines characterwise',
  options: [],
  *run(call) {
    let status = 0;
    for (const path of call.operands.length > 0 ? call.operands : ['-']) {
      const input = openInput(call.proc, path);
      if (!input.ok) {
        const what = input.error.when === 'open' ? `cannot open ${path}` : path;
        status = yield* complain(call, `${what}: ${describeErrno(input.error.errno)}`);
        continue;
      }
      for (let lines = yield* input.value.lines(); lines; lines = yield* input.value.lines()) {
        const reversed = lines.map((line) => {
          const body = withoutEnd(line);
          return Array.from(body).reverse().join('') + line.slice(body.length);
        });
        yield* say(call, reversed.join(''));
      }
      input.value.close();
    }
    return status;
  },
});
