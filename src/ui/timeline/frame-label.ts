// A frame in three words, in tcpdump's spelling: what fits on an arrow of the ladder.

import { assertNever } from '../../base/assert.ts';
import { parseBpdu } from '../../wire/bpdu.ts';
import type { Icmpv4Message } from '../../wire/icmpv4.ts';
import type { Packet } from '../../wire/packet.ts';

export function frameLabel(packet: Packet): string {
  const { net } = packet;
  if (net.kind === 'arp') {
    if (net.op === 'request') return `who-has ${net.tpa}`;
    return net.op === 'reply' ? `${net.spa} is-at ${net.sha}` : 'ARP';
  }
  const bpdu = net.kind === 'unknown' ? parseBpdu(net.octets) : undefined;
  if (bpdu) return bpdu.type === 'tcn' ? 'STP topology change' : `STP root ${bpdu.root}`;
  if (net.kind === 'unknown') return `ethertype 0x${net.etherType.toString(16).padStart(4, '0')}`;
  const { payload } = net;
  if (net.mf || net.fragmentOffset > 0) return `fragment at ${net.fragmentOffset}, ttl ${net.ttl}`;
  if (payload.kind === 'udp') return `udp ${payload.sport} > ${payload.dport}, ttl ${net.ttl}`;
  if (payload.kind === 'icmp') return `${icmpLabel(payload)}, ttl ${net.ttl}`;
  return `ip-proto-${net.protocol}`;
}

const UNREACHABLE: Readonly<Record<number, string>> = {
  0: 'net unreachable',
  1: 'host unreachable',
  2: 'protocol unreachable',
  3: 'port unreachable',
  4: 'need to frag',
  9: 'net prohibited',
  10: 'host prohibited',
  13: 'admin prohibited',
};

function icmpLabel(message: Icmpv4Message): string {
  switch (message.type) {
    case 'echo-request':
    case 'echo-reply':
      return `${message.type.replace('-', ' ')} ${message.seq}`;
    case 'destination-unreachable':
      return UNREACHABLE[message.code] ?? `unreachable ${message.code}`;
    case 'time-exceeded':
      return message.code === 0 ? 'time exceeded' : 'reassembly time exceeded';
    case 'redirect':
      return `redirect to ${message.gateway}`;
    case 'parameter-problem':
      return 'parameter problem';
    case 'other':
      return `icmp type ${message.number}`;
    default:
      return assertNever(message);
  }
}
