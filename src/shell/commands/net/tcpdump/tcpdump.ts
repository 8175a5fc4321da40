// tcpdump(8) 4.99.3: prints or saves the frames of a device as they pass, until it is stopped.

import { ok, type Result, err as no } from '../../../../base/result.ts';
import { devByName } from '../../../../engine/device/table.ts';
import type { Nanos } from '../../../../engine/ids.ts';
import type { Netns } from '../../../../engine/netns.ts';
import type { TraceEvent } from '../../../../engine/trace.ts';
import { parseFrame } from '../../../../wire/frame.ts';
import type { Ipv4Addr } from '../../../../wire/ipv4-addr.ts';
import type { Frame, PacketId } from '../../../../wire/packet.ts';
import { emitFrame } from '../../../../wire/frame.ts';
import { parsePcap } from '../../../../wire/pcap.ts';
import { parseArgs, type ParsedArgs } from '../../../args.ts';
import { unixTime } from '../../../wall-clock.ts';
import type { Co } from '../../../co.ts';
import { describeErrno } from '../../../errno-words.ts';
import { encodeOctets } from '../../../octets.ts';
import type { Proc, Program } from '../../../program.ts';
import { err, out } from '../../../say.ts';
import type { Stream } from '../../../stream.ts';
import { catchSignals } from '../catch-signals.ts';
import { nameOfAddr, resolveName } from '../names.ts';
import { serviceNamed, serviceOf } from '../services.ts';
import { seen } from './capture.ts';
import { captureNames, deviceList } from './devices.ts';
import { parseFilter } from './filter.ts';
import type { FrameTest } from './frame-tests.ts';
import { type Captured, LinePrinter, type LineOptions } from './lines.ts';
import { pcapHead, pcapRecord } from './save.ts';
import { TCPDUMP_OPTIONS, USAGE, VERSION } from './table.ts';

const SNAPLEN = 262_144;

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

const nsOf = (proc: Proc) => proc.world.netns.get(proc.netns) as Netns;

function* say(proc: Proc, text: string): Co<number> {
  yield* out(proc, text);
  return 0;
}

function* fail(proc: Proc, text: string): Co<number> {
  yield* err(proc, `tcpdump: ${text}\n`);
  return 1;
}

function countOf(given: ParsedArgs): Result<number> {
  const text = given.value('c');
  if (text === undefined) return ok(Number.POSITIVE_INFINITY);
  return /^\d+$/.test(text) && Number(text) > 0 ? ok(Number(text)) : no(`invalid packet count ${text}`);
}

/** A name, or its number in -D's list. */
function deviceNamed(proc: Proc, given: ParsedArgs): Result<string> {
  const names = captureNames(nsOf(proc));
  const text = given.value('i') ?? names[0] ?? 'any';
  if (text === 'any') return ok(text);
  const dev = devByName(nsOf(proc), text);
  if (dev) return dev.up ? ok(text) : no(`${text}: That device is not up`);
  if (/^\d+$/.test(text)) {
    const name = names[Number(text) - 1];
    return name === undefined ? no('Invalid adapter index') : ok(name);
  }
  return no(`${text}: No such device exists\n(No such device exists)`);
}

