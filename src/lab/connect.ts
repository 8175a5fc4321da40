// Laying a cable between two machines: a named port is taken, otherwise a free one, otherwise a new one is put in.

import { err, ok, type Result } from '../base/result.ts';
import { DEFAULT_DELAY, ifindexesOf, rootNetnsDoc } from '../document/kinds.ts';
import { derivedMac } from '../document/mac-rule.ts';
import type { DevDoc, LabDocument, MachineDoc } from '../document/schema.ts';
import { type CableId, type MachineId, MICROSECOND, type Nanos, rootNetnsOf } from '../engine/ids.ts';
import type { CableEnd, Op } from '../engine/netlink.ts';
import { freshPortName } from './fresh-names.ts';
import { SWITCH_BRIDGE } from './new-machine.ts';
import { macOf } from './texts.ts';

export interface PortChoice {
  readonly machine: string;
  readonly port?: string;
}

export type ConnectError =
  | { readonly why: 'no-such-machine' | 'same-machine'; readonly machine: string }
  | { readonly why: 'no-such-port' | 'port-taken'; readonly machine: string; readonly port: string };

/** The operations that lay cable `cableId` from `a` to `b`. */
export function connectOps(
  document: LabDocument,
  cableId: string,
  ends: readonly [PortChoice, PortChoice],
): Result<Op[], ConnectError> {
  const [a, b] = ends;
  if (a.machine === b.machine) return err({ why: 'same-machine', machine: a.machine });
  const from = endOps(document, a);
  if (!from.ok) return from;
  const to = endOps(document, b);
  if (!to.ok) return to;
  const cable: Op = {
    op: 'cable.add',
    id: cableId as CableId,
    ends: [from.value.end, to.value.end],
    delay: (DEFAULT_DELAY * MICROSECOND) as Nanos,
    loss: 0,
    plugged: true,
  };
  return ok([...from.value.ops, ...to.value.ops, cable]);
}

function endOps(
  document: LabDocument,
  choice: PortChoice,
): Result<{ end: CableEnd; ops: Op[] }, ConnectError> {
  const machine = document.machines.find((m) => m.id === choice.machine);
  if (!machine) return err({ why: 'no-such-machine', machine: choice.machine });
  const free = freePorts(document, machine);
  if (choice.port !== undefined && !free.some((dev) => dev.name === choice.port)) {
    const exists = rootNetnsDoc(machine).devs.some((dev) => dev.name === choice.port);
    return err({
      why: exists ? 'port-taken' : 'no-such-port',
      machine: choice.machine,
      port: choice.port,
    });
  }
  const id = machine.id as MachineId;
  const port = choice.port ?? free[0]?.name;
  if (port !== undefined) return ok({ end: { machine: id, port }, ops: [] });
  const name = freshPortName(machine);
  return ok({ end: { machine: id, port: name }, ops: newPortOps(machine, name) });
}

/** The physical ports that no cable ends in, in the order of their ifindex. */
function freePorts(document: LabDocument, machine: MachineDoc): DevDoc[] {
  const taken = new Set(
    document.cables
      .flatMap((cable) => cable.ends)
      .filter((end) => end.machine === machine.id)
      .map((end) => end.port),
  );
  return rootNetnsDoc(machine).devs.filter((dev) => dev.kind === 'physical' && !taken.has(dev.name));
}

/** A new port that is up, and on a switch a port of its bridge. */
function newPortOps(machine: MachineDoc, name: string): Op[] {
  const netns = rootNetnsOf(machine.id as MachineId);
  const { devs } = rootNetnsDoc(machine);
  const ifindex = (ifindexesOf(devs).at(-1) ?? 0) + 1;
  const bridge = devs.find((dev) => dev.kind === 'bridge' && dev.name === SWITCH_BRIDGE);
  const isPort = machine.kind === 'switch' && bridge !== undefined;
  return [
    {
      op: 'link.add',
      netns,
      name,
      link: { kind: 'physical' },
      mac: macOf(derivedMac(machine.id, ifindex)),
    },
    ...(isPort ? [{ op: 'link.set', netns, name, master: SWITCH_BRIDGE } as const] : []),
    { op: 'link.set', netns, name, up: true },
  ];
}
