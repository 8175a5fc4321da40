// At least one event of every kind and every drop reason, with every variant that has a sentence of its own.

import type { DropReason } from '../../src/engine/drop-reason.ts';
import type { FibAnswer, Route } from '../../src/engine/fib/route.ts';
import type { CableId, IfIndex, Nanos, NetnsId, Pid } from '../../src/engine/ids.ts';
import type { EventKind, EventOf, TraceEvent } from '../../src/engine/trace.ts';
import type { Names } from '../../src/explain/explanation.ts';
import { bridgeId } from '../../src/wire/bpdu.ts';
import type { IcmpError } from '../../src/wire/icmpv4.ts';
import type { Ipv4Addr } from '../../src/wire/ipv4-addr.ts';
import type { Ipv4Header } from '../../src/wire/ipv4.ts';
import { type MacAddr, ZERO_MAC } from '../../src/wire/mac.ts';
import type { Packet, PacketId } from '../../src/wire/packet.ts';

export const names: Names = {
  netns: (id) => id.toUpperCase(),
  dev: (_netns, ifindex) => `eth${ifindex - 2}`,
};

const A = '192.168.1.5' as Ipv4Addr;
const B = '192.168.1.6' as Ipv4Addr;
const C = '192.168.2.5' as Ipv4Addr;
const mac = (n: number) => `02:00:00:00:00:0${n}` as MacAddr;
const eth0 = 2 as IfIndex;
const eth1 = 3 as IfIndex;

const header: Ipv4Header = {
  tos: 0,
  id: 1,
  df: true,
  mf: false,
  fragmentOffset: 0,
  ttl: 64,
  protocol: 1,
  src: A,
  dst: C,
  options: new Uint8Array(0),
};
const eth = { dst: mac(6), src: mac(5), etherType: 0x0800 };
const echo = {
  kind: 'icmp' as const,
  type: 'echo-request' as const,
  id: 7,
  seq: 1,
  data: new Uint8Array(56),
};
const request: Packet = {
  id: 1 as PacketId,
  eth,
  net: { kind: 'ipv4', ...header, payload: echo },
};
const who: Packet = {
  id: 2 as PacketId,
  eth: { dst: 'ff:ff:ff:ff:ff:ff' as MacAddr, src: mac(5), etherType: 0x0806 },
  net: { kind: 'arp', op: 'request', sha: mac(5), spa: A, tha: mac(0), tpa: B },
};
const config = {
  type: 'config' as const,
  topologyChange: false,
  topologyChangeAck: false,
  root: bridgeId(32_768, mac(5)),
  rootPathCost: 2,
  bridge: bridgeId(32_768, mac(6)),
  port: 0x8001,
  messageAge: 1,
  maxAge: 5120,
  helloTime: 512,
  forwardDelay: 3840,
};
const original = { header, totalLength: 84, octets: new Uint8Array(8) };
const error: IcmpError = { kind: 'icmp', type: 'destination-unreachable', code: 1, nextHopMtu: 0, original };

export const route = (text: string, fields: Partial<Route> = {}): Route => {
  const [addr = '', length = '32'] = text.split('/');
  return {
    table: 254,
    type: 'unicast',
    dst: { addr: addr as Ipv4Addr, prefixLen: Number(length) },
    tos: 0,
    metric: 0,
    scope: 'link',
    proto: 'kernel',
    dev: eth1,
    onlink: false,
    linkdown: false,
    ...fields,
  };
};

const connected = route('192.168.2.0/24');
const way = { weight: 1, onlink: false, linkdown: false, dead: false, upperBound: 0 };
const twoWays = route('0.0.0.0/0', {
  nexthops: [
    { ...way, via: '192.168.1.1' as Ipv4Addr, dev: eth0 },
    { ...way, via: '192.168.2.1' as Ipv4Addr, dev: eth1, weight: 2, dead: true },
  ],
});
const defaultRoute = route('0.0.0.0/0', { via: '192.168.1.1' as Ipv4Addr, dev: eth0 });

export function answerOf(routes: readonly Route[], won: Route | undefined, dst: Ipv4Addr = C): FibAnswer {
  const consulted = { rule: { pref: 32766, table: 254 }, table: 254, routes, ...(won && { won }) };
  const result = (
    won && won.type !== 'throw' ? { type: won.type, route: won } : { type: 'none' }
  ) as FibAnswer['result'];
  return { flow: { dst, tos: 0 }, consulted: [consulted], result };
}

