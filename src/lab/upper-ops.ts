// Devices that are on others: they come when those are there, and go before them.

import type { DevDoc } from '../document/schema.ts';
import type { Op } from '../engine/netlink.ts';
import { netnsIdOf, type NetnsPair } from './netns-pairs.ts';
import { macOf } from './texts.ts';
import { macvlanSpecOf, vxlanSpecOf } from './tunnel-doc.ts';

export function isUpper(dev: DevDoc): boolean {
  return dev.vxlan !== undefined || dev.macvlan !== undefined;
}

/** Those that are gone, or are made anew. */
export function removedUpperOps(pair: NetnsPair): Op[] {
  return pair.removed.filter(isUpper).map((dev) => ({ op: 'link.del', netns: pair.id, name: dev.name }));
}

interface NewUpper {
  readonly pair: NetnsPair;
  readonly dev: DevDoc;
  readonly ifindex: number;
}

/** Whoever is on another new one comes after it. */
export function addedUpperOps(pairs: readonly NetnsPair[]): Op[] {
  const ops: Op[] = [];
  let waiting = pairs.flatMap((pair): NewUpper[] =>
    pair.added.filter(({ dev }) => isUpper(dev)).map(({ dev, ifindex }) => ({ pair, dev, ifindex })),
  );
  while (waiting.length > 0) {
    const names = new Set(waiting.map((upper) => keyOf(upper)));
    const ready = waiting.filter((upper) => !names.has(lowerKey(upper) ?? ''));
    // Devices on each other in a circle are nonsense: the kernel says so.
    const now = ready.length > 0 ? ready : waiting;
    ops.push(...now.flatMap(addOps));
    waiting = waiting.filter((upper) => !now.includes(upper));
  }
  return ops;
}

function addOps({ pair, dev, ifindex }: NewUpper): Op[] {
  const { id: netns, machine, to } = pair;
  const birth = {
    netns,
    name: dev.name,
    index: ifindex,
    ...(dev.mac !== undefined && { mac: macOf(dev.mac) }),
  };
  if (dev.vxlan) {
    const vxlan = vxlanSpecOf(machine.id, to.name, dev.vxlan);
    return [{ op: 'link.add', ...birth, link: { kind: 'vxlan', vxlan } }];
  }
  if (!dev.macvlan) return [];
  return [
    { op: 'link.add', ...birth, link: { kind: 'macvlan', macvlan: macvlanSpecOf(machine.id, dev.macvlan) } },
  ];
}

function keyOf({ pair, dev }: NewUpper): string {
  return `${pair.id} ${dev.name}`;
}

function lowerKey({ pair, dev }: NewUpper): string | undefined {
  const { machine, to } = pair;
  if (dev.macvlan) return `${netnsIdOf(machine.id, dev.macvlan.lower.netns)} ${dev.macvlan.lower.name}`;
  const { dev: lower, underlay = to.name } = dev.vxlan ?? {};
  return lower === undefined ? undefined : `${netnsIdOf(machine.id, underlay)} ${lower}`;
}
