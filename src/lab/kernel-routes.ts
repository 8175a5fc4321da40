// The routes that the kernel makes by itself from addresses. They are not modelled a second time here: a scratch
// namespace with the same devices and addresses is asked.

import type { DevDoc, RouteDoc } from '../document/schema.ts';
import { applyOp } from '../engine/apply.ts';
import { type MachineId, rootNetnsOf } from '../engine/ids.ts';
import type { Op } from '../engine/netlink.ts';
import { World } from '../engine/world.ts';
import { addrOps, upDevOps } from './dev-ops.ts';
import { routeDoc } from './route-doc.ts';

const remembered = new Map<string, readonly RouteDoc[]>();
const REMEMBERED_MAX = 4_096;
const MACHINE = 'scratch' as MachineId;
const NETNS = rootNetnsOf(MACHINE);

/** In the kernel's order. The answer only depends on names, addresses and which devices are up. */
export function kernelRoutes(devs: readonly DevDoc[]): readonly RouteDoc[] {
  const key = JSON.stringify(devs.map((dev) => [dev.name, dev.kind === 'loopback', dev.up, dev.addrs]));
  const known = remembered.get(key);
  if (known) return known;
  const routes = askScratch(devs);
  if (remembered.size >= REMEMBERED_MAX) remembered.clear();
  remembered.set(key, routes);
  return routes;
}

function askScratch(devs: readonly DevDoc[]): RouteDoc[] {
  const world = new World(1);
  applyOp(world, { op: 'machine.add', id: MACHINE, name: 'scratch', kind: 'host' });
  for (const op of devs.flatMap(scratchOps)) applyOp(world, op);
  const ns = world.netns.get(NETNS);
  return ns ? ns.routes.get().map((route) => routeDoc(route, (i) => ns.devs.get(i)?.name ?? '')) : [];
}

/** A port is a port here: what it is cabled to or enslaved by makes no route. */
function scratchOps(dev: DevDoc): Op[] {
  const add: Op = { op: 'link.add', netns: NETNS, name: dev.name, link: { kind: 'physical' } };
  return [
    ...(dev.kind === 'loopback' ? [] : [add]),
    ...addrOps(NETNS, dev.name, [], dev.addrs),
    ...(dev.up ? upDevOps(NETNS, dev) : []),
  ];
}
