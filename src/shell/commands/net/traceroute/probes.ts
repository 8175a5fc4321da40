// The probes of a traceroute: each a UDP datagram or an echo request with a TTL, and what came of it.

import type { Nanos, Pid } from '../../../../engine/ids.ts';
import { startPing, stopPing } from '../../../../engine/process/ping.ts';
import { startUdpProbe, stopUdpProbe } from '../../../../engine/process/udp-probe.ts';
import type { TraceEvent } from '../../../../engine/trace.ts';
import { type Icmpv4Message, isIcmpError } from '../../../../wire/icmpv4.ts';
import type { Ipv4Addr } from '../../../../wire/ipv4-addr.ts';
import type { Proc } from '../../../program.ts';

export interface ProbePlan {
  readonly to: Ipv4Addr;
  readonly icmp: boolean;
  /** The whole packet. */
  readonly length: number;
  readonly port: number;
  readonly wait: Nanos;
  readonly dontFragment: boolean;
  readonly tos: number;
  readonly source?: { readonly addr?: Ipv4Addr; readonly dev?: string };
}

export interface Probe {
  readonly ttl: number;
  readonly pid: Pid;
  readonly sentAt: Nanos;
  /** Set once it is over. */
  done?: { readonly at: Nanos; readonly from?: Ipv4Addr; readonly mark: string; readonly final: boolean };
  /** What the system call said. */
  refused?: string;
  /** The back way's TTL, of an answer. */
  backTtl?: number;
  /** The MTU of "fragmentation needed". */
  mtu?: number;
}

const IP_AND_UDP = 28;

export function sendProbe(proc: Proc, plan: ProbePlan, ttl: number, n: number): Probe {
  const { world, netns } = proc;
  const size = Math.max(plan.length - IP_AND_UDP, 0);
  const common = {
    ttl,
    pmtudisc: plan.dontFragment ? ('do' as const) : ('dont' as const),
    tos: plan.tos,
    ...(plan.source && { source: plan.source }),
  };
  const data = fill(size);
  const sentAt = world.now;
  const pid = plan.icmp
    ? startPing(world, netns, plan.to, {
        ...common,
        count: 1,
        firstSeq: n + 1,
        size,
        data,
        timeout: plan.wait,
      })
    : startUdpProbe(world, netns, plan.to, plan.port + n, { ...common, wait: plan.wait, data });
  return { ttl, pid, sentAt };
}

/** `@ABC…`, as traceroute fills its datagrams and echo requests. */
function fill(size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, i) => 0x40 + (i & 0x3f));
}

/** Takes what `event` says of `probe`. */
export function takeEvent(probe: Probe, event: TraceEvent): void {
  if (probe.done) return;
  if (event.kind === 'ping.reply') {
    probe.backTtl = event.ttl;
    probe.done = { at: event.at, from: event.from, mark: '', final: true };
  } else if (event.kind === 'ping.error' || event.kind === 'udp.error') {
    const { error } = event;
    if (error.type === 'local') {
      probe.refused = error.errno;
      if (error.mtu !== undefined) probe.mtu = error.mtu;
      return;
    }
    const { message, from } = error;
    if (message.type === 'redirect' || !isIcmpError(message)) return;
    if (message.type === 'destination-unreachable' && message.code === 4) probe.mtu = message.nextHopMtu;
    const ttl = event.packet?.net.kind === 'ipv4' ? event.packet.net.ttl : undefined;
    if (ttl !== undefined) probe.backTtl = ttl;
    probe.done = { at: event.at, from, mark: markOf(message), final: message.type !== 'time-exceeded' };
  } else if (event.kind === 'ping.end') probe.done = { at: event.at, mark: '', final: false };
}

const MARKS: Readonly<Record<number, string>> = {
  0: '!N',
  1: '!H',
  2: '!P',
  3: '',
  5: '!S',
  9: '!X',
  10: '!X',
  13: '!X',
  14: '!V',
  15: '!C',
};

function markOf(message: Icmpv4Message): string {
  if (message.type !== 'destination-unreachable') return '';
  if (message.code === 4) return `!F-${message.nextHopMtu}`;
  return MARKS[message.code] ?? `!<${message.code}>`;
}

export function stopProbe(proc: Proc, { pid }: Probe): void {
  stopUdpProbe(proc.world, pid);
  stopPing(proc.world, pid);
}
