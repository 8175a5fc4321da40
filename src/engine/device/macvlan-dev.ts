// Several MAC addresses on one device (drivers/net/macvlan.c): each macvlan is a device of its own, often in a namespace of
// its own, and all share the wire of their lower device.

import { err, ok, type Result } from '../../base/result.ts';
import type { MacAddr } from '../../wire/mac.ts';
import type { MacvlanSpec, NetlinkError } from '../netlink.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import type { Dev, DevRef } from './dev.ts';
import { noteNetns } from './netns-ids.ts';
import { devAt, devByName, putDev } from './table.ts';

/** May it talk to the others on its lower device: directly, by way of a switch outside, or not at all? */
export type MacvlanMode = 'private' | 'vepa' | 'bridge' | 'passthru';

export interface MacvlanSettings {
  readonly mode: MacvlanMode;
  readonly lower: DevRef;
  readonly bcQueueLen?: number;
}

export type MacvlanDev = Dev & { readonly macvlan: MacvlanSettings };

export interface DevPlace {
  readonly ns: Netns;
  readonly dev: Dev;
}

export function isMacvlan(dev: Dev): dev is MacvlanDev {
  return dev.macvlan !== undefined;
}

export function lowerOf(world: World, { macvlan }: MacvlanDev): DevPlace | undefined {
  return placeAt(world, macvlan.lower);
}

/** The macvlan devices on `lower`. */
export function macvlansOn(world: World, lower: Dev): { readonly ns: Netns; readonly dev: MacvlanDev }[] {
  return (lower.macvlans ?? []).flatMap((ref) => {
    const place = placeAt(world, ref);
    return place && isMacvlan(place.dev) ? [{ ns: place.ns, dev: place.dev }] : [];
  });
}

function placeAt(world: World, ref: DevRef): DevPlace | undefined {
  const ns = world.netns.get(ref.netns);
  const dev = devAt(world, ref);
  return ns && dev && { ns, dev };
}

/** The device that a new macvlan is to be on; on a macvlan, what that one is on itself. */
export function lowerFor(world: World, ns: Netns, spec: MacvlanSpec): Result<DevPlace, NetlinkError> {
  const there = spec.lower.netns === undefined ? ns : world.netns.get(spec.lower.netns);
  const named = there && devByName(there, spec.lower.name);
  if (!there || !named) return err({ errno: 'ENODEV' });
  const real = isMacvlan(named) ? lowerOf(world, named) : { ns: there, dev: named };
  if (!real || real.dev.kind === 'loopback') return err({ errno: 'EINVAL' });
  return ok(real);
}

/** macvlan_common_newlink: is there room for one of this mode and MTU? */
export function checkMacvlan(
  world: World,
  lower: Dev,
  { mode, mtu }: { readonly mode: MacvlanMode; readonly mtu: number | undefined },
): NetlinkError | undefined {
  if (mtu !== undefined && mtu > lower.mtu) return { errno: 'EINVAL' };
  if (lower.master !== undefined) return { errno: 'EBUSY' };
  const others = macvlansOn(world, lower);
  const isAlone = mode === 'passthru' || others.some(({ dev }) => dev.macvlan.mode === 'passthru');
  return isAlone && others.length > 0 ? { errno: 'EINVAL' } : undefined;
}

/** The device is there: puts it on its lower one. */
export function bearMacvlan(
  { ns, dev }: DevPlace,
  lower: DevPlace,
  { mode, bcQueueLen }: Pick<MacvlanSpec, 'mode' | 'bcQueueLen'>,
): void {
  const ref = { netns: lower.ns.id, ifindex: lower.dev.ifindex };
  const macvlan: MacvlanSettings = { mode, lower: ref, ...(bcQueueLen !== undefined && { bcQueueLen }) };
  putDev(ns, { ...dev, macvlan });
  noteNetns(ns, lower.ns.id);
  const macvlans = [...(lower.dev.macvlans ?? []), { netns: ns.id, ifindex: dev.ifindex }];
  putDev(lower.ns, { ...lower.dev, macvlans });
}

/** macvlan_addr_busy: does somebody on the same device have this address, or the device itself? */
export function isBusy(world: World, dev: MacvlanDev, mac: MacAddr): boolean {
  const lower = lowerOf(world, dev)?.dev;
  if (!lower || dev.macvlan.mode === 'passthru') return false;
  return (
    lower.mac === mac ||
    macvlansOn(world, lower).some(
      ({ dev: other }) => other.up && other.mac === mac && !(other.name === dev.name && other.up === dev.up),
    )
  );
}

/** macvlan_changelink: passthru is for life. */
export function changeMode(ns: Netns, dev: MacvlanDev, mode: MacvlanMode): Result<void, NetlinkError> {
  const was = dev.macvlan.mode;
  if (mode !== was && (mode === 'passthru' || was === 'passthru')) return err({ errno: 'EINVAL' });
  putDev(ns, { ...dev, macvlan: { ...dev.macvlan, mode } });
  return ok();
}

/** The device is gone: its lower one forgets it. */
export function leaveLower(world: World, netns: Netns, dev: Dev): void {
  if (!isMacvlan(dev)) return;
  const lower = lowerOf(world, dev);
  if (!lower) return;
  const left = (lower.dev.macvlans ?? []).filter(
    (ref) => ref.netns !== netns.id || ref.ifindex !== dev.ifindex,
  );
  const { macvlans: _macvlans, ...rest } = lower.dev;
  putDev(lower.ns, left.length === 0 ? rest : { ...rest, macvlans: left });
}
