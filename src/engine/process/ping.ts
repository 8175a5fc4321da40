// ping(8) of iputils 20221126: one echo request a second, and what it waits for. Answers and errors come in by ping-rcv.ts.
// It gives up after ten seconds if nobody ever answered, otherwise after twice the longest round trip, a second at least;
// an ICMP error counts as much as an answer.

import { present } from '../../base/assert.ts';
import { INADDR_ANY, type Ipv4Addr, isMulticast } from '../../wire/ipv4-addr.ts';
import { IPPROTO_ICMP, IPPROTO_UDP } from '../../wire/ipv4.ts';
import { devByName } from '../device/table.ts';
import { inetAddrType } from '../fib/addr-type.ts';
import { routeOutput } from '../fib/route-output.ts';
import type { OutputRouteVerdict, OutputVerdict } from '../fib/route-verdict.ts';
import { MICROSECOND, MILLISECOND, type Nanos, type NetnsId, type Pid, SECOND } from '../ids.ts';
import { countMib, type Netns } from '../netns.ts';
import { connectRoute } from '../socket/connect.ts';
import { bindSocket, closeSocket } from '../socket/table.ts';
import { sysctlNumber } from '../sysctl.ts';
import type { PingErrorKind } from '../trace.ts';
import type { World } from '../world.ts';
import { sendProbe, seqOf } from './ping-send.ts';
import type { PingOptions, PingProcess } from './process.ts';

/** DEFDATALEN and MAXWAIT of iputils. */
const DEFAULT_SIZE = 56;
const MAX_WAIT = (10 * SECOND) as Nanos;
/** MININTERVAL, and the longest pause before it tries again to send. */
const MIN_INTERVAL = 10 * MILLISECOND;
const MAX_RETRY_PAUSE = 500 * MILLISECOND;
/** What it takes ping to notice an answer and to send: without it a flood would stand still in time. */
const EAGER_PAUSE = (10 * MICROSECOND) as Nanos;

/** Starts `ping TO` in a turn of its own. It has ended already if the address can't be reached at all. */
export function startPing(
  world: World,
  netns: NetnsId,
  to: Ipv4Addr,
  options: Partial<PingOptions> = {},
): Pid {
  const ns = present(world.netns.get(netns), `namespace ${netns}`);
  world.beginTurn(undefined);
  const pid = world.newPid();
  const process = newPing(ns, pid, to, options);
  world.emit({ ns }, undefined, { kind: 'ping.start', pid, to, count: process.options.count });
  const src = process.options.source?.addr;
  const route = src === undefined ? connectProbe(world, ns, process) : boundRoute(world, ns, process);
  if (route.kind === 'refusal') {
    world.emit({ ns }, undefined, { kind: 'ping.error', pid, error: { type: 'local', errno: route.errno } });
    return endPing(world, ns, process);
  }
  const found = route.kind === 'error' ? INADDR_ANY : route.src;
  // `ping 0` means this host: the address that it would send from.
  const connected = { ...process, src: src ?? found, to: to === INADDR_ANY ? found : to };
  bindSocket(ns, 'icmp', process.id, pid);
  // Only a rule can tell the two sockets apart.
  const mayDiffer = src === undefined && ns.fib.get().customRules;
  sendNext(world, ns, withAlarm(world, connected), mayDiffer ? pingRoute(world, ns, connected) : route);
  return pid;
}

/** SIGINT: it says how it went, and ends. In a turn of its own. */
export function stopPing(world: World, pid: Pid): void {
  const process = world.processes.get(pid);
  const ns = process && world.netns.get(process.netns);
  if (process?.kind !== 'ping' || process.done) return;
  world.beginTurn(undefined);
  if (ns) endPing(world, ns, process);
  else world.processes.set(pid, { ...process, done: true });
}

/** An answer came, and `eager` is on: the next request goes out now. */
export function sendSoon(world: World, process: PingProcess): void {
  const { options, timer, sent, pid } = process;
  if (!options.eager || sent >= options.count) return;
  if (timer) world.queue.cancel(timer);
  const next = world.schedule(EAGER_PAUSE, { kind: 'process.timer', pid, what: 'send' });
  world.processes.set(pid, { ...process, timer: next });
}

/** `what` is 'send', 'give-up' or 'deadline'. */
export function pingTimer(world: World, ns: Netns, process: PingProcess, what: string): void {
  if (process.done) return;
  if (what === 'send') sendNext(world, ns, process, pingRoute(world, ns, process));
  else endPing(world, ns, process);
}

