// Draws a lab for a test:
//
//   const lab = topology()
//     .host('h1', (e) => e.eth('192.0.2.1/24').route('default', '192.0.2.254'))
//     .router('r1', (e) => e.eth('192.0.2.254/24').eth('198.51.100.254/24'))
//     .switch('s1')
//     .cable('h1', 's1').cable('r1', 's1')
//     .build();
//
// Everything goes through applyOp, and is UP. `h1` means h1's next free port, `h1:eth1` that one; a switch makes a new
// port `swpN` for each cable. Names that nobody drew throw, with those that were.

import { unwrap } from '../../src/base/result.ts';
import { applyOp, describeError } from '../../src/engine/apply.ts';
import type { CableId, MachineId, Nanos, NetnsId } from '../../src/engine/ids.ts';
import type { CableEnd, MachineKind, Op } from '../../src/engine/netlink.ts';
import { World } from '../../src/engine/world.ts';
import { parseIpv4, parseIpv4Cidr } from '../../src/wire/ipv4-addr.ts';
import { parseMac } from '../../src/wire/mac.ts';
import { Lab } from './lab.ts';

export interface EthOptions {
  readonly name?: string;
  readonly mac?: string;
  readonly mtu?: number;
  readonly up?: boolean;
}

export interface CableOptions {
  /** One way, in microseconds. */
  readonly delay?: number;
  readonly loss?: number;
  readonly plugged?: boolean;
}

/** Does `op`, which the test takes for granted. */
export function applied(world: World, op: Op): void {
  const done = applyOp(world, op);
  if (!done.ok) throw new Error(`${JSON.stringify(op)}: ${describeError(done.error)}`);
}

/** Draws the inside of one namespace. */
export class NetnsPen {
  readonly #world: World;
  readonly #netns: NetnsId;
  #ports = 0;

  constructor(world: World, netns: NetnsId) {
    this.#world = world;
    this.#netns = netns;
  }

  /** A physical port, `eth0` and so on, up, with `cidrs` as its addresses. */
  eth(cidrs: string | readonly string[] = [], options: EthOptions = {}): this {
    const name = options.name ?? `eth${this.#ports++}`;
    const netns = this.#netns;
    const mac = options.mac === undefined ? {} : { mac: unwrap(parseMac(options.mac)) };
    const mtu = options.mtu === undefined ? {} : { mtu: options.mtu };
    this.#do({ op: 'link.add', netns, name, link: { kind: 'physical' }, ...mac, ...mtu });
    if (options.up !== false) this.#do({ op: 'link.set', netns, name, up: true });
    return this.addr(name, cidrs);
  }

  /** A bridge, up, with `ports`. */
  bridge(name: string, ports: readonly string[] = [], cidrs: string | readonly string[] = []): this {
    const netns = this.#netns;
    this.#do({ op: 'link.add', netns, name, link: { kind: 'bridge' } });
    this.#do({ op: 'link.set', netns, name, up: true });
    for (const port of ports) this.#do({ op: 'link.set', netns, name: port, master: name, up: true });
    return this.addr(name, cidrs);
  }

  addr(dev: string, cidrs: string | readonly string[]): this {
    for (const cidr of typeof cidrs === 'string' ? [cidrs] : cidrs) {
      this.#do({ op: 'addr.add', netns: this.#netns, dev, cidr: unwrap(parseIpv4Cidr(cidr)) });
    }
    return this;
  }

  /** `ip route add DST via VIA`; `default` is 0.0.0.0/0. */
  route(dst: string, via: string): this {
    const cidr = unwrap(parseIpv4Cidr(dst === 'default' ? '0.0.0.0/0' : dst));
    this.#do({ op: 'route.add', netns: this.#netns, route: { dst: cidr, via: unwrap(parseIpv4(via)) } });
    return this;
  }

  /** `ip route add TYPE DST`. */
  refuse(type: 'unreachable' | 'prohibit' | 'blackhole' | 'throw', dst: string): this {
    const route = { type, dst: unwrap(parseIpv4Cidr(dst)) };
    this.#do({ op: 'route.add', netns: this.#netns, route });
    return this;
  }

  sysctl(key: string, value: string | number): this {
    this.#do({ op: 'sysctl.write', netns: this.#netns, key, value: String(value) });
    return this;
  }

  set(name: string, change: Partial<Extract<Op, { op: 'link.set' }>>): this {
    this.#do({ op: 'link.set', netns: this.#netns, name, ...change });
    return this;
  }

  #do(op: Op): void {
    applied(this.#world, op);
  }
}

