// Labs for the laws: drawn, started and disturbed at random, from a seed.

import { Journal } from '../../src/base/journal.ts';
import { Rng } from '../../src/base/rng.ts';
import type { CableId, MachineId, Nanos, NetnsId } from '../../src/engine/ids.ts';
import type { Op } from '../../src/engine/netlink.ts';
import { startPing } from '../../src/engine/process/ping.ts';
import type { Ipv4Addr } from '../../src/wire/ipv4-addr.ts';
import type { MacAddr } from '../../src/wire/mac.ts';
import type { Lab } from './lab.ts';
import { topology } from './topology.ts';

/** Two networks and a router: hosts a1, a2 on sa, b1, b2 on sb; now and then a second cable makes sa and sc a loop. */
export function drawLab(seed: number): Lab {
  const dice = new Rng(new Journal(), seed);
  const cable = () => ({ delay: dice.below(3) * 100, loss: dice.below(4) === 0 ? 0.1 : 0 });
  const drawn = topology(seed)
    .host('a1', (e) => e.eth('192.0.2.1/24').route('default', '192.0.2.254'))
    .host('a2', (e) => e.eth('192.0.2.2/24').route('default', '192.0.2.254'))
    .host('b1', (e) => e.eth('198.51.100.1/24').route('default', '198.51.100.254'))
    .host('b2', (e) => e.eth('198.51.100.2/24', { mtu: 1400 }).route('default', '198.51.100.254'))
    .router('r1', (e) => e.eth('192.0.2.254/24').eth('198.51.100.254/24'))
    .switch('sa')
    .switch('sb')
    .switch('sc');
  for (const [a, b] of CABLES) drawn.cable(a, b, cable());
  if (dice.below(3) === 0) drawn.cable('sa', 'sc', cable());
  return drawn.build();
}

const CABLES = [
  ['a1', 'sa'],
  ['a2', 'sa'],
  ['r1:eth0', 'sa'],
  ['r1:eth1', 'sb'],
  ['b1', 'sb'],
  ['b2', 'sb'],
  ['sa', 'sc'],
] as const;

const HOSTS = ['a1', 'a2', 'b1', 'b2'] as const;
const TARGETS = ['192.0.2.1', '192.0.2.2', '198.51.100.1', '198.51.100.2', '192.0.2.99', '203.0.113.9'];

/** Pings, waits and changes, `steps` of them. */
export function disturb(lab: Lab, seed: number, steps: number): void {
  const dice = new Rng(new Journal(), seed);
  const pick = <T>(items: readonly T[]): T => items[dice.below(items.length)] as T;
  for (let i = 0; i < steps; i++) {
    const act = dice.below(10);
    if (act < 4) {
      const options = { count: 1 + dice.below(2), size: pick([56, 1400, 4000]) };
      startPing(lab.world, pick(HOSTS) as string as NetnsId, pick(TARGETS) as Ipv4Addr, options);
    } else if (act < 7) lab.wait(dice.below(20) / 4);
    else if (act < 8) lab.run(20_000);
    else lab.apply(change(pick, dice.below(2) === 0));
  }
}

function change(pick: <T>(items: readonly T[]) => T, flag: boolean): Op {
  const host = pick(HOSTS) as string;
  const netns = host as NetnsId;
  const cable = `c${pick([1, 2, 3, 4, 5, 6, 7, 8])}` as CableId;
  return pick<Op>([
    { op: 'link.set', netns, name: 'eth0', up: flag },
    { op: 'link.set', netns, name: 'eth0', mac: '02:00:00:00:00:42' as MacAddr },
    { op: 'link.set', netns: 'sa' as NetnsId, name: 'br0', up: flag },
    { op: 'link.set', netns: 'sb' as NetnsId, name: 'swp1', master: flag ? 'br0' : null },
    { op: 'cable.set', id: cable, plugged: flag },
    { op: 'cable.set', id: cable, delay: (flag ? 50_000 : 0) as Nanos },
    { op: 'sysctl.write', netns: 'r1' as NetnsId, key: 'net.ipv4.ip_forward', value: flag ? '1' : '0' },
    { op: 'neigh.flush', netns },
    { op: 'netns.add', machine: host as MachineId, name: 'red' },
    { op: 'netns.del', machine: host as MachineId, name: 'red' },
  ]);
}
