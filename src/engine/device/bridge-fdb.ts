// A bridge's forwarding database (net/bridge/br_fdb.c): which address is behind which port.
// Ageing is lazy: an entry whose time is up goes when somebody looks. The kernel's collector runs at that very moment, but for
// a spanning tree's fast ageing, which it isn't told of: with the protocol on there is a collector here, too.

import { byText } from '../../base/order.ts';
import type { MacAddr } from '../../wire/mac.ts';
import type { Frame } from '../../wire/packet.ts';
import type { Ctx } from '../ctx.ts';
import { type IfIndex, type Nanos, SECOND } from '../ids.ts';
import type { Netns } from '../netns.ts';
import type { BridgeSettings, Dev, FdbEntry } from './dev.ts';
import { fdbKey } from './dev.ts';
import type { RcvCtx } from './rcv.ts';
import { holdTime } from './stp-state.ts';

/** The collector runs at most every 10 ms. */
const GC_SPACING = SECOND / 100;

/** A device that is a bridge. */
export type BridgeDev = Dev & { readonly bridge: BridgeSettings };

/** Notes that the frame's sender is behind the port it came by (br_fdb_update). */
export function learn(ctx: RcvCtx, bridge: BridgeDev, frame: Frame): void {
  const { world, ns, iif } = ctx;
  const mac = frame.eth.src;
  if (holdTime(bridge) === 0) return;
  const key = fdbKey(bridge.ifindex, mac);
  const found = ns.fdb.get(key);
  const known = found && !isAged(bridge, found, world.now) ? found : undefined;
  // A frame with one of the bridge's own addresses as its source teaches nothing; the kernel logs a warning.
  if (known?.local || (known?.sticky && known.port !== iif.ifindex)) return;
  if (known?.port === iif.ifindex && known.updated === world.now) return;
  const permanent = known?.permanent ?? false;
  const { ifindex: port } = iif;
  const created = known?.created ?? nextCreated(ns);
  const { now: updated } = world;
  const flags = known && { ...(known.sticky && { sticky: known.sticky }) };
  ns.fdb.set(key, { bridge: bridge.ifindex, mac, port, local: false, permanent, updated, created, ...flags });
  if (known?.port === port) return;
  const movedFrom = known && ns.devs.get(known.port)?.name;
  world.emit(ctx, frame, {
    kind: 'br.learn',
    bridge: bridge.name,
    mac,
    ...(movedFrom !== undefined && { movedFrom }),
  });
}

/** Asks for the frame's destination, and forgets an entry that has aged. */
export function fdbLookup(ctx: Ctx, bridge: BridgeDev, frame: Frame): FdbEntry | undefined {
  const { world, ns } = ctx;
  const mac = frame.eth.dst;
  const key = fdbKey(bridge.ifindex, mac);
  const found = ns.fdb.get(key);
  if (!found) {
    world.emit(ctx, frame, { kind: 'br.fdb.lookup', bridge: bridge.name, mac });
    return undefined;
  }
  if (isAged(bridge, found, world.now)) {
    ns.fdb.delete(key);
    world.emit(ctx, frame, { kind: 'br.fdb.lookup', bridge: bridge.name, mac, hit: found, aged: true });
    return undefined;
  }
  world.emit(ctx, frame, { kind: 'br.fdb.lookup', bridge: bridge.name, mac, hit: found });
  return found;
}

/** Has the entry lived longer than the bridge's ageing time without a frame (has_expired)? */
export function isAged(bridge: BridgeDev, entry: FdbEntry, now: Nanos): boolean {
  if (bridge.bridge.stp?.timers.gc) return false;
  return ages(entry) && entry.updated + bridge.bridge.ageing <= now;
}

function ages(entry: FdbEntry): boolean {
  return !entry.permanent && !entry.externLearn;
}

/** Forgets what has expired (br_fdb_cleanup). Returns when there is something to do again. */
export function collectExpired(ns: Netns, bridge: BridgeDev, now: Nanos): Nanos {
  const hold = holdTime(bridge);
  let next: number = hold;
  for (const key of ns.fdb.keys(byText)) {
    const entry = ns.fdb.get(key);
    if (entry?.bridge !== bridge.ifindex || !ages(entry)) continue;
    const left = entry.updated + hold - now;
    if (left <= 0) ns.fdb.delete(key);
    else next = Math.min(next, left);
  }
  return Math.max(next, GC_SPACING) as Nanos;
}

/** As `bridge fdb show br BRIDGE` has it at `now`: by port, then by address. Aged entries are not shown. */
export function fdbInOrder(ns: Netns, bridge: BridgeDev, now: Nanos): FdbEntry[] {
  return ns.fdb
    .sorted((a, b) => a.port - b.port || byText(a.mac, b.mac))
    .filter((entry) => entry.bridge === bridge.ifindex && !isAged(bridge, entry, now));
}

export function nextCreated(ns: Netns): number {
  const created = ns.fdbCreated.get() + 1;
  ns.fdbCreated.set(created);
  return created;
}

/** The bridge takes frames for `mac` as its own: the address of a port, or with `port` itself, of the bridge. */
export function addLocal(ns: Netns, bridge: IfIndex, port: IfIndex, mac: MacAddr, now: Nanos): void {
  const key = fdbKey(bridge, mac);
  // Two ports may have the same address: the first one keeps the entry (fdb_add_local).
  if (ns.fdb.get(key)?.local) return;
  const created = nextCreated(ns);
  ns.fdb.set(key, { bridge, mac, port, local: true, permanent: true, updated: now, created });
}

/** Forgets a local address of `port`, unless another port or the bridge itself still has it (fdb_delete_local). */
export function deleteLocal(ns: Netns, bridge: BridgeDev, entry: FdbEntry): void {
  const key = fdbKey(bridge.ifindex, entry.mac);
  const heir = bridge.bridge.ports.find(
    (port) => port !== entry.port && ns.devs.get(port)?.mac === entry.mac,
  );
  if (heir !== undefined) ns.fdb.set(key, { ...entry, port: heir });
  else if (bridge.mac === entry.mac && entry.port !== bridge.ifindex)
    ns.fdb.set(key, { ...entry, port: bridge.ifindex });
  else ns.fdb.delete(key);
}

/** What was learned behind `port` goes (br_fdb_delete_by_port without do_all). */
export function flushLearned(ns: Netns, port: IfIndex): void {
  for (const key of ns.fdb.keys(byText)) {
    const entry = ns.fdb.get(key);
    if (entry && entry.port === port && !entry.permanent) ns.fdb.delete(key);
  }
}

/** The port leaves the bridge, and all of its entries with it. */
export function deletePortEntries(ns: Netns, bridge: BridgeDev, port: IfIndex): void {
  for (const key of ns.fdb.keys(byText)) {
    const entry = ns.fdb.get(key);
    if (!entry || entry.port !== port || entry.bridge !== bridge.ifindex) continue;
    if (entry.local) deleteLocal(ns, bridge, entry);
    else ns.fdb.delete(key);
  }
}

/** The bridge itself goes. */
export function deleteBridgeEntries(ns: Netns, bridge: IfIndex): void {
  for (const key of ns.fdb.keys(byText)) if (ns.fdb.get(key)?.bridge === bridge) ns.fdb.delete(key);
}
