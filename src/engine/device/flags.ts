// A device's flags as `ip link` prints them (dev_get_flags in net/core/dev.c, print_link_flags in iproute2).

import type { Dev } from './dev.ts';

/** In iproute2's order: `NO-CARRIER,BROADCAST,MULTICAST,UP,LOWER_UP`. */
export function devFlags(dev: Dev): readonly string[] {
  const running = dev.up && (dev.operstate === 'UP' || dev.operstate === 'UNKNOWN');
  return [
    ...(dev.up && !running ? ['NO-CARRIER'] : []),
    ...(dev.kind === 'loopback' ? ['LOOPBACK'] : ['BROADCAST', 'MULTICAST']),
    ...(dev.up ? ['UP'] : []),
    ...(dev.up && dev.carrier ? ['LOWER_UP'] : []),
  ];
}
