// What is inside a machine, as the page names it: a namespace, a device, or a device's place in its bridge.

import type { LabDocument, MachineDoc } from '../document/schema.ts';
import type { MachineId } from '../engine/ids.ts';
import type { Op } from '../engine/netlink.ts';
import { netnsIdOf } from './netns-pairs.ts';

export type InsideRef =
  | { readonly kind: 'netns'; readonly machine: string; readonly netns: string }
  | {
      readonly kind: 'link' | 'port';
      readonly machine: string;
      /** '' is the root namespace. */
      readonly netns: string;
      readonly dev: string;
    };

/** `m1/netns/red`, `m1/link/red/veth0`, `m1/port//eth0`: no name has a slash in it. */
export function insideId(ref: InsideRef): string {
  const { kind, machine, netns } = ref;
  return ref.kind === 'netns' ? `${machine}/${kind}/${netns}` : `${machine}/${kind}/${netns}/${ref.dev}`;
}

export function parseInsideId(id: string): InsideRef | undefined {
  const [machine, kind, netns, dev] = id.split('/');
  if (machine === undefined || netns === undefined) return undefined;
  if (kind === 'netns') return { kind, machine, netns };
  if ((kind === 'link' || kind === 'port') && dev !== undefined) return { kind, machine, netns, dev };
  return undefined;
}

/** Takes it away, as `ip netns del`, `ip link del` and `ip link set … nomaster` do. */
export function removeInsideOp(ref: InsideRef): Op {
  if (ref.kind === 'netns') return { op: 'netns.del', machine: ref.machine as MachineId, name: ref.netns };
  const netns = netnsIdOf(ref.machine, ref.netns);
  if (ref.kind === 'link') return { op: 'link.del', netns, name: ref.dev };
  return { op: 'link.set', netns, name: ref.dev, master: null };
}

/** Is it there? */
export function hasInside(document: LabDocument, id: string): boolean {
  const ref = parseInsideId(id);
  const machine = document.machines.find((candidate) => candidate.id === ref?.machine);
  return ref !== undefined && machine !== undefined && isOn(machine, ref);
}

function isOn(machine: MachineDoc, ref: InsideRef): boolean {
  const netns = machine.netns.find(({ name }) => name === ref.netns);
  if (ref.kind === 'netns') return netns !== undefined;
  const dev = netns?.devs.find(({ name }) => name === ref.dev);
  return ref.kind === 'port' ? dev?.master !== undefined : dev !== undefined;
}
