// What a schema can't say: that names are unique, and that what is named is there.

import { documentError, type DocumentError } from './document-error.ts';
import type { CableEndDoc, DevDoc, LabDocument, MachineDoc, NetnsDoc } from './schema.ts';

/** The first reference that leads nowhere or somewhere wrong. The document's shape is known to be right. */
export function findBrokenReference(document: LabDocument): DocumentError | undefined {
  return (
    findDuplicate(document.machines, (m) => m.id, 'machines', 'id') ??
    findDuplicate(document.cables, (c) => c.id, 'cables', 'id') ??
    findDuplicate(document.stimuli, (s) => s.id, 'stimuli', 'id') ??
    first(document.machines, (machine, i) => checkMachine(machine, `machines.${i}`)) ??
    checkCables(document) ??
    checkStimuli(document)
  );
}

function checkMachine(machine: MachineDoc, where: string): DocumentError | undefined {
  if (machine.netns[0]?.name !== '') return documentError(`${where}.netns`, 'no-root-netns');
  return (
    findDuplicate(machine.netns, (netns) => netns.name, `${where}.netns`, 'name') ??
    first(machine.netns, (netns, i) => checkNetns(machine, netns, `${where}.netns.${i}`))
  );
}

function checkNetns(machine: MachineDoc, netns: NetnsDoc, where: string): DocumentError | undefined {
  const names = new Set(netns.devs.map((dev) => dev.name));
  const lo = netns.devs[0];
  if (lo?.kind !== 'loopback' || lo.name !== 'lo') return documentError(`${where}.devs`, 'no-loopback');
  return (
    findDuplicate(netns.devs, (dev) => dev.name, `${where}.devs`, 'name') ??
    checkIfindexes(netns, where) ??
    first(netns.devs, (dev, i) => checkDev(machine, netns, dev, `${where}.devs.${i}`)) ??
    first([...netns.routes.entries()], ([i, route]) =>
      missingDev(names, route.dev, `${where}.routes.${i}.dev`),
    ) ??
    first(netns.neigh, (neigh, i) => missingDev(names, neigh.dev, `${where}.neigh.${i}.dev`)) ??
    first(netns.proxies ?? [], (proxy, i) => missingDev(names, proxy.dev, `${where}.proxies.${i}.dev`)) ??
    first(netns.fdb, (fdb, i) => missingDev(names, fdb.port, `${where}.fdb.${i}.port`))
  );
}

/** Devices are listed by ifindex; a device without one has the next. */
function checkIfindexes(netns: NetnsDoc, where: string): DocumentError | undefined {
  let last = 0;
  return first(netns.devs, (dev, i) => {
    const ifindex = dev.ifindex ?? last + 1;
    if (ifindex <= last) return documentError(`${where}.devs.${i}.ifindex`, 'dev-order');
    last = ifindex;
    return undefined;
  });
}

function checkDev(
  machine: MachineDoc,
  netns: NetnsDoc,
  dev: DevDoc,
  where: string,
): DocumentError | undefined {
  const foreign = foreignField(dev, netns.devs[0] === dev);
  if (foreign) return documentError(`${where}.${foreign}`, 'not-for-kind', { name: foreign, kind: dev.kind });
  if (dev.kind !== 'bridge' && dev.kind !== 'loopback' && dev.mac === undefined) {
    return documentError(`${where}.mac`, 'missing', { name: 'mac' });
  }
  if (dev.master !== undefined) {
    const master = netns.devs.find((other) => other.name === dev.master);
    if (!master) return documentError(`${where}.master`, 'no-such-dev', { name: dev.master });
    if (master.kind !== 'bridge')
      return documentError(`${where}.master`, 'not-a-bridge', { name: dev.master });
  }
  const stranger = dev.bridge?.ports?.find((name) => !isPortOf(netns, name, dev.name));
  if (stranger !== undefined)
    return documentError(`${where}.bridge.ports`, 'not-its-port', { name: stranger });
  return dev.kind === 'veth' ? checkPeer(machine, netns, dev, where) : checkLower(machine, netns, dev, where);
}

/** What a macvlan is on and a tunnel is told to use must be there. */
function checkLower(
  machine: MachineDoc,
  netns: NetnsDoc,
  dev: DevDoc,
  where: string,
): DocumentError | undefined {
  const { kind, vxlan, macvlan } = dev;
  if (kind === 'vxlan' && !vxlan) return documentError(`${where}.vxlan`, 'missing', { name: 'vxlan' });
  if (kind === 'macvlan' && !macvlan)
    return documentError(`${where}.macvlan`, 'missing', { name: 'macvlan' });
  const there = macvlan?.lower.netns ?? vxlan?.underlay ?? netns.name;
  const lower = macvlan?.lower.name ?? vxlan?.dev;
  const found = machine.netns.find((other) => other.name === there);
  if (!found) return documentError(`${where}.${kind}`, 'no-such-netns', { name: there });
  if (lower === undefined || found.devs.some((other) => other.name === lower)) return undefined;
  return documentError(`${where}.${kind}`, 'no-such-dev', { name: lower });
}

