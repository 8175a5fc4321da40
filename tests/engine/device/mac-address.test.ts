import { expect, test } from 'vitest';
import { type NetnsId, namedNetnsOf, type MachineId } from '../../../src/engine/ids.ts';
import { isGroupMac } from '../../../src/wire/mac.ts';
import { topology } from '../../support/topology.ts';

test('300 namespaces of one machine have an eth0 with the same index each, and no address twice', () => {
  const lab = topology()
    .host('h1', (e) => e)
    .build();
  const machine = 'h1' as MachineId;
  for (let i = 1; i <= 300; i++) {
    const netns = namedNetnsOf(machine, `n${i}`);
    expect(lab.apply({ op: 'netns.add', machine, name: `n${i}` }).ok).toBe(true);
    const link = { kind: 'veth', peer: { name: 'eth0', netns } } as const;
    expect(lab.apply({ op: 'link.add', netns: 'h1' as NetnsId, name: `v${i}`, link }).ok).toBe(true);
  }
  const macs = Array.from({ length: 300 }, (_, i) => lab.dev(`h1/n${i + 1}:eth0`).mac);
  expect(new Set(macs).size).toBe(300);
  expect(macs.filter((mac) => isGroupMac(mac))).toEqual([]);
  expect([macs[0], macs[255], macs[256]]).toEqual([
    '02:00:00:01:00:02',
    '06:00:00:01:00:02',
    '06:01:00:01:00:02',
  ]);
});
