// ping(8) of iputils 20221126. The engine's ping process sends and waits (engine/process/ping.ts), so that a ping typed
// here and one started at the timeline are the same thing; this tells of it, line by line as it happens.

import { err as no, ok as yes, type Result } from '../../../../base/result.ts';
import { strerror } from '../../../../engine/errno.ts';
import { devByName } from '../../../../engine/device/table.ts';
import { addrsOf } from '../../../../engine/fib/addr-table.ts';
import type { Pid } from '../../../../engine/ids.ts';
import type { Netns } from '../../../../engine/netns.ts';
import { startPing, stopPing } from '../../../../engine/process/ping.ts';
import type { PingProcess } from '../../../../engine/process/process.ts';
import type { TraceEvent } from '../../../../engine/trace.ts';
import { INADDR_ANY, INADDR_BROADCAST, type Ipv4Addr, isMulticast } from '../../../../wire/ipv4-addr.ts';
import { parseArgs, type ParsedArgs } from '../../../args.ts';
import { unixTime } from '../../../wall-clock.ts';
import type { Co } from '../../../co.ts';
import type { LocalError } from '../../../../engine/process/ping-send.ts';
import type { Proc, Program } from '../../../program.ts';
import { catchSignals } from '../catch-signals.ts';
import { err, out } from '../../../say.ts';
import { EAI_NONAME, inetAton, isIpv6, nameOfAddr, resolveName, type ResolvedName } from '../names.ts';
import { ipOptionsFor, optionsTeller } from './ip-options.ts';
import { PingReport } from './report.ts';
import { newSettings, type PingSettings, type Refusal, takeOption } from './settings.ts';
import { PING_OPTIONS, PING_USAGE } from './table.ts';

const VERSION =
  'ping from iputils 20221126\nlibcap: yes, IDN: yes, NLS: no, error.h: yes, getrandom(): yes, __fpending(): yes\n';
const IP_AND_ICMP = 28;
/** ping announces the longest options there can be. */
const MAX_IPOPTLEN = 40;
const BROADCAST_WARNING = 'WARNING: pinging broadcast address\n';
const BROADCAST_REFUSED = 'Do you want to ping broadcast? Then -b. If not, check your local firewall rules';

export const ping: Program = {
  name: 'ping',
  options: PING_OPTIONS,
  *run(proc, args) {
    const parsed = parseArgs('ping', PING_OPTIONS, args, { noHint: true });
    if (!parsed.ok) return yield* usage(proc, parsed.error);
    const { value: given } = parsed;
    if (given.has('h')) return yield* usage(proc, '');
    const settings = newSettings();
    for (const option of given.given) {
      if (option.spec.short === 'V') {
        yield* out(proc, VERSION);
        return 0;
      }
      const taken = takeOption(settings, option);
      if (!taken.ok) return yield* refuse(proc, taken.error, settings);
    }
    yield* err(proc, settings.warning);
    return yield* begin(proc, settings, given);
  },
};

function* usage(proc: Proc, text: string): Co<number> {
  yield* err(proc, text + PING_USAGE);
  return 2;
}

function* refuse(proc: Proc, { text, status }: Refusal, settings: PingSettings): Co<number> {
  yield* err(proc, `${settings.warning}ping: ${text}\n`);
  return status;
}

function* fail(proc: Proc, text: string, status = 2): Co<number> {
  yield* err(proc, `ping: ${text}\n`);
  return status;
}

function* begin(proc: Proc, settings: PingSettings, { operands }: ParsedArgs): Co<number> {
  const name = operands.at(-1) ?? '';
  if (operands.length === 0) return yield* fail(proc, 'usage error: Destination address required', 1);
  if (name === '') return yield* fail(proc, `: ${EAI_NONAME}`);
  if (settings.family === 6 ? isIpv6(name) : settings.family === undefined && isIpv6(name)) {
    const why = name === '::1' ? 'Cannot assign requested address' : 'Network is unreachable';
    return yield* fail(proc, `connect: ${why}`);
  }
  const found = resolveName(proc, name);
  if (!found.ok) return yield* fail(proc, `${name}: ${found.error}`);
  if (settings.family === 6) return yield* fail(proc, `${name}: Address family for hostname not supported`);
  const hops = hopsOf(proc, operands.slice(0, -1));
  if (!hops.ok) return yield* fail(proc, hops.error);
  const octets = ipOptionsFor(settings, hops.value);
  // Several destinations are a source route, which the kernel doesn't let a socket ask for here.
  if (hops.value.length > 0 && settings.timestamp !== 'tsprespec')
    return yield* fail(proc, 'record route: Operation not permitted');
  if (octets) settings.engine.ipOptions = octets;
  if (settings.patternText) yield* out(proc, `PATTERN: 0x${settings.patternText}\n`);
  return yield* pingIt(proc, settings, found.value);
}

