// A tunnel end is made and changed (vxlan_config_validate, vxlan_config_apply, vxlan_changelink: drivers/net/vxlan).

import { err, ok, type Result } from '../../base/result.ts';
import { isMulticast } from '../../wire/ipv4-addr.ts';
import { type MacAddr, ZERO_MAC } from '../../wire/mac.ts';
import { VXLAN_LINUX_PORT } from '../../wire/vxlan.ts';
import { type Nanos, SECOND } from '../ids.ts';
import type { NetlinkError, VxlanSpec } from '../netlink.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import { nextCreated } from './bridge-fdb.ts';
import type { Dev } from './dev.ts';
import { noteNetns } from './netns-ids.ts';
import { devByName, putDev } from './table.ts';
import {
  deleteVxlanEntry,
  putVxlanEntry,
  tunnelsOver,
  VXLAN_HEADROOM,
  type VxlanDev,
  vxlanEntry,
  type VxlanRemote,
  type VxlanSettings,
} from './vxlan-dev.ts';

/** Of IPv4 on Ethernet (ETH_MIN_MTU). */
const ETH_MIN_MTU = 68;
const ETH_DATA_LEN = 1500;
const AGEING = (300 * SECOND) as Nanos;

/** The settings that a new device in `ns` gets, or why not. */
export function vxlanSettings(world: World, ns: Netns, spec: VxlanSpec): Result<VxlanSettings, NetlinkError> {
  const under = world.netns.get(spec.underlay ?? ns.id);
  if (!under) return err({ errno: 'EINVAL' });
  const { lower: name, underlay: _underlay, ...rest } = spec;
  const lower = name === undefined ? undefined : devByName(under, name);
  if (name !== undefined && !lower)
    return err({ errno: 'ENODEV', extack: 'Invalid local interface, device not found' });
  if (rest.remote !== undefined && isMulticast(rest.remote) && !lower)
    return err({ errno: 'EINVAL', extack: 'Local interface required for multicast remote destination' });
  const port = rest.port || VXLAN_LINUX_PORT;
  if (tunnelsOver(world, under).some(({ dev }) => dev.vxlan.vni === rest.vni && dev.vxlan.port === port))
    return err({ errno: 'EEXIST', extack: 'A VXLAN device with the specified VNI already exists.' });
  return ok({
    ...rest,
    port,
    learning: rest.learning ?? true,
    ageing: rest.ageing ?? AGEING,
    flags: rest.flags ?? [],
    underlay: under.id,
    ...(lower && { lower: lower.ifindex }),
  });
}

/** What its MTU is when nobody says: the underlay device's less the headers, if one is named. */
export function vxlanMtu(world: World, { underlay, lower }: VxlanSettings): number | undefined {
  const dev = lower === undefined ? undefined : world.netns.get(underlay)?.devs.get(lower);
  return dev && Math.max(ETH_MIN_MTU, dev.mtu - VXLAN_HEADROOM);
}

/** The device is there: gives it its settings and its default destination. */
export function bearVxlan(
  world: World,
  { ns, dev }: { readonly ns: Netns; readonly dev: Dev },
  { settings, mtu }: { readonly settings: VxlanSettings; readonly mtu: number | undefined },
): void {
  const most = vxlanMtu(world, settings);
  const wanted = mtu ?? most ?? ETH_DATA_LEN;
  const born: VxlanDev = { ...dev, vxlan: settings, mtu: Math.min(wanted, most ?? wanted) };
  putDev(ns, born);
  if (settings.underlay !== ns.id) noteNetns(ns, settings.underlay);
  putDefault(world, ns, born);
}

/** vxlan_changelink: only what is named changes. */
export function vxlanChange(
  world: World,
  ns: Netns,
  { dev, change }: { readonly dev: VxlanDev; readonly change: Partial<VxlanSpec> },
): Result<void, NetlinkError> {
  const old = dev.vxlan;
  if (change.vni !== undefined && change.vni !== old.vni)
    return err({ errno: 'EOPNOTSUPP', extack: 'Cannot change VNI.' });
  if (change.port !== undefined && change.port !== old.port)
    return err({ errno: 'EOPNOTSUPP', extack: 'Cannot change port.' });
  const { lower: name, underlay: _underlay, ...rest } = change;
  const under = world.netns.get(old.underlay);
  const lower = name === undefined ? undefined : under && devByName(under, name);
  if (name !== undefined && !lower)
    return err({ errno: 'ENODEV', extack: 'Invalid local interface, device not found' });
  const settings: VxlanSettings = { ...old, ...rest, ...(lower && { lower: lower.ifindex }) };
  const most = vxlanMtu(world, settings);
  const changed: VxlanDev = { ...dev, vxlan: settings, mtu: Math.min(dev.mtu, most ?? dev.mtu) };
  putDev(ns, changed);
  if (settings.remote !== old.remote || settings.lower !== old.lower) {
    dropDefault(world, ns, dev);
    putDefault(world, ns, changed);
  }
  return ok();
}

function defaultRemote({ remote, lower }: VxlanSettings): VxlanRemote | undefined {
  return remote === undefined ? undefined : { ip: remote, ...(lower !== undefined && { via: lower }) };
}

/** vxlan_fdb_update of the zero address: the default destination is the last of its list. */
function putDefault(world: World, ns: Netns, dev: VxlanDev): void {
  const remote = defaultRemote(dev.vxlan);
  if (!remote) return;
  const found = vxlanEntry(ns, dev, ZERO_MAC, world.now);
  const now = world.now;
  const created = found?.created ?? nextCreated(ns);
  const others = found?.remotes ?? [];
  const remotes = others.some((other) => isSameRemote(other, remote)) ? others : [...others, remote];
  const mac: MacAddr = ZERO_MAC;
  putVxlanEntry(ns, { dev: dev.ifindex, mac, remotes, state: 'permanent', used: now, updated: now, created });
}

function dropDefault(world: World, ns: Netns, dev: VxlanDev): void {
  const remote = defaultRemote(dev.vxlan);
  const found = vxlanEntry(ns, dev, ZERO_MAC, world.now);
  if (!found || !remote) return;
  const remotes = found.remotes.filter((other) => !isSameRemote(other, remote));
  if (remotes.length === 0) deleteVxlanEntry(ns, found);
  else putVxlanEntry(ns, { ...found, remotes });
}

export function isSameRemote(a: VxlanRemote, b: VxlanRemote): boolean {
  return a.ip === b.ip && a.port === b.port && a.vni === b.vni && a.via === b.via;
}
