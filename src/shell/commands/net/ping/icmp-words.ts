// What ping says of an ICMP error (pr_icmph, ping/ping4.c of iputils).

import type { IcmpError } from '../../../../wire/icmpv4.ts';

const UNREACHABLE = [
  'Destination Net Unreachable',
  'Destination Host Unreachable',
  'Destination Protocol Unreachable',
  'Destination Port Unreachable',
  'Frag needed and DF set',
  'Source Route Failed',
  'Destination Net Unknown',
  'Destination Host Unknown',
  'Source Host Isolated',
  'Destination Net Prohibited',
  'Destination Host Prohibited',
  'Destination Net Unreachable for Type of Service',
  'Destination Host Unreachable for Type of Service',
  'Packet filtered',
  'Precedence Violation',
  'Precedence Cutoff',
];

const REDIRECT = [
  'Redirect Network',
  'Redirect Host',
  'Redirect Type of Service and Network',
  'Redirect Type of Service and Host',
];

const FRAG_NEEDED = 4;

export function icmpErrorWords(message: IcmpError): string {
  switch (message.type) {
    case 'destination-unreachable': {
      const words = UNREACHABLE[message.code] ?? `Dest Unreachable, Bad Code: ${message.code}`;
      return message.code === FRAG_NEEDED ? `${words} (mtu = ${message.nextHopMtu})` : words;
    }
    case 'time-exceeded':
      if (message.code === 0) return 'Time to live exceeded';
      return message.code === 1
        ? 'Frag reassembly time exceeded'
        : `Time exceeded, Bad Code: ${message.code}`;
    case 'redirect': {
      const words = REDIRECT[message.code] ?? `Redirect, Bad Code: ${message.code}`;
      return `${words}(New nexthop: ${message.gateway})`;
    }
    case 'parameter-problem':
      return `Parameter problem: pointer = ${message.pointer}`;
  }
}