function hopsOf(proc: Proc, names: readonly string[]): Result<Ipv4Addr[]> {
  const hops: Ipv4Addr[] = [];
  for (const name of names) {
    const found = resolveName(proc, name);
    if (!found.ok) return no(`${name}: ${found.error}`);
    hops.push(found.value.addr);
  }
  return yes(hops);
}

function* pingIt(proc: Proc, settings: PingSettings, to: ResolvedName): Co<number> {
  const { world } = proc;
  const ns = world.netns.get(proc.netns) as Netns;
  const addr = settings.interface === undefined ? undefined : inetAton(settings.interface);
  const dev = addr === undefined ? settings.interface : undefined;
  if (dev !== undefined && !devByName(ns, dev))
    return yield* fail(proc, `SO_BINDTODEVICE ${dev}: No such device`);
  if (settings.engine.ttl === 0)
    return yield* fail(proc, 'cannot set unicast time-to-live: Invalid argument');
  const source = { ...(addr !== undefined && { addr }), ...(dev !== undefined && { dev }) };
  const from = world.events.length;
  const pid = startPing(world, proc.netns, to.addr, {
    ...settings.engine,
    ...(settings.interface !== undefined && { source }),
    ...(settings.broadcast && { broadcast: true }),
  });
  const process = world.processes.get(pid) as PingProcess;
  const refused = refusalOf(world.events, from, process);
  if (refused !== undefined) return yield* connectRefused(proc, settings, refused);
  return yield* tell(proc, settings, { to, process, dev, from, ns });
}

/** EACCES is what ping takes for a broadcast, whatever it was: with -b it tries once more. */
function* connectRefused(proc: Proc, { broadcast }: PingSettings, refused: string): Co<number> {
  if (refused !== `connect: ${strerror('EACCES')}`) return yield* fail(proc, refused);
  if (!broadcast) return yield* fail(proc, BROADCAST_REFUSED);
  yield* err(proc, BROADCAST_WARNING);
  return yield* fail(proc, refused);
}

/** It ended before it sent anything: what connect() or bind() said. */
function refusalOf(events: readonly TraceEvent[], from: number, process: PingProcess): string | undefined {
  if (!process.done || process.sent > 0) return undefined;
  for (const event of events.slice(from)) {
    if (event.kind !== 'ping.error' || event.pid !== process.pid || event.error.type !== 'local') continue;
    const { errno } = event.error;
    if (errno === 'EADDRNOTAVAIL') return 'bind: Cannot assign requested address';
    return `connect: ${errno === 'EMSGSIZE' ? 'Message too long' : strerror(errno)}`;
  }
  return undefined;
}

interface Started {
  readonly to: ResolvedName;
  readonly process: PingProcess;
  readonly dev: string | undefined;
  /** The first event of its. */
  readonly from: number;
  readonly ns: Netns;
}

function* tell(proc: Proc, settings: PingSettings, started: Started): Co<number> {
  const { to, process, dev, ns } = started;
  const { size } = process.options;
  const hostname = to.canonical;
  const isNumeric = settings.numeric || to.numeric;
  const report = new PingReport({
    settings,
    size,
    ident: process.id,
    hostname,
    toGroup: settings.broadcast || isMulticast(process.to),
    show: (addr) => shown(proc, addr as Ipv4Addr, isNumeric),
    optionsText: optionsTeller((addr) => shown(proc, addr, isNumeric), settings.flood),
    stamp: () => (settings.stamps ? stampOf(proc) : ''),
  });
  if (isGroup(proc, started) && settings.broadcast) yield* err(proc, BROADCAST_WARNING);
  if (settings.verbose) yield* verboseHead(proc, to);
  if (dev !== undefined && !hasSource(ns, dev, process.src))
    yield* err(proc, `ping: Warning: source address might be selected on device other than: ${dev}\n`);
  const via = settings.interface !== undefined || settings.sticky ? `from ${process.src} ${dev ?? ''}: ` : '';
  yield* out(
    proc,
    `PING ${hostname} (${process.to === INADDR_ANY ? process.src : process.to}) ${via}${size}(${size + IP_AND_ICMP + (process.options.ipOptions ? MAX_IPOPTLEN : 0)}) bytes of data.\n`,
  );
  yield* follow(proc, started, report);
  yield* out(proc, report.statistics());
  return report.exitStatus;
}