function isPortOf(netns: NetnsDoc, name: string, bridge: string): boolean {
  return netns.devs.some((dev) => dev.name === name && dev.master === bridge);
}

/** A field that this kind of device doesn't have. */
function foreignField(dev: DevDoc, isFirst: boolean): string | undefined {
  if (dev.kind === 'loopback' && !isFirst) return 'kind';
  if (dev.kind === 'loopback' && dev.mac !== undefined) return 'mac';
  if ((dev.kind === 'loopback' || dev.kind === 'bridge') && dev.master !== undefined) return 'master';
  if (dev.brport !== undefined && dev.master === undefined) return 'brport';
  if (dev.bridge !== undefined && dev.kind !== 'bridge') return 'bridge';
  if (dev.peer !== undefined && dev.kind !== 'veth') return 'peer';
  if (dev.vxlan !== undefined && dev.kind !== 'vxlan') return 'vxlan';
  if (dev.macvlan !== undefined && dev.kind !== 'macvlan') return 'macvlan';
  return undefined;
}

/** Both ends of a veth pair name each other; they may be in different namespaces of one machine. */
function checkPeer(
  machine: MachineDoc,
  netns: NetnsDoc,
  dev: DevDoc,
  where: string,
): DocumentError | undefined {
  const { peer } = dev;
  if (!peer) return documentError(`${where}.peer`, 'missing', { name: 'peer' });
  const there = machine.netns.find((other) => other.name === peer.netns);
  if (!there) return documentError(`${where}.peer.netns`, 'no-such-netns', { name: peer.netns });
  const other = there.devs.find((candidate) => candidate.name === peer.name);
  if (!other) return documentError(`${where}.peer.name`, 'no-such-dev', { name: peer.name });
  const mutual = other.peer?.name === dev.name && other.peer.netns === netns.name && other !== dev;
  return mutual ? undefined : documentError(`${where}.peer`, 'peer-mismatch', { name: peer.name });
}

function checkCables(document: LabDocument): DocumentError | undefined {
  const machines = new Map(document.machines.map((machine) => [machine.id, machine]));
  const taken = new Set<string>();
  return first(document.cables, (cable, i) => {
    const where = `cables.${i}.ends`;
    return first(cable.ends, (end, side) => {
      const broken = checkEnd(machines, end, `${where}.${side}`);
      if (broken) return broken;
      const port = `${end.machine} ${end.port}`;
      if (taken.has(port)) {
        const own = side === 1 && cable.ends[0].machine === end.machine && cable.ends[0].port === end.port;
        return documentError(`${where}.${side}`, own ? 'cable-to-itself' : 'port-taken', { name: end.port });
      }
      taken.add(port);
      return undefined;
    });
  });
}

function checkEnd(
  machines: ReadonlyMap<string, MachineDoc>,
  end: CableEndDoc,
  where: string,
): DocumentError | undefined {
  const machine = machines.get(end.machine);
  if (!machine) return documentError(`${where}.machine`, 'no-such-machine', { name: end.machine });
  const port = machine.netns[0]?.devs.find((dev) => dev.name === end.port);
  if (!port) return documentError(`${where}.port`, 'no-such-dev', { name: end.port });
  return port.kind === 'physical'
    ? undefined
    : documentError(`${where}.port`, 'not-a-port', { name: end.port });
}

function checkStimuli(document: LabDocument): DocumentError | undefined {
  return first(document.stimuli, (stimulus, i) => {
    const machine = document.machines.find((m) => m.id === stimulus.machine);
    const where = `stimuli.${i}`;
    if (!machine) return documentError(`${where}.machine`, 'no-such-machine', { name: stimulus.machine });
    if (machine.netns.some((netns) => netns.name === stimulus.netns)) return undefined;
    return documentError(`${where}.netns`, 'no-such-netns', { name: stimulus.netns });
  });
}

function missingDev(
  names: ReadonlySet<string>,
  name: string | undefined,
  where: string,
): DocumentError | undefined {
  return name === undefined || names.has(name) ? undefined : documentError(where, 'no-such-dev', { name });
}

function findDuplicate<T>(
  items: readonly T[],
  key: (item: T) => string,
  where: string,
  field: string,
): DocumentError | undefined {
  const seen = new Set<string>();
  return first(items, (item, i) => {
    const name = key(item);
    if (seen.has(name)) return documentError(`${where}.${i}.${field}`, 'duplicate', { name });
    seen.add(name);
    return undefined;
  });
}

/** The first error that `check` finds, going through `items` in order. */
function first<T>(
  items: readonly T[],
  check: (item: T, index: number) => DocumentError | undefined,
): DocumentError | undefined {
  for (const [index, item] of items.entries()) {
    const error = check(item, index);
    if (error) return error;
  }
  return undefined;
}