const lookup = (won: Route | undefined) => answerOf([connected, defaultRoute, ...(won ? [won] : [])], won);
const hit = {
  bridge: 9 as IfIndex,
  mac: mac(6),
  port: eth1,
  local: false,
  permanent: false,
  updated: 0 as Nanos,
  created: 1,
};
const tunnelEntry = {
  dev: eth0,
  mac: mac(6),
  remotes: [{ ip: '192.168.1.2' as Ipv4Addr }],
  state: 'dynamic' as const,
  used: 0 as Nanos,
  updated: 0 as Nanos,
  created: 1,
};
const to = { netns: 'b' as NetnsId, ifindex: eth0 };
const pid = 1 as Pid;

type Body<K extends EventKind> = Omit<EventOf<K>, 'seq' | 'at'>;

function events<K extends EventKind>(...bodies: readonly Body<K>[]): readonly EventOf<K>[] {
  return bodies.map((body) => ({
    seq: 0,
    at: 0 as Nanos,
    netns: 'b' as NetnsId,
    dev: 'eth0',
    packet: request,
    ...body,
  })) as unknown as readonly EventOf<K>[];
}

const neighState = (why: EventOf<'neigh.state'>['why']) =>
  ({ kind: 'neigh.state', ip: B, from: 'NONE', to: 'INCOMPLETE', why, mac: mac(6), oldMac: mac(7) }) as const;
const arpIgnored = (why: NonNullable<EventOf<'arp.rcv'>['why']>) =>
  ({ kind: 'arp.rcv', packet: who, decision: 'ignore', why }) as const;

