// watch(1), of procps: a command again and again on a cleared screen. The real one draws with ncurses, also into a pipe;
// here each round writes the whole screen anew.

import type { Nanos } from '../../../engine/ids.ts';
import { SECOND } from '../../../engine/ids.ts';
import { parseArgs, type ParsedArgs } from '../../args.ts';
import type { Co } from '../../co.ts';
import { readToEnd } from '../../open.ts';
import { nullStream } from '../../plain-streams.ts';
import type { Proc, Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import { unixTime } from '../../wall-clock.ts';
import { formatDate } from '../text/date-format.ts';
import { WATCH_OPTIONS, WATCH_USAGE } from './watch-options.ts';

const BEGIN = '\x1b[?1049h\x1b[22;0;0t\x1b[1;24r\x1b(B\x1b[m\x1b[4l\x1b[?7h';
const CLEAR = '\x1b[H\x1b[2J';
const END = '\x1b[24;1H\x1b[?1049l\x1b[23;0;0t\r\x1b[?1l\x1b>';
const REVERSE = '\x1b[7m';
const NORMAL = '\x1b(B\x1b[m';
const ROWS = 24;

export const watch: Program = {
  name: 'watch',
  options: WATCH_OPTIONS,
  *run(proc, words) {
    const parsed = parseArgs('watch', WATCH_OPTIONS, words, { stopAtOperand: true, noHint: true });
    if (!parsed.ok || parsed.value.operands.length === 0) {
      if (parsed.ok && parsed.value.has('h')) {
        yield* out(proc, WATCH_USAGE);
        return 0;
      }
      yield* err(proc, parsed.ok ? WATCH_USAGE : parsed.error + WATCH_USAGE);
      return 1;
    }
    const args = parsed.value;
    const given = args.value('n') ?? '2';
    const interval = Number(given.replace(',', '.'));
    if (given.trim() === '' || !Number.isFinite(interval)) {
      yield* err(proc, `watch: failed to parse argument: '${given}': Invalid argument\n`);
      return 1;
    }
    proc.caught.add('SIGINT');
    proc.caught.add('SIGTERM');
    yield* out(proc, BEGIN);
    const status = yield* rounds(proc, args, Math.max(0.1, interval));
    yield* out(proc, END);
    return status;
  },
};

function* rounds(proc: Proc, args: ParsedArgs, interval: number): Co<number> {
  let before: string | undefined;
  let same = 0;
  for (;;) {
    const began = proc.world.now;
    const { text, status } = yield* output(proc, args);
    yield* out(proc, CLEAR + screen(proc, args, { text, before, interval }));
    if (args.has('e') && status !== 0) {
      yield* out(proc, '\x1b[24;1Hcommand exit with a non-zero status, press a key to exit');
      return 8;
    }
    if (args.has('g') && before !== undefined && before !== text) return 0;
    same = before === text ? same + 1 : 0;
    if (args.has('q') && same >= Number(args.value('q'))) return 0;
    if (!(args.value('d') !== undefined && args.value('d') !== '' && before !== undefined)) before = text;
    const from = args.has('p') ? began : proc.world.now;
    const until = (from + interval * SECOND) as Nanos;
    while (proc.world.now < until) if (yield { for: 'time', until }) return 0;
    if (proc.takeSignal()) return 0;
  }
}

function* output(proc: Proc, args: ParsedArgs): Co<{ readonly text: string; readonly status: number }> {
  const { reader, writer } = proc.pipe();
  reader.open();
  const argv = args.has('x') ? args.operands : ['sh', '-c', args.operands.join(' ')];
  const fds = new Map([
    [0, proc.fds.get(0) ?? nullStream] as const,
    [1, writer] as const,
    [2, writer] as const,
  ]);
  const started = proc.spawn(argv, { fds });
  if (!started.ok)
    return { text: `watch: unable to execute '${argv[0]}': No such file or directory\n`, status: 1 };
  const text = yield* readToEnd(reader);
  reader.close();
  return { text, status: yield* proc.wait(started.value) };
}

interface Shown {
  readonly text: string;
  readonly before: string | undefined;
  readonly interval: number;
}

function screen(proc: Proc, args: ParsedArgs, { text, before, interval }: Shown): string {
  const { columns } = proc;
  const rows = proc.terminal?.rows ?? ROWS;
  const head = args.has('t') ? [] : [title(proc, args, interval), ''];
  const room = rows - head.length;
  const lines = fitted(text, columns, args.has('w'));
  const old = args.has('d') && before !== undefined ? fitted(before, columns, args.has('w')) : undefined;
  const shown = lines.slice(0, room).map((line, i) => (old ? marked(line, old[i] ?? '') : line));
  return [...head, ...shown].join('\r\n');
}

/** Lines as wide as the screen; longer ones go on in the next row unless they are cut. */
function fitted(text: string, columns: number, cuts: boolean): string[] {
  return text
    .replace(/\n$/, '')
    .split('\n')
    .flatMap((line) => {
      const wide = line.replace(
        /[^\t]*\t/g,
        (part) => part.slice(0, -1) + ' '.repeat(8 - ((part.length - 1) % 8)),
      );
      if (cuts || wide.length <= columns) return [wide.slice(0, columns)];
      return wide.match(new RegExp(`.{1,${columns}}`, 'gsu')) ?? [''];
    });
}

/** What differs from the round before in reverse video. */
function marked(line: string, before: string): string {
  let isReverse = false;
  let text = '';
  for (const [i, character] of Array.from(line).entries()) {
    const differs = character !== (before[i] ?? ' ');
    if (differs !== isReverse) text += differs ? REVERSE : NORMAL;
    isReverse = differs;
    text += character;
  }
  return isReverse ? text + NORMAL : text;
}

function title(proc: Proc, args: ParsedArgs, interval: number): string {
  const left = `Every ${interval.toFixed(1)}s: ${args.operands.join(' ')}`;
  const name = proc.files.read('/proc/sys/kernel/hostname');
  const host = name.ok ? name.value.trim() : 'localhost';
  const right = `${host}: ${formatDate('%a %b %e %H:%M:%S %Y', unixTime(proc.world.now))}`;
  const room = proc.columns - right.length;
  return `${left.slice(0, Math.max(0, room - 1)).padEnd(Math.max(0, room))}${right}`;
}
