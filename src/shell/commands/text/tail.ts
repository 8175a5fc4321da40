import { SECOND, type Nanos } from '../../../engine/ids.ts';
import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import { resolvePath } from '../../path.ts';
import { parseCount } from './counts.ts';
import { headerOf } from './head.ts';
import { type Input, openInput, splitLines } from './input.ts';
import { octetsOf, textOf } from './octet-text.ts';
import { quote, quoteAlways } from './quote.ts';
import { type Call, complain, opt, say, tool } from './tool.ts';

interface Wanted {
  readonly unit: 'lines' | 'octets';
  readonly count: number;
  /** From the `count`th on, not the last `count`. */
  readonly fromStart: boolean;
  readonly end: string;
}

export const tail = tool({
  name: 'tail',
  about: 'output the last part of files',
  options: [
    opt('c', 'bytes=NUM', 'output the last NUM bytes; or use -c +NUM to output starting with byte NUM'),
    opt('f', 'follow', 'output appended data as the file grows'),
    opt('F', '', 'same as --follow=name --retry'),
    opt(
      'n',
      'lines=NUM',
      'output the last NUM lines, instead of the last 10; or use -n +NUM to skip NUM-1 lines',
    ),
    opt('q', 'quiet', 'never output headers giving file names'),
    opt('', 'silent', 'the same'),
    opt(
      's',
      'sleep-interval=N',
      'with -f, sleep for approximately N seconds (default 1.0) between iterations',
    ),
    opt('v', 'verbose', 'always output headers giving file names'),
    opt('z', 'zero-terminated', 'line delimiter is NUL, not newline'),
  ],
  prepare: oldStyle,
  *run(call) {
    const wanted = wantedOf(call);
    if (typeof wanted === 'string') return yield* complain(call, wanted);
    const paths = call.operands.length > 0 ? call.operands : ['-'];
    const headers =
      call.args.has('v') || (paths.length > 1 && !call.args.has('q') && !call.args.has('silent'));
    let status = 0;
    let isFirst = true;
    const followed: string[] = [];
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
      if (path !== '-') followed.push(path);
    }
    if ((call.args.has('f') || call.args.has('F')) && followed.length > 0)
      yield* follow(call, followed, headers);
    return status;
  },
});

/** `tail -5`, `tail +5`, `tail -5f`. */
function oldStyle(args: readonly string[]): readonly string[] {
  const match = /^([-+])(\d+)([cl]?)(f?)$/.exec(args[0] ?? '');
  if (!match) return args;
  const [, sign = '', count = '', unit = '', follows = ''] = match;
  const amount = sign === '+' ? `+${count}` : count;
  return [unit === 'c' ? '-c' : '-n', amount, ...(follows ? ['-f'] : []), ...args.slice(1)];
}

function wantedOf({ args }: Call): Wanted | string {
  const last = args.given.findLast(({ spec }) => spec.short === 'c' || spec.short === 'n');
  const end = args.has('z') ? '\0' : '\n';
  if (!last) return { unit: 'lines', count: 10, fromStart: false, end };
  const unit = last.spec.short === 'c' ? 'octets' : 'lines';
  const text = last.value ?? '';
  const digits = text.replace(/^[-+]/, '');
  const count = parseCount(digits);
  if (count === undefined) return `invalid number of ${unit === 'octets' ? 'bytes' : unit}: ${quote(digits)}`;
  return { unit, count, fromStart: text.startsWith('+'), end };
}

function* show(call: Call, input: Input, { unit, count, fromStart, end }: Wanted): Co<void> {
  if (unit === 'octets') {
    const octets = octetsOf(yield* input.all());
    const from = fromStart ? Math.max(0, count - 1) : Math.max(0, octets.length - count);
    return yield* say(call, textOf(octets.slice(from)));
  }
  let skip = fromStart ? Math.max(0, count - 1) : 0;
  let held: string[] = [];
  for (let lines = yield* input.lines(end); lines; lines = yield* input.lines(end)) {
    if (fromStart) {
      yield* say(call, lines.slice(skip).join(''));
      skip = Math.max(0, skip - lines.length);
    } else {
      held.push(...lines);
      if (held.length > count + 10_000) held = held.slice(held.length - count);
    }
  }
  if (!fromStart && count > 0) yield* say(call, held.slice(-count).join(''));
}

/** Looks once a second what has been added, until it is stopped. */
function* follow(call: Call, paths: readonly string[], headers: boolean): Co<void> {
  const interval = (Number(call.args.value('s') ?? 1) * SECOND) as Nanos;
  const { proc } = call;
  const read = (path: string): string | undefined => {
    const found = proc.files.read(resolvePath(proc.cwd, path));
    return found.ok ? found.value : undefined;
  };
  const known = new Map(paths.map((path) => [path, read(path)?.length ?? 0]));
  let shown = paths.at(-1);
  for (;;) {
    yield { for: 'time', until: (proc.world.now + interval) as Nanos };
    for (const path of paths) {
      const text = read(path);
      const length = known.get(path) ?? 0;
      if (text === undefined || text.length === length) continue;
      if (headers && shown !== path) yield* say(call, headerOf(path, false));
      shown = path;
      if (text.length < length) {
        yield* complain(call, `${path}: file truncated`);
        yield* say(call, text);
      } else yield* say(call, splitLines(text.slice(length)).join(''));
      known.set(path, text.length);
    }
  }
}
