// Random but repeatable life of a namespace: addresses, routes, rules, links and sysctls that get into each other's way
// (few prefixes, few devices), and the questions to ask in between.

import type { Ipv4Addr, Ipv4Cidr } from '../../src/wire/ipv4-addr.ts';
import type { NetnsId } from '../../src/engine/ids.ts';
import type { Rule } from '../../src/engine/fib/route.ts';
import type { NexthopSpec, Op, RouteSpec } from '../../src/engine/netlink.ts';

export const NETNS = 'h1' as NetnsId;

/** `ip route get`; with `iif`, for a packet that came in. */
export interface RouteGet {
  readonly dst: Ipv4Addr;
  readonly src?: Ipv4Addr;
  readonly oif?: string;
  readonly iif?: string;
  readonly tos: number;
  readonly mark?: number;
  readonly uid?: number;
  readonly ipproto?: number;
  readonly dport?: number;
}

/** One operation, and after it perhaps a look at everything. */
export interface Step {
  readonly op: Op;
  readonly look?: readonly RouteGet[];
}

/** What both sides begin with: two veth pairs whose four ends are all in the one namespace. */
export const SETUP: readonly Op[] = ['e0', 'e1'].map((name, i) => ({
  op: 'link.add',
  netns: NETNS,
  name,
  link: { kind: 'veth', peer: { name: `p${i}` } },
}));

const DEVS = ['lo', 'e0', 'p0', 'e1', 'p1'] as const;
const HOSTS = [
  '10.0.0.1',
  '10.0.0.2',
  '10.0.1.1',
  '10.0.1.2',
  '10.1.0.1',
  '172.16.0.1',
  '127.0.0.5',
] as const;
const LENGTHS = [8, 16, 24, 24, 24, 24, 30, 31, 32] as const;
const PREFIXES = [
  '0.0.0.0/0',
  '0.0.0.0/0',
  '10.0.0.0/8',
  '10.0.0.0/16',
  '10.0.1.0/24',
  '10.0.1.2/32',
  '10.0.0.0/24',
  '172.16.0.0/12',
] as const;
const ODD_PREFIXES = [
  '127.0.0.9/32',
  '224.0.0.0/4',
  '239.1.1.0/24',
  '10.0.0.1/24',
  '255.255.255.255/32',
  '0.0.0.0/8',
  '10.0.0.255/32',
] as const;
const TARGETS = [
  ...HOSTS,
  '10.0.0.77',
  '10.0.0.255',
  '10.0.1.77',
  '10.0.255.255',
  '10.9.9.9',
  '8.8.8.8',
  '172.16.9.9',
] as const;
const ODD_TARGETS = [
  '0.0.0.0',
  '0.1.2.3',
  '127.0.0.1',
  '127.0.0.9',
  '224.0.0.1',
  '239.1.1.1',
  '255.255.255.255',
  '10.0.0.0',
] as const;

/** mulberry32 */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

export function randomLife(seed: number, length: number): Step[] {
  const life = new Life(dice(seed));
  const seeded: Op = {
    op: 'sysctl.write',
    netns: NETNS,
    key: 'net.ipv4.fib_multipath_hash_seed',
    value: String(seed),
  };
  const steps: Step[] = [
    { op: seeded },
    ...['lo', 'e0', 'p0', 'e1'].map((name) => ({ op: life.link(name, true) })),
  ];
  for (let i = 0; i < length; i++) steps.push(life.step(i % 4 === 3));
  return steps;
}

class Life {
  readonly #roll: () => number;

  constructor(roll: () => number) {
    this.#roll = roll;
  }

