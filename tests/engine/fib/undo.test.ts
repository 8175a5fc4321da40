// Whatever addresses, routes, rules, links and sysctls went through can be stepped back and forth exactly.

import { expect, test } from 'vitest';
import { applyOp } from '../../../src/engine/apply.ts';
import { fibLookup } from '../../../src/engine/fib/lookup.ts';
import type { MachineId } from '../../../src/engine/ids.ts';
import { sysctlKeys, sysctlText } from '../../../src/engine/sysctl.ts';
import { World } from '../../../src/engine/world.ts';
import type { Ipv4Addr } from '../../../src/wire/ipv4-addr.ts';
import { NETNS, randomLife, SETUP } from '../../kernel/fib-commands.ts';
import { tablesOf } from '../../kernel/fib-engine.ts';

/** All that routing and sysctl say at this moment, and what a look-up answers. */
function state(world: World): string[] {
  const ns = world.netns.get(NETNS);
  if (!ns) return [];
  return [
    ...tablesOf(ns),
    ...sysctlKeys(ns).map((key) => `${key} ${sysctlText(ns, key)}`),
    JSON.stringify(fibLookup(ns, { dst: '10.0.0.77' as Ipv4Addr, tos: 0 }).result),
  ];
}

test.each([1, 2, 3, 4, 5])('life %i undone and redone is the same life', (seed) => {
  const world = new World(seed);
  applyOp(world, { op: 'machine.add', id: 'h1' as MachineId, name: 'h1', kind: 'host' });
  const moments = [...SETUP, ...randomLife(seed, 60).map(({ op }) => op)].map((op) => {
    applyOp(world, op);
    return { mark: world.journal.position, seen: state(world) };
  });
  for (const { mark, seen } of [...moments.toReversed(), ...moments]) {
    world.journal.seek(mark);
    expect(state(world)).toEqual(seen);
  }
});
