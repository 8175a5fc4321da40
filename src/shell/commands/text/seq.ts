import { printfNumber } from './printf-number.ts';
import { quote } from './quote.ts';
import { complain, misuse, opt, say, tool } from './tool.ts';

const ROWS_AT_ONCE = 1000;

export const seq = tool({
  name: 'seq',
  about: 'print a sequence of numbers',
  operands: '[FIRST [INCREMENT]] LAST',
  options: [
    opt('f', 'format=FORMAT', 'use printf style floating-point FORMAT'),
    opt('s', 'separator=STRING', 'use STRING to separate numbers (default: \\n)'),
    opt('w', 'equal-width', 'equalize width by padding with leading zeroes'),
  ],
  prepare: (args) => {
    // A negative number isn't an option.
    const at = args.findIndex((arg) => /^-[\d.]/.test(arg));
    return at < 0 || args.slice(0, at).includes('--')
      ? args
      : [...args.slice(0, at), '--', ...args.slice(at)];
  },
  *run(call) {
    const { args, operands } = call;
    if (operands.length === 0) return yield* misuse(call, 'missing operand');
    if (operands.length > 3) return yield* misuse(call, `extra operand ${quote(operands[3] ?? '')}`);
    for (const text of operands) {
      if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text)) {
        return yield* misuse(call, `invalid floating point argument: ${quote(text)}`);
      }
    }
    const [first, step, last] =
      operands.length === 1
        ? ['1', '1', operands[0]]
        : operands.length === 2
          ? [operands[0], '1', operands[1]]
          : operands;
    if (Number(step) === 0) return yield* misuse(call, `invalid Zero increment value: ${quote(step ?? '')}`);
    const format = args.value('f');
    if (format !== undefined && !/^([^%]|%%)*%[-+ #0']*\d*(\.\d+)?[aefgAEFG]([^%]|%%)*$/.test(format)) {
      return yield* complain(call, formatProblem(format));
    }
    if (format !== undefined && args.has('w')) {
      return yield* misuse(call, 'format string may not be specified when printing equal width strings');
    }
    const places = Math.max(placesOf(first ?? ''), placesOf(step ?? ''));
    const scale = 10 ** places;
    const from = Math.round(Number(first) * scale);
    const by = Math.round(Number(step) * scale);
    const to = Number(last) * scale * (1 + Number.EPSILON * Math.sign(by));
    const count = Math.max(0, Math.floor((to - from) / by + 1e-9) + 1);
    const plain = (i: number): string => ((from + by * i) / scale).toFixed(places);
    const width = args.has('w') ? Math.max(plain(0).length, widthOfLast(last ?? '', places)) : 0;
    const text = (i: number): string =>
      format === undefined ? zeroPadded(plain(i), width) : formatted(format, (from + by * i) / scale);
    const separator = args.value('s') ?? '\n';
    for (let i = 0; i < count; ) {
      const rows: string[] = [];
      for (const stop = Math.min(count, i + ROWS_AT_ONCE); i < stop; i++) rows.push(text(i));
      yield* say(call, rows.join(separator) + (i < count ? separator : '\n'));
      if (i < count) yield { for: 'turn' };
    }
    return 0;
  },
});

function placesOf(text: string): number {
  return /\.(\d*)/.exec(text)?.[1]?.length ?? 0;
}

function widthOfLast(last: string, places: number): number {
  const whole = last.replace(/\..*$/, '');
  return whole.length + (places > 0 ? places + 1 : 0);
}

function zeroPadded(text: string, width: number): string {
  if (text.length >= width) return text;
  return text.startsWith('-') ? `-${text.slice(1).padStart(width - 1, '0')}` : text.padStart(width, '0');
}

function formatted(format: string, value: number): string {
  return format.replace(
    /%(%|([-+ #0']*)(\d*)(?:\.(\d+))?([aefgAEFG]))/g,
    (all: string, inner, flags, width, precision, letter) =>
      inner === '%'
        ? '%'
        : printfNumber(letter as string, value, {
            flags: flags as string,
            width: Number(width),
            precision: precision === undefined ? undefined : Number(precision),
          }) || all,
  );
}

function formatProblem(format: string): string {
  const directive = /%(?!%)/.exec(format.replaceAll('%%', '__'));
  if (!directive) return `format ${quote(format)} has no % directive`;
  const letter = /%[-+ #0']*\d*(?:\.\d+)?(.)?/.exec(format)?.[1];
  if (letter === undefined) return `format ${quote(format)} ends in %`;
  if (!/[aefgAEFG]/.test(letter)) return `format ${quote(format)} has unknown %${letter} directive`;
  return `format ${quote(format)} has too many % directives`;
}
