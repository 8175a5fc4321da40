// How a document is laid out in a link: which column a value is in, and what is predicted of it (so that it costs nothing
// when it is so). Never change a prediction: old links would say something else. A change is a new link version.

import type { Columns } from './columns.ts';
import { DEFAULT_DELAY, emptyNetns, LOOPBACK, ifindexesOf } from './kinds.ts';
import { derivedMac } from './mac-rule.ts';
import {
  type AddrDoc,
  type CableDoc,
  type CableEndDoc,
  type DevDoc,
  DOCUMENT_VERSION,
  type LabDocument,
  type MachineDoc,
  type NetnsDoc,
  type RouteDoc,
  type StimulusDoc,
} from './schema.ts';

/** Walks `document` into `io`, or a document out of it. What is read is not validated. */
export function walkDocument(io: Columns, document: LabDocument | undefined): unknown {
  const name = io.cell('name', document?.name, undefined);
  const seed = io.cell('seed', document?.seed, 1);
  const machines = io.list('machines', document?.machines, 0, (m, i) => walkMachine(io, m, i));
  const ports = new PortPredictor(machines);
  const cables = io.list('cables', document?.cables, 0, (c, i) => walkCable(io, c, i, machines, ports));
  const stimuli = io.list('stimuli', document?.stimuli, 1, (s, i) => walkStimulus(io, s, i, machines));
  return { format: 'packetwalk', version: DOCUMENT_VERSION, name, seed, machines, cables, stimuli };
}

function walkMachine(io: Columns, m: MachineDoc | undefined, index: number): MachineDoc {
  const id = io.cell('m', m?.id, `m${index + 1}`) as string;
  const name = io.cell('mn', m?.name, undefined) as string;
  const kind = io.cell('mk', m?.kind, 'host') as MachineDoc['kind'];
  const x = io.cell('x', m?.position.x, 0) as number;
  const y = io.cell('y', m?.position.y, 0) as number;
  const netns = io.list('ns', m?.netns, 1, (ns, i) => walkNetns(io, ns, i, { id, kind }));
  const files = io.cell('mf', m?.files, undefined);
  return { id, name, kind, position: { x, y }, netns, ...(files && { files }) };
}

type Owner = Pick<MachineDoc, 'id' | 'kind'>;

function walkNetns(io: Columns, ns: NetnsDoc | undefined, index: number, owner: Owner): NetnsDoc {
  const name = io.cell('nn', ns?.name, index === 0 ? '' : undefined) as string;
  const devs: DevDoc[] = [];
  const usual = owner.kind === 'host' ? 2 : 3;
  io.list('d', ns?.devs, usual, (dev) => {
    const walked = walkDev(io, dev, devs, { ...owner, netns: index });
    devs.push(walked);
    return walked;
  });
  const routes = io.list('r', ns?.routes, owner.kind === 'host' ? 1 : 0, (route) => walkRoute(io, route));
  const blank = emptyNetns(name);
  const deletedRules = io.cell('nu', ns?.deletedRules, undefined);
  const proxies = io.cell('nx', ns?.proxies, undefined);
  return {
    name,
    devs,
    routes,
    deletedRoutes: rows(io.cell('nd', ns && wrap(ns.deletedRoutes), wrap(blank.deletedRoutes))),
    rules: rows(io.cell('nr', ns && wrap(ns.rules), wrap(blank.rules))),
    ...(deletedRules && { deletedRules }),
    ...(proxies && { proxies }),
    neigh: rows(io.cell('ne', ns && wrap(ns.neigh), wrap(blank.neigh))),
    fdb: rows(io.cell('nf', ns && wrap(ns.fdb), wrap(blank.fdb))),
    sysctl: io.cell('sy', ns?.sysctl, usualSysctl(owner.kind)) as NetnsDoc['sysctl'],
  };
}

/** Lists that are seldom used go as they are; in an object, because an empty list means "not there". */
interface Wrapped<T> {
  readonly l: readonly T[];
}
const wrap = <T>(l: readonly T[]): Wrapped<T> => ({ l });
const rows = <T>(wrapped: Wrapped<T> | undefined): readonly T[] => wrapped?.l ?? [];

