// The command that shows on a real machine what an event is about. It runs in the namespace of the event.

import type { EventKind, EventOf, TraceEvent } from '../engine/trace.ts';
import { opCommand } from './op-text.ts';
import { endsOf } from './tell.ts';

type Shells = { readonly [K in EventKind]?: (event: EventOf<K>) => string | undefined };

const SHELLS: Shells = {
  'dev.xmit': (e) => `tcpdump -nei ${e.dev}`,
  'dev.rcv': (e) => `tcpdump -nei ${e.dev}`,
  'dev.state': (e) => `ip link show dev ${e.dev}`,
  'br.learn': (e) => `bridge fdb show br ${e.bridge}`,
  'br.fdb.lookup': (e) => `bridge fdb show br ${e.bridge}`,
  'br.forward': () => 'bridge link',
  'br.flood': () => 'bridge link',
  'neigh.lookup': (e) => `ip neigh show to ${e.ip} dev ${e.dev}`,
  'neigh.state': (e) => `ip neigh show to ${e.ip} dev ${e.dev}`,
  'neigh.queue': (e) => `ip neigh show to ${e.ip} dev ${e.dev}`,
  'neigh.probe': (e) => `tcpdump -nei ${e.dev} arp`,
  'arp.rcv': (e) => `ip neigh show dev ${e.dev}`,
  'fib.lookup': lookupShell,
  'fib.source': (e) => `ip address show${e.dev === undefined ? '' : ` dev ${e.dev}`}`,
  'fib.rp-filter': (e) => `sysctl net.ipv4.conf.all.rp_filter net.ipv4.conf.${e.dev}.rp_filter`,
  'fib.exception': (e) => `ip route get ${e.dst}`,
  'fib.multipath': (e) => `ip route get ${endsOf(e.packet).dst}`,
  'addr.lifetime': (e) => `ip address show${e.dev === undefined ? '' : ` dev ${e.dev}`}`,
  'nf.hook': () => 'nft list ruleset',
  'ip.local-deliver': (e) => `ip route get ${e.matched}`,
  'ip.forward': () => 'sysctl net.ipv4.ip_forward',
  'ip.output': (e) => `ip route get ${endsOf(e.packet).dst}`,
  'ip.mtu-exceeded': (e) => (e.dev === undefined ? undefined : `ip link show dev ${e.dev}`),
  'icmp.limited': () => 'sysctl net.ipv4.icmp_ratelimit net.ipv4.icmp_msgs_per_sec',
  'packet.drop': dropShell,
  op: (e) => opCommand(e.op),
};

export function shellOf(event: TraceEvent): string | undefined {
  const shell = SHELLS[event.kind] as ((event: TraceEvent) => string | undefined) | undefined;
  return shell?.(event);
}

/** `ip route get` asks the same question: a packet that came in has a source and a device. */
function lookupShell(e: EventOf<'fib.lookup'>): string {
  const { dst, src } = e.answer.flow;
  if (e.purpose !== 'input' || src === undefined || e.dev === undefined) return `ip route get ${dst}`;
  return `ip route get ${dst} from ${src} iif ${e.dev}`;
}

function dropShell(e: EventOf<'packet.drop'>): string | undefined {
  const { dst } = endsOf(e.packet);
  switch (e.reason) {
    case 'forwarding-disabled':
      return 'sysctl net.ipv4.ip_forward';
    case 'IP_RPFILTER':
      return `sysctl net.ipv4.conf.all.rp_filter net.ipv4.conf.${e.dev}.rp_filter`;
    case 'IP_INNOROUTES':
    case 'IP_OUTNOROUTES':
    case 'route-blackhole':
    case 'route-prohibit':
    case 'route-unreachable':
      return `ip route get ${dst}`;
    case 'NEIGH_FAILED':
      return `ip neigh show dev ${e.dev}`;
    case 'DEV_READY':
    case 'no-carrier':
      return `ip link show dev ${e.dev}`;
    case 'IP_INHDR':
      return e.detail?.ttl === undefined ? undefined : `traceroute -n ${dst}`;
    default:
      return undefined;
  }
}
