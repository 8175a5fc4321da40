// mtr(8) 0.95, its report (-r): so many rounds of one echo request a hop, a second apart. The live screen is left out:
// without -r it prints the report, too.

import { type Nanos, SECOND } from '../../../engine/ids.ts';
import type { TraceEvent } from '../../../engine/trace.ts';
import type { Ipv4Addr } from '../../../wire/ipv4-addr.ts';
import { parseArgs } from '../../args.ts';
import type { Co } from '../../co.ts';
import type { OptionTable } from '../../options.ts';
import type { Proc, Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import { unixTime } from '../../wall-clock.ts';
import { clockText, dateText } from './calendar-text.ts';
import { hostName } from './hostname.ts';
import { nameOfAddr, resolveName } from './names.ts';
import { type Probe, sendProbe, stopProbe, takeEvent } from './traceroute/probes.ts';

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
    { short: '4', about: 'use IPv4 only' },
    { short: 'v', long: 'version', about: 'output version information and exit' },
    { short: 'h', long: 'help', about: 'display this help and exit' },
  ],
  operands: 'hostname',
};

const MAX_UNKNOWN = 5;
const WAIT = SECOND as Nanos;

interface Hop {
  from: Ipv4Addr | undefined;
  sent: number;
  readonly times: number[];
}

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
    const host = given.operands[0] ?? 'localhost';
    const found = resolveName(proc, host);
    if (!found.ok) {
      yield* err(proc, `mtr: Failed to resolve host: ${host}: ${found.error}\n`);
      return 1;
    }
    const start = proc.world.now;
    const hops = yield* rounds(proc, {
      to: found.value.addr,
      icmp: !given.has('u'),
      cycles: Number(given.value('c') ?? 10),
      max: Number(given.value('m') ?? 30),
      interval: Number(given.value('i') ?? 1) * SECOND,
    });
    const shown = (addr: Ipv4Addr) => (given.has('n') ? undefined : nameOfAddr(proc, addr)) ?? addr;
    yield* out(proc, report(proc, { hops, start, shown }));
    return 0;
  },
};

interface Rounds {
  readonly to: Ipv4Addr;
  readonly icmp: boolean;
  readonly cycles: number;
  readonly max: number;
  readonly interval: number;
}

function* rounds(proc: Proc, { to, icmp, cycles, max, interval }: Rounds): Co<readonly Hop[]> {
  const { world } = proc;
  const hops: Hop[] = [];
  let last = max;
  for (let round = 0; round < cycles; round++) {
    const next = world.now + interval;
    const plan = { to, icmp, length: 64, port: 33_434, wait: WAIT, pmtudisc: 'dont' as const, tos: 0 };
    let silent = 0;
    const open: Probe[] = [];
    for (let ttl = 1; ttl <= last && silent < MAX_UNKNOWN; ttl++) {
      const hop = (hops[ttl - 1] ??= { from: undefined, sent: 0, times: [] });
      const probe = yield* ask(proc, sendProbe(proc, plan, ttl, ttl), interval / last);
      hop.sent++;
      if (!probe.done?.from) open.push(probe);
      take(hop, probe);
      silent = hop.from === undefined ? silent + 1 : 0;
      if (probe.done?.final) last = Math.min(last, ttl);
    }
    for (const probe of open) stopProbe(proc, probe);
    if (world.now < next) yield { for: 'time', until: next as Nanos };
  }
  return hops.slice(0, lastKnown(hops) + 1);
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

interface Report {
  readonly hops: readonly Hop[];
  readonly start: Nanos;
  readonly shown: (addr: Ipv4Addr) => string;
}

function report(proc: Proc, { hops, start, shown }: Report): string {
  const { seconds } = unixTime(start);
  const time = `${dateText(seconds)}T${clockText(seconds)}`;
  const head = `HOST: ${hostName(proc)}`.padEnd(34);
  const rows = hops.map((hop, i) => {
    const name = hop.from === undefined ? '???' : shown(hop.from);
    return `${`${String(i + 1).padStart(3)}.|-- ${name}`.padEnd(34)}${figures(hop)}\n`;
  });
  return `Start: ${time}+0000\n${head}Loss%   Snt   Last   Avg  Best  Wrst StDev\n${rows.join('')}`;
}

function figures({ sent, times }: Hop): string {
  const loss = sent === 0 ? 0 : ((sent - times.length) / sent) * 100;
  const sum = times.reduce((total, time) => total + time, 0);
  const average = times.length === 0 ? 0 : sum / times.length;
  const squares = times.reduce((total, time) => total + (time - average) ** 2, 0);
  const deviation = times.length < 2 ? 0 : Math.sqrt(squares / (times.length - 1));
  const least = times.length === 0 ? 0 : Math.min(...times);
  const most = Math.max(0, ...times);
  const columns = [times.at(-1) ?? 0, average, least, most, deviation].map((value) =>
    value.toFixed(1).padStart(6),
  );
  return `${loss.toFixed(1).padStart(4)}%${String(sent).padStart(6)} ${columns.join('')}`;
}
