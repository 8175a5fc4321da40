// Each namespace that a document has, beside what it was in another.

import { emptyNetns, ifindexesOf } from '../document/kinds.ts';
import type { DevDoc, LabDocument, MachineDoc, NetnsDoc } from '../document/schema.ts';
import { type MachineId, namedNetnsOf, type NetnsId, rootNetnsOf } from '../engine/ids.ts';

export interface NetnsPair {
  readonly id: NetnsId;
  /** The machine in the newer document. */
  readonly machine: MachineDoc;
  readonly from: NetnsDoc;
  readonly to: NetnsDoc;
  /** The devices that are in both, and the same ones. */
  readonly kept: readonly DevPair[];
  readonly removed: readonly DevDoc[];
  readonly added: readonly { readonly dev: DevDoc; readonly ifindex: number }[];
}

export interface DevPair {
  readonly from: DevDoc;
  readonly to: DevDoc;
}

/** A namespace as `unshare -n` leaves it: lo is there, and DOWN. */
const BLANK_LO: DevDoc = { name: 'lo', kind: 'loopback', up: false, addrs: [] };

/** The namespaces of the machines of `to` that aren't the very same in `from`. */
export function netnsPairs(from: LabDocument, to: LabDocument): NetnsPair[] {
  const before = new Map(from.machines.map((machine) => [machine.id, machine]));
  return to.machines.flatMap((machine) => {
    const old = before.get(machine.id);
    return old === machine ? [] : machine.netns.map((netns) => pair(old, machine, netns));
  });
}

export function netnsIdOf(machine: string, name: string): NetnsId {
  const id = machine as MachineId;
  return name === '' ? rootNetnsOf(id) : namedNetnsOf(id, name);
}

function pair(old: MachineDoc | undefined, machine: MachineDoc, to: NetnsDoc): NetnsPair {
  const oldNetns = old?.netns.find((other) => other.name === to.name);
  const from = oldNetns ?? emptyNetns(to.name, [BLANK_LO]);
  const before = new Map(ifindexesOf(from.devs).map((ifindex, i) => [ifindex, from.devs[i] as DevDoc]));
  const kept: DevPair[] = [];
  const added: { dev: DevDoc; ifindex: number }[] = [];
  for (const [i, ifindex] of ifindexesOf(to.devs).entries()) {
    const dev = to.devs[i] as DevDoc;
    const same = before.get(ifindex);
    const isKept = same !== undefined && isSameDev(same, dev) && isSamePeer(old, same, machine, dev);
    if (isKept) kept.push({ from: same, to: dev });
    else added.push({ dev, ifindex });
  }
  const keptBefore = new Set(kept.map((both) => both.from));
  const removed = from.devs.filter((dev) => !keptBefore.has(dev));
  return { id: netnsIdOf(machine.id, to.name), machine, from, to, kept, removed, added };
}

/** Could one become the other by `ip link set`? A bridge can't forget that its address or MTU was set by hand. */
function isSameDev(a: DevDoc, b: DevDoc): boolean {
  if (a.name !== b.name || a.kind !== b.kind) return false;
  // What a tunnel or a macvlan is made with is for its life here: made anew, it is what the document says.
  if (JSON.stringify([a.vxlan, a.macvlan]) !== JSON.stringify([b.vxlan, b.macvlan])) return false;
  if (a.kind !== 'bridge') return true;
  return (a.mac === undefined || b.mac !== undefined) && (a.mtu === undefined || b.mtu !== undefined);
}

/** A veth pair is kept or made anew as a whole. */
function isSamePeer(old: MachineDoc | undefined, a: DevDoc, machine: MachineDoc, b: DevDoc): boolean {
  if (!a.peer || !b.peer) return a.peer === b.peer;
  if (a.peer.netns !== b.peer.netns || a.peer.name !== b.peer.name) return false;
  return old !== undefined && peerIfindex(old, a.peer) === peerIfindex(machine, b.peer);
}

function peerIfindex(machine: MachineDoc, peer: NonNullable<DevDoc['peer']>): number | undefined {
  const devs = machine.netns.find((netns) => netns.name === peer.netns)?.devs ?? [];
  return ifindexesOf(devs)[devs.findIndex((dev) => dev.name === peer.name)];
}
