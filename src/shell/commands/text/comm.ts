import { byText } from '../../../base/order.ts';
import { octetsOf } from './octet-text.ts';
import { quote } from './quote.ts';
import { readOperand, splitLines, withoutEnd } from './input.ts';
import type { Co } from '../../co.ts';
import { type Call, complain, misuse, opt, say, tool } from './tool.ts';

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
    opt('z', 'zero-terminated', 'line delimiter is NUL, not newline'),
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
    const end = args.has('z') ? '\0' : '\n';
    const [left = [], right = []] = texts.map((text) =>
      splitLines(text, end).map((line) => withoutEnd(line, end)),
    );
    const order = new Order(call, [left, right]);
    let goesOn = true;
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
    for (let i = 0, j = 0; goesOn && (i < left.length || j < right.length); ) {
      const compared =
        i >= left.length
          ? 1
          : j >= right.length
            ? -1
            : byText(octetsOf(left[i] ?? ''), octetsOf(right[j] ?? ''));
      const column = compared < 0 ? 0 : compared > 0 ? 1 : 2;
      if (column < 2) order.seenUnpairable = true;
      const line = compared <= 0 ? (left[i] as string) : (right[j] as string);
      counts[column] = (counts[column] as number) + 1;
      if (leads[column] !== undefined) rows.push(leads[column] + line + end);
      if (compared <= 0) goesOn = yield* order.check(0, ++i);
      if (compared >= 0 && goesOn) goesOn = yield* order.check(1, ++j);
    }
    if (goesOn && args.has('total')) rows.push([...counts, 'total'].join(delimiter) + end);
    yield* say(call, rows.join(''));
    if (goesOn && order.isBroken) yield* complain(call, 'input is not in sorted order');
    return order.isBroken ? 1 : 0;
  },
});

/** Whether the lines are sorted is looked at from the first one on that is in one file only (check_order in GNU's comm.c). */
class Order {
  seenUnpairable = false;
  readonly #call: Call;
  readonly #files: readonly (readonly string[])[];
  readonly #broken = new Set<number>();

  constructor(call: Call, files: readonly (readonly string[])[]) {
    this.#call = call;
    this.#files = files;
  }

  get isBroken(): boolean {
    return this.#broken.size > 0;
  }

  /** Line `at` is read now; at the end of the file the last two are compared once more. False: don't go on. */
  *check(which: 0 | 1, at: number): Co<boolean> {
    const { args } = this.#call;
    const lines = this.#files[which] ?? [];
    const last = Math.min(at, lines.length - 1);
    const [before, now] = [lines[last - 1], lines[last]];
    if (args.has('nocheck-order') || this.#broken.has(which) || before === undefined || now === undefined)
      return true;
    if (!this.seenUnpairable && !args.has('check-order')) return true;
    if (byText(octetsOf(before), octetsOf(now)) <= 0) return true;
    this.#broken.add(which);
    yield* complain(this.#call, `file ${which + 1} is not in sorted order`);
    return !args.has('check-order');
  }
}