/** Ends it, and says how it went. */
export function endPing(world: World, ns: Netns, process: PingProcess): Pid {
  const { pid, sent, received, errors } = process;
  if (process.timer) world.queue.cancel(process.timer);
  if (process.alarm) world.queue.cancel(process.alarm);
  const { timer: _, alarm: _alarm, ...rest } = process;
  world.processes.set(pid, { ...rest, done: true });
  closeSocket(ns, 'icmp', process.id);
  world.emit({ ns }, undefined, { kind: 'ping.end', pid, sent, received, errors });
  return pid;
}

/** Everything sent was answered, or somebody said that it never will be. With a deadline one error is enough. */
export function isSettled({ received, errors, options }: PingProcess): boolean {
  return received + errors >= options.count || (options.deadline !== undefined && errors > 0);
}

function newPing(ns: Netns, pid: Pid, to: Ipv4Addr, given: Partial<PingOptions>): PingProcess {
  const toGroup = given.broadcast === true || isMulticast(to);
  const options: PingOptions = {
    count: 1,
    interval: SECOND as Nanos,
    size: DEFAULT_SIZE,
    ttl: isMulticast(to) ? 1 : sysctlNumber(ns, 'net.ipv4.ip_default_ttl'),
    pmtudisc: toGroup ? 'do' : socketPmtudisc(ns),
    broadcast: false,
    timeout: MAX_WAIT,
    ...given,
  };
  const counters = { sent: 0, received: 0, errors: 0, outstanding: [], rttMax: 0 as Nanos, done: false };
  return {
    kind: 'ping',
    pid,
    netns: ns.id,
    to,
    options,
    id: options.ident ?? pid & 0xffff,
    src: INADDR_ANY,
    ...counters,
  };
}

/** What a socket begins with (inet_create, net/ipv4/af_inet.c). */
function socketPmtudisc(ns: Netns): PingOptions['pmtudisc'] {
  return sysctlNumber(ns, 'net.ipv4.ip_no_pmtu_disc') === 0 ? 'want' : 'dont';
}

type Refusal = { readonly kind: 'refusal'; readonly errno: LocalErrno };
type LocalErrno = Extract<PingErrorKind, { type: 'local' }>['errno'];

/** The bind() that -I ADDRESS asks for. Then nothing is connected, and that there is no way shows when it sends. */
function boundRoute(world: World, ns: Netns, process: PingProcess): OutputRouteVerdict | Refusal {
  const addr = process.options.source?.addr ?? INADDR_ANY;
  const anyAddr = sysctlNumber(ns, 'net.ipv4.ip_nonlocal_bind') !== 0;
  if (!anyAddr && inetAddrType(ns, addr) !== 'local') return refusal('EADDRNOTAVAIL');
  return pingRoute(world, ns, process);
}

/** The UDP socket that ping connects to learn its source address. */
function connectProbe(world: World, ns: Netns, process: PingProcess): OutputVerdict | Refusal {
  const route = pingRoute(world, ns, process, 'connect');
  if (route.kind === 'error') {
    if (route.errno === 'ENETUNREACH') countMib(ns, 'IpOutNoRoutes');
    return refusal(route.errno);
  }
  return allowed(process, route);
}

/** A broadcast needs SO_BROADCAST, which is what -b is for. */
function allowed(process: PingProcess, route: OutputVerdict): OutputVerdict | Refusal {
  return route.cast === 'broadcast' && !process.options.broadcast ? refusal('EACCES') : route;
}

function refusal(errno: LocalErrno): Refusal {
  return { kind: 'refusal', errno };
}

/** How ping's two sockets find their way, and what a rule may ask of them. The UDP one connects to port 1025. */
const SOCKETS = {
  raw: { lookUp: routeOutput, asks: { ipproto: IPPROTO_ICMP } },
  connect: { lookUp: connectRoute, asks: { ipproto: IPPROTO_UDP, dport: 1025 } },
};

/** The raw socket isn't connected: each request is routed anew, and from no address in particular. */
function pingRoute(
  world: World,
  ns: Netns,
  { to, options }: PingProcess,
  socket: keyof typeof SOCKETS = 'raw',
): OutputRouteVerdict {
  const oif = options.source?.dev === undefined ? undefined : devByName(ns, options.source.dev);
  if (options.source?.dev !== undefined && !oif)
    return { kind: 'error', errno: 'ENODEV', reason: 'IP_OUTNOROUTES' };
  const src = options.source?.addr;
  const { lookUp, asks } = SOCKETS[socket];
  const flow = { dst: to, tos: options.tos ?? 0, purpose: 'output' as const };
  const told = ns.fib.get().asksForPorts ? { ...flow, ...asks } : flow;
  return lookUp({ world, ns }, { ...told, ...(src && { src }), ...(oif && { oif }) });
}

