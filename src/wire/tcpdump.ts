// The line that Debian's tcpdump 4.99 prints for a frame with `-n`, after the time stamp. It reads octets where tcpdump
// does: the first fragment of a message is shown as the message that it begins.
// What it leaves out: the dissectors of applications and of protocols that aren't modelled (DNS, TCP flags, IPv6 …).

import { arpOpNumber, type ArpPacket } from './arp.ts';
import { MAX_802_3_LENGTH } from './bpdu.ts';
import { ETH_HLEN, ETH_P_ARP, ETH_P_IP, ETH_P_IPV6, type EthernetHeader } from './ethernet.ts';
import { emitFrame, type FrameContent, frameLength, ipv4Length } from './frame.ts';
import { payloadOctets } from './ipv4-payload.ts';
import { type Ipv4Header, ipv4HeaderLength, IPPROTO_ICMP, IPPROTO_TCP, IPPROTO_UDP } from './ipv4.ts';
import { emitIpv4Header, parseIpv4Header } from './ipv4.ts';
import { ZERO_MAC } from './mac.ts';
import { readUint16 } from './octets.ts';
import { hexDump } from './hex-dump.ts';
import { ICMP_CUT, icmpText, quotesOriginal } from './tcpdump-icmp.ts';
import { optionsText } from './tcpdump-options.ts';
import { bpduText } from './tcpdump-stp.ts';
import { tunnelText } from './tcpdump-vxlan.ts';
import { UDP_HLEN } from './udp.ts';

export interface TcpdumpOptions {
  /** -e: the Ethernet header. */
  readonly ethernet?: boolean;
  /** -q: less of it. */
  readonly quick?: boolean;
  /** -v: the IP header, checksums, and what an ICMP error is about. */
  readonly verbose?: boolean;
}

/** One line; with `verbose` an IPv4 packet takes two or more. */
export function tcpdumpLine(frame: FrameContent, options: TcpdumpOptions = {}): string {
  const { eth, net } = frame;
  const head = ethernetText(eth, frameLength(frame), options.quick);
  if (net.kind === 'unknown') {
    const bpdu = eth.etherType <= MAX_802_3_LENGTH ? bpduText(net.octets, options) : undefined;
    if (bpdu !== undefined) return (options.ethernet ? head : '') + bpdu;
    return head + unknownText(net.octets, frame.trailer);
  }
  if (net.kind === 'arp') return (options.ethernet ? head : 'ARP, ') + arpText(frame, net, options);
  const total = ipv4Length(net);
  const text = ipv4Text(net, total, payloadOctets(net), options);
  return (options.ethernet ? head : 'IP ') + text;
}

/** tcpdump's names of the EtherTypes that are likely to be met. */
const ETHER_TYPES: Readonly<Record<number, string>> = {
  [ETH_P_IP]: 'IPv4',
  [ETH_P_ARP]: 'ARP',
  [ETH_P_IPV6]: 'IPv6',
  0x8100: '802.1Q',
  0x88a8: '802.1Q-QinQ',
  0x88cc: 'LLDP',
  0x8863: 'PPPoE D',
  0x8864: 'PPPoE S',
  0x888e: 'EAPOL',
  0x9000: 'Loopback',
};

function ethernetText(eth: EthernetHeader, length: number, quick = false): string {
  const addresses = `${eth.src} > ${eth.dst}`;
  // The field is a length: an IEEE 802.3 frame.
  if (eth.etherType <= MAX_802_3_LENGTH) return `${addresses}, 802.3, length ${eth.etherType}: `;
  if (quick) return `${addresses}, ${ETHER_TYPES[eth.etherType] ?? 'Unknown'}, length ${length}: `;
  const type = `0x${eth.etherType.toString(16).padStart(4, '0')}`;
  return `${addresses}, ethertype ${ETHER_TYPES[eth.etherType] ?? 'Unknown'} (${type}), length ${length}: `;
}

function unknownText(octets: Uint8Array, trailer: Uint8Array | undefined): string {
  return hexDump(trailer ? Uint8Array.from([...octets, ...trailer]) : octets);
}

function arpText(frame: FrameContent, arp: ArpPacket, { verbose }: TcpdumpOptions): string {
  const types = verbose ? 'Ethernet (len 6), IPv4 (len 4), ' : '';
  const body = arpBody(arp);
  const octets = emitFrame(frame).subarray(14);
  if (body === undefined) return `${types}Unknown (${arpOpNumber(arp.op)}) ${hexDump(octets)}`;
  return `${types}${body}, length ${octets.length}`;
}

function arpBody({ op, sha, spa, tha, tpa }: ArpPacket): string | undefined {
  switch (arpOpNumber(op)) {
    case 1:
      return `Request who-has ${tpa}${tha === ZERO_MAC ? '' : ` (${tha})`} tell ${spa}`;
    case 2:
      return `Reply ${spa} is-at ${sha}`;
    case 3:
      return `Reverse Request who-is ${tha} tell ${sha}`;
    case 4:
      return `Reverse Reply ${tha} at ${tpa}`;
    case 8:
      return `Inverse Request who-is ${tha} tell ${sha}`;
    case 9:
      return `Inverse Reply ${sha} at ${spa}`;
    default:
      return undefined;
  }
}

