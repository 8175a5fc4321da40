// What a machine from the palette is: a host has lo up, a router forwards as well, a switch has a bridge.

import type { MachineDoc } from '../document/schema.ts';
import { type MachineId, rootNetnsOf } from '../engine/ids.ts';
import type { Op } from '../engine/netlink.ts';

export const SWITCH_BRIDGE = 'br0';

export function newMachineOps(machineId: string, name: string, kind: MachineDoc['kind']): Op[] {
  const id = machineId as MachineId;
  const netns = rootNetnsOf(id);
  const ops: Op[] = [
    { op: 'machine.add', id, name, kind },
    { op: 'link.set', netns, name: 'lo', up: true },
  ];
  if (kind === 'router') ops.push({ op: 'sysctl.write', netns, key: 'net.ipv4.ip_forward', value: '1' });
  if (kind !== 'switch') return ops;
  return [
    ...ops,
    { op: 'link.add', netns, name: SWITCH_BRIDGE, link: { kind: 'bridge' } },
    { op: 'link.set', netns, name: SWITCH_BRIDGE, up: true },
  ];
}
