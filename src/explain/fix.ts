// Commands that would have let a dropped packet live, on the machine that dropped it. GATEWAY stands for what only the
// owner of the network knows.

import type { EventOf } from '../engine/trace.ts';
import { endsOf } from './tell.ts';

export function fixOf(e: EventOf<'packet.drop'>): readonly string[] {
  const { src, dst } = endsOf(e.packet);
  switch (e.reason) {
    case 'forwarding-disabled':
      return ['sysctl -w net.ipv4.ip_forward=1'];
    case 'IP_INNOROUTES':
    case 'IP_OUTNOROUTES':
      return [`ip route add ${dst} via GATEWAY`];
    case 'IP_RPFILTER':
      // The greater of `all` and the device's own counts, so 2 on `all` makes every device loose.
      return [`ip route add ${src} dev ${e.dev}`, 'sysctl -w net.ipv4.conf.all.rp_filter=2'];
    case 'DEV_READY':
      return [`ip link set ${e.dev} up`];
    case 'icmp-ignored':
      return echoIgnored(e);
    default:
      return [];
  }
}

function echoIgnored(e: EventOf<'packet.drop'>): readonly string[] {
  if (e.detail?.why === 'broadcast') return ['sysctl -w net.ipv4.icmp_echo_ignore_broadcasts=0'];
  return e.detail?.why === 'icmp_echo_ignore_all' ? ['sysctl -w net.ipv4.icmp_echo_ignore_all=0'] : [];
}
