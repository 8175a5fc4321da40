import { byText } from '../../../base/order.ts';
import { octetsOf } from './octet-text.ts';
import { quote } from './quote.ts';
import { readOperand, splitLines, withoutEnd } from './input.ts';
import { complain, misuse, opt, say, tool } from './tool.ts';

export const comm = tool({
  name: 'comm',
  about: 'compare two sorted files line by line',
  operands: 'FILE1 FILE2',
  options: [
    opt('1', '', 'suppress column 1 (lines unique to FILE1)'),
    opt('2', '', 'suppress column 2 (lines unique to FILE2)'),
    opt('3', '', 'suppress column 3 (lines that appear in both files)'),
    opt('', 'check-order', 'check that the input is correctly sorted'),
    opt('', 'nocheck-order', 'do not check that the input is correctly sorted'),
    opt('', 'output-delimiter=STR', 'separate columns with STR'),
    opt('', 'total', 'output a summary'),
  ],
  *run(call) {
    const { args, operands } = call;
    if (operands.length === 0) return yield* misuse(call, 'missing operand');
    if (operands.length === 1)
      return yield* misuse(call, `missing operand after ${quote(operands[0] ?? '')}`);
    if (operands.length > 2) return yield* misuse(call, `extra operand ${quote(operands[2] ?? '')}`);
    const texts: string[] = [];
    for (const path of operands) {
      const text = yield* readOperand(call, path);
      if (text === undefined) return 1;
      texts.push(text);
    }
    const [left = [], right = []] = texts.map((text) => splitLines(text).map((line) => withoutEnd(line)));
    const delimiter = args.value('output-delimiter') ?? '\t';
    const leads = ['1', '2', '3'].map((column, i) =>
      args.has(column)
        ? undefined
        : ['1', '2']
            .slice(0, i)
            .map((other) => (args.has(other) ? '' : delimiter))
            .join(''),
    );
    const counts = [0, 0, 0];
    const rows: string[] = [];
    for (let i = 0, j = 0; i < left.length || j < right.length; ) {
      const order =
        i >= left.length
          ? 1
          : j >= right.length
            ? -1
            : byText(octetsOf(left[i] ?? ''), octetsOf(right[j] ?? ''));
      const column = order < 0 ? 0 : order > 0 ? 1 : 2;
      const line = order <= 0 ? (left[i] as string) : (right[j] as string);
      counts[column] = (counts[column] as number) + 1;
      if (leads[column] !== undefined) rows.push(`${leads[column]}${line}\n`);
      if (order <= 0) i++;
      if (order >= 0) j++;
    }
    if (args.has('total')) rows.push(`${[...counts, 'total'].join(delimiter)}\n`);
    yield* say(call, rows.join(''));
    if (args.has('nocheck-order')) return 0;
    return yield* checkOrder([left, right]);

    function* checkOrder(files: readonly (readonly string[])[]) {
      let status = 0;
      for (const [i, lines] of files.entries()) {
        const isSorted = lines.every(
          (line, k) => k === 0 || byText(octetsOf(lines[k - 1] ?? ''), octetsOf(line)) <= 0,
        );
        if (!isSorted) status = yield* complain(call, `file ${i + 1} is not in sorted order`);
      }
      if (status !== 0) yield* complain(call, 'input is not in sorted order');
      return status;
    }
  },
});
