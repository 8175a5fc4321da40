// How long a device's packets may be (dev_validate_mtu, net/core/dev.c; each driver's min_mtu and max_mtu).

import { err, ok, type Result } from '../../base/result.ts';
import type { NetlinkError } from '../netlink.ts';
import type { DevKind } from './dev.ts';

export const NEW_MTU: Record<DevKind, number> = {
  loopback: 65536,
  physical: 1500,
  veth: 1500,
  bridge: 1500,
  vxlan: 1500,
  macvlan: 1500,
};

/** lo has no limits. A physical port has those of a veth end: that is what it is when a lab is run on real Linux. */
const LIMITS: Record<DevKind, { readonly min: number; readonly max: number }> = {
  loopback: { min: 0, max: Number.POSITIVE_INFINITY },
  physical: { min: 68, max: 65535 },
  veth: { min: 68, max: 65535 },
  bridge: { min: 68, max: 65535 },
  vxlan: { min: 68, max: 65535 },
  macvlan: { min: 68, max: 65535 },
};

export function checkMtu(kind: DevKind, mtu: number): Result<void, NetlinkError> {
  const { min, max } = LIMITS[kind];
  if (mtu < 0 || mtu < min) return err({ errno: 'EINVAL', extack: 'mtu less than device minimum.' });
  if (mtu > max) return err({ errno: 'EINVAL', extack: 'mtu greater than device maximum.' });
  return ok();
}