function usualSysctl(kind: MachineDoc['kind']): NetnsDoc['sysctl'] {
  return kind === 'router' ? { 'net.ipv4.ip_forward': '1' } : {};
}

function walkDev(
  io: Columns,
  dev: DevDoc | undefined,
  before: readonly DevDoc[],
  owner: Owner & { readonly netns: number },
): DevDoc {
  const isFirst = before.length === 0;
  const isSwitch = owner.kind === 'switch';
  const usualKind = isFirst ? 'loopback' : isSwitch && before.length === 1 ? 'bridge' : 'physical';
  const kind = io.cell('dk', dev?.kind, usualKind) as DevDoc['kind'];
  const name = io.cell('dn', dev?.name, usualName(kind, before, isSwitch)) as string;
  const ifindex = io.cell('di', dev?.ifindex, undefined);
  const number = ifindex ?? (ifindexesOf(before).at(-1) ?? 0) + 1;
  const hasMac = kind !== 'loopback' && kind !== 'bridge';
  const mac = io.cell('da', dev?.mac, hasMac ? derivedMac(owner.id, number, owner.netns) : undefined);
  const mtu = io.cell('dm', dev?.mtu, undefined);
  const up = io.cell('du', dev?.up, true) as boolean;
  const usualAddrs = kind === 'loopback' || (kind === 'physical' && !isSwitch) ? 1 : 0;
  const addrs = io.list('a', dev?.addrs, usualAddrs, (addr) => walkAddr(io, addr, kind));
  const master = io.cell('db', dev?.master, isSwitch && kind === 'physical' ? 'br0' : undefined);
  const brport = io.cell('dp', dev?.brport, undefined);
  const bridge = io.cell('dg', dev?.bridge, undefined);
  const peer = io.cell('dv', dev?.peer, undefined);
  const vxlan = io.cell('dx', dev?.vxlan, undefined);
  const macvlan = io.cell('dl', dev?.macvlan, undefined);
  const rest = present({ ifindex, mac, mtu, master, brport, bridge, peer, vxlan, macvlan });
  return { name, kind, up, addrs, ...rest };
}

/** `lo`, `br0`; ports are counted from eth0, on a switch from swp1. */
function usualName(kind: DevDoc['kind'], before: readonly DevDoc[], isSwitch: boolean): string | undefined {
  const ports = before.filter((dev) => dev.kind === 'physical').length;
  if (kind === 'loopback') return LOOPBACK.name;
  if (kind === 'bridge') return 'br0';
  if (kind === 'physical') return isSwitch ? `swp${ports + 1}` : `eth${ports}`;
  return undefined;
}

function walkAddr(io: Columns, addr: AddrDoc | undefined, kind: DevDoc['kind']): AddrDoc {
  const isLo = kind === 'loopback';
  const cidr = io.cell(isLo ? 'lo' : 'ac', addr?.cidr, isLo ? '127.0.0.1/8' : undefined) as string;
  const broadcast = io.cell('ab', addr?.broadcast, undefined);
  const scope = io.cell('as', addr?.scope, isLo ? 'host' : undefined);
  const label = io.cell('al', addr?.label, undefined);
  const { peer, noPrefixRoute, metric, validLft, preferredLft } = addr ?? {};
  const rare = io.cell('ax', packed({ peer, noPrefixRoute, metric, validLft, preferredLft }), undefined);
  return { cidr, ...present({ broadcast, scope, label }), ...rare };
}

function walkRoute(io: Columns, route: RouteDoc | undefined): RouteDoc {
  const dst = io.cell('rd', route?.dst, '0.0.0.0/0') as string;
  const via = io.cell('rv', route?.via, undefined);
  const dev = io.cell('ro', route?.dev, 'eth0');
  const type = io.cell('rt', route?.type, undefined);
  const src = io.cell('rs', route?.src, undefined);
  const metric = io.cell('rm', route?.metric, undefined);
  const scope = io.cell('rc', route?.scope, undefined);
  const proto = io.cell('rp', route?.proto, undefined);
  const table = io.cell('rb', route?.table, undefined);
  const tos = io.cell('rz', route?.tos, undefined);
  const mtu = io.cell('ru', route?.mtu, undefined);
  const onlink = io.cell('rl', route?.onlink, undefined);
  const { metrics, locked, congctl, realm, nexthops } = route ?? {};
  const rare = io.cell('rx', packed({ metrics, locked, congctl, realm, nexthops }), undefined);
  return { dst, ...present({ type, via, dev, src, metric, scope, proto, table, tos, mtu, onlink }), ...rare };
}