/** Sends a request, and sets the clock for the next one or for the end. */
function sendNext(world: World, ns: Netns, process: PingProcess, route: OutputRouteVerdict): void {
  const next = { ...process, sent: process.sent + 1 };
  const outstanding = [...process.outstanding, { seq: seqOf(next), at: world.now }];
  const sending = { ...next, outstanding };
  world.processes.set(sending.pid, sending);
  const error = sendProbe({ world, ns }, sending, route);
  // Set after the sending: a real ping's second is a little longer than the kernel's, so that of two timers for the same
  // instant the neighbour's runs out first (the fourth request to an absent host begins a new search).
  const sent = withTimer(world, sending);
  world.processes.set(sent.pid, sent);
  if (!error) return;
  if (error.errno === 'ENOBUFS') return pingNotSent(world, ns, sent);
  // ping pretends that it sent the request. Only a message that is too long counts as an error; of anything else this
  // version says nothing.
  world.emit({ ns }, undefined, { kind: 'ping.error', pid: sent.pid, error });
  if (error.errno !== 'EMSGSIZE' || error.mtu === undefined || sent.options.quiet) return;
  const failed = { ...sent, errors: sent.errors + 1 };
  world.processes.set(failed.pid, isSettled(failed) ? withLastWait(world, failed) : failed);
}

/** It looks whether it is done only when it has waited for an answer once (SO_RCVTIMEO in setup(), ping_common.c). */
function withLastWait(world: World, process: PingProcess): PingProcess {
  const { pid, options, timer: later } = process;
  if (later) world.queue.cancel(later);
  return {
    ...process,
    timer: world.schedule(options.interval, { kind: 'process.timer', pid, what: 'give-up' }),
  };
}

/** How long the last request is waited for is decided when it is sent. */
function withTimer(world: World, process: PingProcess): PingProcess {
  const { pid, sent, received, rttMax, options } = process;
  const isLast = sent >= options.count && options.deadline === undefined;
  const linger = received > 0 ? Math.max(2 * rttMax, options.interval) : options.timeout;
  const pause = sent < (options.preload ?? 1) ? 0 : Math.max(options.interval, EAGER_PAUSE);
  const timer = world.schedule((isLast ? linger : pause) as Nanos, {
    kind: 'process.timer',
    pid,
    what: isLast ? 'give-up' : 'send',
  });
  return { ...process, timer };
}

/**
 * ENOBUFS: no buffer for the last request, or the driver refused it (pinger(), ping_common.c). It is tried again with the
 * next interval as if nothing had been sent, until that has taken as long as ping would wait for an answer; then it counts.
 */
export function pingNotSent(world: World, ns: Netns, process: PingProcess): void {
  const { pid, options, refused, timer } = process;
  const seq = seqOf(process);
  const times = refused && refused.seq >= seq - 1 ? refused.times + 1 : 1;
  const pause = Math.min(Math.max(options.interval / 2, MIN_INTERVAL), MAX_RETRY_PAUSE);
  const again = times * pause < options.timeout;
  const sent = again ? process.sent - 1 : process.sent;
  world.emit({ ns }, undefined, {
    kind: 'ping.error',
    pid,
    error: { type: 'local', errno: 'ENOBUFS', again, sent },
  });
  const told = { ...process, refused: { seq, times }, sent };
  if (!again) {
    world.processes.set(pid, told);
    return;
  }
  if (timer) world.queue.cancel(timer);
  const retry = world.schedule(Math.max(pause, options.interval) as Nanos, {
    kind: 'process.timer',
    pid,
    what: 'send',
  });
  const outstanding = process.outstanding.filter((request) => request.seq !== seq);
  world.processes.set(pid, { ...told, outstanding, timer: retry });
}

function withAlarm(world: World, process: PingProcess): PingProcess {
  const { pid, options } = process;
  if (options.deadline === undefined) return process;
  return {
    ...process,
    alarm: world.schedule(options.deadline, { kind: 'process.timer', pid, what: 'deadline' }),
  };
}
