// One UDP datagram to a port, from a socket that hears of errors (IP_RECVERR), as traceroute's does. A port where nobody
// listens answers with "port unreachable"; silence may mean anything.

import { present } from '../../base/assert.ts';
import type { IcmpError } from '../../wire/icmpv4.ts';
import { INADDR_ANY, type Ipv4Addr } from '../../wire/ipv4-addr.ts';
import { IPPROTO_UDP } from '../../wire/ipv4.ts';
import { readUint16 } from '../../wire/octets.ts';
import type { Ctx } from '../ctx.ts';
import { devByName } from '../device/table.ts';
import type { OutputVerdict } from '../fib/route-verdict.ts';
import { type Nanos, type NetnsId, type Pid, SECOND } from '../ids.ts';
import type { IpPacket } from '../ip/ip-packet.ts';
import { makePacket } from '../ip/make.ts';
import { ipLocalOut } from '../ip/output.ts';
import { countMib, type Netns } from '../netns.ts';
import { connectRoute } from '../socket/connect.ts';
import { bindSocket, closeSocket, lookupSocket } from '../socket/table.ts';
import type { PingErrorKind } from '../trace.ts';
import type { World } from '../world.ts';
import type { UdpProbeProcess } from './process.ts';

/** traceroute waits five seconds by default. */
const WAIT = (5 * SECOND) as Nanos;
/** net.ipv4.ip_local_port_range */
const FIRST_PORT = 32_768;
const PORTS = 28_232;
const DATA = new TextEncoder().encode('packetwalk');
const ICMP_PORT_UNREACH = 3;

/** What a traceroute asks of its probes; each has a default. */
export interface UdpProbeOptions {
  readonly ttl?: number;
  readonly data?: Uint8Array;
  readonly wait?: Nanos;
  /** `probe` heeds the device's MTU only (IP_PMTUDISC_PROBE). */
  readonly pmtudisc?: 'do' | 'want' | 'dont' | 'probe';
  readonly tos?: number;
  readonly mark?: number;
  readonly source?: { readonly addr?: Ipv4Addr; readonly dev?: string; readonly port?: number };
  /** Only to what is on a link (SO_DONTROUTE). */
  readonly dontRoute?: boolean;
}

/** Sends one datagram from `netns` to port `dport` of `to`, in a turn of its own. */
export function startUdpProbe(
  world: World,
  netns: NetnsId,
  to: Ipv4Addr,
  dport: number,
  options: UdpProbeOptions = {},
): Pid {
  const ns = present(world.netns.get(netns), `namespace ${netns}`);
  world.beginTurn(undefined);
  const pid = world.newPid();
  const sport = options.source?.port ?? freePort(world, ns);
  const process: UdpProbeProcess = {
    kind: 'udp-probe',
    pid,
    netns,
    to,
    sport,
    dport,
    src: INADDR_ANY,
    outcome: 'waiting',
    done: false,
  };
  const { source, tos = 0, mark } = options;
  const oif = source?.dev === undefined ? undefined : devByName(ns, source.dev);
  const src = source?.addr;
  const route = connectRoute(
    { world, ns },
    {
      dst: to,
      tos,
      purpose: 'output',
      ...(oif && { oif }),
      ...(src !== undefined && { src }),
      ...(mark !== undefined && { mark }),
    },
  );
  if (route.kind === 'error') return refused(world, ns, process, { type: 'local', errno: route.errno });
  if (options.dontRoute && route.nextHop !== to)
    return refused(world, ns, process, { type: 'local', errno: 'ENETUNREACH' });
  if (route.cast === 'broadcast') return refused(world, ns, process, { type: 'local', errno: 'EACCES' });
  const timer = world.schedule(options.wait ?? WAIT, { kind: 'process.timer', pid, what: 'give-up' });
  // 0.0.0.0 stands for this host.
  const connected = { ...process, to: route.dst, src: route.src };
  world.processes.set(pid, { ...connected, timer });
  bindSocket(ns, 'udp', sport, pid);
  send({ world, ns }, connected, { route, options });
  return pid;
}

