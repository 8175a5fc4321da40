// What the primitives of a filter ask of a frame.

import { MAX_802_3_LENGTH } from '../../../../wire/bpdu.ts';
import { ETH_HLEN } from '../../../../wire/ethernet.ts';
import { payloadOctets } from '../../../../wire/ipv4-payload.ts';
import { type Ipv4Addr, ipv4ToNumber } from '../../../../wire/ipv4-addr.ts';
import { ipv4HeaderLength, IPPROTO_ICMP, IPPROTO_TCP, IPPROTO_UDP } from '../../../../wire/ipv4.ts';
import { BROADCAST_MAC, isGroupMac } from '../../../../wire/mac.ts';
import { readUint16 } from '../../../../wire/octets.ts';
import type { Frame } from '../../../../wire/packet.ts';

/** `out`: does the frame leave? */
export type FrameTest = (frame: Frame, out?: boolean) => boolean;
export type Direction = 'src' | 'dst' | 'either' | 'both';

const IP_NUMBERS: Readonly<Record<string, number>> = {
  icmp: IPPROTO_ICMP,
  igmp: 2,
  tcp: IPPROTO_TCP,
  udp: IPPROTO_UDP,
  sctp: 132,
};
const TYPE_NUMBERS: Readonly<Record<string, number>> = { ip: 0x0800, arp: 0x0806, rarp: 0x8035, ip6: 0x86dd };

/** `icmp`, `arp`, `ip` and so on alone. */
export function protocolTest(proto: string): FrameTest {
  if (proto === 'stp') return isStp;
  const type = TYPE_NUMBERS[proto];
  if (type !== undefined) return (frame) => frame.eth.etherType === type;
  const number = IP_NUMBERS[proto];
  return (frame) => number !== undefined && frame.net.kind === 'ipv4' && frame.net.protocol === number;
}

/** An 802.3 frame to the spanning tree's service access point. */
function isStp({ eth, net }: Frame): boolean {
  return eth.etherType <= MAX_802_3_LENGTH && net.kind === 'unknown' && net.octets[0] === 0x42;
}

interface AddressQuestion {
  readonly proto: string | undefined;
  readonly dir: Direction;
  readonly network: number;
  readonly mask: number;
}

/** Of an IP header or of an ARP packet's two protocol addresses. */
export function addressTest({ proto, dir, network, mask }: AddressQuestion): FrameTest {
  const isIn = (addr: Ipv4Addr) => ((ipv4ToNumber(addr) ^ network) & mask) === 0;
  return (frame) => {
    const { net } = frame;
    if (proto !== undefined && !protocolTest(proto)(frame)) return false;
    if (net.kind === 'unknown') return false;
    const [src, dst] = net.kind === 'arp' ? [net.spa, net.tpa] : [net.src, net.dst];
    return goes(dir, isIn(src), isIn(dst));
  };
}

function goes(dir: Direction, src: boolean, dst: boolean): boolean {
  if (dir === 'src') return src;
  if (dir === 'dst') return dst;
  return dir === 'either' ? src || dst : src && dst;
}

interface PortQuestion {
  readonly proto: string | undefined;
  readonly dir: Direction;
  readonly first: number;
  readonly last: number;
}

export function portTest({ proto, dir, first, last }: PortQuestion): FrameTest {
  const isIn = (port: number) => port >= first && port <= last;
  return ({ net }) => {
    if (net.kind !== 'ipv4' || net.fragmentOffset > 0) return false;
    const name = Object.keys(IP_NUMBERS).find((key) => IP_NUMBERS[key] === net.protocol);
    if (name !== 'tcp' && name !== 'udp' && name !== 'sctp') return false;
    if (proto !== undefined && proto !== name) return false;
    const octets = payloadOctets(net);
    return octets.length >= 4 && goes(dir, isIn(readUint16(octets, 0)), isIn(readUint16(octets, 2)));
  };
}

/** `what`: a MAC address, or the word for a group. */
export function etherTest(what: string, dir: Direction = 'either'): FrameTest {
  if (what === 'broadcast') return ({ eth }) => eth.dst === BROADCAST_MAC;
  if (what === 'multicast') return ({ eth }) => isGroupMac(eth.dst);
  return ({ eth }) => goes(dir, eth.src === what, eth.dst === what);
}

/** By the IP destination. Simplified: of broadcasts those to all ones, and to the last address of a /24. */
export function ipGroupTest(what: 'broadcast' | 'multicast'): FrameTest {
  return ({ net }) => {
    if (net.kind !== 'ipv4') return false;
    const dst = ipv4ToNumber(net.dst);
    return what === 'multicast' ? dst >>> 28 === 0xe : dst === 0xffff_ffff || (dst & 0xff) === 0xff;
  };
}

/** Where the header of `proto` begins in the frame, if there is one. */
export function layerStart(frame: Frame, proto: string): number | undefined {
  if (proto === 'ether') return 0;
  if (!protocolTest(proto)(frame)) return undefined;
  if (TYPE_NUMBERS[proto] !== undefined) return ETH_HLEN;
  const { net } = frame;
  return net.kind === 'ipv4' && net.fragmentOffset === 0 ? ETH_HLEN + ipv4HeaderLength(net) : undefined;
}
