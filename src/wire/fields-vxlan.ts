// A tunnel's datagram, as fields.ts wants it: the VXLAN header, then the layers of the frame inside.

import { frameLayers } from './fields.ts';
import { parseFrame } from './frame.ts';
import { field, hex16, type Layer } from './layer.ts';
import { readUint16 } from './octets.ts';
import type { UdpDatagram } from './udp.ts';
import { parseVxlan, VXLAN_HLEN, VXLAN_LINUX_PORT, VXLAN_PORT } from './vxlan.ts';

/** undefined if it isn't one: it goes to another port, or doesn't hold a whole frame. `at`: where its data begins. */
export function vxlanLayers(udp: UdpDatagram, octets: Uint8Array, at: number): readonly Layer[] | undefined {
  if (udp.dport !== VXLAN_PORT && udp.dport !== VXLAN_LINUX_PORT) return undefined;
  const vni = parseVxlan(udp.data);
  const content = parseFrame(udp.data.subarray(VXLAN_HLEN));
  if (vni === undefined || !content.ok || content.value.trailer) return undefined;
  const header: Layer = {
    name: 'VXLAN',
    protocol: 'vxlan',
    octets: [at, at + VXLAN_HLEN],
    fields: [
      field('flags', `${hex16(readUint16(octets, at))} (I)`, at, 2),
      field('group', readUint16(octets, at + 2), at + 2, 2),
      field('vni', vni, at + 4, 3),
      field('reserved', octets[at + 7] ?? 0, at + 7, 1),
    ],
  };
  return [header, ...frameLayers(content.value, octets, at + VXLAN_HLEN, at + udp.data.length)];
}