export const SAMPLES: { readonly [K in EventKind]: readonly EventOf<K>[] } = {
  'dev.xmit': events(
    { kind: 'dev.xmit', medium: 'cable', cable: 'c1' as CableId, to, arrives: 100_000 as Nanos },
    { kind: 'dev.xmit', medium: 'veth', to, arrives: 0 as Nanos, packet: who },
    { kind: 'dev.xmit', medium: 'loopback', to, arrives: 0 as Nanos },
    { kind: 'dev.xmit', medium: 'bridge', to, arrives: 0 as Nanos },
    { kind: 'dev.xmit', medium: 'vxlan', to, arrives: 0 as Nanos },
    { kind: 'dev.xmit', medium: 'macvlan', to, arrives: 0 as Nanos },
  ),
  'dev.rcv': events(
    ...(['host', 'broadcast', 'multicast', 'otherhost'] as const).map((packetType) => ({
      kind: 'dev.rcv' as const,
      packetType,
    })),
  ),
  'dev.state': events(
    { kind: 'dev.state', up: true, carrier: true, operstate: 'UP' },
    { kind: 'dev.state', up: true, carrier: false, operstate: 'LOWERLAYERDOWN' },
    { kind: 'dev.state', up: false, carrier: false, operstate: 'DOWN' },
  ),
  'br.learn': events(
    { kind: 'br.learn', bridge: 'br0', mac: mac(5) },
    { kind: 'br.learn', bridge: 'br0', mac: mac(5), movedFrom: 'eth3' },
  ),
  'br.fdb.lookup': events(
    { kind: 'br.fdb.lookup', bridge: 'br0', mac: mac(6) },
    { kind: 'br.fdb.lookup', bridge: 'br0', mac: mac(6), hit },
    { kind: 'br.fdb.lookup', bridge: 'br0', mac: mac(6), hit, aged: true },
    { kind: 'br.fdb.lookup', bridge: 'br0', mac: mac(6), hit: { ...hit, local: true, permanent: true } },
  ),
  'br.forward': events({ kind: 'br.forward', bridge: 'br0', port: 'eth1' }),
  'br.flood': events(
    {
      kind: 'br.flood',
      bridge: 'br0',
      ports: ['eth2', 'eth1'],
      skipped: [
        { port: 'eth0', why: 'ingress' },
        { port: 'eth3', why: 'not-forwarding' },
        { port: 'eth4', why: 'flood-off' },
        { port: 'eth5', why: 'isolated' },
      ],
    },
    { kind: 'br.flood', bridge: 'br0', ports: ['eth1'], skipped: [], packet: who },
    { kind: 'br.flood', bridge: 'br0', ports: [], skipped: [{ port: 'eth0', why: 'ingress' }] },
  ),
  'br.stp.send': events(
    { kind: 'br.stp.send', bridge: 'br0', bpdu: config },
    {
      kind: 'br.stp.send',
      bridge: 'br0',
      bpdu: { ...config, topologyChange: true, topologyChangeAck: true },
    },
    { kind: 'br.stp.send', bridge: 'br0', bpdu: { type: 'tcn' } },
  ),
  'br.stp.rcv': events(
    { kind: 'br.stp.rcv', bridge: 'br0', bpdu: config, verdict: 'better' },
    { kind: 'br.stp.rcv', bridge: 'br0', bpdu: config, verdict: 'worse' },
    { kind: 'br.stp.rcv', bridge: 'br0', bpdu: config, verdict: 'ignored' },
    { kind: 'br.stp.rcv', bridge: 'br0', bpdu: config, verdict: 'guarded' },
    { kind: 'br.stp.rcv', bridge: 'br0', bpdu: { type: 'tcn' }, verdict: 'change' },
  ),
  'br.stp.state': events(
    { kind: 'br.stp.state', bridge: 'br0', from: 'blocking', to: 'listening', role: 'designated' },
    { kind: 'br.stp.state', bridge: 'br0', from: 'listening', to: 'learning', role: 'root' },
    { kind: 'br.stp.state', bridge: 'br0', from: 'learning', to: 'forwarding', role: 'root' },
    { kind: 'br.stp.state', bridge: 'br0', from: 'learning', to: 'blocking', role: 'alternate' },
    { kind: 'br.stp.state', bridge: 'br0', from: 'forwarding', to: 'disabled', role: 'disabled' },
  ),
  'br.stp.root': events(
    { kind: 'br.stp.root', bridge: 'br0', root: config.root, cost: 0 },
    { kind: 'br.stp.root', bridge: 'br0', root: config.root, cost: 4, port: 'eth1' },
  ),
  'br.stp.topology': events(
    { kind: 'br.stp.topology', bridge: 'br0', changing: true, ageing: 15_000_000_000 as Nanos },
    { kind: 'br.stp.topology', bridge: 'br0', changing: false, ageing: 300_000_000_000 as Nanos },
  ),
  'br.local': events({ kind: 'br.local', bridge: 'br0' }),
  'br.storm': events({ kind: 'br.storm', frames: 3, cables: ['c1' as CableId, 'c2' as CableId] }),
  'vxlan.fdb.lookup': events(
    { kind: 'vxlan.fdb.lookup', mac: mac(6) },
    { kind: 'vxlan.fdb.lookup', mac: mac(6), entry: tunnelEntry },
    { kind: 'vxlan.fdb.lookup', mac: mac(6), entry: { ...tunnelEntry, mac: ZERO_MAC } },
  ),
  'vxlan.learn': events(
    { kind: 'vxlan.learn', mac: mac(6), remote: B },
    { kind: 'vxlan.learn', mac: mac(6), remote: B, movedFrom: C },
  ),
  'vxlan.encap': events({ kind: 'vxlan.encap', before: request, vni: 100, remote: B, port: 4789 }),
  'vxlan.decap': events({ kind: 'vxlan.decap', before: request, vni: 100, from: B }),
  'vxlan.local': events({ kind: 'vxlan.local', to }),
  'vxlan.arp-proxy': events({ kind: 'vxlan.arp-proxy', before: who, ip: B, mac: mac(6) }),
  'vxlan.pmtu': events({ kind: 'vxlan.pmtu', before: request, mtu: 1350 }),
  'macvlan.rcv': events({ kind: 'macvlan.rcv', to: [to] }, { kind: 'macvlan.rcv', to: [] }),
  'neigh.lookup': events(
    { kind: 'neigh.lookup', ip: B, state: 'NONE' },
    { kind: 'neigh.lookup', ip: B, state: 'FAILED' },
    { kind: 'neigh.lookup', ip: B, state: 'INCOMPLETE' },
    ...(['REACHABLE', 'STALE', 'DELAY', 'PROBE', 'PERMANENT', 'NOARP'] as const).map((state) => ({
      kind: 'neigh.lookup' as const,
      ip: B,
      state,
      mac: mac(6),
    })),
  ),
  'neigh.state': events(
    neighState('first-use'),
    neighState('request-seen'),
    neighState('reply-seen'),
    neighState('unsolicited'),
    neighState('used-stale'),
    neighState('delay-over'),
    neighState('reachable-over'),
    neighState('no-answer'),
    neighState('confirmed'),
    neighState('admin'),
    neighState('dev-down'),
    neighState('mac-changed'),
    neighState('arp-switched'),
    neighState('carrier-lost'),
    neighState('gc'),
  ),
  'neigh.queue': events({ kind: 'neigh.queue', ip: B, waiting: 1 }),
  'neigh.probe': events(
    { kind: 'neigh.probe', ip: B, mode: 'broadcast', n: 1, of: 3 },
    { kind: 'neigh.probe', ip: B, mode: 'unicast', n: 2, of: 3 },
  ),
  'arp.rcv': events(
    { kind: 'arp.rcv', decision: 'answer', packet: who },
    { kind: 'arp.rcv', decision: 'answer', packet: who, proxy: true },
    { kind: 'arp.rcv', decision: 'learn', packet: who },
    arpIgnored('not-our-address'),
    arpIgnored('own-packet'),
    arpIgnored('loopback-or-multicast'),
    arpIgnored('unknown-op'),
    arpIgnored('not-asked'),
    arpIgnored('nothing-new'),
    arpIgnored('static-entry'),
    arpIgnored('locktime'),
    arpIgnored('arp-ignore'),
    arpIgnored('arp-filter'),
    arpIgnored('noarp'),
    arpIgnored('no-route-to-sender'),
  ),
  'fib.lookup': events(
    { kind: 'fib.lookup', purpose: 'input', answer: lookup(connected) },
    {
      kind: 'fib.lookup',
      purpose: 'output',
      answer: answerOf([defaultRoute, route('10.0.0.0/8')], defaultRoute),
    },
    { kind: 'fib.lookup', purpose: 'output', answer: answerOf([], undefined) },
    { kind: 'fib.lookup', purpose: 'input', answer: answerOf([route('10.0.0.0/8')], undefined) },
    { kind: 'fib.lookup', purpose: 'rp-filter', answer: lookup(connected) },
    { kind: 'fib.lookup', purpose: 'icmp', answer: lookup(connected) },
    ...(['local', 'broadcast', 'unreachable', 'blackhole', 'prohibit', 'throw'] as const).map((type) => ({
      kind: 'fib.lookup' as const,
      purpose: 'input' as const,
      answer: lookup(route('192.168.2.5', { type })),
    })),
    {
      kind: 'fib.lookup',
      purpose: 'output',
      answer: lookup(route('192.168.2.5', { type: 'local', table: 255 })),
    },
  ),
  'fib.source': events(
    ...(['route-src', 'primary-on-dev', 'other-dev', 'given'] as const).map((why) => ({
      kind: 'fib.source' as const,
      chosen: A,
      why,
      candidates: [A, B],
    })),
  ),
  'fib.rp-filter': events(
    { kind: 'fib.rp-filter', mode: 1, passed: true, reverse: connected },
    { kind: 'fib.rp-filter', mode: 1, passed: false, reverse: connected },
    { kind: 'fib.rp-filter', mode: 2, passed: false },
  ),
  'fib.exception': events(
    { kind: 'fib.exception', dst: C, mtu: 1400, old: 1500 },
    { kind: 'fib.exception', dst: C, gateway: B },
  ),
  'fib.multipath': events(
    { kind: 'fib.multipath', route: twoWays, hash: 0x1234567, chosen: 0, policy: 'addresses' },
    { kind: 'fib.multipath', route: twoWays, hash: 0x7234567, chosen: 1, policy: 'ports' },
  ),
  'addr.lifetime': events(
    { kind: 'addr.lifetime', addr: A, to: 'deprecated' },
    { kind: 'addr.lifetime', addr: A, to: 'deleted' },
  ),
  'ip.rcv': events({ kind: 'ip.rcv' }),
  'nf.hook': events(
    ...(['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'] as const).map((hook) => ({
      kind: 'nf.hook' as const,
      hook,
    })),
  ),
  'ip.local-deliver': events(
    { kind: 'ip.local-deliver', protocol: 1, matched: C },
    { kind: 'ip.local-deliver', protocol: 99, matched: C },
  ),
  'ip.forward': events(
    { kind: 'ip.forward', before: request, oif: 'eth1', nextHop: C },
    { kind: 'ip.forward', before: request, oif: 'eth1', nextHop: B },
  ),
  'ip.output': events(
    { kind: 'ip.output', oif: 'eth0', nextHop: C },
    { kind: 'ip.output', oif: 'eth0', nextHop: B },
  ),
  'ip.loopback-copy': events({ kind: 'ip.loopback-copy' }),
  'ip.fragment': events({ kind: 'ip.fragment', mtu: 1000, fragments: [request, request] }),
  'ip.defrag': events(
    { kind: 'ip.defrag', have: 1, complete: false },
    { kind: 'ip.defrag', have: 2, complete: true },
  ),
  'ip.mtu-exceeded': events({ kind: 'ip.mtu-exceeded', mtu: 1000, length: 1228 }),
  'ip.redirect': events(
    { kind: 'ip.redirect', gateway: B, decision: 'send' },
    { kind: 'ip.redirect', gateway: B, decision: 'accept' },
    ...[
      'send_redirects',
      'rate',
      'no-route',
      'not-the-gateway',
      'same-gateway',
      'accept-redirects-off',
      'invalid-gateway',
      'gateway-off-link',
      'not-a-known-gateway',
      'gateway-unresolved',
    ].map((why) => ({ kind: 'ip.redirect' as const, gateway: B, decision: 'ignore' as const, why })),
  ),
  'icmp.send': events(
    ...(['addressed-to-us', 'route-back', 'inbound-address'] as const).map((sourceWhy) => ({
      kind: 'icmp.send' as const,
      message: error,
      to: A,
      from: B,
      about: request,
      sourceWhy,
    })),
    { kind: 'icmp.send', message: echo, to: A, from: B, sourceWhy: 'route-back' },
  ),
  'icmp.limited': events(
    ...(['peer', 'global', 'route-error'] as const).map((limit) => ({
      kind: 'icmp.limited' as const,
      limit,
      type: 3,
      code: 0,
    })),
  ),
  'icmp.suppressed': events(
    ...(['about-icmp-error', 'broadcast', 'fragment', 'no-route', 'ignored'] as const).map((why) => ({
      kind: 'icmp.suppressed' as const,
      type: 11,
      code: 0,
      why,
    })),
  ),
  'icmp.rcv': events(
    { kind: 'icmp.rcv', message: echo },
    { kind: 'icmp.rcv', message: { ...echo, type: 'echo-reply' } },
    { kind: 'icmp.rcv', message: error },
    {
      kind: 'icmp.rcv',
      message: { kind: 'icmp', type: 'other', number: 13, code: 0, octets: new Uint8Array(4) },
    },
  ),
  'ping.start': events({ kind: 'ping.start', pid, to: C, count: 1 }),
  'ping.send': events({ kind: 'ping.send', pid, icmpSeq: 1 }),
  'ping.reply': events(
    { kind: 'ping.reply', pid, icmpSeq: 1, from: C, ttl: 63, rtt: 1_610_000 as Nanos },
    { kind: 'ping.reply', pid, icmpSeq: 1, from: C, ttl: 64, rtt: 0 as Nanos, duplicate: true },
  ),
  'ping.error': events(
    { kind: 'ping.error', pid, error: { type: 'icmp', from: B, message: error, seq: 1 } },
    ...(
      [
        'ENETUNREACH',
        'EHOSTUNREACH',
        'EACCES',
        'EINVAL',
        'EMSGSIZE',
        'ENODEV',
        'ENETDOWN',
        'EADDRNOTAVAIL',
      ] as const
    ).map((errno) => ({ kind: 'ping.error' as const, pid, error: { type: 'local' as const, errno } })),
  ),
  'ping.end': events(
    { kind: 'ping.end', pid, sent: 1, received: 1, errors: 0 },
    { kind: 'ping.end', pid, sent: 3, received: 0, errors: 3 },
  ),
  'udp.send': events({ kind: 'udp.send', pid, sport: 40000, dport: 53 }),
  'udp.error': events({
    kind: 'udp.error',
    pid,
    error: { type: 'local', errno: 'EMSGSIZE', mtu: 1400 },
  }),
  'packet.deliver': events(
    ...(['ping', 'icmp', 'arp', 'udp', 'raw', 'reassembly', 'stp'] as const).map((deliveredTo) => ({
      kind: 'packet.deliver' as const,
      to: deliveredTo,
    })),
  ),
  'packet.drop': [],
  op: events(
    { kind: 'op', op: { op: 'link.set', netns: 'b' as NetnsId, name: 'eth0', up: true } },
    {
      kind: 'op',
      op: { op: 'netns.add', machine: 'b' as never, name: 'red' },
      error: 'RTNETLINK answers: File exists',
    },
    { kind: 'op', op: { op: 'cable.set', id: 'c1' as CableId, plugged: false } },
  ),
};