/** Nobody said anything. */
export function udpProbeTimer(world: World, ns: Netns, process: UdpProbeProcess): void {
  if (!process.done) end(world, ns, process, 'no-answer');
}

/** An ICMP error about the datagram of the socket of `pid`. */
export function udpErrorRcv(
  ctx: Ctx,
  packet: IpPacket,
  { pid, message }: { readonly pid: Pid; readonly message: IcmpError },
): void {
  const { world, ns } = ctx;
  const process = world.processes.get(pid);
  if (process?.kind !== 'udp-probe' || process.done) return;
  const { header, octets } = message.original;
  if (header.dst !== process.to || readUint16(octets, 2) !== process.dport) return;
  const error: PingErrorKind = { type: 'icmp', from: packet.net.src, message, seq: 1 };
  world.emit(ctx, packet, { kind: 'udp.error', pid, error });
  if (message.type === 'redirect') return;
  const refusedPort = message.type === 'destination-unreachable' && message.code === ICMP_PORT_UNREACH;
  end(world, ns, process, refusedPort ? 'refused' : 'unreachable');
}

interface Sending {
  readonly route: OutputVerdict;
  readonly options: UdpProbeOptions;
}

function send(at: Ctx, process: UdpProbeProcess, { route, options }: Sending): void {
  const { pid, to: dst, sport, dport } = process;
  const { data = DATA, tos = 0, ttl } = options;
  const payload = { kind: 'udp' as const, sport, dport, data };
  const probes = options.pmtudisc === 'probe';
  const pmtudisc = options.pmtudisc === 'probe' ? 'do' : (options.pmtudisc ?? 'want');
  const datagram = { dst, protocol: IPPROTO_UDP, payload, pmtudisc, tos, ...(ttl !== undefined && { ttl }) };
  const way = probes ? { ...route, mtu: route.oif.mtu } : route;
  const made = makePacket(at, datagram, way);
  if (!made.ok) {
    const error: PingErrorKind = { type: 'local', errno: 'EMSGSIZE', mtu: made.error.mtu };
    return notSent(at, process, error);
  }
  at.world.emit(at, made.value, { kind: 'udp.send', pid, sport, dport });
  countMib(at.ns, 'UdpOutDatagrams');
  const errno = ipLocalOut(at, made.value, way);
  if (errno) notSent(at, process, { type: 'local', errno });
}

/** Its socket says so (IP_RECVERR). */
function notSent({ world, ns }: Ctx, process: UdpProbeProcess, error: PingErrorKind): void {
  refused(world, ns, { ...process, ...timerOf(world, process.pid) }, error);
}

function timerOf(world: World, pid: Pid): Pick<UdpProbeProcess, 'timer'> {
  const process = world.processes.get(pid);
  return process?.timer ? { timer: process.timer } : {};
}

/** Nobody waits for it any more. In a turn of its own. */
export function stopUdpProbe(world: World, pid: Pid): void {
  const process = world.processes.get(pid);
  const ns = process && world.netns.get(process.netns);
  if (process?.kind !== 'udp-probe' || process.done || !ns) return;
  world.beginTurn(undefined);
  end(world, ns, process, 'no-answer');
}

function refused(world: World, ns: Netns, process: UdpProbeProcess, error: PingErrorKind): Pid {
  world.emit({ ns }, undefined, { kind: 'udp.error', pid: process.pid, error });
  return end(world, ns, process, 'unreachable');
}

function end(world: World, ns: Netns, process: UdpProbeProcess, outcome: UdpProbeProcess['outcome']): Pid {
  const { timer, ...rest } = process;
  if (timer) world.queue.cancel(timer);
  world.processes.set(process.pid, { ...rest, outcome, done: true });
  closeSocket(ns, 'udp', process.sport);
  return process.pid;
}

/** inet_csk_get_port and udp_lib_get_port begin at a random place and take the next port that is free. */
function freePort(world: World, ns: Netns): number {
  const start = world.rng.below(PORTS);
  for (let i = 0; i < PORTS; i++) {
    const port = FIRST_PORT + ((start + i) % PORTS);
    if (lookupSocket(ns, 'udp', port) === undefined) return port;
  }
  throw new Error(`no free UDP port in ${ns.id}`);
}
