// Draws a lab from a seed: namespaces on bridges and point-to-point links, addresses and routes that are mostly right, and
// the mistakes that people make. Links between bridges form no loop: a storm has no order to compare.

import type { NetnsId } from '../../../src/engine/ids.ts';
import type { Op, RouteSpec } from '../../../src/engine/netlink.ts';
import type { Ipv4Addr, Ipv4Cidr } from '../../../src/wire/ipv4-addr.ts';
import type { MacAddr } from '../../../src/wire/mac.ts';
import { dice } from '../fib-commands.ts';
import type { Probe } from '../run.ts';
import { netnsId, type RandomLab, ROOT, type Step } from './lab.ts';

/** A host's or a router's place on a segment. */
interface Seat {
  readonly host: string;
  readonly dev: string;
  readonly segment: number;
  readonly addr: string;
  /** The other end, if it is a bridge's port. */
  readonly port?: { readonly netns: NetnsId; readonly name: string };
}

interface Host {
  readonly name: string;
  readonly isRouter: boolean;
}

export function randomLab(seed: number): RandomLab {
  return { seed, steps: new Draft(dice(seed)).draw() };
}

class Draft {
  readonly #roll: () => number;
  readonly #steps: Step[] = [];
  readonly #seats: Seat[] = [];
  #index = 10;

  constructor(roll: () => number) {
    this.#roll = roll;
  }