  step(looks: boolean): Step {
    const op = this.#op();
    return looks ? { op, look: Array.from({ length: 8 }, () => this.#get()) } : { op };
  }

  link(name: string, up: boolean): Op {
    return { op: 'link.set', netns: NETNS, name, up };
  }

  #op(): Op {
    const roll = this.#roll();
    if (roll < 0.33) return this.#addr();
    if (roll < 0.8) return this.#route();
    if (roll < 0.88) return this.link(this.#of(DEVS), this.#roll() < 0.65);
    if (roll < 0.9)
      return this.#roll() < 0.5 ? { op: 'link.del', netns: NETNS, name: 'e1' } : (SETUP[1] as Op);
    return roll < 0.96 ? this.#rule() : this.#sysctl();
  }

  #addr(): Op {
    const dev = this.#of(DEVS);
    const addr = this.#of(HOSTS) as Ipv4Addr;
    const cidr = { addr, prefixLen: this.#of(LENGTHS) };
    const peer = this.#maybe(0.15, () => this.#of(HOSTS) as Ipv4Addr);
    const at = { netns: NETNS, dev, cidr, ...(peer !== undefined && { peer }) };
    if (this.#roll() < 0.35) return { op: 'addr.del', ...at };
    const broadcast =
      this.#roll() < 0.2
        ? { broadcast: this.#of(['10.0.0.255', '10.0.1.255', '255.255.255.255']) as Ipv4Addr }
        : {};
    const scope = this.#roll() < 0.15 ? { scope: this.#of(['link', 'host'] as const) } : {};
    const metric = this.#maybe(0.15, () => this.#of([5, 50]));
    return {
      op: this.#roll() < 0.85 ? 'addr.add' : 'addr.change',
      ...at,
      ...broadcast,
      ...scope,
      ...(this.#roll() < 0.1 && { noPrefixRoute: true as const }),
      ...(metric !== undefined && { metric }),
    };
  }

  #route(): Op {
    const roll = this.#roll();
    const op = roll < 0.6 ? 'route.add' : roll < 0.75 ? 'route.replace' : 'route.del';
    return { op, netns: NETNS, route: op === 'route.del' ? this.#match() : this.#spec() };
  }

  /** Two or three next hops. */
  #nexthops(): NexthopSpec[] {
    return Array.from({ length: this.#roll() < 0.7 ? 2 : 3 }, () => {
      const via = this.#maybe(0.75, () => this.#of(TARGETS) as Ipv4Addr);
      const dev = this.#maybe(via === undefined ? 1 : 0.4, () => this.#of(DEVS.slice(1)));
      const weight = this.#maybe(0.4, () => this.#of([2, 3, 256]));
      return {
        ...(via !== undefined && { via }),
        ...(dev !== undefined && { dev }),
        ...(weight !== undefined && { weight }),
        ...(this.#roll() < 0.15 && { onlink: true }),
      };
    });
  }

  #spec(): RouteSpec {
    if (this.#roll() < 0.15) {
      const { onlink: _onlink, scope: _scope, ...extras } = this.#extras();
      return { dst: this.#prefix(), ...extras, nexthops: this.#nexthops() };
    }
    const type = this.#maybe(0.2, () =>
      this.#of(['local', 'broadcast', 'unreachable', 'blackhole', 'prohibit', 'throw'] as const),
    );
    const leads = type === undefined || type === 'local' || type === 'broadcast' || this.#roll() < 0.05;
    const via =
      leads && (type === undefined || this.#roll() < 0.1)
        ? this.#maybe(0.55, () => this.#of(TARGETS))
        : undefined;
    const dev = leads ? this.#maybe(via === undefined ? 0.95 : 0.4, () => this.#of(DEVS)) : undefined;
    const dst = this.#prefix();
    // Linux caches what a nexthop came to, with the flags of the first who asked: unicast and multicast over lo mix.
    const apart = dev === 'lo' && /^2[2-5]\d\./.test(dst.addr);
    return {
      dst,
      ...(type && { type }),
      ...(via !== undefined && { via: via as Ipv4Addr }),
      ...(dev !== undefined && { dev: apart ? 'e0' : dev }),
      ...this.#extras(),
    };
  }

  #extras(): Partial<RouteSpec> {
    const src = this.#maybe(0.2, () => this.#of(HOSTS));
    const metric = this.#maybe(0.4, () => this.#of([5, 10, 10, 4_294_967_295]));
    const scope = this.#maybe(0.08, () => this.#of(['global', 'site', 'link', 'host', 'nowhere'] as const));
    const proto = this.#maybe(0.1, () => this.#of(['static', 'kernel'] as const));
    const table = this.#maybe(0.15, () => this.#of([100, 253, 255, 400]));
    const tos = this.#maybe(0.1, () => this.#of([0x10, 0x10, 0x04, 0x01]));
    const mtu = this.#maybe(0.1, () => this.#of([1400, 600, 70_000]));
    const metrics = this.#maybe(0.1, () => ({ advmss: this.#of([1000, 70_000]), hoplimit: 9 }));
    const realm = this.#maybe(0.07, () => this.#of([5, 0x1_0007]));
    return {
      ...(metrics && { metrics }),
      ...(realm !== undefined && { realm }),
      ...(metrics && this.#roll() < 0.5 && { locked: ['advmss' as const] }),
      ...(src !== undefined && { src: src as Ipv4Addr }),
      ...(metric !== undefined && { metric }),
      ...(scope && { scope }),
      ...(proto && { proto }),
      ...(table !== undefined && { table }),
      ...(tos !== undefined && { tos }),
      ...(mtu !== undefined && { mtu }),
      ...(this.#roll() < 0.08 && { onlink: true }),
    };
  }

  /** A deletion names less. */
  #match(): RouteSpec {
    const dev = this.#maybe(0.3, () => this.#of(DEVS));
    const via = this.#maybe(0.15, () => this.#of(TARGETS));
    const { metric, tos, table, mtu, realm } = this.#extras();
    const nexthops = this.#maybe(0.06, () => this.#nexthops());
    const type = this.#maybe(0.1, () => this.#of(['local', 'unreachable', 'throw', 'broadcast'] as const));
    return {
      dst: this.#prefix(),
      ...(type && { type }),
      ...(via !== undefined && { via: via as Ipv4Addr }),
      ...(dev !== undefined && { dev }),
      ...(metric !== undefined && { metric }),
      ...(tos !== undefined && { tos }),
      ...(table !== undefined && { table }),
      ...(mtu !== undefined && { mtu }),
      ...(realm !== undefined && { realm }),
      ...(nexthops && { nexthops }),
    };
  }

  #rule(): Op {
    const pref = this.#of([10, 10, 20, 20, 30, 32_766, 32_767]);
    const from = this.#maybe(0.5, () => ({
      addr: this.#of(HOSTS) as Ipv4Addr,
      prefixLen: this.#of([8, 24, 32]),
    }));
    const to = this.#maybe(0.3, () => ({
      addr: this.#of(TARGETS) as Ipv4Addr,
      prefixLen: this.#of([8, 24, 32]),
    }));
    const iif = this.#maybe(0.2, () => this.#of(DEVS));
    const oif = this.#maybe(0.2, () => this.#of(DEVS));
    const table = this.#of([100, 100, 253, 254, 255]);
    const action = this.#maybe(0.25, () =>
      this.#of(['blackhole', 'unreachable', 'prohibit', 'nop', 'goto'] as const),
    );
    const rule: Rule = {
      ...this.#selectors(),
      pref,
      table: action === undefined ? table : 0,
      ...(action && { action }),
      ...(action === 'goto' && { goto: this.#of([5, 20, 30, 32_766]) }),
      ...(from && { from }),
      ...(to && { to }),
      ...(iif && { iif }),
      ...(oif && { oif }),
    };
    return { op: this.#roll() < 0.7 ? 'rule.add' : 'rule.del', netns: NETNS, rule };
  }

  #selectors(): Partial<Rule> {
    const fwmark = this.#maybe(0.15, () => ({
      value: this.#of([1, 2, 0x10]),
      mask: this.#of([0xffffffff, 0xf]),
    }));
    const uidrange = this.#maybe(0.1, () => ({ start: 1000, end: this.#of([1000, 1999, 5]) }));
    const ipproto = this.#maybe(0.15, () => this.#of([6, 17]));
    const dport = this.#maybe(0.1, () => ({ start: 80, end: this.#of([80, 90]) }));
    const tos = this.#maybe(0.08, () => this.#of([0x10, 0x08, 0x01]));
    const suppressPrefixlength = this.#maybe(0.15, () => this.#of([0, 8, 24]));
    return {
      ...(this.#roll() < 0.1 && { not: true as const }),
      ...(fwmark && { fwmark }),
      ...(uidrange && { uidrange }),
      ...(ipproto !== undefined && { ipproto }),
      ...(dport && { dport }),
      ...(tos !== undefined && { tos }),
      ...(suppressPrefixlength !== undefined && { suppressPrefixlength }),
    };
  }

  #sysctl(): Op {
    if (this.#roll() < 0.15) {
      const name = this.#of(['seed', 'seed', 'policy'] as const);
      const value = name === 'seed' ? this.#of(['7', '77', '4000000']) : this.#of(['0', '1']);
      return { op: 'sysctl.write', netns: NETNS, key: `net.ipv4.fib_multipath_hash_${name}`, value };
    }
    const dev = this.#of(['all', 'default', ...DEVS] as const);
    const name = this.#of([
      'forwarding',
      'forwarding',
      'rp_filter',
      'ignore_routes_with_linkdown',
      'promote_secondaries',
      'accept_local',
      'route_localnet',
      'send_redirects',
      'shared_media',
    ] as const);
    const value = name === 'rp_filter' ? this.#of(['0', '1', '2']) : this.#of(['0', '1', '1']);
    return { op: 'sysctl.write', netns: NETNS, key: `net.ipv4.conf.${dev}.${name}`, value };
  }

  #get(): RouteGet {
    const dst = (this.#roll() < 0.85 ? this.#of(TARGETS) : this.#of(ODD_TARGETS)) as Ipv4Addr;
    const src = this.#roll() < 0.9 ? this.#of(TARGETS) : this.#of(ODD_TARGETS);
    const tos = this.#roll() < 0.1 ? 0x10 : 0;
    const asked = this.#asked();
    if (this.#roll() < 0.5) return { dst, src: src as Ipv4Addr, iif: this.#of(DEVS), tos, ...asked };
    const oif = this.#maybe(0.25, () => this.#of(DEVS));
    // From a given source and without a device, everybody is reached by one that has this address: which of several, the
    // engine simplifies (output-source.ts).
    const from =
      this.#roll() < 0.3 && (oif !== undefined || !/^(2[2-5]\d)\./.test(dst)) ? { src: src as Ipv4Addr } : {};
    return { dst, tos, ...asked, ...from, ...(oif && { oif }) };
  }

  #asked(): Partial<RouteGet> {
    const mark = this.#maybe(0.15, () => this.#of([1, 2, 0x11]));
    const uid = this.#maybe(0.1, () => this.#of([1000, 3000]));
    const ipproto = this.#maybe(0.15, () => this.#of([6, 17]));
    return {
      ...(mark !== undefined && { mark }),
      ...(uid !== undefined && { uid }),
      ...(ipproto !== undefined && { ipproto, dport: this.#of([80, 85, 99]) }),
    };
  }

  #prefix(): Ipv4Cidr {
    const text = this.#roll() < 0.85 ? this.#of(PREFIXES) : this.#of(ODD_PREFIXES);
    const [addr, length] = text.split('/');
    return { addr: addr as Ipv4Addr, prefixLen: Number(length) };
  }

  #maybe<T>(chance: number, make: () => T): T | undefined {
    return this.#roll() < chance ? make() : undefined;
  }

  #of<T>(items: readonly T[]): T {
    return items[Math.floor(this.#roll() * items.length)] as T;
  }
}

/** The words after `ip route get`. */
export function getWords({ dst, src, oif, iif, tos, mark, uid, ipproto, dport }: RouteGet): string {
  const words = [dst as string];
  if (src !== undefined) words.push('from', src);
  if (iif !== undefined) words.push('iif', iif);
  if (oif !== undefined) words.push('oif', oif);
  if (tos !== 0) words.push('tos', `0x${tos.toString(16)}`);
  if (mark !== undefined) words.push('mark', `${mark}`);
  if (uid !== undefined) words.push('uid', `${uid}`);
  if (ipproto !== undefined) words.push('ipproto', ipproto === 6 ? 'tcp' : 'udp', 'dport', `${dport}`);
  return words.join(' ');
}
