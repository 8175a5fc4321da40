// What the message of AF_BRIDGE says of a port's other end: only its ifindex, not whose (br_fill_ifinfo), so `bridge` takes
// it for a device of this namespace. A famous trap: `veth0@cni0` (print_name_and_link of iproute2's utils.c).

import type { Dev } from '../../../engine/device/dev.ts';
import { linkFlags } from '../ip/dev-facts.ts';
import type { Session } from '../ip/session.ts';

/** The ifindex after the `@`; not said when it is the port's own, by chance or not. */
export function linkIndex(dev: Dev): Dev['ifindex'] | undefined {
  const index = dev.peer?.ifindex;
  return index === dev.ifindex ? undefined : index;
}

/** `veth0@cni0`, or `veth0@if7` if no device here has that number. */
export function linkName(s: Session, dev: Dev): string | undefined {
  const index = linkIndex(dev);
  return index === undefined ? undefined : (s.ns.devs.get(index)?.name ?? `if${index}`);
}

export function portFlags(s: Session, dev: Dev): string[] {
  const index = linkIndex(dev);
  const lower = index === undefined ? undefined : s.ns.devs.get(index);
  const flags = linkFlags(s, dev).filter((flag) => flag !== 'M-DOWN');
  return lower && !lower.up ? [...flags, 'M-DOWN'] : flags;
}
