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
  /** Every probe goes to the same port. */
  readonly constantPort?: boolean;
  readonly wait: Nanos;
  readonly pmtudisc: 'do' | 'dont' | 'probe';
  readonly tos: number;
  readonly source?: { readonly addr?: Ipv4Addr; readonly dev?: string; readonly port?: number };
  readonly dontRoute?: boolean;
  readonly mark?: number;
}

export interface Probe {
  readonly ttl: number;
  readonly pid: Pid;
  readonly sentAt: Nanos;
  /** Set once it is over: without an address where nobody answered. `mark` alone is the system's own word. */
  done?: { readonly at: Nanos; readonly from?: Ipv4Addr; readonly mark: string; readonly final: boolean };
  /** What the system call said. */
  refused?: string;
  /** Of "destination unreachable". */
  code?: number;
  /** The back way's TTL, of an answer. */
  backTtl?: number;
  /** The MTU of "fragmentation needed", or of the device. */
  mtu?: number;
  /** Sent anew with the MTU that an earlier try found (--mtu). */
  note?: string;
}

/** Of IPv4 and UDP. */
export const HEADERS = 28;

export function sendProbe(proc: Proc, plan: ProbePlan, ttl: number, n: number): Probe {
  const { world, netns } = proc;
  const size = Math.max(plan.length - HEADERS, 0);
  const { source, mark, dontRoute } = plan;
  const common = {
    ttl,
    tos: plan.tos,
    ...(source && { source }),
    ...(mark !== undefined && { mark }),
    ...(dontRoute && { dontRoute }),
  };
  const data = fill(size);
  const sentAt = world.now;
  const pid = plan.icmp
    ? startPing(world, netns, plan.to, {
        ...common,
        pmtudisc: plan.pmtudisc === 'dont' ? 'dont' : 'do',
        count: 1,
        firstSeq: n + 1,
        size,
        data,
        timeout: plan.wait,
      })
    : startUdpProbe(world, netns, plan.to, plan.constantPort ? plan.port : (plan.port + n) & 0xffff, {
        ...common,
        pmtudisc: plan.pmtudisc,
        wait: plan.wait,
        data,
      });
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
      if (error.mtu === undefined) probe.refused = error.errno;
      else {
        probe.mtu = error.mtu;
        probe.done = { at: event.at, mark: `!F-${error.mtu}`, final: true };
      }
      return;
    }
    const { message, from } = error;
    if (message.type === 'redirect' || !isIcmpError(message)) return;
    if (message.type === 'destination-unreachable') {
      probe.code = message.code;
      if (message.code === 4) probe.mtu = message.nextHopMtu;
    }
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

/** How many hops an answer has come, if its sender began with one of the usual TTLs. */
export function ttlToHops(ttl: number): number {
  return (ttl <= 64 ? 65 : ttl <= 128 ? 129 : 256) - ttl;
}
