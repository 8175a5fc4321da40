// A device that has another name in the second document, but is the same one: renamed first, so that everything that
// names it can be compared.

import { ifindexesOf } from '../document/kinds.ts';
import type { CableDoc, DevDoc, LabDocument, MachineDoc, NetnsDoc } from '../document/schema.ts';
import type { Op } from '../engine/netlink.ts';
import { netnsIdOf } from './netns-pairs.ts';

export interface Renamed {
  readonly ops: readonly Op[];
  /** The first document, after the renames. */
  readonly document: LabDocument;
}

export function renameDevs(from: LabDocument, to: LabDocument): Renamed {
  const after = new Map(to.machines.map((machine) => [machine.id, machine]));
  const ops: Op[] = [];
  let { cables } = from;
  const machines = from.machines.map((machine) => {
    const wanted = after.get(machine.id);
    if (!wanted || wanted === machine) return machine;
    return machine.netns.reduce((renamed, netns) => {
      const names = newNames(netns, wanted);
      for (const [name, rename] of names) {
        ops.push({ op: 'link.set', netns: netnsIdOf(machine.id, netns.name), name, rename });
      }
      if (netns.name === '') cables = cables.map((cable) => renameEnds(cable, machine.id, names));
      return names.size === 0 ? renamed : renameIn(renamed, netns.name, names);
    }, machine);
  });
  return ops.length === 0 ? { ops, document: from } : { ops, document: { ...from, machines, cables } };
}

/** The same kind, place and address under another name that is free. */
function newNames(netns: NetnsDoc, wanted: MachineDoc): Map<string, string> {
  const names = new Map<string, string>();
  const there = wanted.netns.find((other) => other.name === netns.name);
  if (!there) return names;
  const taken = new Set(netns.devs.map((dev) => dev.name));
  const before = new Map(ifindexesOf(netns.devs).map((ifindex, i) => [ifindex, netns.devs[i]]));
  for (const [i, ifindex] of ifindexesOf(there.devs).entries()) {
    const dev = before.get(ifindex);
    const next = there.devs[i];
    if (!dev || !next || dev.name === next.name || taken.has(next.name)) continue;
    if (dev.kind === next.kind && dev.mac === next.mac) names.set(dev.name, next.name);
  }
  return names;
}

function renameIn(machine: MachineDoc, netnsName: string, names: ReadonlyMap<string, string>): MachineDoc {
  const nameOf = (name: string): string => names.get(name) ?? name;
  const renameDev = (dev: DevDoc, netns: NetnsDoc): DevDoc => ({
    ...dev,
    ...(netns.name === netnsName && { name: nameOf(dev.name) }),
    ...(netns.name === netnsName && dev.master !== undefined && { master: nameOf(dev.master) }),
    ...(dev.peer?.netns === netnsName && { peer: { ...dev.peer, name: nameOf(dev.peer.name) } }),
    ...(dev.macvlan?.lower.netns === netnsName && {
      macvlan: { ...dev.macvlan, lower: { ...dev.macvlan.lower, name: nameOf(dev.macvlan.lower.name) } },
    }),
    ...(dev.vxlan?.dev !== undefined &&
      (dev.vxlan.underlay ?? netns.name) === netnsName && {
        vxlan: { ...dev.vxlan, dev: nameOf(dev.vxlan.dev) },
      }),
    ...(dev.bridge?.ports && { bridge: { ...dev.bridge, ports: dev.bridge.ports.map(nameOf) } }),
  });
  const netns = machine.netns.map((ns): NetnsDoc => {
    const devs = ns.devs.map((dev) => renameDev(dev, ns));
    if (ns.name !== netnsName) return { ...ns, devs };
    const inRow = <T extends { dev?: string }>(row: T): T =>
      row.dev === undefined ? row : { ...row, dev: nameOf(row.dev) };
    return {
      ...ns,
      devs,
      routes: ns.routes.map(inRow),
      deletedRoutes: ns.deletedRoutes.map(inRow),
      neigh: ns.neigh.map(inRow),
      fdb: ns.fdb.map((fdb) => ({ ...fdb, port: nameOf(fdb.port) })),
      sysctl: renameKeys(ns.sysctl, nameOf),
    };
  });
  return { ...machine, netns };
}

/** `net.ipv4.conf.eth0.rp_filter`: a device's folder moves with it. */
function renameKeys(sysctl: NetnsDoc['sysctl'], nameOf: (name: string) => string): NetnsDoc['sysctl'] {
  const rename = (key: string): string =>
    key.replace(
      /^(net\.ipv4\.(?:conf|neigh)\.)(.+)(\.\w+)$/,
      (_, head: string, dev: string, tail: string) => {
        return head + nameOf(dev) + tail;
      },
    );
  return Object.fromEntries(Object.entries(sysctl).map(([key, value]) => [rename(key), value]));
}

function renameEnds(cable: CableDoc, machine: string, names: ReadonlyMap<string, string>): CableDoc {
  const [a, b] = cable.ends;
  const rename = (end: CableDoc['ends'][0]): CableDoc['ends'][0] =>
    end.machine === machine ? { machine, port: names.get(end.port) ?? end.port } : end;
  return { ...cable, ends: [rename(a), rename(b)] };
}