function filterOf(proc: Proc, given: ParsedArgs, cooked: boolean): Result<FrameTest> {
  return parseFilter(given.operands.join(' '), {
    host: (name) => {
      const found = resolveName(proc, name);
      return found.ok ? found.value.addr : undefined;
    },
    port: (name) => serviceNamed(proc, name),
    cooked,
  });
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
    yield* err(proc, `Data link types for ${device.value} (use option -y to set):\n  EN10MB (Ethernet)\n`);
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

/** The file that -w writes, or why it can't be. */
function* openSave(proc: Proc, path: string): Co<Stream | string> {
  const stream = path === '-' ? proc.fds.get(1) : undefined;
  if (stream) {
    yield* stream.write(pcapHead());
    return stream;
  }
  const opened = proc.open(path, 'write');
  if (!opened.ok) return `${path}: ${describeErrno(opened.error)}`;
  opened.value.open();
  yield* opened.value.write(pcapHead());
  return opened.value;
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
  const { world, netns } = proc;
  const { given, test, count, dev, saved, way } = session;
  const printer = new LinePrinter(lineOptions(proc, given, dev === undefined));
  const prints = saved === undefined || given.has('print');
  let at = world.events.length;
  let captured = 0;
  catchSignals(proc, ['SIGINT', 'SIGTERM']);
  if (!proc.ignored.has('SIGHUP')) catchSignals(proc, ['SIGHUP']);
  while (captured < count) {
    // The playhead may have gone back and the future been dropped.
    at = Math.min(at, world.events.length);
    for (; at < world.events.length && captured < count; at++) {
      const frame = seen(world.events[at] as TraceEvent, { netns, dev }, world);
      if (!frame || !test(frame.frame) || !goes(way, frame.direction)) continue;
      captured++;
      const ifindex = nsOf(proc).ifindexes.get(frame.dev) ?? 0;
      const { direction } = frame;
      const one = {
        micros: microsOf(frame.at),
        frame: { eth: frame.frame.eth, net: frame.frame.net },
        dev: { name: frame.dev, ifindex, direction },
      };
      if (saved) yield* saved.write(pcapRecord(one.micros, emitFrame(one.frame)));
      if (prints) yield* out(proc, printer.line(one));
    }
    if (captured >= count) break;
    const next = at;
    yield { for: 'event', ready: () => world.events.length !== next };
    if (proc.takeSignal() !== undefined) {
      yield* out(proc, '\n');
      break;
    }
  }
  if (given.value('w') !== '-') saved?.close();
  yield* err(proc, summary(captured, isLoopback(proc, dev)));
  return 0;
}

function microsOf(at: Nanos): number {
  const { seconds, nanoseconds } = unixTime(at);
  return seconds * 1e6 + Math.floor(nanoseconds / 1000);
}

function goes(way: string, direction: string): boolean {
  return way === 'inout' || (way === 'out') === (direction === 'Out');
}

function isLoopback(proc: Proc, dev: string | undefined): boolean {
  return dev !== undefined && devByName(nsOf(proc), dev)?.kind === 'loopback';
}

/** On lo the kernel hands over each packet twice, and libpcap shows one. */
function summary(captured: number, twice: boolean): string {
  const packets = (n: number) => `${n} packet${n === 1 ? '' : 's'}`;
  const received = twice ? captured * 2 : captured;
  return `${packets(captured)} captured\n${packets(received)} received by filter\n0 packets dropped by kernel\n`;
}

function lineOptions(proc: Proc, given: ParsedArgs, cooked: boolean): LineOptions {
  const times = (short: string) => given.given.filter(({ spec }) => spec.short === short).length;
  const octets = given.has('X') ? 'hex-ascii' : given.has('x') ? 'hex' : given.has('A') ? 'ascii' : 'none';
  const names = {
    host: (addr: string) => nameOfAddr(proc, addr as Ipv4Addr),
    service: (port: number) => serviceOf(proc, port),
  };
  return {
    ethernet: given.has('e'),
    verbose: given.has('v'),
    stamps: times('t'),
    octets,
    wholeFrame: times('x') > 1 || times('X') > 1,
    numbered: given.has('#'),
    cooked,
    ...(given.has('n') ? {} : { names }),
  };
}

function* replay(proc: Proc, given: ParsedArgs, path: string): Co<number> {
  const count = countOf(given);
  if (!count.ok) return yield* fail(proc, count.error);
  const opened = path === '-' ? undefined : proc.open(path, 'read');
  if (opened && !opened.ok) return yield* fail(proc, `${path}: ${describeErrno(opened.error)}`);
  const stream = opened?.value ?? (proc.fds.get(0) as Stream);
  let text = '';
  for (let part = yield* stream.read(); part !== ''; part = yield* stream.read()) text += part;
  const octets = encodeOctets(text);
  if (octets.length < 4)
    return yield* fail(
      proc,
      `truncated dump file; tried to read 4 file header bytes, only got ${octets.length}`,
    );
  const records = parsePcap(octets);
  if (!records.ok) return yield* fail(proc, 'unknown file format');
  const test = filterOf(proc, given, false);
  yield* err(proc, `reading from file ${path}, link-type EN10MB (Ethernet), snapshot length ${SNAPLEN}\n`);
  if (!test.ok) return yield* fail(proc, test.error);
  const printer = new LinePrinter(lineOptions(proc, given, false));
  let shown = 0;
  for (const record of records.value) {
    const frame = parseFrame(record.octets);
    if (!frame.ok || shown >= count.value) continue;
    if (!test.value({ ...frame.value, id: 0 as PacketId } satisfies Frame)) continue;
    shown++;
    const one: Captured = { micros: Math.round(record.at / 1000), frame: frame.value };
    if (!given.has('count')) yield* out(proc, printer.line(one));
  }
  if (given.has('count')) yield* out(proc, `${shown} packet${shown === 1 ? '' : 's'}\n`);
  return 0;
}