/** Prints what happens to the process until it has ended; Ctrl-C ends it. */
function* follow(proc: Proc, { process: { pid }, from }: Started, report: PingReport): Co<void> {
  const { world } = proc;
  let at = from;
  catchSignals(proc, ['SIGINT', 'SIGQUIT']);
  try {
    for (;;) {
      // The playhead may have gone back and the future been dropped.
      at = Math.min(at, world.events.length);
      for (; at < world.events.length; at++) yield* line(proc, world.events[at] as TraceEvent, pid, report);
      const process = world.processes.get(pid);
      if (process?.done !== false) return;
      yield { for: 'event', ready: () => world.events.length !== at };
      const signal = proc.takeSignal();
      if (signal === 'SIGINT') stopPing(world, pid);
      else if (signal === 'SIGQUIT') yield* err(proc, report.status());
    }
  } finally {
    stopPing(world, pid);
  }
}

function* line(proc: Proc, event: TraceEvent, pid: Pid, report: PingReport): Co<void> {
  if (!('pid' in event) || event.pid !== pid) return;
  if (event.kind === 'ping.send') yield* out(proc, report.send(event.at));
  else if (event.kind === 'ping.reply') yield* out(proc, report.reply(event));
  else if (event.kind === 'ping.error') {
    if (event.error.type === 'icmp') yield* out(proc, report.error(event.error));
    else yield* localError(proc, event.error, report);
  }
}

/** A request that couldn't be sent counts as sent; only of one that is too long does ping speak. */
function* localError(proc: Proc, error: LocalError, report: PingReport): Co<void> {
  if (error.errno === 'ENOBUFS') return yield* noBuffers(proc, error, report);
  yield* out(proc, report.send(proc.world.now));
  if (error.errno !== 'EMSGSIZE' || error.mtu === undefined) return;
  if (report.isQuiet) return;
  report.errors++;
  yield* err(proc, `ping: local error: message too long, mtu=${error.mtu}\n`);
}

function* noBuffers(proc: Proc, { again, sent = 0 }: LocalError, report: PingReport): Co<void> {
  report.notSent(proc.world.now, sent);
  if (!again && report.speaks) yield* err(proc, `ping: sendmsg: ${strerror('ENOBUFS')}\n`);
}

function* verboseHead(proc: Proc, to: ResolvedName): Co<void> {
  yield* err(
    proc,
    'ping: sock4.fd: 3 (socktype: SOCK_RAW), sock6.fd: 4 (socktype: SOCK_RAW), hints.ai_family: AF_UNSPEC\n\n',
  );
  yield* out(proc, `ai->ai_family: AF_INET, ai->ai_canonname: '${to.canonical}'\n`);
}

function shown(proc: Proc, addr: Ipv4Addr, isNumeric: boolean): string {
  const name = isNumeric ? undefined : nameOfAddr(proc, addr);
  return name === undefined ? addr : `${name} (${addr})`;
}

/** Does the route to it say broadcast? To all ones it does whatever the tables say (__mkroute_output). */
function isGroup({ world }: Proc, { from, process }: Started): boolean {
  if (process.to === INADDR_BROADCAST) return true;
  return world.events
    .slice(from)
    .some(
      (event) =>
        event.kind === 'fib.lookup' &&
        event.answer.flow.dst === process.to &&
        event.answer.result.type === 'broadcast',
    );
}

function hasSource(ns: Netns, dev: string, src: Ipv4Addr): boolean {
  const device = devByName(ns, dev);
  return device !== undefined && addrsOf(ns, device.ifindex).some((ifa) => ifa.cidr.addr === src);
}

/** -D */
function stampOf(proc: Proc): string {
  const { seconds, nanoseconds } = unixTime(proc.world.now);
  return `[${seconds}.${String(Math.floor(nanoseconds / 1000)).padStart(6, '0')}] `;
}