/** What few addresses and routes have goes as it is, in one cell. */
function packed<T extends object>(fields: T): Present<T> | undefined {
  const there = present(fields);
  return Object.keys(there).length > 0 ? there : undefined;
}

/** The nth cable of a machine is plugged into its nth port, most often. */
class PortPredictor {
  readonly #next = new Map<string, number>();
  readonly #ports: ReadonlyMap<string, readonly string[]>;

  constructor(machines: readonly MachineDoc[]) {
    this.#ports = new Map(machines.map((m) => [m.id, physicalPorts(m)]));
  }

  next(machine: string): string | undefined {
    const n = this.#next.get(machine) ?? 0;
    this.#next.set(machine, n + 1);
    return this.#ports.get(machine)?.[n];
  }
}

function physicalPorts(machine: MachineDoc): string[] {
  return (machine.netns[0]?.devs ?? []).filter((dev) => dev.kind === 'physical').map((dev) => dev.name);
}

function walkCable(
  io: Columns,
  cable: CableDoc | undefined,
  index: number,
  machines: readonly MachineDoc[],
  ports: PortPredictor,
): CableDoc {
  const id = io.cell('c', cable?.id, `c${index + 1}`) as string;
  const end = (column: string, at: CableEndDoc | undefined): CableEndDoc => {
    const machine = walkMachineRef(io, column, at?.machine, machines);
    const port = io.cell(`${column}p`, at?.port, ports.next(machine)) as string;
    return { machine, port };
  };
  const ends = [end('ca', cable?.ends[0]), end('cb', cable?.ends[1])] as const;
  const delay = io.cell('cd', cable?.delay, DEFAULT_DELAY) as number;
  const loss = io.cell('cl', cable?.loss, 0) as number;
  const plugged = io.cell('cu', cable?.plugged, true) as boolean;
  return { id, ends, delay, loss, plugged };
}

/** A machine by its place in the list. */
function walkMachineRef(
  io: Columns,
  column: string,
  id: string | undefined,
  machines: readonly MachineDoc[],
): string {
  const at = id === undefined ? undefined : machines.findIndex((machine) => machine.id === id);
  const place = io.cell(column, at, undefined);
  return machines[place ?? -1]?.id ?? '';
}

type AnyStimulus = Partial<Extract<StimulusDoc, { kind: 'ping' }>> &
  Partial<Omit<Extract<StimulusDoc, { kind: 'udp' }>, 'kind'>>;

function walkStimulus(
  io: Columns,
  stimulus: StimulusDoc | undefined,
  index: number,
  machines: readonly MachineDoc[],
): StimulusDoc {
  const s = stimulus as AnyStimulus | undefined;
  const id = io.cell('t', s?.id, `t${index + 1}`);
  const kind = io.cell<string>('tk', s?.kind, 'ping');
  const machine = walkMachineRef(io, 'tm', s?.machine, machines);
  const netns = io.cell('tn', s?.netns, '');
  const to = io.cell('tt', s?.to, undefined);
  const count = io.cell('tc', s?.count, kind === 'ping' ? 1 : undefined);
  const size = io.cell('ts', s?.size, undefined);
  const ttl = io.cell('tl', s?.ttl, undefined);
  const pmtudisc = io.cell('tp', s?.pmtudisc, undefined);
  const broadcast = io.cell('tb', s?.broadcast, undefined);
  const port = io.cell('to', s?.port, undefined);
  const fields = present({ id, kind, machine, netns, to, count, size, ttl, pmtudisc, broadcast, port });
  return fields as unknown as StimulusDoc;
}

type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** The fields that are there. */
function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}
