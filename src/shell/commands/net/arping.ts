// arping(8) of iputils 20221126: ARP requests from a packet socket, and the answers that it sees there.

import { err as no, ok, type Result } from '../../../base/result.ts';
import type { Dev } from '../../../engine/device/dev.ts';
import { broadcastMac } from '../../../engine/device/mac-address.ts';
import { devByName } from '../../../engine/device/table.ts';
import { devXmit } from '../../../engine/device/xmit.ts';
import { strerror } from '../../../engine/errno.ts';
import { inetAddrType } from '../../../engine/fib/addr-type.ts';
import { routeOutput } from '../../../engine/fib/route-output.ts';
import { type Nanos, SECOND } from '../../../engine/ids.ts';
import { connectRoute } from '../../../engine/socket/connect.ts';
import type { Netns } from '../../../engine/netns.ts';
import type { TraceEvent } from '../../../engine/trace.ts';
import { ETH_P_ARP } from '../../../wire/ethernet.ts';
import { INADDR_ANY, type Ipv4Addr } from '../../../wire/ipv4-addr.ts';
import type { MacAddr } from '../../../wire/mac.ts';
import type { Frame } from '../../../wire/packet.ts';
import { parseArgs, type ParsedArgs } from '../../args.ts';
import type { Co } from '../../co.ts';
import type { Proc, Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import { catchSignals } from './catch-signals.ts';
import { parseNumber } from './iputils-number.ts';
import { EAI_NONAME, inetAton, resolveName } from './names.ts';
import { OPTIONS, USAGE, VERSION } from './arping-options.ts';

const LIMITS = {
  c: { min: 1, max: 2_147_483_647 },
  w: { min: 0, max: 2_147_483_647 },
  i: { min: 0, max: 2_147_483 },
};

export const arping: Program = {
  name: 'arping',
  options: OPTIONS,
  *run(proc, args) {
    const parsed = parseArgs('arping', OPTIONS, args, { noHint: true });
    if (!parsed.ok || parsed.value.operands.length !== 1) {
      if (parsed.ok && parsed.value.has('V')) {
        yield* out(proc, VERSION);
        return 0;
      }
      yield* err(proc, (parsed.ok ? '' : parsed.error) + USAGE);
      return 2;
    }
    if (parsed.value.has('h')) {
      yield* err(proc, USAGE);
      return 2;
    }
    const numbers = readNumbers(parsed.value);
    if (!numbers.ok) return yield* fail(proc, numbers.error, 1);
    return yield* begin(proc, parsed.value, numbers.value);
  },
};

interface Numbers {
  readonly count: number;
  readonly deadline: number | undefined;
  readonly interval: number;
}

function readNumbers(given: ParsedArgs): Result<Numbers> {
  const read: Record<string, number> = {};
  for (const name of ['c', 'w', 'i'] as const) {
    const text = given.value(name);
    const value = text === undefined ? undefined : parseNumber(text, LIMITS[name]);
    if (value && !value.ok) return value;
    if (value) read[name] = value.value;
  }
  return ok({ count: read['c'] ?? Number.POSITIVE_INFINITY, deadline: read['w'], interval: read['i'] ?? 1 });
}

function* fail(proc: Proc, text: string, status = 2): Co<number> {
  yield* err(proc, `arping: ${text}\n`);
  return status;
}

const nsOf = (proc: Proc) => proc.world.netns.get(proc.netns) as Netns;

interface Session {
  readonly numbers: Numbers;
  readonly dev: Dev;
  readonly target: Ipv4Addr;
  readonly src: Ipv4Addr;
  readonly quiet: boolean;
  readonly detects: boolean;
  /** -U and -A: nobody is asked. */
  readonly announces: boolean;
  readonly answers: boolean;
  readonly staysBroadcast: boolean;
  readonly first: boolean;
}

function* begin(proc: Proc, given: ParsedArgs, numbers: Numbers): Co<number> {
  const [host = ''] = given.operands;
  const name = given.value('I');
  const ns = nsOf(proc);
  const named = name === undefined ? undefined : devByName(ns, name);
  if (name !== undefined && !named) return yield* fail(proc, `Device ${name} not available.`);
  const source = given.value('s');
  const given4 = source === undefined ? undefined : inetAton(source);
  if (source !== undefined && given4 === undefined) return yield* fail(proc, `invalid source ${source}`);
  const found = resolveName(proc, host);
  if (!found.ok) return yield* fail(proc, `${host}: ${/^[\d.]+$/.test(host) ? EAI_NONAME : found.error}`);
  const target = found.value.addr;
  const dev = named ?? wayTo(proc, target);
  if (!dev) return yield* fail(proc, 'NETLINK_ROUTE unexpected iov element', 1);
  if (!dev.up) return yield* say(proc, `Interface "${dev.name}" is down\n`);
  if (dev.kind === 'loopback' || dev.labels?.noarp)
    return yield* say(proc, `Interface "${dev.name}" is not ARPable\n`);
  const announces = given.has('U') || given.has('A');
  const src = sourceOf(proc, { dev, target, announces, detects: given.has('D'), given: given4 });
  if (!src.ok) return yield* fail(proc, src.error);
  if (given4 === undefined && !announces && !given.has('D') && isBroadcast(proc, dev, target))
    return yield* fail(proc, 'connect: Permission denied');
  return yield* ask(proc, {
    numbers,
    dev,
    target,
    src: src.value,
    quiet: given.has('q'),
    detects: given.has('D'),
    announces,
    answers: given.has('A'),
    staysBroadcast: given.has('b'),
    first: given.has('f'),
  });
}

function* say(proc: Proc, text: string): Co<number> {
  yield* out(proc, text);
  return 2;
}

function wayTo(proc: Proc, target: Ipv4Addr): Dev | undefined {
  proc.world.beginTurn(undefined);
  const at = { world: proc.world, ns: nsOf(proc) };
  const route = routeOutput(at, { dst: target, tos: 0, purpose: 'output' });
  return route.kind === 'error' ? undefined : route.oif;
}

/** The probe socket's connect() refuses a broadcast without SO_BROADCAST. */
function isBroadcast(proc: Proc, dev: Dev, target: Ipv4Addr): boolean {
  proc.world.beginTurn(undefined);
  const at = { world: proc.world, ns: nsOf(proc) };
  const route = routeOutput(at, { dst: target, oif: dev, tos: 0, purpose: 'output' });
  return route.kind !== 'error' && route.cast === 'broadcast';
}

interface SourceQuestion {
  readonly dev: Dev;
  readonly target: Ipv4Addr;
  readonly announces: boolean;
  readonly detects: boolean;
  readonly given: Ipv4Addr | undefined;
}

function sourceOf(proc: Proc, { dev, target, announces, detects, given }: SourceQuestion): Result<Ipv4Addr> {
  const ns = nsOf(proc);
  const src = given ?? (announces ? target : undefined);
  if (src === INADDR_ANY || (detects && src === undefined)) return ok(INADDR_ANY);
  if (src !== undefined)
    return inetAddrType(ns, src) === 'local' ? ok(src) : no('bind: Cannot assign requested address');
  proc.world.beginTurn(undefined);
  const flow = { dst: target, oif: dev, tos: 0, purpose: 'output', onLink: true } as const;
  const route = connectRoute({ world: proc.world, ns }, flow);
  return route.kind === 'error' ? no(`connect: ${strerror(route.errno)}`) : ok(route.src);
}

interface Counts {
  sent: number;
  broadcasts: number;
  received: number;
  receivedBroadcasts: number;
  requests: number;
  /** Who answered: the next request goes there. */
  to: MacAddr;
}

function* ask(proc: Proc, session: Session): Co<number> {
  const { world } = proc;
  const { numbers, dev, quiet, target, src } = session;
  if (!quiet) yield* out(proc, `ARPING ${target} from ${src} ${dev.name}\n`);
  if (src === INADDR_ANY && !session.detects) return yield* fail(proc, 'no source address in not-DAD mode');
  const counts: Counts = {
    sent: 0,
    broadcasts: 0,
    received: 0,
    receivedBroadcasts: 0,
    requests: 0,
    to: broadcastMac(dev),
  };
  const start = world.now;
  let at = world.events.length;
  let sentAt = world.now;
  let next = world.now;
  catchSignals(proc, ['SIGINT', 'SIGTERM']);
  for (;;) {
    at = Math.min(at, world.events.length);
    if (world.now >= next) {
      const late = numbers.deadline !== undefined && world.now - start > numbers.deadline * SECOND;
      if (counts.sent >= numbers.count || late) break;
      sentAt = world.now;
      send(proc, session, counts);
      next = (world.now + Math.max(numbers.interval, 0.001) * SECOND) as Nanos;
    }
    for (; at < world.events.length && !isOver(session, counts); at++)
      yield* take(proc, { session, counts, sentAt, event: world.events[at] as TraceEvent });
    if (isOver(session, counts)) break;
    const seen = at;
    yield { for: 'event', ready: () => world.events.length !== seen, until: next };
    if (proc.takeSignal() === 'SIGINT') break;
  }
  if (!quiet) yield* out(proc, summary(counts));
  if (session.detects) return counts.received > 0 ? 1 : 0;
  return session.announces || counts.received > 0 ? 0 : 1;
}

/** One answer is enough for -f and -D; with -w, -c says how many are. */
function isOver({ first, detects, numbers }: Session, { received }: Counts): boolean {
  const enough =
    first || detects ? 1 : numbers.deadline === undefined ? Number.POSITIVE_INFINITY : numbers.count;
  return received >= enough;
}

function summary({ sent, broadcasts, received, receivedBroadcasts, requests }: Counts): string {
  const kinds = [
    ...(requests > 0 ? [`${requests} request(s)`] : []),
    ...(receivedBroadcasts > 0 ? [`${receivedBroadcasts} broadcast(s)`] : []),
  ];
  const more = kinds.length > 0 ? ` (${kinds.join(', ')})` : '';
  return `Sent ${sent} probes (${broadcasts} broadcast(s))\nReceived ${received} response(s)${more}\n`;
}

function send(proc: Proc, { dev, target, src, answers }: Session, counts: Counts): void {
  const { world } = proc;
  const ns = nsOf(proc);
  const oif = devByName(ns, dev.name);
  counts.sent++;
  if (counts.to === broadcastMac(dev)) counts.broadcasts++;
  if (!oif) return;
  world.beginTurn(undefined);
  const net = {
    kind: 'arp' as const,
    op: answers ? ('reply' as const) : ('request' as const),
    sha: oif.mac,
    spa: src,
    tha: answers ? oif.mac : counts.to,
    tpa: target,
  };
  const eth = { dst: counts.to, src: oif.mac, etherType: ETH_P_ARP };
  devXmit({ world, ns, oif }, { ...world.newPacket(net, eth), eth } satisfies Frame);
}

interface Seen {
  readonly session: Session;
  readonly counts: Counts;
  readonly sentAt: Nanos;
  readonly event: TraceEvent;
}

/** recv_pack: ARP from the target, to us. */
function* take(proc: Proc, { session, counts, sentAt, event }: Seen): Co<void> {
  const { dev, target, src, quiet, detects, staysBroadcast } = session;
  if (event.kind !== 'dev.rcv' || event.netns !== proc.netns || event.dev !== dev.name) return;
  const { packet } = event;
  if (packet?.net.kind !== 'arp' || event.packetType === 'otherhost' || packet.net.spa !== target) return;
  const { net } = packet;
  if (!detects && net.tpa !== src) return;
  if (detects && net.sha === dev.mac) return;
  const isRequest = net.op === 'request';
  const isUnicast = event.packetType === 'host';
  counts.received++;
  if (!isUnicast) counts.receivedBroadcasts++;
  if (isRequest) counts.requests++;
  const words = `${isUnicast ? 'Unicast' : 'Broadcast'} ${isRequest ? 'request' : 'reply'}`;
  const time = ((event.at - sentAt) / 1e6).toFixed(3);
  if (!quiet) yield* out(proc, `${words} from ${net.spa} [${net.sha.toUpperCase()}]  ${time}ms\n`);
  if (!staysBroadcast) counts.to = net.sha;
}
