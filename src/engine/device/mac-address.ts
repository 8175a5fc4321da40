// Which addresses a device may have, and the one it gets when nobody says. Linux draws a random address for a veth end
// or a bridge; here it is derived, so that a lab looks the same each time it is built.

import { byText } from '../../base/order.ts';
import { isGroupMac, type MacAddr, macFromOctets, ZERO_MAC } from '../../wire/mac.ts';
import type { IfIndex, MachineId } from '../ids.ts';
import type { World } from '../world.ts';

/** is_valid_ether_addr: one station's, and not all zeros. */
export function isStationMac(mac: MacAddr): boolean {
  return mac !== ZERO_MAC && !isGroupMac(mac);
}

/** `02:00:00:MM:II:II` of the machine's number and the ifindex; the second octet tells apart what would be the same. */
export function defaultMac(world: World, machine: MachineId, ifindex: IfIndex): MacAddr {
  const ordinal = world.machines.get(machine)?.ordinal ?? 0;
  for (let second = 0; ; second++) {
    const octets = [2, second, ordinal >> 8, ordinal & 255, ifindex >> 8, ifindex & 255];
    const mac = macFromOctets(Uint8Array.from(octets));
    if (!isTaken(world, mac)) return mac;
  }
}

function isTaken(world: World, mac: MacAddr): boolean {
  return world.netns.keys(byText).some((id) => hasMac(world, id, mac));
}

function hasMac(world: World, id: Parameters<World['netns']['get']>[0], mac: MacAddr): boolean {
  return (world.netns.get(id)?.devs.sorted((a, b) => a.ifindex - b.ifindex) ?? []).some(
    (dev) => dev.mac === mac,
  );
}
