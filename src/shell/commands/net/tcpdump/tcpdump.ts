// tcpdump(8) 4.99.3: prints or saves the frames of a device as they pass, until it is stopped.

import { devByName } from '../../../../engine/device/table.ts';
import { holdPromiscuous } from '../../../../engine/device/promiscuity.ts';
import { MICROSECOND, type Nanos } from '../../../../engine/ids.ts';
import type { TraceEvent } from '../../../../engine/trace.ts';
import { emitFrame } from '../../../../wire/frame.ts';
import { parseArgs, type ParsedArgs } from '../../../args.ts';
import type { Co } from '../../../co.ts';
import type { Proc, Program } from '../../../program.ts';
import { err, out } from '../../../say.ts';
import type { Stream } from '../../../stream.ts';
import { catchSignals } from '../catch-signals.ts';
import { countOf, deviceNamed, fail, filterOf, lineOptions, nsOf, openSave, SNAPLEN } from './ask.ts';
import { type Captured as Passed, passesOf, seen } from './capture.ts';
import { deviceList } from './devices.ts';
import type { FrameTest } from './frame-tests.ts';
import { type Captured, LinePrinter } from './lines.ts';
import { replay } from './replay.ts';
import { microsOf, pcapRecord } from './save.ts';
import { TCPDUMP_OPTIONS, USAGE, VERSION } from './table.ts';

/** How long it takes from the last packet to the statistics. */
const ENDING = 200 * MICROSECOND;

export const tcpdump: Program = {
  name: 'tcpdump',
  options: TCPDUMP_OPTIONS,
  *run(proc, args) {
    const parsed = parseArgs('tcpdump', TCPDUMP_OPTIONS, args, { noHint: true });
    if (!parsed.ok) {
      yield* err(proc, parsed.error + USAGE);
      return 1;
    }
    const given = parsed.value;
    if (given.has('version')) return yield* say(proc, VERSION);
    if (given.has('h')) return yield* say(proc, USAGE);
    if (given.has('D')) return yield* say(proc, deviceList(nsOf(proc)));
    const file = given.value('r');
    return file === undefined ? yield* live(proc, given) : yield* replay(proc, given, file);
  },
};

function* say(proc: Proc, text: string): Co<number> {
  yield* out(proc, text);
  return 0;
}

function* live(proc: Proc, given: ParsedArgs): Co<number> {
  const count = countOf(given);
  if (!count.ok) return yield* fail(proc, count.error);
  const snaplen = given.value('s');
  if (snaplen !== undefined && !/^\d+$/.test(snaplen))
    return yield* fail(proc, `invalid snaplen ${snaplen} (must be >= 0 and <= ${SNAPLEN})`);
  const way = given.value('Q') ?? 'inout';
  if (!['in', 'out', 'inout'].includes(way)) return yield* fail(proc, `unknown capture direction \`${way}'`);
  const device = deviceNamed(proc, given);
  if (!device.ok) return yield* fail(proc, device.error);
  if (given.has('L')) {
    yield* err(
      proc,
      `Data link types for ${device.value} (use option -y to set):\n  EN10MB (Ethernet)\n  DOCSIS (DOCSIS) (printing not supported)\n`,
    );
    return 0;
  }
  const cooked = device.value === 'any';
  if (cooked && given.has('i')) yield* err(proc, 'tcpdump: data link type LINUX_SLL2\n');
  const test = filterOf(proc, given, cooked);
  if (!test.ok) return yield* fail(proc, test.error);
  const path = given.value('w');
  const saved = path === undefined ? undefined : yield* openSave(proc, path);
  if (typeof saved === 'string') return yield* fail(proc, saved);
  yield* err(proc, listening(given, device.value, snaplen));
  return yield* capture(proc, {
    given,
    test: test.value,
    count: count.value,
    dev: cooked ? undefined : device.value,
    saved,
    way,
  });
}

function listening(given: ParsedArgs, device: string, snaplen: string | undefined): string {
  const prints = !given.has('w') || given.has('print');
  const link =
    device !== 'any'
      ? 'EN10MB (Ethernet)'
      : given.has('i')
        ? 'LINUX_SLL2 (Linux cooked v2)'
        : 'LINUX_SLL (Linux cooked v1)';
  const length = snaplen === undefined || snaplen === '0' ? SNAPLEN : Number(snaplen);
  const text = `listening on ${device}, link-type ${link}, snapshot length ${length} bytes\n`;
  if (given.has('v') || !prints) return `tcpdump: ${text}`;
  return `tcpdump: verbose output suppressed, use -v[v]... for full protocol decode\n${text}`;
}

