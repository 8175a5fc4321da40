// What tcpdump says of a frame inside a UDP datagram (print-vxlan.c; on Linux's own port it takes it for OTV, print-otv.c).

import { ETH_HLEN, ETH_P_IP } from './ethernet.ts';
import { parseFrame } from './frame.ts';
import { parseIpv4Header, type StatedIpv4 } from './ipv4.ts';
import { readUint32 } from './octets.ts';
import type { FrameContent } from './frame.ts';
import { VXLAN_HLEN, VXLAN_LINUX_PORT, VXLAN_PORT } from './vxlan.ts';

/** How a frame is shown, and a packet whose end didn't come along. */
export interface InnerText {
  frame(content: FrameContent): string;
  cutIpv4(content: FrameContent, stated: StatedIpv4, octets: Uint8Array): string;
}

/** undefined if the ports aren't a tunnel's. `octets`: what follows the UDP header. */
export function tunnelText(
  ports: readonly [number, number],
  octets: Uint8Array,
  inner: InnerText,
): string | undefined {
  const isVxlan = ports.includes(VXLAN_PORT);
  if (!isVxlan && !ports.includes(VXLAN_LINUX_PORT)) return undefined;
  const name = isVxlan ? 'VXLAN' : 'OTV';
  if (octets.length < VXLAN_HLEN) return `${name} [|${name.toLowerCase()}]`;
  const head = `${name}, ${flagsText(octets, isVxlan)}${idText(octets, isVxlan)}\n`;
  return head + innerText(octets.subarray(VXLAN_HLEN), inner);
}

function flagsText(octets: Uint8Array, isVxlan: boolean): string {
  const flags = octets[0] ?? 0;
  const mark = (flags & 0x08) !== 0 ? 'I' : '.';
  return `flags [${mark}] (0x${flags.toString(16).padStart(2, '0')}), ${isVxlan ? 'vni' : 'overlay'} `;
}

function idText(octets: Uint8Array, isVxlan: boolean): string {
  const vni = readUint32(octets, 4) >>> 8;
  return isVxlan ? `${vni}` : `${readUint32(octets, 0) & 0xff_ffff}, instance ${vni}`;
}

function innerText(octets: Uint8Array, inner: InnerText): string {
  const content = parseFrame(octets);
  if (!content.ok) return ' [|ether]';
  const { eth, net } = content.value;
  const rest = octets.subarray(ETH_HLEN);
  const stated = net.kind === 'unknown' && eth.etherType === ETH_P_IP ? parseIpv4Header(rest) : undefined;
  if (stated && stated.totalLength > rest.length) return inner.cutIpv4(content.value, stated, rest);
  return inner.frame(content.value);
}
