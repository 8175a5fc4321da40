import { parseInteger } from './counts.ts';
import { forEachInput } from './input.ts';
import { octetsOf, textOf } from './octet-text.ts';
import { quote } from './quote.ts';
import { complain, opt, say, tool } from './tool.ts';

export const fold = tool({
  name: 'fold',
  about: 'wrap each input line to fit in specified width',
  options: [
    opt('b', 'bytes', 'count bytes rather than columns'),
    opt('s', 'spaces', 'break at spaces'),
    opt('w', 'width=WIDTH', 'use WIDTH columns instead of 80'),
  ],
  prepare: (args) => args.map((arg) => (/^-\d+$/.test(arg) ? `-w${arg.slice(1)}` : arg)),
  *run(call) {
    const { args } = call;
    const width = parseInteger(args.value('w') ?? '80');
    if (width === undefined || width === 0) {
      return yield* complain(call, `invalid number of columns: ${quote(args.value('w') ?? '')}`);
    }
    const style = { width, atSpaces: args.has('s'), countsOctets: args.has('b') };
    return yield* forEachInput(call, call.operands, function* (input) {
      for (let lines = yield* input.lines(); lines; lines = yield* input.lines()) {
        yield* say(call, lines.map((line) => textOf(folded(octetsOf(line), style))).join(''));
      }
    });
  },
});

interface Style {
  readonly width: number;
  readonly atSpaces: boolean;
  readonly countsOctets: boolean;
}

function folded(line: string, style: Style): string {
  let result = '';
  let row = '';
  let column = 0;
  for (const octet of line) {
    if (octet === '\n') return result + row + octet;
    const next = advance(column, octet, style);
    if (next > style.width && row !== '') {
      const space = style.atSpaces ? row.lastIndexOf(' ') + 1 : 0;
      result += `${space > 0 ? row.slice(0, space) : row}\n`;
      row = space > 0 ? row.slice(space) : '';
      column = Array.from(row).reduce((at, one) => advance(at, one, style), 0);
      row += octet;
      column = advance(column, octet, style);
    } else {
      row += octet;
      column = next;
    }
  }
  return result + row;
}

function advance(column: number, octet: string, { countsOctets }: Style): number {
  if (countsOctets) return column + 1;
  if (octet === '\t') return column + 8 - (column % 8);
  if (octet === '\b') return Math.max(0, column - 1);
  return octet === '\r' ? 0 : column + 1;
}