interface Session {
  readonly given: ParsedArgs;
  readonly test: FrameTest;
  readonly count: number;
  readonly dev: string | undefined;
  readonly saved: Stream | undefined;
  readonly way: string;
}

function* capture(proc: Proc, session: Session): Co<number> {
  const { given, saved, dev } = session;
  const device = dev === undefined ? undefined : devByName(nsOf(proc), dev);
  const ifindex = given.has('p') ? undefined : device?.ifindex;
  catchSignals(proc, ['SIGINT', 'SIGTERM']);
  if (!proc.ignored.has('SIGHUP')) catchSignals(proc, ['SIGHUP']);
  const tap = new Tap(proc, session);
  if (ifindex !== undefined) holdPromiscuous(proc.world, nsOf(proc), ifindex, 1);
  try {
    yield* follow(proc, tap);
  } finally {
    if (ifindex !== undefined) holdPromiscuous(proc.world, nsOf(proc), ifindex, -1);
  }
  if (given.value('w') !== '-') saved?.close();
  yield* err(proc, tap.summary());
  return 0;
}

/** Until a signal, or until there are enough. */
function* follow(proc: Proc, tap: Tap): Co<void> {
  const { world } = proc;
  for (;;) {
    yield* tap.take(proc);
    if (tap.isFull) {
      yield { for: 'time', until: (world.now + ENDING) as Nanos };
      return tap.countRest();
    }
    const next = tap.at;
    yield { for: 'event', ready: () => world.events.length !== next };
    if (proc.takeSignal() === undefined) continue;
    if (tap.prints) yield* out(proc, '\n');
    return;
  }
}

/** What passed, and how much of it was shown. */
class Tap {
  readonly #proc: Proc;
  readonly #session: Session;
  readonly #printer: LinePrinter;
  readonly prints: boolean;
  /** The event that is looked at next. */
  at: number;
  #captured = 0;
  #received = 0;

  constructor(proc: Proc, session: Session) {
    this.#proc = proc;
    this.#session = session;
    this.#printer = new LinePrinter(lineOptions(proc, session.given, session.dev === undefined));
    this.prints = session.saved === undefined || session.given.has('print');
    this.at = proc.world.events.length;
  }

  get isFull(): boolean {
    return this.#captured >= this.#session.count;
  }

  *take(proc: Proc): Co<void> {
    const { way, saved } = this.#session;
    // The playhead may have gone back and the future been dropped.
    this.at = Math.min(this.at, proc.world.events.length);
    for (; this.at < proc.world.events.length && !this.isFull; this.at++) {
      const passed = this.#passed();
      if (!passed || !goes(way, passed.direction)) continue;
      this.#captured++;
      const one = this.#shown(passed);
      if (saved) yield* saved.write(pcapRecord(one.micros, emitFrame(one.frame)));
      if (this.prints) yield* out(proc, this.#printer.line(one));
    }
  }

  /** Until it has ended, the kernel goes on counting. */
  countRest(): void {
    for (; this.at < this.#proc.world.events.length; this.at++) this.#passed();
  }

  summary(): string {
    const packets = (n: number) => `${n} packet${n === 1 ? '' : 's'}`;
    return `${packets(this.#captured)} captured\n${packets(this.#received)} received by filter\n0 packets dropped by kernel\n`;
  }

  /** The frame of the event at hand, if the filter takes it. */
  #passed(): Passed | undefined {
    const { world, netns } = this.#proc;
    const { dev, test } = this.#session;
    const frame = seen(world.events[this.at] as TraceEvent, { netns, dev }, world);
    if (!frame || !test(frame.frame, frame.direction === 'Out')) return undefined;
    this.#received += passesOf(frame, world, netns);
    return frame;
  }

  #shown({ at, frame, dev, direction }: Passed): Captured {
    const ifindex = nsOf(this.#proc).ifindexes.get(dev) ?? 0;
    return {
      micros: microsOf(at),
      frame: { eth: frame.eth, net: frame.net },
      dev: { name: dev, ifindex, direction },
    };
  }
}

function goes(way: string, direction: string): boolean {
  return way === 'inout' || (way === 'out') === (direction === 'Out');
}