type Detail = NonNullable<EventOf<'packet.drop'>['detail']>;

/** Every reason; a list gives the details that have sentences of their own. */
const DROPS: { readonly [R in DropReason]: readonly Detail[] } = {
  NO_SOCKET: [{ port: 53 }, { id: 7 }],
  PKT_TOO_BIG: [{}, { mtu: 1000, length: 1228 }],
  OTHERHOST: [{}],
  IP_CSUM: [{}],
  IP_INHDR: [{}, { ttl: 1 }, { option: 'LSRR', at: 3 }],
  IP_RPFILTER: [{}],
  IP_OUTNOROUTES: [{}],
  IP_INNOROUTES: [{}],
  IP_LOCAL_SOURCE: [{}],
  IP_INVALID_SOURCE: [{}],
  IP_INVALID_DEST: [{}],
  IP_LOCALNET: [{}],
  IP_NOPROTO: [{ protocol: 99 }],
  ICMP_CSUM: [{}],
  UDP_CSUM: [{}],
  NEIGH_FAILED: [{}],
  NEIGH_QUEUEFULL: [{ limit: 101 }],
  NEIGH_CREATEFAIL: [{}],
  NEIGH_DEAD: [{}],
  QUEUE_PURGE: [{}],
  DUP_FRAG: [{}],
  FRAG_REASM_TIMEOUT: [{}],
  FRAG_TOO_FAR: [{}],
  NETFILTER_DROP: [{}],
  UNHANDLED_PROTO: [{}],
  DEV_READY: [{}],
  TC_EGRESS: [{}],
  BRIDGE_INGRESS_STP_STATE: [{}],
  BRIDGE_NON_FORWARDING_STATE: [{}],
  NO_TX_TARGET: [{}],
  VXLAN_INVALID_HDR: [{}],
  VXLAN_VNI_NOT_FOUND: [{}, { vni: 7 }],
  VXLAN_ENTRY_EXISTS: [{}],
  VXLAN_NO_REMOTE: [{}],
  LOCAL_MAC: [{}],
  MAC_INVALID_SOURCE: [{}],
  NOT_SPECIFIED: [{}],
  'forwarding-disabled': [{}],
  'route-unreachable': [{}],
  'route-blackhole': [{}],
  'route-prohibit': [{}],
  'arp-not-for-us': [{}],
  'arp-ignored': [{}],
  'icmp-ignored': [{}, { why: 'broadcast' }, { why: 'icmp_echo_ignore_all' }, { why: 'no socket' }],
  'broadcast-forward': [{}],
  'multicast-not-joined': [{}],
  'bridge-same-port': [{}],
  'bridge-isolated': [{}],
  'tunnel-loop': [{ remote: '10.0.0.2' }],
  'tunnel-proxy': [{}],
  'reserved-multicast': [{}],
  'no-carrier': [{}],
  'cable-loss': [{}],
  'transport-not-modelled': [{ protocol: 6 }],
  'storm-bound': [{}],
};

export const DROP_SAMPLES: readonly EventOf<'packet.drop'>[] = Object.entries(DROPS).flatMap(
  ([reason, details]) =>
    details.flatMap((detail) =>
      events<'packet.drop'>({
        kind: 'packet.drop',
        reason: reason as DropReason,
        ...(Object.keys(detail).length > 0 && { detail }),
      }),
    ),
);

export const ALL: readonly TraceEvent[] = [...Object.values(SAMPLES).flat(), ...DROP_SAMPLES];
