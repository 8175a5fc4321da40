// h1 — r1 — h2, and how its tests ask and look. The expected frames were captured from the same lab of real namespaces
// on Linux 6.18 (veth pairs, iputils 20221126); ids and the octets of the time of day are left out.

import { routeOutput } from '../../../src/engine/fib/route-output.ts';
import type { RouteType } from '../../../src/engine/fib/route.ts';
import { ipLocalOut } from '../../../src/engine/ip/output.ts';
import { startPing } from '../../../src/engine/process/ping.ts';
import type { PingOptions } from '../../../src/engine/process/process.ts';
import { type Nanos, SECOND } from '../../../src/engine/ids.ts';
import { unwrap } from '../../../src/base/result.ts';
import { fromHex } from '../../../src/wire/octets.ts';
import type { Ipv4Packet } from '../../../src/wire/ipv4.ts';
import { type Ipv4Addr, parseIpv4, parseIpv4Cidr } from '../../../src/wire/ipv4-addr.ts';
import { canonicalFrame } from '../../kernel/canonical.ts';
import type { Lab } from '../../support/lab.ts';
import { type EthOptions, type NetnsPen, topology } from '../../support/topology.ts';
import { walkText } from '../../support/walk-text.ts';

export function addr(text: string): Ipv4Addr {
  return unwrap(parseIpv4(text));
}

type Draw = (pen: NetnsPen) => unknown;

export interface RoutedOptions {
  readonly h1?: Draw;
  readonly r1?: Draw;
  readonly h2?: Draw;
  /** Does h2 have a route back to h1? */
  readonly routeBack?: boolean;
  /** Of the link between r1 and h2. */
  readonly far?: EthOptions;
}

/** h1 192.0.2.1 — 192.0.2.254 r1 198.51.100.254 — 198.51.100.1 h2 */
export function routed({ h1, r1, h2, far = {}, routeBack = true }: RoutedOptions = {}): Lab {
  return topology()
    .host('h1', (e) => {
      e.eth('192.0.2.1/24').route('default', '192.0.2.254');
      h1?.(e);
    })
    .router('r1', (e) => {
      e.eth('192.0.2.254/24').eth('198.51.100.254/24', { name: 'eth1', ...far });
      r1?.(e);
    })
    .host('h2', (e) => {
      e.eth('198.51.100.1/24', far);
      if (routeBack) e.route('default', '198.51.100.254');
      h2?.(e);
    })
    .cable('h1', 'r1:eth0')
    .cable('r1:eth1', 'h2')
    .build();
}

/** `ping TO` on `from`, until nothing is left to happen; returns the lab. */
export function ping(lab: Lab, from: string, to: string, options: Partial<PingOptions> = {}): Lab {
  startPing(lab.world, lab.ns(from).id, addr(to), options);
  lab.run();
  return lab;
}

/** Lets h1, r1 and h2 know each other, and forgets that it happened. */
export function acquainted(lab: Lab): Lab {
  return ping(lab, 'h1', '198.51.100.1').seal();
}

/** `ip route add TYPE DST` on `where`: unreachable, prohibit, blackhole or throw. */
export function routeType(lab: Lab, where: string, type: RouteType, dst: string): Lab {
  const route = { dst: unwrap(parseIpv4Cidr(dst)), type };
  unwrap(lab.apply({ op: 'route.add', netns: lab.ns(where).id, route }));
  return lab;
}

/** Sends a packet as a raw socket with IP_HDRINCL does. */
export function sendRaw(
  lab: Lab,
  from: string,
  packet: Partial<Ipv4Packet> & Pick<Ipv4Packet, 'payload'>,
): Lab {
  const { world } = lab;
  const ns = lab.ns(from);
  world.beginTurn(undefined);
  const net: Ipv4Packet = { ...PLAIN, ...packet };
  const verdict = routeOutput({ world, ns }, { dst: net.dst, tos: net.tos, purpose: 'output' });
  if (verdict.kind === 'error') throw new Error(`${from} has no route to ${net.dst}: ${verdict.errno}`);
  ipLocalOut({ world, ns }, world.newPacket(net), verdict);
  return lab;
}

export const PLAIN: Omit<Ipv4Packet, 'payload'> = {
  kind: 'ipv4',
  tos: 0,
  id: 1,
  df: false,
  mf: false,
  fragmentOffset: 0,
  ttl: 64,
  protocol: 1,
  src: addr('192.0.2.1'),
  dst: addr('198.51.100.1'),
  options: new Uint8Array(0),
};

/** A payload of so many octets; it begins as an echo request does, with the right checksum for zeros. */
export function octets(length: number, start = '0800f7ff'): Ipv4Packet['payload'] {
  const payload = new Uint8Array(length);
  payload.set(fromHex(start));
  return { kind: 'octets', octets: payload };
}

/** What IPv4 carried over one device, in the words of the kernel's captures. */
export function tap(lab: Lab, place: string): string[] {
  const lines: string[] = [];
  for (const event of lab.world.events) {
    if (event.kind !== 'dev.xmit' && event.kind !== 'dev.rcv') continue;
    const { packet, netns, dev } = event;
    if (!packet?.eth || packet.net.kind !== 'ipv4' || `${netns}:${dev}` !== place) continue;
    const line = canonicalFrame({ eth: packet.eth, net: packet.net }).replace(/^.*? length \d+: /, '');
    lines.push(`${event.kind === 'dev.xmit' ? 'out' : 'in'} ${line}`);
  }
  return lines;
}

/** The events of the IP layer and above, a turn a line. */
export function ipText(lab: Lab, only = ['ip', 'nf', 'icmp', 'ping', 'packet', 'udp', 'fib']): string[] {
  return walkText(lab.world, { only }).split('\n');
}

/** What a process was told, and when, in seconds. */
export function told(lab: Lab, only: readonly string[] = ['ping', 'udp']): string[] {
  return walkText(lab.world, { only, times: true }).split('\n');
}

export const ONE_SECOND = SECOND as Nanos;
