// Valid documents of every shape, for laws. Everything in one is something that Linux accepts: gateways are on a link,
// subnets don't repeat, a port has one cable. Drawn from a stream of small numbers, so that a failing one shrinks.

import fc from 'fast-check';
import { emptyNetns, ifindexesOf, LOOPBACK } from '../../src/document/kinds.ts';
import { derivedMac } from '../../src/document/mac-rule.ts';
import { canonical } from '../../src/document/order.ts';
import type {
  AddrDoc,
  CableDoc,
  DevDoc,
  FdbDoc,
  LabDocument,
  MachineDoc,
  NeighDoc,
  NetnsDoc,
  RouteDoc,
  StimulusDoc,
} from '../../src/document/schema.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A source of choices: 0 is always the plainest. */
class Dice {
  readonly #numbers: readonly number[];
  #next = 0;
  /** Makes every subnet another one. */
  subnets = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  below(bound: number): number {
    return (this.#numbers[this.#next++] ?? 0) % bound;
  }

  /** Once in `n`. */
  once(n: number): boolean {
    return this.below(n) === n - 1;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  maybe<T>(n: number, value: () => T): T | undefined {
    return this.once(n) ? value() : undefined;
  }
}

export const arbitraryDocument: fc.Arbitrary<LabDocument> = fc
  .array(fc.nat(1_000), { maxLength: 500, size: 'max' })
  .map((numbers) => canonical(drawDocument(new Dice(numbers))));

function drawDocument(dice: Dice): LabDocument {
  const machines = Array.from({ length: dice.below(6) }, (_, i) => drawMachine(dice, i));
  return {
    format: 'packetwalk',
    version: 1,
    name: dice.pick(['lab', 'Zwei Netze', '두 네트워크', 'a "quoted" name']),
    seed: dice.below(3),
    machines,
    cables: drawCables(dice, machines),
    stimuli: drawStimuli(dice, machines),
  };
}

function drawMachine(dice: Dice, index: number): MachineDoc {
  const id = dice.maybe(5, () => dice.pick(['x', 'node-7', 'm_']) + index) ?? `m${index + 1}`;
  const kind = dice.pick(['host', 'router', 'switch'] as const);
  const named = ['blue', 'red'].slice(0, dice.below(3));
  const netns = ['', ...named].map((name, n) => drawNetns(dice, { id, kind, n }, name));
  if (named.length > 0) addVethPair(dice, id, netns);
  return {
    id,
    name: `${kind} ${index}`,
    kind,
    position: { x: dice.below(900), y: dice.below(5) * 0.5 - 1 },
    netns: netns.map((ns) => withTables(dice, ns)),
    ...(dice.once(4) && { files: drawFiles(dice) }),
  };
}

function drawFiles(dice: Dice): NonNullable<MachineDoc['files']> {
  const text = dice.pick(['', '10.0.0.1 r1\n', '라우터 "1"\t\n', 'octet \uDC80\n']);
  const all: NonNullable<MachineDoc['files']> = {
    '/etc/hosts': { text },
    '/etc/netns/red/resolv.conf': { text, ...(dice.once(2) && { mode: 0o600 }) },
    '/etc/sysctl.conf': dice.once(2) ? { gone: true } : { text: 'net.ipv4.ip_forward=1\n' },
    '/root/lab.sh': { text: '#!/bin/bash\nip a\n', mode: 0o755 },
    '/root/link': { link: 'lab.sh' },
    '/srv/data': { directory: true },
    '/srv/data-1': { directory: true, mode: 0o700 },
  };
  return Object.fromEntries(Object.entries(all).filter(() => dice.once(2)));
}

interface Owner {
  readonly id: string;
  readonly kind: MachineDoc['kind'];
  /** The namespace's place in the machine. */
  readonly n: number;
}

function drawNetns(dice: Dice, owner: Owner, name: string): Mutable<NetnsDoc> {
  const devs: Mutable<DevDoc>[] = [drawLoopback(dice)];
  const add = (kind: DevDoc['kind'], wanted: string): Mutable<DevDoc> => {
    const last = ifindexesOf(devs).at(-1) ?? 0;
    const gap = dice.maybe(6, () => last + 3);
    const mac = derivedMac(owner.id, gap ?? last + 1, owner.n);
    const dev = {
      name: wanted,
      kind,
      ...(gap !== undefined && { ifindex: gap }),
      ...(kind !== 'bridge' && { mac: dice.once(6) ? mac.replace('02:', '06:') : mac }),
      up: !dice.once(5),
      addrs: [],
    };
    devs.push(dev);
    return dev;
  };
  const bridge = owner.kind === 'switch' || dice.once(6) ? add('bridge', 'br0') : undefined;
  const ports = Array.from({ length: dice.below(4) }, (_, i) => add('physical', `eth${i}`));
  for (const port of ports) {
    if (bridge && !dice.once(4)) enslave(dice, port, bridge);
    else port.addrs = drawAddrs(dice, port.name);
    const mtu = dice.maybe(5, () => dice.pick([1400, 9000, 576]));
    if (mtu !== undefined) port.mtu = mtu;
  }
  if (bridge) settleBridge(dice, bridge, ports);
  const fdb = drawUppers(dice, { add, ports, name });
  return { ...emptyNetns(name, devs), fdb };
}

interface Uppers {
  readonly add: (kind: DevDoc['kind'], wanted: string) => Mutable<DevDoc>;
  readonly ports: readonly DevDoc[];
  /** The namespace's. */
  readonly name: string;
}

/** A macvlan on a port that is free, and a tunnel with a few destinations. */
function drawUppers(dice: Dice, { add, ports, name }: Uppers): FdbDoc[] {
  const lower = ports.find((port) => port.master === undefined);
  const mode = dice.pick(['bridge', 'vepa', 'private', 'passthru'] as const);
  if (lower && dice.once(4)) {
    const dev = add('macvlan', 'mv0');
    dev.macvlan = { mode, lower: { netns: name, name: lower.name } };
    dev.mtu = lower.mtu ?? 1500;
    if (mode === 'passthru' && lower.mac !== undefined) dev.mac = lower.mac;
    if (dice.once(2)) dev.addrs = drawAddrs(dice, dev.name);
  }
  return dice.once(4) ? drawTunnel(dice, add('vxlan', 'vx0'), lower) : [];
}

function drawTunnel(dice: Dice, dev: Mutable<DevDoc>, lower: DevDoc | undefined): FdbDoc[] {
  const remote = dice.pick([undefined, '192.0.2.2', '192.0.2.3']);
  const via = lower && dice.once(2) ? lower.name : undefined;
  dev.mtu = via === undefined ? 1500 : (lower?.mtu ?? 1500) - 50;
  dev.vxlan = {
    vni: dice.below(5),
    ...(dice.once(3) && { port: 8472 }),
    ...(remote !== undefined && { remote }),
    ...(via !== undefined && { dev: via }),
    ...(dice.once(4) && { ttl: 7, tos: 'inherit' as const, learning: false as const }),
    ...(dice.once(4) && { ageing: 10, srcPort: [1000, 2000] as const, flags: ['proxy'] as const }),
  };
  const zero = '00:00:00:00:00:00';
  const own = remote === undefined ? [] : [{ ip: remote, ...(via !== undefined && { via }) }];
  const more = dice.pick<FdbDoc[]>([
    [],
    [{ port: dev.name, mac: zero, remotes: [...own, { ip: '192.0.2.9' }, { ip: '192.0.2.8', vni: 77 }] }],
    [{ port: dev.name, mac: zero, remotes: [{ ip: '192.0.2.9' }, ...own] }],
    own.length > 0 ? [{ port: dev.name, mac: zero, remotes: [] }] : [],
  ]);
  const station = { port: dev.name, mac: '02:00:00:00:99:01', remotes: [{ ip: '192.0.2.7', port: 4790 }] };
  return dice.once(3) ? [...more, station, { ...station, mac: '02:00:00:00:99:02', state: 'static' }] : more;
}

function drawLoopback(dice: Dice): Mutable<DevDoc> {
  if (!dice.once(4)) return LOOPBACK;
  return dice.pick<DevDoc>([
    { name: 'lo', kind: 'loopback', up: false, addrs: [] },
    { name: 'lo', kind: 'loopback', up: true, addrs: [] },
    { ...LOOPBACK, addrs: [...LOOPBACK.addrs, { cidr: '127.0.0.53/8', scope: 'host' }] },
    { ...LOOPBACK, addrs: [...LOOPBACK.addrs, { cidr: '10.255.0.1/32' }] },
    { ...LOOPBACK, mtu: 16_436 },
  ]);
}

function enslave(dice: Dice, port: Mutable<DevDoc>, bridge: DevDoc): void {
  port.master = bridge.name;
  if (!dice.once(4)) return;
  port.brport = dice.pick([
    { learning: false },
    { flood: false, hairpin: true },
    { isolated: true },
    { cost: 100, priority: 16 },
  ]);
}

function settleBridge(dice: Dice, bridge: Mutable<DevDoc>, ports: readonly DevDoc[]): void {
  const members = ports.filter((port) => port.master === bridge.name).map((port) => port.name);
  const ageing = dice.maybe(4, () => dice.pick([10, 0, 12.34]));
  const order = dice.maybe(4, () => [...members].reverse());
  const tree = dice.maybe(4, () =>
    dice.pick([
      { stp: true as const },
      { stp: true as const, priority: 4096, forwardDelay: 2 },
      { maxAge: 6.5 },
    ]),
  );
  if (ageing !== undefined || tree || (order && members.length > 1)) {
    bridge.bridge = {
      ...(ageing !== undefined && { ageing }),
      ...(order && members.length > 1 && { ports: order }),
      ...tree,
    };
  }
  const mac = dice.maybe(5, () => '06:00:00:00:be:ef');
  if (mac !== undefined) bridge.mac = mac;
  if (dice.once(3)) bridge.addrs = drawAddrs(dice, bridge.name);
}

/** Of different subnets, but for a second address that is secondary to the first. */
function drawAddrs(dice: Dice, dev: string): AddrDoc[] {
  const addrs: AddrDoc[] = [];
  for (let i = dice.below(3); i > 0; i--) {
    const subnet = ++dice.subnets;
    const net = `10.${subnet >> 8}.${subnet & 255}`;
    addrs.push({
      cidr: `${net}.1/24`,
      ...(dice.once(4) && { broadcast: `${net}.255` }),
      ...(dice.once(6) && { label: `${dev}:x` }),
    });
  }
  const first = addrs[0];
  if (first && dice.once(4)) addrs.push({ cidr: first.cidr.replace('.1/24', '.99/24') });
  return addrs;
}

/** A pair between the root namespace and the first named one. */
function addVethPair(dice: Dice, id: string, netns: Mutable<NetnsDoc>[]): void {
  const [root, named] = netns;
  if (!root || !named || dice.once(3)) return;
  const end = (from: NetnsDoc, n: number, name: string, peer: { netns: string; name: string }): DevDoc => {
    const ifindex = (ifindexesOf(from.devs).at(-1) ?? 0) + 1;
    const mac = derivedMac(id, ifindex, n);
    return { name, kind: 'veth', mac, up: !dice.once(5), addrs: drawAddrs(dice, name), peer };
  };
  const there = end(named, 1, 'eth9', { netns: '', name: 'veth0' });
  const here = end(root, 0, 'veth0', { netns: named.name, name: 'eth9' });
  root.devs = [...root.devs, here];
  named.devs = [...named.devs, there];
}

function withTables(dice: Dice, netns: NetnsDoc): NetnsDoc {
  const live = netns.devs.filter((dev) => dev.up && dev.kind !== 'loopback' && dev.addrs.length > 0);
  const rules = dice.maybe(5, () => [
    { pref: 100, from: '10.0.0.0/8', table: 100 },
    { pref: 200, iif: 'eth0', fwmark: { value: 1, mask: 0xff }, table: 254 },
  ]);
  return {
    ...netns,
    routes: drawRoutes(dice, live),
    deletedRoutes: live.slice(1, 2).flatMap((dev) => dice.maybe(4, () => connectedRoute(dev)) ?? []),
    rules: rules ?? [],
    ...(dice.once(8) && { deletedRules: [32_767] }),
    neigh: live.flatMap((dev) => dice.maybe(3, () => drawNeigh(dice, dev)) ?? []),
    fdb: [
      ...netns.fdb,
      ...netns.devs
        .filter((dev) => dev.master !== undefined)
        .flatMap((dev, i) => dice.maybe(4, () => ({ port: dev.name, mac: `06:00:00:00:fd:0${i}` })) ?? []),
    ],
    sysctl: drawSysctl(dice, netns),
  };
}

function drawRoutes(dice: Dice, live: readonly DevDoc[]): RouteDoc[] {
  const routes: RouteDoc[] = [];
  const dev = live[0];
  const gateway = dev?.addrs[0]?.cidr.replace('.1/24', '.254');
  if (dev && gateway && dice.once(2)) routes.push({ dst: '0.0.0.0/0', via: gateway, dev: dev.name });
  if (dev && gateway && dice.once(4)) {
    routes.push({
      dst: '172.16.0.0/12',
      via: gateway,
      dev: dev.name,
      metric: 50,
      proto: 'static',
      mtu: 1_300,
    });
    routes.push({ dst: '172.16.0.0/12', via: gateway, dev: dev.name, metric: 60 });
  }
  if (dev && dice.once(4)) {
    routes.push({ dst: '192.0.2.9/32', dev: dev.name });
    if (dice.once(2)) routes.push({ dst: '192.0.2.8/32', via: '192.0.2.9', dev: dev.name });
  }
  if (dev && dice.once(5))
    routes.push({ dst: '192.0.2.10/32', via: '192.0.2.9', dev: dev.name, onlink: true });
  if (dev && dice.once(5)) routes.push({ dst: '192.0.2.64/26', dev: dev.name, table: 100, tos: 8 });
  if (dice.once(4)) routes.push({ dst: '198.51.100.0/24', type: dice.pick(['blackhole', 'unreachable']) });
  if (dice.once(6)) routes.push({ dst: '203.0.113.0/24', type: 'prohibit', metric: 7 });
  return routes;
}

/** The route that the kernel makes for the first address. */
function connectedRoute(dev: DevDoc): RouteDoc {
  const src = (dev.addrs[0]?.cidr ?? '').replace('/24', '');
  return { dst: src.replace(/\.1$/, '.0/24'), dev: dev.name, src, proto: 'kernel' };
}

function drawNeigh(dice: Dice, dev: DevDoc): NeighDoc {
  const ip = (dev.addrs[0]?.cidr ?? '').replace('.1/24', '.77');
  return { dev: dev.name, ip, mac: '06:00:00:00:00:77', state: dice.pick(['PERMANENT', 'NOARP']) };
}

function drawSysctl(dice: Dice, netns: NetnsDoc): Record<string, string> {
  const dev = netns.devs.at(-1)?.name ?? 'lo';
  const forwards = dice.once(2);
  const choices: readonly (readonly [string, string])[] = [
    ['net.ipv4.ip_default_ttl', '63'],
    ['net.ipv4.conf.all.rp_filter', '1'],
    ['net.ipv4.conf.default.rp_filter', '2'],
    [`net.ipv4.conf.${dev}.rp_filter`, '1'],
    [`net.ipv4.conf.${dev}.forwarding`, forwards ? '0' : '1'],
    ['net.ipv4.conf.all.accept_redirects', forwards ? '1' : '0'],
    [`net.ipv4.conf.${dev}.proxy_arp`, '1'],
    [`net.ipv4.neigh.${dev}.mcast_solicit`, '5'],
    ['net.ipv4.icmp_ratelimit', '0'],
  ];
  const rest = Object.fromEntries(choices.filter(() => dice.once(5)));
  return forwards ? { ...rest, 'net.ipv4.ip_forward': '1' } : rest;
}

function drawCables(dice: Dice, machines: readonly MachineDoc[]): CableDoc[] {
  const free = machines.flatMap((machine) => {
    const ports = machine.netns[0]?.devs.filter((dev) => dev.kind === 'physical') ?? [];
    return ports.map((port) => ({ machine: machine.id, port: port.name }));
  });
  const cables: CableDoc[] = [];
  for (let i = 1; free.length >= 2 && i <= dice.below(8); i++) {
    const [a] = free.splice(dice.below(free.length), 1);
    const [b] = free.splice(dice.below(free.length), 1);
    if (!a || !b) break;
    cables.push({
      id: dice.once(6) ? `wire-${i}` : `c${i}`,
      ends: [a, b],
      delay: dice.pick([100, 0, 2_500, 0.5]),
      loss: dice.pick([0, 0, 0.25]),
      plugged: !dice.once(5),
    });
  }
  return cables;
}

function drawStimuli(dice: Dice, machines: readonly MachineDoc[]): StimulusDoc[] {
  return machines.slice(0, dice.below(3)).map((machine, i): StimulusDoc => {
    const base = {
      id: `t${i + 1}`,
      machine: machine.id,
      netns: dice.pick(machine.netns).name,
      to: '192.0.2.1',
    };
    if (dice.once(3)) return { ...base, kind: 'udp', port: 53 };
    const options = dice.pick([
      {},
      { size: 1_472, pmtudisc: 'do' },
      { ttl: 1 },
      { broadcast: true },
    ] as const);
    return { ...base, kind: 'ping', count: 1 + dice.below(3), ...options };
  });
}
