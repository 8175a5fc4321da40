import { parseCount } from './counts.ts';
import { type Input, openInput } from './input.ts';
import { octetsOf, textOf } from './octet-text.ts';
import { quote, quoteAlways } from './quote.ts';
import { type Call, complain, opt, say, tool } from './tool.ts';
import { describeErrno } from '../../errno-words.ts';
import type { Co } from '../../co.ts';

interface Wanted {
  readonly unit: 'lines' | 'octets';
  readonly count: number;
  /** All but the last `count`. */
  readonly butLast: boolean;
  readonly end: string;
}

export const head = tool({
  name: 'head',
  about: 'output the first part of files',
  options: [
    opt(
      'c',
      'bytes=[-]NUM',
      'print the first NUM bytes of each file; with a leading -, all but the last NUM',
    ),
    opt(
      'n',
      'lines=[-]NUM',
      'print the first NUM lines instead of the first 10; with a leading -, all but the last NUM',
    ),
    opt('q', 'quiet', 'never print headers giving file names'),
    opt('', 'silent', 'the same'),
    opt('v', 'verbose', 'always print headers giving file names'),
    opt('z', 'zero-terminated', 'line delimiter is NUL, not newline'),
  ].map((spec) => (spec.argument ? { ...spec, argument: 'NUM' } : spec)),
  prepare: oldStyle,
  *run(call) {
    const wanted = wantedOf(call);
    if (typeof wanted === 'string') return yield* complain(call, wanted);
    const paths = call.operands.length > 0 ? call.operands : ['-'];
    const headers =
      call.args.has('v') || (paths.length > 1 && !call.args.has('q') && !call.args.has('silent'));
    let status = 0;
    let isFirst = true;
    for (const path of paths) {
      const input = openInput(call.proc, path);
      if (!input.ok && input.error.when === 'open') {
        status = yield* complain(
          call,
          `cannot open ${quoteAlways(path)} for reading: ${describeErrno(input.error.errno)}`,
        );
        continue;
      }
      if (headers) yield* say(call, headerOf(path, isFirst));
      isFirst = false;
      if (!input.ok) {
        status = yield* complain(
          call,
          `error reading ${quoteAlways(path)}: ${describeErrno(input.error.errno)}`,
        );
        continue;
      }
      yield* show(call, input.value, wanted);
      input.value.close();
    }
    return status;
  },
});

/** `head -5`, `head -5c`. */
export function oldStyle(args: readonly string[]): readonly string[] {
  const match = /^-(\d+)([cbkm]?)$/.exec(args[0] ?? '');
  if (!match) return args;
  const [, count = '', unit = ''] = match;
  return [
    unit === '' ? '-n' : '-c',
    unit === '' || unit === 'c' ? count : `${count}${unit}`,
    ...args.slice(1),
  ];
}

export function headerOf(path: string, isFirst: boolean): string {
  return `${isFirst ? '' : '\n'}==> ${path === '-' ? 'standard input' : path} <==\n`;
}

function wantedOf({ args }: Call): Wanted | string {
  const last = args.given.findLast(({ spec }) => spec.short === 'c' || spec.short === 'n');
  const end = args.has('z') ? '\0' : '\n';
  if (!last) return { unit: 'lines', count: 10, butLast: false, end };
  const unit = last.spec.short === 'c' ? 'octets' : 'lines';
  const text = last.value ?? '';
  const butLast = text.startsWith('-');
  const digits = text.replace(/^[-+]/, '');
  const count = parseCount(digits);
  if (count === undefined) return `invalid number of ${unit === 'octets' ? 'bytes' : unit}: ${quote(digits)}`;
  return { unit, count, butLast, end };
}

function* show(call: Call, input: Input, wanted: Wanted): Co<void> {
  if (wanted.butLast) return yield* showAllBut(call, input, wanted);
  let left = wanted.count;
  if (wanted.unit === 'octets') {
    while (left > 0) {
      const chunk = yield* input.chunk(left);
      if (chunk === '') return;
      const octets = octetsOf(chunk);
      yield* say(call, octets.length <= left ? chunk : textOf(octets.slice(0, left)));
      left -= octets.length;
    }
    return;
  }
  while (left > 0) {
    const lines = yield* input.lines(wanted.end);
    if (!lines) return;
    yield* say(call, lines.slice(0, left).join(''));
    left -= lines.length;
  }
}

/** Says what has come as soon as `count` more have. */
function* showAllBut(call: Call, input: Input, { unit, count, end }: Wanted): Co<void> {
  if (unit === 'octets') {
    const octets = octetsOf(yield* input.all());
    return yield* say(call, textOf(octets.slice(0, Math.max(0, octets.length - count))));
  }
  let held: string[] = [];
  for (let lines = yield* input.lines(end); lines; lines = yield* input.lines(end)) {
    held.push(...lines);
    const ready = Math.max(0, held.length - count);
    yield* say(call, held.slice(0, ready).join(''));
    held = held.slice(ready);
  }
}
