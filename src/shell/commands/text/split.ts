// split(1): a file in pieces, PREFIXaa, PREFIXab and so on.

import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import { parseCount } from './counts.ts';
import { openInput, splitLines } from './input.ts';
import { octetsOf, textOf } from './octet-text.ts';
import { quote, quoteAlways } from './quote.ts';
import { type Call, complain, misuse, opt, say, tool } from './tool.ts';

export const split = tool({
  name: 'split',
  about: 'split a file into pieces',
  operands: '[FILE [PREFIX]]',
  options: [
    opt('a', 'suffix-length=N', 'generate suffixes of length N (default 2)'),
    opt('', 'additional-suffix=SUFFIX', 'append an additional SUFFIX to file names'),
    opt('b', 'bytes=SIZE', 'put SIZE bytes per output file'),
    opt('C', 'line-bytes=SIZE', 'put at most SIZE bytes of records per output file'),
    opt('d', '', 'use numeric suffixes starting at 0, not alphabetic'),
    opt('e', 'elide-empty-files', "do not generate empty output files with '-n'"),
    opt('l', 'lines=NUMBER', 'put NUMBER lines/records per output file'),
    opt('n', 'number=CHUNKS', 'generate CHUNKS output files'),
    opt('x', '', 'use hex suffixes starting at 0, not alphabetic'),
    opt('', 'verbose', 'print a diagnostic just before each output file is opened'),
  ],
  prepare: (args) => args.map((arg) => (/^-\d+$/.test(arg) ? `-l${arg.slice(1)}` : arg)),
  *run(call) {
    const { args, operands } = call;
    if (operands.length > 2) return yield* misuse(call, `extra operand ${quote(operands[2] ?? '')}`);
    const ways = args.given.filter(({ spec }) => 'bCln'.includes(spec.short ?? '?'));
    if (ways.length > 1) return yield* misuse(call, 'cannot split in more than one way');
    const way = ways[0]?.spec.short ?? 'l';
    const given = ways[0]?.value ?? '1000';
    const count = way === 'n' ? Number(given.replace(/^[lr]\//, '')) : parseCount(given);
    if (!count || !Number.isInteger(count)) {
      const what = { b: 'bytes', C: 'bytes', l: 'lines', n: 'chunks' }[way] ?? '';
      const why = /^0+$/.test(given) ? ': Numerical result out of range' : '';
      return yield* complain(call, `invalid number of ${what}: ${quote(given)}${why}`);
    }
    const path = operands[0] ?? '-';
    const input = openInput(call.proc, path);
    if (!input.ok) {
      const how =
        input.error.when === 'open'
          ? `cannot open ${quoteAlways(path)} for reading`
          : quoteAlways(path).slice(1, -1);
      return yield* complain(call, `${how}: ${describeErrno(input.error.errno)}`);
    }
    const text = yield* input.value.all();
    input.value.close();
    return yield* writePieces(call, piecesOf(text, way, count, given.startsWith('l/')));
  },
});

function piecesOf(text: string, way: string, count: number, wholeLines: boolean): string[] {
  if (way === 'l') {
    const lines = splitLines(text);
    return groups(lines.length, count).map(([from, to]) => lines.slice(from, to).join(''));
  }
  const octets = octetsOf(text);
  if (way === 'b') return groups(octets.length, count).map(([from, to]) => textOf(octets.slice(from, to)));
  if (way === 'C') return packedLines(octets, count).map(textOf);
  const size = Math.floor(octets.length / count);
  const ends = Array.from({ length: count }, (_, i) => (i === count - 1 ? octets.length : (i + 1) * size));
  if (!wholeLines) return ends.map((end, i) => textOf(octets.slice(ends[i - 1] ?? 0, end)));
  const pieces: string[] = ends.map(() => '');
  let at = 0;
  for (const line of splitLines(octets)) {
    const which = ends.findIndex((end) => at < end);
    pieces[which] = (pieces[which] ?? '') + line;
    at += line.length;
  }
  return pieces.map(textOf);
}

function groups(length: number, size: number): (readonly [number, number])[] {
  return Array.from({ length: Math.ceil(length / size) }, (_, i) => [
    i * size,
    Math.min(length, (i + 1) * size),
  ]);
}

/** As many whole lines as fit; a longer one is cut. */
function packedLines(octets: string, size: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (let line of splitLines(octets)) {
    if (piece !== '' && piece.length + line.length > size) {
      pieces.push(piece);
      piece = '';
    }
    for (; line.length > size; line = line.slice(size)) pieces.push(line.slice(0, size));
    piece += line;
  }
  return piece === '' ? pieces : [...pieces, piece];
}

function* writePieces(call: Call, pieces: readonly string[]): Co<number> {
  const { args, operands, proc } = call;
  const prefix = operands[1] ?? 'x';
  const digits = args.has('d')
    ? '0123456789'
    : args.has('x')
      ? '0123456789abcdef'
      : 'abcdefghijklmnopqrstuvwxyz';
  const length = args.value('a') === undefined ? undefined : Number(args.value('a'));
  for (const [i, piece] of pieces.entries()) {
    if (piece === '' && args.has('e')) continue;
    const suffix = suffixOf(i, digits, length, pieces.length);
    if (suffix === undefined) return yield* complain(call, 'output file suffixes exhausted');
    const path = `${prefix}${suffix}${args.value('additional-suffix') ?? ''}`;
    if (args.has('verbose')) yield* say(call, `creating file ${quoteAlways(path)}\n`);
    const output = proc.open(path, 'write');
    if (!output.ok) return yield* complain(call, `${path}: ${describeErrno(output.error)}`);
    output.value.open();
    yield* output.value.write(piece);
    output.value.close();
  }
  return 0;
}

/** Without a length they grow: after `yz` comes `zaaa`, so that they stay in order. */
function suffixOf(
  index: number,
  digits: string,
  length: number | undefined,
  count: number,
): string | undefined {
  const base = digits.length;
  if (length !== undefined && length > 0)
    return index < base ** length ? inBase(index, digits, length) : undefined;
  let [first, width] = [0, 2];
  for (; ; width++) {
    const room = (base - 1) * base ** (width - 1);
    if (index < first + room || (count <= base ** 2 && width === 2 && count === base ** 2))
      return (digits.at(-1) ?? '').repeat(width - 2) + inBase(index - first, digits, width);
    first += room;
  }
}

function inBase(value: number, digits: string, width: number): string {
  let text = '';
  for (let rest = value, i = 0; i < width; i++, rest = Math.floor(rest / digits.length))
    text = (digits[rest % digits.length] ?? '') + text;
  return text;
}