type Draw = (pen: NetnsPen) => unknown;

export class Topology {
  readonly #world: World;
  readonly #machines = new Map<string, MachineKind>();
  #cables = 0;

  constructor(seed: number) {
    this.#world = new World(seed);
  }

  host(name: string, draw: Draw = () => undefined): this {
    return this.#machine(name, 'host', draw);
  }

  /** A host with ip_forward on. */
  router(name: string, draw: Draw = () => undefined): this {
    return this.#machine(name, 'router', (pen) => draw(pen.sysctl('net.ipv4.ip_forward', 1)));
  }

  /** A machine with a bridge `br0` and nothing else. */
  switch(name: string, draw: Draw = () => undefined): this {
    return this.#machine(name, 'switch', (pen) => draw(pen.bridge('br0')));
  }

  /** A named namespace of a machine: `netns('h1', 'red', …)` is `h1/red`. */
  netns(machine: string, name: string, draw: Draw = () => undefined): this {
    this.#known(machine);
    applied(this.#world, { op: 'netns.add', machine: machine as MachineId, name });
    this.#fill(`${machine}/${name}`, draw);
    return this;
  }

  /** A veth pair, both ends up: `veth('h1:v0', 'h1/red:eth0')`. */
  veth(a: string, b: string): this {
    const [netns, name] = this.#place(a);
    const [peerNetns, peerName] = this.#place(b);
    const peer = { name: peerName, netns: peerNetns };
    applied(this.#world, { op: 'link.add', netns, name, link: { kind: 'veth', peer } });
    applied(this.#world, { op: 'link.set', netns, name, up: true });
    applied(this.#world, { op: 'link.set', netns: peerNetns, name: peerName, up: true });
    return this;
  }

  /** A cable `c1`, `c2` … without delay unless one is given. */
  cable(a: string, b: string, { delay = 0, loss = 0, plugged = true }: CableOptions = {}): this {
    this.#cables++;
    const near = this.#end(a);
    applied(this.#world, {
      op: 'cable.add',
      id: `c${this.#cables}` as CableId,
      ends: [near, this.#end(b, near)],
      delay: (delay * 1000) as Nanos,
      loss,
      plugged,
    });
    return this;
  }

  build(): Lab {
    this.#world.seal();
    return new Lab(this.#world);
  }

  #machine(name: string, kind: MachineKind, draw: Draw): this {
    this.#machines.set(name, kind);
    applied(this.#world, { op: 'machine.add', id: name as MachineId, name, kind });
    this.#fill(name, draw);
    return this;
  }

  #fill(netns: string, draw: Draw): void {
    applied(this.#world, { op: 'link.set', netns: netns as NetnsId, name: 'lo', up: true });
    draw(new NetnsPen(this.#world, netns as NetnsId));
  }

  #known(machine: string): MachineKind {
    const kind = this.#machines.get(machine);
    if (kind) return kind;
    throw new Error(`no machine "${machine}"; there are ${[...this.#machines.keys()].join(', ')}`);
  }

  #place(text: string): [NetnsId, string] {
    const [netns = '', name = ''] = text.split(':');
    this.#known(netns.split('/')[0] ?? '');
    return [netns as NetnsId, name];
  }

  #end(text: string, not?: CableEnd): CableEnd {
    const [machine = '', port] = text.split(':');
    const kind = this.#known(machine);
    const taken =
      port ?? this.#freePort(machine, not) ?? (kind === 'switch' ? this.#newPort(machine) : undefined);
    if (taken === undefined) throw new Error(`${machine} has no free port; draw another .eth()`);
    return { machine: machine as MachineId, port: taken };
  }

  #freePort(machine: string, not?: CableEnd): string | undefined {
    const ns = this.#world.netns.get(machine as NetnsId);
    return ns?.devs
      .sorted((a, b) => a.ifindex - b.ifindex)
      .filter((dev) => dev.kind === 'physical' && dev.cable === undefined)
      .find((dev) => not?.machine !== machine || not.port !== dev.name)?.name;
  }

  #newPort(machine: string): string {
    const netns = machine as NetnsId;
    const count = this.#world.netns
      .get(netns)
      ?.devs.sorted(() => 0)
      .filter((dev) => dev.kind === 'physical');
    const name = `swp${(count?.length ?? 0) + 1}`;
    applied(this.#world, { op: 'link.add', netns, name, link: { kind: 'physical' } });
    applied(this.#world, { op: 'link.set', netns, name, master: 'br0', up: true });
    return name;
  }
}

export function topology(seed = 1): Topology {
  return new Topology(seed);
}
