// Frames as text without what no two runs share: IP ids, ICMP identifiers and the clock in a ping's data. Everything else
// stays: addresses, TTL, TOS, flags, lengths, offsets, checksums' rightness, and what an ICMP error sends back. But not UDP's
// checksum: a device that can fill it in later (NETIF_F_HW_CSUM), as a veth can, is given a partial one.

import type { ArpPacket } from '../../src/wire/arp.ts';
import { type FrameContent, frameLength, ipv4Length, parseFrame } from '../../src/wire/frame.ts';
import type { Icmpv4Message } from '../../src/wire/icmpv4.ts';
import { type Ipv4Header, type Ipv4Packet, isFragment } from '../../src/wire/ipv4.ts';
import type { UdpDatagram } from '../../src/wire/udp.ts';
import { parseVxlan, VXLAN_HLEN, VXLAN_LINUX_PORT, VXLAN_PORT } from '../../src/wire/vxlan.ts';

/** One frame on one line. The same line in two runs means the same frame, but for what is drawn at random. */
export function canonicalFrame(frame: FrameContent): string {
  const { eth, net } = frame;
  return `${eth.src} > ${eth.dst} length ${frameLength(frame)}: ${network(net)}`;
}

function network(net: FrameContent['net']): string {
  if (net.kind === 'arp') return arp(net);
  if (net.kind === 'ipv4') return ipv4(net);
  return `ethertype 0x${net.etherType.toString(16)}`;
}

function arp(packet: ArpPacket): string {
  const op = typeof packet.op === 'string' ? packet.op : `op ${packet.op.unknown}`;
  return `ARP ${op} sha ${packet.sha} spa ${packet.spa} tha ${packet.tha} tpa ${packet.tpa}`;
}

function ipv4(packet: Ipv4Packet): string {
  const body = packet.payload;
  const inside = isFragment(packet)
    ? `fragment of ${body.kind === 'octets' ? body.octets.length : 0}`
    : body.kind === 'icmp'
      ? icmp(body)
      : body.kind === 'udp'
        ? `UDP ${port(body.sport)} > ${body.dport} ${udpData(body)}`
        : `proto ${packet.protocol} of ${body.octets.length}`;
  return `${header(packet, ipv4Length(packet))} ${inside}`;
}

/** Of a tunnel's datagram, the frame inside. */
function udpData({ dport, data: octets }: UdpDatagram): string {
  const vni = dport === VXLAN_PORT || dport === VXLAN_LINUX_PORT ? parseVxlan(octets) : undefined;
  const inner = parseFrame(octets.subarray(VXLAN_HLEN));
  return vni === undefined || !inner.ok
    ? `data ${octets.length}`
    : `vni ${vni} { ${canonicalFrame(inner.value)} }`;
}

function header(ip: Ipv4Header, length: number): string {
  const flags = `${ip.df ? ' DF' : ''}${ip.mf ? ' MF' : ''}${ip.fragmentOffset ? ` offset ${ip.fragmentOffset}` : ''}`;
  const options = ip.options.length > 0 ? ` options ${ip.options.length}` : '';
  return `${ip.src} > ${ip.dst} tos ${ip.tos} ttl ${ip.ttl} length ${length}${flags}${options}${bad(ip.badChecksum)}`;
}

function icmp(message: Icmpv4Message): string {
  const sum = bad(message.badChecksum);
  switch (message.type) {
    case 'echo-request':
    case 'echo-reply':
      return `ICMP ${message.type} seq ${message.seq} data ${data(message.data)}${sum}`;
    case 'other':
      return `ICMP type ${message.number} code ${message.code} of ${message.octets.length}${sum}`;
    default: {
      const { original } = message;
      const more =
        message.type === 'destination-unreachable' && message.code === 4
          ? ` mtu ${message.nextHopMtu}`
          : message.type === 'redirect'
            ? ` gateway ${message.gateway}`
            : '';
      const about = `${header(original.header, original.totalLength)} with ${original.octets.length}`;
      return `ICMP ${message.type} code ${message.code}${more} about { ${about} }${sum}`;
    }
  }
}

/** A ping's data begins with the time of day, 16 octets; the rest is a pattern. */
function data(octets: Uint8Array): string {
  const pattern = octets.subarray(16);
  const asUsual = pattern.every((octet, i) => octet === ((i + 16) & 255));
  return `${octets.length}${pattern.length > 0 && !asUsual ? ' with other octets' : ''}`;
}

/** Ephemeral ports are drawn at random (ip_local_port_range). */
function port(number: number): string {
  return number >= 32_768 ? 'ephemeral' : String(number);
}

function bad(checksum: number | undefined): string {
  return checksum === undefined ? '' : ' bad checksum';
}