  draw(): Step[] {
    this.#quiet('host');
    const segments = 1 + this.#below(3);
    const hosts = this.#hosts(segments);
    for (const { name } of hosts) this.#netns(name);
    for (let segment = 0; segment < segments; segment++) this.#segment(segment, hosts);
    for (const host of hosts) this.#configure(host, segments);
    for (const seat of this.#seats) if (this.#chance(0.06)) this.#mistake(seat);
    const probes = 2 + this.#below(4);
    for (let i = 0; i < probes; i++) {
      this.#steps.push({ ping: this.#probe(hosts) });
      if (this.#chance(0.35)) this.#mistake(this.#of(this.#seats));
    }
    return this.#steps;
  }

  /** Routers sit between neighbouring segments; each segment has at least one host. */
  #hosts(segments: number): Host[] {
    const count = Math.max(segments, 1 + this.#below(7));
    const plain = Array.from({ length: count }, (_, i) => ({ name: `h${i + 1}`, isRouter: false }));
    const routers = Array.from({ length: segments - 1 }, (_, i) => ({ name: `r${i + 1}`, isRouter: true }));
    return [...plain, ...routers];
  }

  #segment(segment: number, hosts: readonly Host[]): void {
    const members = hosts.filter(
      ({ name, isRouter }, i) =>
        (isRouter ? [Number(name.slice(1)) - 1, Number(name.slice(1))] : [i % 3]).includes(segment) ||
        this.#chance(0.04),
    );
    if (members.length === 2 && this.#chance(0.4)) {
      this.#pair(segment, members[0] as Host, members[1] as Host);
      return;
    }
    const netns = this.#chance(0.25) ? ROOT : netnsId(`s${segment + 1}`);
    if (netns !== ROOT) this.#netns(`s${segment + 1}`);
    const bridge = `br${segment}`;
    // A bridge without ports keeps the address that the kernel has drawn.
    const own = members.length === 0 || this.#chance(0.2) ? { mac: mac(100 + segment) } : {};
    this.#do({ op: 'link.add', netns, name: bridge, ...own, link: { kind: 'bridge' } });
    for (const [i, { name }] of members.entries()) this.#plug(segment, netns, bridge, name, i + 1);
    if (!this.#chance(0.03)) this.#do({ op: 'link.set', netns, name: bridge, up: true });
    if (this.#chance(0.2)) this.#address(netns, bridge, this.#addr(segment, 200), 24);
  }

  #plug(segment: number, netns: NetnsId, bridge: string, host: string, number: number): void {
    const dev = this.#freeDev(host);
    const port = `${bridge}p${number}`;
    this.#veth(netns, port, netnsId(host), dev);
    if (number === 1 || !this.#chance(0.03)) this.#do({ op: 'link.set', netns, name: port, master: bridge });
    if (!this.#chance(0.03)) this.#do({ op: 'link.set', netns, name: port, up: true });
    this.#seat({ host, dev, segment, addr: this.#addr(segment, number), port: { netns, name: port } });
  }

  #pair(segment: number, a: Host, b: Host): void {
    const devs = [this.#freeDev(a.name), this.#freeDev(b.name)] as const;
    this.#veth(netnsId(a.name), devs[0], netnsId(b.name), devs[1]);
    this.#seat({ host: a.name, dev: devs[0], segment, addr: this.#addr(segment, 1) });
    this.#seat({ host: b.name, dev: devs[1], segment, addr: this.#addr(segment, 2) });
  }

  #seat(seat: Seat): void {
    const { host, dev, segment, addr } = seat;
    const netns = netnsId(host);
    this.#seats.push(seat);
    if (!this.#chance(0.03)) this.#do({ op: 'link.set', netns, name: dev, up: true });
    if (this.#chance(0.03)) return;
    const wrong = this.#chance(0.06) ? this.#addr(segment, 1 + this.#below(4)) : addr;
    this.#address(netns, dev, wrong, this.#chance(0.06) ? this.#of([8, 16, 25, 30, 31, 32]) : 24);
    if (this.#chance(0.06)) this.#address(netns, dev, this.#addr(this.#below(4), 50 + this.#below(9)), 24);
  }

  #configure(host: Host, segments: number): void {
    const netns = netnsId(host.name);
    const seats = this.#seats.filter((seat) => seat.host === host.name);
    if (!this.#chance(0.15)) this.#do({ op: 'link.set', netns, name: 'lo', up: true });
    if (host.isRouter && !this.#chance(0.1)) this.#sysctl(netns, 'net.ipv4.ip_forward', '1');
    if (this.#chance(0.1)) this.#oddSysctl(netns);
    for (const seat of seats) this.#routes(netns, seat, host, segments);
  }

  #routes(netns: NetnsId, seat: Seat, host: Host, segments: number): void {
    const routers = this.#seats.filter(
      (other) => other.segment === seat.segment && other.host !== seat.host && other.host.startsWith('r'),
    );
    const gateway = routers[0] && this.#of(routers).addr;
    if (gateway !== undefined && !host.isRouter && !this.#chance(0.1))
      this.#route(netns, '0.0.0.0', 0, gateway);
    if (gateway !== undefined && host.isRouter)
      for (let far = 0; far < segments; far++)
        if (far !== seat.segment && this.#chance(0.7)) this.#route(netns, this.#addr(far, 0), 24, gateway);
    if (this.#chance(0.06)) this.#oddRoute(netns, seat);
  }

  #oddRoute(netns: NetnsId, { dev, segment }: Seat): void {
    const dst = this.#cidr(this.#addr(this.#below(4), 0), this.#of([24, 24, 16]));
    const via = this.#addr(segment, this.#below(6)) as Ipv4Addr;
    const route = this.#of<RouteSpec>([
      { dst, via },
      { dst, dev },
      { dst, type: this.#of(['unreachable', 'blackhole', 'prohibit', 'throw']) },
      { dst: this.#cidr('0.0.0.0', 0), dev },
      { dst, via, dev, onlink: true },
      { dst, via, metric: 100 },
    ]);
    this.#do({ op: 'route.add', netns, route });
  }

  /** Something that breaks, mends or changes the place at `seat`. */
  #mistake(seat: Seat): void {
    const netns = netnsId(seat.host);
    const { dev, addr, port } = seat;
    const up = this.#chance(0.5);
    const acts: readonly (() => void)[] = [
      () => this.#do({ op: 'link.set', netns, name: dev, up }),
      () => port && this.#do({ op: 'link.set', netns: port.netns, name: port.name, up }),
      () => port && this.#do({ op: 'link.set', netns: port.netns, name: port.name, master: null }),
      () => this.#address(netns, dev, addr, 24),
      () => this.#do({ op: 'addr.del', netns, dev, cidr: this.#cidr(addr, 24) }),
      () => this.#oddRoute(netns, seat),
      () => this.#do({ op: 'route.del', netns, route: { dst: this.#cidr('0.0.0.0', 0) } }),
      () => this.#do({ op: 'neigh.flush', netns }),
      () => this.#neighbour(netns, seat),
      () => this.#do({ op: 'link.set', netns, name: dev, mtu: this.#of([1280, 1400, 68, 9000]) }),
      () => this.#oddSysctl(netns),
      () => this.#sysctl(netns, 'net.ipv4.ip_forward', this.#of(['0', '1'])),
    ];
    this.#of(acts)();
  }

  #neighbour(netns: NetnsId, { dev, segment }: Seat): void {
    const ip = this.#addr(segment, 1 + this.#below(4)) as Ipv4Addr;
    const mac = `02:00:00:00:0f:0${this.#below(9)}` as MacAddr;
    this.#do({ op: 'neigh.replace', netns, dev, ip, mac });
  }

  #oddSysctl(netns: NetnsId): void {
    const [key, values] = this.#of<readonly [string, readonly string[]]>([
      ['net.ipv4.conf.all.rp_filter', ['1', '2']],
      ['net.ipv4.conf.all.proxy_arp', ['1']],
      ['net.ipv4.conf.all.arp_ignore', ['1', '2', '8']],
      ['net.ipv4.conf.all.arp_announce', ['1', '2']],
      ['net.ipv4.conf.all.arp_filter', ['1']],
      ['net.ipv4.conf.all.send_redirects', ['0']],
      ['net.ipv4.conf.all.accept_redirects', ['0']],
      ['net.ipv4.icmp_echo_ignore_all', ['1']],
      ['net.ipv4.icmp_echo_ignore_broadcasts', ['0']],
      ['net.ipv4.ip_default_ttl', ['2', '255']],
    ]);
    this.#sysctl(netns, key, this.#of(values));
  }

  #probe(hosts: readonly Host[]): Probe {
    const target = this.#of(this.#seats);
    const to = this.#chance(0.8)
      ? target.addr
      : this.#of([this.#addr(target.segment, 99), this.#addr(target.segment, 255), '8.8.8.8', '127.0.0.1']);
    return {
      from: this.#of(hosts).name,
      to,
      patience: 1,
      wait: 0.4,
      ...(this.#chance(0.2) && { count: 2 }),
      ...(this.#chance(0.15) && { ttl: 1 + this.#below(4) }),
      ...(this.#chance(0.2) && { size: this.#of([0, 8, 1472, 1473, 2000, 4000]) }),
      ...(this.#chance(0.1) && { pmtudisc: this.#of(['do', 'want', 'dont'] as const) }),
      ...(to.endsWith('.255') && this.#chance(0.7) && { broadcast: true as const }),
    };
  }

  #netns(name: string): void {
    this.#do({ op: 'netns.add', machine: 'host' as never, name });
    this.#quiet(name);
  }

  #quiet(name: string): void {
    for (const which of ['all', 'default'])
      this.#sysctl(netnsId(name), `net.ipv6.conf.${which}.disable_ipv6`, '1');
  }

  /** Distinct numbers for both ends: the kernel then says at once that there is a carrier. */
  #veth(netns: NetnsId, name: string, peerNetns: NetnsId, peerName: string): void {
    const [index, peerIndex] = [++this.#index, ++this.#index];
    const peer = { name: peerName, netns: peerNetns, index: peerIndex, mac: mac(peerIndex) };
    this.#do({ op: 'link.add', netns, name, index, mac: mac(index), link: { kind: 'veth', peer } });
  }

  #freeDev(host: string): string {
    return `eth${this.#seats.filter((seat) => seat.host === host).length}`;
  }

  #address(netns: NetnsId, dev: string, addr: string, prefixLen: number): void {
    this.#do({ op: 'addr.add', netns, dev, cidr: this.#cidr(addr, prefixLen) });
  }

  #route(netns: NetnsId, dst: string, prefixLen: number, via: string): void {
    const route = { dst: this.#cidr(dst, prefixLen), via: via as Ipv4Addr };
    this.#do({ op: 'route.add', netns, route });
  }

  #sysctl(netns: NetnsId, key: string, value: string): void {
    this.#do({ op: 'sysctl.write', netns, key, value });
  }

  #cidr(addr: string, prefixLen: number): Ipv4Cidr {
    return { addr: addr as Ipv4Addr, prefixLen };
  }

  #addr(segment: number, host: number): string {
    return `10.0.${segment}.${host}`;
  }

  #do(op: Op): void {
    this.#steps.push({ do: op });
  }

  #below(limit: number): number {
    return Math.floor(this.#roll() * limit);
  }

  #chance(share: number): boolean {
    return this.#roll() < share;
  }

  #of<T>(items: readonly T[]): T {
    return items[this.#below(items.length)] as T;
  }
}

function mac(index: number): MacAddr {
  return `02:00:00:00:00:${index.toString(16).padStart(2, '0')}` as MacAddr;
}
