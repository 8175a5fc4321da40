// `bridge fdb add|append|replace|del MAC dev VXLAN dst …` (vxlan_fdb_add, vxlan_fdb_update, __vxlan_fdb_delete).

import { err, ok, type Result } from '../../base/result.ts';
import { isGroupMac, type MacAddr, ZERO_MAC } from '../../wire/mac.ts';
import type { NetlinkError, NetlinkOp, VxlanRemoteSpec } from '../netlink.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import { nextCreated } from './bridge-fdb.ts';
import { devByName } from './table.ts';
import { isSameRemote } from './vxlan-add.ts';
import {
  deleteVxlanEntry,
  isVxlan,
  putVxlanEntry,
  type VxlanDev,
  vxlanEntries,
  vxlanEntry,
  type VxlanEntry,
  type VxlanRemote,
} from './vxlan-dev.ts';

type VxlanFdbOp = Extract<NetlinkOp, { op: 'vxlan.fdb.add' | 'vxlan.fdb.del' | 'vxlan.fdb.flush' }>;
type Add = Extract<VxlanFdbOp, { op: 'vxlan.fdb.add' }>;

export function vxlanFdbOp(world: World, op: VxlanFdbOp): Result<void, NetlinkError> {
  const ns = world.netns.get(op.netns);
  const dev = ns && devByName(ns, op.dev);
  if (!ns || !dev) return err({ errno: 'ENODEV' });
  if (!isVxlan(dev)) return err({ errno: 'EOPNOTSUPP' });
  if (op.op === 'vxlan.fdb.flush') return flush(ns, dev);
  const remote = op.remote && remoteOf(world, dev, op.remote);
  const entry = vxlanEntry(ns, dev, op.mac, world.now);
  if (op.op === 'vxlan.fdb.del') return remove(ns, entry, remote);
  if (!remote) return err({ errno: 'EINVAL' });
  return add(world, { ns, dev }, { op, entry, remote });
}

/** What is the device's own anyway isn't noted. */
function remoteOf(world: World, { vxlan }: VxlanDev, { ip, port, vni, via }: VxlanRemoteSpec): VxlanRemote {
  const under = world.netns.get(vxlan.underlay);
  const lower = via === undefined ? undefined : under && devByName(under, via)?.ifindex;
  return {
    ip,
    ...(port !== undefined && port !== vxlan.port && { port }),
    ...(vni !== undefined && vni !== vxlan.vni && { vni }),
    ...(lower !== undefined && { via: lower }),
  };
}

interface Adding {
  readonly op: Add;
  readonly entry: VxlanEntry | undefined;
  readonly remote: VxlanRemote;
}

function add(
  world: World,
  { ns, dev }: { readonly ns: Netns; readonly dev: VxlanDev },
  { op, entry, remote }: Adding,
): Result<void, NetlinkError> {
  const { mac, how, state = 'permanent' } = op;
  const { now } = world;
  if (!entry) {
    const most = dev.vxlan.maxAddr ?? 0;
    if (most > 0 && vxlanEntries(ns, dev).length >= most) return err({ errno: 'ENOSPC' });
    const created = nextCreated(ns);
    putVxlanEntry(ns, { dev: dev.ifindex, mac, remotes: [remote], state, used: now, updated: now, created });
    return ok();
  }
  if (how === 'add') return err({ errno: 'EEXIST' });
  if (how === 'replace') {
    if (hasManyRemotes(mac))
      return err({ errno: 'EOPNOTSUPP', extack: 'Cannot replace non-unicast fdb entries.' });
    putVxlanEntry(ns, { ...entry, remotes: [remote], state, used: now, updated: now });
    return ok();
  }
  // A station is in one place: only a group, or whoever is unknown, is sent to several. Linux says nothing about it.
  const isNew = hasManyRemotes(mac) && !entry.remotes.some((other) => isSameRemote(other, remote));
  const remotes = isNew ? [...entry.remotes, remote] : entry.remotes;
  putVxlanEntry(ns, { ...entry, remotes, state, updated: now });
  return ok();
}

function hasManyRemotes(mac: MacAddr): boolean {
  return mac === ZERO_MAC || isGroupMac(mac);
}

/** Without a destination the whole entry goes; a destination that it doesn't have is no error. */
function remove(
  ns: Netns,
  entry: VxlanEntry | undefined,
  remote: VxlanRemote | undefined,
): Result<void, NetlinkError> {
  if (!entry) return err({ errno: 'ENOENT' });
  if (remote && !entry.remotes.some((other) => isSameRemote(other, remote))) return ok();
  const remotes = remote ? entry.remotes.filter((other) => !isSameRemote(other, remote)) : [];
  if (remotes.length === 0) deleteVxlanEntry(ns, entry);
  else putVxlanEntry(ns, { ...entry, remotes });
  return ok();
}

function flush(ns: Netns, dev: VxlanDev): Result<void, NetlinkError> {
  for (const entry of vxlanEntries(ns, dev)) deleteVxlanEntry(ns, entry);
  return ok();
}
