// What the outer headers take of the frame inside: the source port and the type of service.

import type { Frame } from '../../wire/packet.ts';
import type { Netns } from '../netns.ts';
import { sysctlText } from '../sysctl.ts';
import type { VxlanSettings } from './vxlan-dev.ts';

const ECN_MASK = 3;
const ECN_CE = 3;
const ECN_ECT0 = 2;

/** ip_tunnel_ecn_encap (RFC 6040, normal mode): congestion that the inside has met isn't carried to the outside. */
export function innerTos({ tos = 0 }: VxlanSettings, { net }: Frame): number {
  const inner = net.kind === 'ipv4' ? net.tos : 0;
  const outer = tos === 'inherit' ? inner : tos;
  const ecn = (inner & ECN_MASK) === ECN_CE ? ECN_ECT0 : inner & ECN_MASK;
  return (outer & ~ECN_MASK) | ecn;
}

/**
 * udp_flow_src_port: a port of the range for each flow, so that the underlay can spread flows over its paths. Both
 * directions of a flow have the same one. Which one Linux takes depends on a key that it draws at boot.
 */
export function sourcePort(under: Netns, { srcPort }: VxlanSettings, frame: Frame): number {
  const [first, last] = srcPort && srcPort[0] < srcPort[1] ? srcPort : localPorts(under);
  return first + (hash(flowKey(frame)) % (last - first));
}

function localPorts(ns: Netns): readonly [number, number] {
  const [first = 32_768, last = 60_999] = (sysctlText(ns, 'net.ipv4.ip_local_port_range') ?? '')
    .split(/\s+/)
    .map(Number);
  return [first, last];
}

/** The ends of the flow, the lesser first (__skb_get_hash and flow_hash_from_keys). */
function flowKey({ eth, net }: Frame): string {
  const ends = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);
  if (net.kind === 'arp') return ends(net.spa, net.tpa);
  if (net.kind !== 'ipv4') return ends(eth.src, eth.dst);
  const { payload } = net;
  const ports = payload.kind === 'udp' ? ends(`${payload.sport}`, `${payload.dport}`) : '';
  return `${net.protocol} ${ends(net.src, net.dst)} ${ports}`;
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
