// The settings of a bridge port by iproute2's names, for `bridge link` and `type bridge_slave`.

import type { BrPort, BrPortFlag } from '../../../engine/device/dev.ts';
import type { NetlinkOp } from '../../../engine/netlink.ts';

type PortSettings = NonNullable<Extract<NetlinkOp, { op: 'link.set' }>['brport']>;
export type PortChange = { -readonly [K in keyof PortSettings]: PortSettings[K] };

/** Those that the bridge itself heeds have a field of their own. */
const OWN = ['learning', 'flood', 'hairpin', 'isolated'] as const;
type OwnFlag = (typeof OWN)[number];

const OTHERS: readonly BrPortFlag[] = [
  'guard',
  'root_block',
  'fastleave',
  'mcast_flood',
  'bcast_flood',
  'mcast_to_unicast',
  'neigh_suppress',
  'vlan_tunnel',
  'locked',
];

export type PortFlag = OwnFlag | BrPortFlag;

export const PORT_KEYWORDS: readonly string[] = [
  'state',
  'priority',
  'cost',
  'mcast_router',
  'group_fwd_mask',
  ...OWN,
  ...OTHERS,
  'proxy_arp',
  'proxy_arp_wifi',
  'mcast_fast_leave',
  'backup_port',
  'nobackup_port',
  'fdb_flush',
];

export function isPortFlag(word: string): word is PortFlag {
  return [...OWN, ...OTHERS].some((flag) => flag === word);
}

export function setPortFlag(change: PortChange, flag: PortFlag, isOn: boolean): void {
  const own = OWN.find((known) => known === flag);
  if (own) change[own] = isOn;
  else change.flags = { ...change.flags, [flag]: isOn };
}

/** What a new port has on: flooding. */
export function portFlag(port: BrPort, flag: PortFlag): boolean {
  const own = OWN.find((known) => known === flag);
  if (own) return port[own];
  return port.flags?.[flag as BrPortFlag] ?? (flag === 'mcast_flood' || flag === 'bcast_flood');
}
