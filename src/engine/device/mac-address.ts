// Which addresses a device may have, and the one it gets when nobody says. Linux draws a random address for a veth end
// or a bridge; here it is derived, so that a lab looks the same each time it is built.

import { BROADCAST_MAC, isGroupMac, type MacAddr, macFromOctets, ZERO_MAC } from '../../wire/mac.ts';
import type { IfIndex, MachineId } from '../ids.ts';
import type { World } from '../world.ts';
import type { Dev } from './dev.ts';

/** is_valid_ether_addr: one station's, and not all zeros. */
export function isStationMac(mac: MacAddr): boolean {
  return mac !== ZERO_MAC && !isGroupMac(mac);
}

/**
 * `02:00:00:MM:II:II` of the machine's number and the ifindex; the second octet tells apart what would be the same, then
 * the first, of which two bits are spoken for (RFC 7042 2.1).
 */
export function defaultMac(world: World, machine: MachineId, ifindex: IfIndex): MacAddr {
  const ordinal = world.machines.get(machine)?.ordinal ?? 0;
  const taken = macsOf(world);
  for (let more = 0; ; more++) {
    const octets = [2 + 4 * (more >> 8), more, ordinal >> 8, ordinal, ifindex >> 8, ifindex];
    const mac = macFromOctets(Uint8Array.from(octets, (octet) => octet & 255));
    if (!taken.has(mac)) return mac;
  }
}

/** Of every device there is. The order of a set's members doesn't matter, so nothing is sorted. */
function macsOf(world: World): ReadonlySet<MacAddr> {
  const all = new Set<MacAddr>();
  for (const ns of world.netns.sorted(() => 0)) for (const dev of ns.devs.sorted(() => 0)) all.add(dev.mac);
  return all;
}

/** Where the device sends what is for everybody: `ip link set … broadcast` may name another address. */
export function broadcastMac({ labels }: Dev): MacAddr {
  return labels?.broadcast ?? BROADCAST_MAC;
}
