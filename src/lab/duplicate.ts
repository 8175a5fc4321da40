// Copies of machines, as a user means it: everything is configured alike, the cables between the copied machines are
// copied too, and nothing conflicts. MAC addresses are new, and each address becomes the next free one of its prefix;
// what the copies say about each other (gateways, static neighbours) follows.

import { formatIpv4Cidr, ipv4FromNumber, ipv4ToNumber, netmask } from '../wire/ipv4-addr.ts';
import { ifindexesOf } from '../document/kinds.ts';
import { derivedMac } from '../document/mac-rule.ts';
import { canonical } from '../document/order.ts';
import type { AddrDoc, CableDoc, DevDoc, LabDocument, MachineDoc, NetnsDoc } from '../document/schema.ts';
import { freshCopyName, freshId } from './fresh-names.ts';
import { cidrOf } from './texts.ts';

/** How far a copy lies from its original, so that both can be seen. */
const OFFSET = 48;

export interface Duplicated {
  readonly document: LabDocument;
  /** The copies' ids, in the order of the originals. */
  readonly machines: readonly string[];
  readonly cables: readonly string[];
  /** Copies of addresses whose prefix has no free one left: these were dropped. */
  readonly dropped: number;
}

/** Names that change together. */
interface Renaming {
  readonly addrs: Map<string, string>;
  readonly macs: Map<string, string>;
}

export function duplicate(document: LabDocument, ids: readonly string[]): Duplicated {
  const originals = document.machines.filter((machine) => ids.includes(machine.id));
  const copies = new Map<string, MachineDoc>();
  const names = new Set(document.machines.map((machine) => machine.name));
  const taken = takenAddresses(document);
  const renaming: Renaming = { addrs: new Map(), macs: new Map() };
  let dropped = 0;
  for (const original of originals) {
    const id = freshId('m', [...document.machines, ...copies.values()]);
    const name = freshCopyName(original.name, names);
    names.add(name);
    const copy = copyMachine({ ...original, id, name }, taken, renaming);
    dropped += copy.dropped;
    copies.set(original.id, copy.machine);
  }
  const machines = [...copies.values()].map((machine) => renameIn(machine, renaming));
  const cables = copyCables(document, copies);
  return {
    document: canonical({
      ...document,
      machines: [...document.machines, ...machines],
      cables: [...document.cables, ...cables],
    }),
    machines: machines.map((machine) => machine.id),
    cables: cables.map((cable) => cable.id),
    dropped,
  };
}

function takenAddresses(document: LabDocument): Set<string> {
  const devs = document.machines.flatMap((machine) => machine.netns).flatMap((netns) => netns.devs);
  return new Set(devs.flatMap((dev) => dev.addrs).map((addr) => cidrOf(addr.cidr).addr));
}

function copyMachine(
  original: MachineDoc,
  taken: Set<string>,
  renaming: Renaming,
): { machine: MachineDoc; dropped: number } {
  let dropped = 0;
  const copyDev = (dev: DevDoc, ifindex: number, netns: number): DevDoc => {
    const addrs = dev.kind === 'loopback' ? dev.addrs : copyAddrs(dev.addrs, taken, renaming.addrs);
    dropped += dev.addrs.length - addrs.length;
    if (dev.mac === undefined) return { ...dev, addrs };
    const mac = derivedMac(original.id, ifindex, netns);
    renaming.macs.set(dev.mac, mac);
    return { ...dev, mac, addrs };
  };
  const netns = original.netns.map((ns, n) => {
    const ifindexes = ifindexesOf(ns.devs);
    return { ...ns, devs: ns.devs.map((dev, i) => copyDev(dev, ifindexes[i] as number, n)) };
  });
  const { x, y } = original.position;
  return { machine: { ...original, netns, position: { x: x + OFFSET, y: y + OFFSET } }, dropped };
}

function copyAddrs(addrs: readonly AddrDoc[], taken: Set<string>, renamed: Map<string, string>): AddrDoc[] {
  return addrs.flatMap((addr) => {
    const { addr: old, prefixLen } = cidrOf(addr.cidr);
    const free = nextFree(old, prefixLen, taken);
    if (free === undefined) return [];
    taken.add(free);
    renamed.set(old, free);
    return [{ ...addr, cidr: formatIpv4Cidr({ addr: free, prefixLen }) }];
  });
}

/** The next address after `old` in its prefix that nobody has, going round; not the network's nor the broadcast address. */
function nextFree(old: ReturnType<typeof ipv4FromNumber>, prefixLen: number, taken: ReadonlySet<string>) {
  const size = 2 ** (32 - prefixLen);
  const base = (ipv4ToNumber(old) & netmask(prefixLen)) >>> 0;
  const [low, high] = prefixLen < 31 ? [1, size - 2] : [0, size - 1];
  const start = ipv4ToNumber(old) - base;
  for (let i = 1; i <= Math.min(size, taken.size + 2); i++) {
    const host = low + ((start - low + i) % (high - low + 1));
    const candidate = ipv4FromNumber(base + host);
    if (!taken.has(candidate)) return candidate;
  }
  return undefined;
}

/** Gateways, sources and static neighbours of the copies name the copies. */
function renameIn(machine: MachineDoc, { addrs, macs }: Renaming): MachineDoc {
  const addr = (text: string): string => addrs.get(text) ?? text;
  const mac = (text: string): string => macs.get(text) ?? text;
  const renameNetns = (netns: NetnsDoc): NetnsDoc => ({
    ...netns,
    routes: netns.routes.map((route) => ({
      ...route,
      ...(route.via !== undefined && { via: addr(route.via) }),
      ...(route.nexthops && {
        nexthops: route.nexthops.map((nexthop) => ({
          ...nexthop,
          ...(nexthop.via !== undefined && { via: addr(nexthop.via) }),
        })),
      }),
      ...(route.src !== undefined && { src: addr(route.src) }),
    })),
    deletedRoutes: netns.deletedRoutes.map((route) => ({
      ...route,
      ...(route.src !== undefined && { src: addr(route.src) }),
    })),
    neigh: netns.neigh.map((neigh) => ({ ...neigh, ip: addr(neigh.ip), mac: mac(neigh.mac) })),
    fdb: netns.fdb.map((fdb) => ({ ...fdb, mac: mac(fdb.mac) })),
  });
  return { ...machine, netns: machine.netns.map(renameNetns) };
}

/** The cables whose two ends were both copied. */
function copyCables(document: LabDocument, copies: ReadonlyMap<string, MachineDoc>): CableDoc[] {
  const cables: CableDoc[] = [];
  for (const cable of document.cables) {
    const [a, b] = cable.ends;
    const machineA = copies.get(a.machine);
    const machineB = copies.get(b.machine);
    if (!machineA || !machineB) continue;
    const id = freshId('c', [...document.cables, ...cables]);
    const ends: CableDoc['ends'] = [
      { machine: machineA.id, port: a.port },
      { machine: machineB.id, port: b.port },
    ];
    cables.push({ ...cable, id, ends });
  }
  return cables;
}
