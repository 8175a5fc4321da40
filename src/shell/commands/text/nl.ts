import { forEachInput, withoutEnd } from './input.ts';
import { parseInteger } from './counts.ts';
import { quote } from './quote.ts';
import { type Call, complain, opt, say, tool } from './tool.ts';

export const nl = tool({
  name: 'nl',
  about: 'number lines of files',
  options: [
    opt('b', 'body-numbering=STYLE', 'use STYLE for numbering body lines: a all, t nonempty, n none'),
    opt('i', 'line-increment=NUMBER', 'line number increment at each line'),
    opt('n', 'number-format=FORMAT', 'insert line numbers according to FORMAT: ln, rn, rz'),
    opt('s', 'number-separator=STRING', 'add STRING after (possible) line number'),
    opt('v', 'starting-line-number=NUMBER', 'first line number for each section'),
    opt('w', 'number-width=NUMBER', 'use NUMBER columns for line numbers'),
  ],
  *run(call) {
    const { args } = call;
    const style = args.value('b') ?? 't';
    if (!['a', 't', 'n'].includes(style))
      return yield* complain(call, `invalid body numbering style: ${quote(style)}`);
    const width = parseInteger(args.value('w') ?? '6') ?? 0;
    if (width < 1) {
      return yield* complain(call, `invalid line number field width: ${quote(args.value('w') ?? '')}`);
    }
    const separator = args.value('s') ?? '\t';
    let number = Number(args.value('v') ?? 1);
    return yield* forEachInput(call, call.operands, function* (input) {
      for (let lines = yield* input.lines(); lines; lines = yield* input.lines()) {
        for (const line of lines) {
          const body = withoutEnd(line);
          const isNumbered = style === 'a' || (style === 't' && body !== '');
          const start = isNumbered
            ? padded(call, number, width) + separator
            : ' '.repeat(width + separator.length);
          yield* say(call, `${start}${body}\n`);
          if (isNumbered) number += Number(args.value('i') ?? 1);
        }
      }
    });
  },
});

function padded({ args }: Call, number: number, width: number): string {
  const text = String(number);
  const format = args.value('n') ?? 'rn';
  return format === 'ln' ? text.padEnd(width) : text.padStart(width, format === 'rz' ? '0' : ' ');
}
