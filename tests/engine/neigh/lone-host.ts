// A host alone on a wire: `eth0` is one end of a veth pair whose other end the test holds. What the host sends is written
// down and goes nowhere; the test says what comes in. So that a test sees the neighbour table and nothing else.

import { unwrap } from '../../../src/base/result.ts';
import { present } from '../../../src/base/assert.ts';
import { applyOp } from '../../../src/engine/apply.ts';
import type { Dev } from '../../../src/engine/device/dev.ts';
import { devByName } from '../../../src/engine/device/table.ts';
import { type MachineId, type Nanos, rootNetnsOf, SECOND } from '../../../src/engine/ids.ts';
import { arpRcv } from '../../../src/engine/neigh/arp.ts';
import { type Neigh, neighKey } from '../../../src/engine/neigh/neigh.ts';
import { neighOutput } from '../../../src/engine/neigh/output.ts';
import { neighTimer } from '../../../src/engine/neigh/timer.ts';
import type { NetlinkOp, Op } from '../../../src/engine/netlink.ts';
import type { Netns } from '../../../src/engine/netns.ts';
import type { TraceEvent } from '../../../src/engine/trace.ts';
import { World } from '../../../src/engine/world.ts';
import type { ArpPacket } from '../../../src/wire/arp.ts';
import { ETH_P_ARP } from '../../../src/wire/ethernet.ts';
import type { Ipv4Addr } from '../../../src/wire/ipv4-addr.ts';
import { parseIpv4Cidr } from '../../../src/wire/ipv4-addr.ts';
import { BROADCAST_MAC, type MacAddr, ZERO_MAC } from '../../../src/wire/mac.ts';
import type { Packet } from '../../../src/wire/packet.ts';

export const HOST = rootNetnsOf('h1' as MachineId);
export const MAC1 = '02:00:00:00:00:01' as MacAddr;
export const MAC2 = '02:00:00:00:00:02' as MacAddr;
export const MAC3 = '02:00:00:00:00:03' as MacAddr;
export const MAC4 = '02:00:00:00:00:04' as MacAddr;
export const H1 = '192.0.2.1' as Ipv4Addr;
export const H2 = '192.0.2.2' as Ipv4Addr;
export const H3 = '192.0.2.3' as Ipv4Addr;

export interface LoneHostOptions {
  /** Addresses of eth0: 192.0.2.1/24 if absent. */
  readonly addrs?: readonly string[];
  /** Addresses of a second device, eth1. */
  readonly eth1?: readonly string[];
  /** Short names: `arp_ignore` of eth0's conf, `neigh.locktime` of eth0's neigh, or a whole key. */
  readonly sysctl?: Readonly<Record<string, string | number>>;
}

export class LoneHost {
  readonly world = new World(1);
  readonly ns: Netns;
  #at = 0;
  #ids = 0;

  constructor({ addrs = ['192.0.2.1/24'], eth1, sysctl = {} }: LoneHostOptions = {}) {
    const netns = HOST;
    this.op({ op: 'machine.add', id: 'h1' as MachineId, name: 'h1', kind: 'host' });
    this.op({ op: 'link.set', netns, name: 'lo', up: true });
    this.#plug({ name: 'eth0', mac: MAC1, addrs });
    if (eth1) this.#plug({ name: 'eth1', mac: MAC4, addrs: eth1 });
    for (const [name, value] of Object.entries(sysctl)) {
      this.op({ op: 'sysctl.write', netns, key: sysctlKey(name), value: String(value) });
    }
    this.ns = present(this.world.netns.get(HOST), 'namespace');
    // Always as long as the middle: 30 s.
    this.ns.reachableTimes.set(this.eth0.ifindex, { time: (30 * SECOND) as Nanos, drawn: 0 as Nanos });
    this.world.seal();
  }