/** `octets`: as much of the payload as there is; `totalLength`: what the header states. */
function ipv4Text(
  header: Ipv4Header,
  totalLength: number,
  octets: Uint8Array,
  options: TcpdumpOptions,
): string {
  const head = options.verbose ? `${headerText(header, totalLength)}\n    ` : '';
  if (header.fragmentOffset > 0) return `${head}${header.src} > ${header.dst}: ip-proto-${header.protocol}`;
  const length = totalLength - ipv4HeaderLength(header);
  return head + payloadText(header, length, octets, options);
}

function payloadText(
  header: Ipv4Header,
  length: number,
  octets: Uint8Array,
  options: TcpdumpOptions,
): string {
  const ends = `${header.src} > ${header.dst}: `;
  const layer = header.protocol === IPPROTO_UDP ? 'udp' : 'tcp';
  switch (header.protocol) {
    case IPPROTO_UDP:
    case IPPROTO_TCP:
      return octets.length < 4 ? `${ends} [|${layer}]` : portsText(header, octets, { length, options });
    case IPPROTO_ICMP:
      return ends + icmpLines(header, octets, length, options);
    default:
      return `${ends} ip-proto-${header.protocol} ${length}`;
  }
}

interface Ported {
  /** What there should be by the IP header. */
  readonly length: number;
  readonly options: TcpdumpOptions;
}

function portsText(header: Ipv4Header, octets: Uint8Array, { length, options }: Ported): string {
  const ends = `${header.src}.${readUint16(octets, 0)} > ${header.dst}.${readUint16(octets, 2)}`;
  if (header.protocol === IPPROTO_TCP) return `${ends}: tcp`;
  if (length < 8) return `${ends}: truncated-udp ${length}`;
  if (octets.length < 8) return `${ends}:  [|udp]`;
  const data = readUint16(octets, 4) - 8;
  if (data < 0) return `${ends}: truncated-udplength ${data + 8}`;
  const inside = insideText(octets, options);
  if (inside !== undefined) return `${ends}: ${inside}`;
  const bad = data > length - 8 && !header.mf;
  return `${ends}: UDP, ${bad ? `bad length ${data} > ${length - 8}` : `length ${data}`}`;
}

/** The frame that a tunnel's datagram carries. */
function insideText(octets: Uint8Array, options: TcpdumpOptions): string | undefined {
  const ports = [readUint16(octets, 0), readUint16(octets, 2)] as const;
  return tunnelText(ports, octets.subarray(UDP_HLEN), {
    frame: (content) => tcpdumpLine(content, options),
    cutIpv4: ({ eth }, { header, totalLength }, rest) => {
      const head = options.ethernet ? ethernetText(eth, rest.length + ETH_HLEN) : 'IP ';
      const missing = `truncated-ip - ${totalLength - rest.length} bytes missing! `;
      return head + missing + ipv4Text(header, totalLength, rest.subarray(ipv4HeaderLength(header)), options);
    },
  });
}

function icmpLines(header: Ipv4Header, octets: Uint8Array, length: number, options: TcpdumpOptions): string {
  const text = icmpText(octets, length, options.verbose === true && !header.mf);
  const cut = text === ICMP_CUT;
  if (cut || !options.verbose || !quotesOriginal(octets)) return text;
  return `${text}\n\t${originalText(octets.subarray(8), options)}`;
}

/** What an ICMP error is about, as -v shows it. */
function originalText(octets: Uint8Array, options: TcpdumpOptions): string {
  const original = parseIpv4Header(octets);
  const prefix = options.ethernet ? '' : 'IP ';
  if (!original || original.totalLength < ipv4HeaderLength(original.header)) return `${prefix} [|ip]`;
  const { header, totalLength } = original;
  const rest = octets.subarray(ipv4HeaderLength(header), totalLength);
  return prefix + ipv4Text(header, totalLength, rest, options);
}

const ECN = ['', ',ECT(1)', ',ECT(0)', ',CE'];
const PROTOCOLS: Readonly<Record<number, string>> = {
  1: 'ICMP',
  2: 'IGMP',
  4: 'IPIP',
  6: 'TCP',
  17: 'UDP',
  41: 'IPv6',
  47: 'GRE',
  50: 'ESP',
  51: 'AH',
  89: 'OSPF',
  112: 'VRRP',
  132: 'SCTP',
};

function headerText(header: Ipv4Header, totalLength: number): string {
  const flags = [header.mf && '+', header.df && 'DF', header.reservedFlag && 'rsvd'].filter(Boolean);
  const words = [
    `tos 0x${header.tos.toString(16)}${ECN[header.tos & 3]}`,
    ...(header.ttl > 0 ? [`ttl ${header.ttl}`] : []),
    `id ${header.id}`,
    `offset ${header.fragmentOffset}`,
    `flags [${flags.join(', ') || 'none'}]`,
    `proto ${PROTOCOLS[header.protocol] ?? 'unknown'} (${header.protocol})`,
    `length ${totalLength}`,
    ...(header.options.length > 0 ? [`options (${optionsText(header.options)})`] : []),
    ...(header.badChecksum === undefined ? [] : [badChecksumText(header, totalLength)]),
  ];
  return `(${words.join(', ')})`;
}

function badChecksumText(header: Ipv4Header, totalLength: number): string {
  const octets = new Uint8Array(ipv4HeaderLength(header));
  const { badChecksum: stated = 0, ...right } = header;
  emitIpv4Header(right, totalLength, octets, 0);
  return `bad cksum ${stated.toString(16)} (->${readUint16(octets, 10).toString(16)})!`;
}
