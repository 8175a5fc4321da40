// mtr(8) 0.95: so many rounds of one echo request a hop, a second apart, and a report. Left out: the live screen (without -r
// it prints the report, too), --raw, --split and AS look-ups.

import { devByName } from '../../../engine/device/table.ts';
import { type Nanos, SECOND } from '../../../engine/ids.ts';
import type { Netns } from '../../../engine/netns.ts';
import type { TraceEvent } from '../../../engine/trace.ts';
import type { Ipv4Addr } from '../../../wire/ipv4-addr.ts';
import { parseArgs, type ParsedArgs } from '../../args.ts';
import type { Co } from '../../co.ts';
import type { OptionTable } from '../../options.ts';
import type { Proc, Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import { parseNumber } from './iputils-number.ts';
import { fieldsOf, type Hop, REPORTS, type ReportKind } from './mtr-report.ts';
import { inetAton, nameOfAddr, resolveName } from './names.ts';
import { type Probe, type ProbePlan, sendProbe, stopProbe, takeEvent } from './traceroute/probes.ts';

const OPTIONS: OptionTable = {
  about: 'mtr - a network diagnostic tool',
  options: [
    { short: 'r', long: 'report', about: 'output using report mode' },
    { short: 'w', long: 'report-wide', about: 'output wide report' },
    { short: 'c', long: 'report-cycles', argument: 'COUNT', about: 'set the number of pings sent' },
    { short: 'n', long: 'no-dns', about: 'do not resolve host names' },
    { short: 'm', long: 'max-ttl', argument: 'NUMBER', about: 'maximum number of hops' },
    { short: 'i', long: 'interval', argument: 'SECONDS', about: 'ICMP echo request interval' },
    { short: 'u', long: 'udp', about: 'use UDP instead of ICMP echo' },
    { short: 'f', long: 'first-ttl', argument: 'NUMBER', about: 'set what TTL to start' },
    { short: 's', long: 'psize', argument: 'PACKETSIZE', about: 'set the packet size used for probing' },
    { short: 'a', long: 'address', argument: 'ADDRESS', about: 'bind the outgoing socket to ADDRESS' },
    { short: 'I', long: 'interface', argument: 'NAME', about: 'use named network interface' },
    { short: 'o', long: 'order', argument: 'FIELDS', about: 'select output fields' },
    { short: 'b', long: 'show-ips', about: 'show IP numbers and host names' },
    { short: 'Q', long: 'tos', argument: 'NUMBER', about: 'type of service field in IP header' },
    { short: 'G', long: 'gracetime', argument: 'SECONDS', about: 'number of seconds to wait for responses' },
    { short: 'C', long: 'csv', about: 'output comma separated values' },
    { short: 'j', long: 'json', about: 'output json' },
    { short: 'x', long: 'xml', about: 'output xml' },
    { short: '4', about: 'use IPv4 only' },
    { short: 'v', long: 'version', about: 'output version information and exit' },
    { short: 'h', long: 'help', about: 'display this help and exit' },
  ],
  operands: 'hostname',
};

const MAX_UNKNOWN = 5;
const COMMON = { port: 33_434, wait: (60 * SECOND) as Nanos, pmtudisc: 'dont' as const };
const DEFAULT_LENGTH = 64;
const INT_MAX = 2_147_483_647;

export const mtr: Program = {
  name: 'mtr',
  options: OPTIONS,
  *run(proc, args) {
    const parsed = parseArgs('mtr', OPTIONS, args, { noHint: true });
    if (!parsed.ok) {
      yield* err(proc, parsed.error);
      return 1;
    }
    const given = parsed.value;
    if (given.has('v')) {
      yield* out(proc, 'mtr 0.95\n');
      return 0;
    }
    const wrong = misuse(proc, given);
    if (wrong !== undefined) {
      yield* err(proc, `mtr: ${wrong}\n`);
      return 1;
    }
    const host = given.operands[0] ?? 'localhost';
    const found = resolveName(proc, host);
    if (!found.ok) {
      yield* err(proc, `mtr: Failed to resolve host: ${host}: ${found.error}\n`);
      return 0;
    }
    return yield* trace(proc, given, { host, to: found.value.addr });
  },
};

/** What it says of its options before it begins. */
function misuse(proc: Proc, given: ParsedArgs): string | undefined {
  for (const option of ['c', 'm', 'f', 's', 'Q']) {
    const text = given.value(option);
    const number = text === undefined ? undefined : parseNumber(text, { min: -INT_MAX, max: INT_MAX });
    if (number && !number.ok) return number.error;
  }
  const interval = given.value('i');
  if (interval !== undefined && Number.isNaN(Number(interval))) return `invalid argument: '${interval}'`;
  if (interval !== undefined && Number(interval) <= 0) return 'wait time must be positive';
  const fields = fieldsOf(given.value('o'));
  if (!fields.ok) return fields.error;
  const ns = proc.world.netns.get(proc.netns) as Netns;
  const dev = given.value('I');
  return dev !== undefined && !devByName(ns, dev) ? 'no such interface' : undefined;
}

interface Target {
  readonly host: string;
  readonly to: Ipv4Addr;
}

function* trace(proc: Proc, given: ParsedArgs, { host, to }: Target): Co<number> {
  const start = proc.world.now;
  const max = Math.min(Number(given.value('m') ?? 30), 255);
  const source = given.value('a');
  const addr = source === undefined ? undefined : inetAton(source);
  const dev = given.value('I');
  const first = Math.min(Number(given.value('f') ?? 1), max);
  const length = Number(given.value('s') ?? DEFAULT_LENGTH);
  const cycles = Number(given.value('c') ?? 10);
  const tos = Number(given.value('Q') ?? 0);
  const hops = yield* rounds(proc, {
    to,
    icmp: !given.has('u'),
    cycles,
    first,
    max,
    length,
    tos,
    source: { ...(addr !== undefined && { addr }), ...(dev !== undefined && { dev }) },
    interval: Number(given.value('i') ?? 1) * SECOND,
    grace: Number(given.value('G') ?? 5) * SECOND,
  });
  const named = (one: Ipv4Addr) => (given.has('n') ? undefined : nameOfAddr(proc, one));
  const shown = (one: Ipv4Addr) => {
    const name = named(one);
    return name !== undefined && given.has('b') ? `${name} (${one})` : (name ?? one);
  };
  const fields = fieldsOf(given.value('o'));
  if (!fields.ok) return 1;
  const kind = (['C', 'j', 'x'] as const).find((option) => given.has(option)) ?? 'r';
  const write: ReportKind = REPORTS[kind];
  const about = { hops, first, start, shown, host, cycles, length, tos, wide: given.has('w') };
  yield* out(proc, write(proc, { ...about, fields: fields.value }));
  return 0;
}

interface Rounds {
  readonly to: Ipv4Addr;
  readonly icmp: boolean;
  readonly cycles: number;
  readonly first: number;
  readonly max: number;
  readonly length: number;
  readonly tos: number;
  readonly source: ProbePlan['source'];
  readonly interval: number;
  /** How long it waits for what is still open in the end. */
  readonly grace: number;
}

function* rounds(proc: Proc, plan: Rounds): Co<readonly Hop[]> {
  const { world } = proc;
  const { cycles, first, max, interval, grace } = plan;
  const hops: Hop[] = [];
  const open: Probe[] = [];
  let last = max;
  for (let round = 0; round < cycles; round++) {
    const next = world.now + interval;
    let silent = 0;
    for (let ttl = first; ttl <= last && silent < MAX_UNKNOWN; ttl++) {
      const hop = (hops[ttl - first] ??= { from: undefined, sent: 0, times: [] });
      const probe = yield* ask(
        proc,
        sendProbe(proc, { ...plan, ...COMMON, source: plan.source ?? {} }, ttl, ttl),
        interval / last,
      );
      hop.sent++;
      if (!probe.done?.from) open.push(probe);
      take(hop, probe);
      silent = hop.from === undefined ? silent + 1 : 0;
      if (probe.done?.final) last = Math.min(last, ttl);
    }
    if (world.now < next) yield { for: 'time', until: next as Nanos };
  }
  yield { for: 'time', until: (world.now + grace) as Nanos };
  for (const late of open) {
    const probe = yield* ask(proc, late, 0);
    take(hops[probe.ttl - first] as Hop, probe);
    if (probe.done?.final) last = Math.min(last, probe.ttl);
    stopProbe(proc, probe);
  }
  return hops.slice(0, Math.min(lastKnown(hops), last - first) + 1);
}

function lastKnown(hops: readonly Hop[]): number {
  const known = hops.findLastIndex((hop) => hop.from !== undefined);
  return Math.min(known + 1, hops.length - 1) === known + 1 && hops.length > known + 1 ? known + 1 : known;
}

function take(hop: Hop, probe: Probe): void {
  if (probe.done?.from === undefined) return;
  hop.from = probe.done.from;
  hop.times.push((probe.done.at - probe.sentAt) / 1e6);
}

function* ask(proc: Proc, probe: Probe, patience: number): Co<Probe> {
  const { world } = proc;
  let at = 0;
  at = world.events.findIndex((event) => 'pid' in event && event.pid === probe.pid);
  const until = (probe.sentAt + Math.max(patience, 1)) as Nanos;
  for (;;) {
    at = Math.min(Math.max(at, 0), world.events.length);
    for (; at < world.events.length; at++) {
      const event = world.events[at] as TraceEvent;
      if ('pid' in event && event.pid === probe.pid) takeEvent(probe, event);
    }
    if (probe.done || world.now >= until) return probe;
    const seen = at;
    yield { for: 'event', ready: () => world.events.length !== seen, until };
  }
}