  #plug({ name, mac, addrs }: { name: string; mac: MacAddr; addrs: readonly string[] }): void {
    const [netns, wire] = [HOST, `${name}-wire`];
    this.op({ op: 'link.add', netns, name, mac, link: { kind: 'veth', peer: { name: wire } } });
    for (const addr of addrs)
      this.op({ op: 'addr.add', netns, dev: name, cidr: unwrap(parseIpv4Cidr(addr)) });
    this.op({ op: 'link.set', netns, name: wire, up: true });
    this.op({ op: 'link.set', netns, name, up: true });
  }

  get eth0(): Dev {
    return present(devByName(this.ns, 'eth0'), 'eth0');
  }

  op(op: Op): void {
    const result = applyOp(this.world, op);
    if (!result.ok) throw new Error(`${op.op}: ${JSON.stringify(result.error)}`);
  }

  /** `ip neigh …`; returns the errno or 'ok'. */
  neighOp(
    op: Omit<Extract<NetlinkOp, { op: 'neigh.add' | 'neigh.change' | 'neigh.replace' }>, 'netns' | 'dev'>,
  ): string;
  neighOp(op: { readonly op: 'neigh.del'; readonly ip: Ipv4Addr }): string;
  neighOp(op: { readonly op: 'neigh.flush' }): string;
  neighOp(op: object): string {
    const result = applyOp(this.world, { netns: HOST, dev: 'eth0', ...op } as NetlinkOp);
    return result.ok ? 'ok' : result.error.errno;
  }

  /** How many packets wanted to go. */
  get sent(): number {
    return this.#ids;
  }

  /** A packet of `octets` octets from `src` wants to go to `to`; returns its number. */
  send(to: Ipv4Addr = H2, { src = H1, octets = 84 }: { src?: Ipv4Addr; octets?: number } = {}): number {
    this.world.beginTurn(undefined);
    const packet = this.world.newPacket(ipv4(src, to, { id: ++this.#ids, octets }));
    neighOutput({ world: this.world, ns: this.ns, oif: this.eth0 }, packet, to);
    return this.#ids;
  }

  /** An ARP packet comes in: `reply`s to us alone and `request`s to all, unless `to` says otherwise. */
  hear(arp: Partial<ArpPacket> & Pick<ArpPacket, 'op'>, to?: MacAddr): void {
    this.world.beginTurn(undefined);
    const full: ArpPacket = {
      kind: 'arp',
      sha: MAC2,
      spa: H2,
      tpa: H1,
      tha: arp.op === 'reply' ? MAC1 : ZERO_MAC,
      ...arp,
    };
    const dst = to ?? (arp.op === 'reply' ? MAC1 : BROADCAST_MAC);
    const eth = { dst, src: full.sha, etherType: ETH_P_ARP };
    const frame = { ...this.world.newPacket(full, eth), eth };
    arpRcv({ world: this.world, ns: this.ns, iif: this.eth0 }, frame);
  }

  /** Lets time pass up to `seconds`, with the timers that run out until then. */
  until(seconds: number): void {
    this.#at = seconds * SECOND;
    for (;;) {
      const next = this.world.queue.peek();
      if (!next || next.at > this.#at) break;
      this.world.queue.pop();
      this.world.clock.set(next.at);
      this.world.beginTurn(next.cause);
      if (next.task.kind === 'neigh.timer') neighTimer(this.world, this.ns, next.task.key);
    }
    this.world.clock.set(this.#at as Nanos);
  }

  /** The timers of neighbours that keep a run going, or all of them. */
  timers(which: 'foreground' | 'all'): number {
    const timers = this.world.queue.pending().filter(({ task }) => task.kind === 'neigh.timer');
    return timers.filter(({ background }) => which === 'all' || !background).length;
  }

  neigh(ip: Ipv4Addr = H2): Neigh | undefined {
    return this.ns.neigh.get(neighKey(this.eth0.ifindex, ip));
  }

  /** `REACHABLE 02:…:02`, or `-`. */
  state(ip: Ipv4Addr = H2): string {
    const neigh = this.neigh(ip);
    if (!neigh) return '-';
    return neigh.mac && neigh.state !== 'FAILED' ? `${neigh.state} ${short(neigh.mac)}` : neigh.state;
  }

  /** What happened since the last call, compactly: changes of state, frames and ends. */
  log(): string[] {
    const lines = this.world.events.slice(this.#read).flatMap((event) => line(event) ?? []);
    this.#read = this.world.events.length;
    return lines;
  }
  #read = 0;
}

/** Of a log, what was sent. */
export function frames(log: readonly string[]): string[] {
  return log.filter((l) => l.includes(' > ') && !/drop|\(/.test(l)).map((l) => l.replace(/^\S+ /, ''));
}

export function loneHost(options?: LoneHostOptions): LoneHost {
  return new LoneHost(options);
}

/** The bare IPv4 packet number `id`. */
function ipv4(src: Ipv4Addr, dst: Ipv4Addr, { id, octets }: { id: number; octets: number }): Packet['net'] {
  return {
    kind: 'ipv4',
    tos: 0,
    id,
    df: true,
    mf: false,
    fragmentOffset: 0,
    ttl: 64,
    protocol: 253,
    src,
    dst,
    options: new Uint8Array(),
    payload: { kind: 'octets', octets: new Uint8Array(octets - 20) },
  };
}

function sysctlKey(name: string): string {
  if (name.startsWith('net.')) return name;
  const neigh = /^neigh\.(\w+)$/.exec(name);
  return neigh ? `net.ipv4.neigh.eth0.${neigh[1]}` : `net.ipv4.conf.eth0.${name}`;
}

function line(event: TraceEvent): string | undefined {
  const at = `${event.at / SECOND}s`;
  const packet = event.packet && describe(event.packet);
  switch (event.kind) {
    case 'neigh.state': {
      const mac = event.mac ? ` ${short(event.mac)}` : '';
      return `${at} ${event.from} > ${event.to}${mac} (${event.why})`;
    }
    case 'dev.xmit':
      return event.dev === 'eth0' ? `${at} ${packet}` : undefined;
    case 'arp.rcv':
      return `${at} arp ${event.decision}${event.proxy ? ' by proxy' : ''}${event.why ? ` ${event.why}` : ''}`;
    case 'packet.drop':
      return `${at} drop ${packet} ${event.reason}`;
    case 'icmp.send':
      return `${at} icmp ${event.message.type} about ${event.about && describe(event.about)}`;
    default:
      return undefined;
  }
}

function describe({ net, eth }: Packet): string {
  const to = eth ? ` > ${short(eth.dst)}` : '';
  if (net.kind === 'ipv4') return net.protocol === 253 ? `#${net.id}${to}` : `ip ${net.src} > ${net.dst}`;
  if (net.kind !== 'arp') return net.kind;
  return net.op === 'request'
    ? `who-has ${net.tpa} tell ${net.spa}${to}`
    : `${net.spa} is-at ${short(net.sha)}${to}`;
}

/** `:02` for 02:00:00:00:00:02. */
function short(mac: MacAddr): string {
  return mac === BROADCAST_MAC ? 'all' : mac.slice(-3);
}
