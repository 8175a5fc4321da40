// What a lab has beside addresses and default routes. Each is drawn whole, and some don't fit where they are drawn: then
// the commands fail, on both sides alike.

import type { Draft, Seat } from './draft.ts';

type Extra = (draft: Draft) => void;

export const EXTRAS: readonly Extra[] = [
  policyRouting,
  ruleByInterface,
  specialRule,
  specialRoute,
  metrics,
  preferredSource,
  onlink,
  anyIp,
  moreAddresses,
  overlappingPrefix,
  hostRoutes,
  staticNeighbour,
  proxyArp,
  kernelSwitch,
  kernelSwitch,
  smallMtu,
  bridgeAsRouter,
  nestedBridge,
  bridgeOptions,
  staticFdb,
  vxlan,
  multipathAddresses,
  arpSwitch,
  proxyNeighbour,
];

function seatAndGateway(draft: Draft): { seat: Seat; gateway: string } | undefined {
  const seat = seatOf(draft);
  if (!seat) return undefined;
  return { seat, gateway: draft.gatewayOf(seat) ?? draft.addr(seat.segment, 1 + draft.below(5)) };
}

function seatOf(draft: Draft): Seat | undefined {
  return draft.seats.length > 0 ? draft.of(draft.seats) : undefined;
}

/** The source decides the way. */
function policyRouting(draft: Draft): void {
  const found = seatAndGateway(draft);
  if (!found) return;
  const { seat, gateway } = found;
  const table = 100 + draft.below(3);
  draft.ip(seat.host, `route add default via ${gateway} dev ${seat.dev} table ${table}`);
  if (draft.chance(0.5))
    draft.ip(seat.host, `route add ${draft.addr(seat.segment, 0)}/24 dev ${seat.dev} table ${table}`);
  const prio = draft.chance(0.5) ? ` prio ${draft.of([100, 1000, 32_767, 40_000])}` : '';
  const selector = draft.of([
    `from ${seat.addr}`,
    `to ${draft.addr(draft.below(3), 0)}/24`,
    'from all',
    'to 8.8.8.0/24',
  ]);
  draft.ip(seat.host, `rule add ${selector}${prio} lookup ${table}`);
}

function ruleByInterface(draft: Draft): void {
  const found = seatAndGateway(draft);
  if (!found) return;
  const { seat, gateway } = found;
  const which = draft.of([
    `iif ${seat.dev}`,
    `oif ${seat.dev}`,
    'iif lo',
    'tos 0x10',
    'not from 10.0.0.0/24',
  ]);
  draft.ip(seat.host, `rule add ${which} lookup 200`);
  draft.ip(seat.host, `route add default via ${gateway} table 200`);
}

function specialRule(draft: Draft): void {
  const seat = seatOf(draft);
  if (!seat) return;
  const action = draft.of([
    'blackhole',
    'unreachable',
    'prohibit',
    'goto 32766',
    'lookup main suppress_prefixlength 0',
  ]);
  const selector = draft.of([
    `to ${draft.addr(draft.below(3), 0)}/24`,
    `from ${seat.addr}`,
    'iif lo',
    `iif ${seat.dev}`,
  ]);
  draft.ip(seat.host, `rule add ${selector} ${action}`);
}

function specialRoute(draft: Draft): void {
  if (draft.hosts.length === 0) return;
  const type = draft.of(['blackhole', 'unreachable', 'prohibit', 'throw']);
  const target = draft.of([
    draft.addr(draft.below(3), 0) + '/24',
    draft.addr(draft.below(3), 1),
    '8.8.8.0/24',
    'default',
  ]);
  const metric = draft.chance(0.3) ? ' metric 50' : '';
  draft.ip(draft.of(draft.hosts), `route add ${type} ${target}${metric}`);
}

function metrics(draft: Draft): void {
  const found = seatAndGateway(draft);
  if (!found) return;
  const { seat, gateway } = found;
  const target = draft.of(['default', `${draft.addr(draft.below(3), 0)}/24`, '8.8.8.8']);
  draft.ip(seat.host, `route add ${target} via ${gateway} metric ${draft.of([10, 100, 1024])}`);
  draft.ip(seat.host, `route ${draft.of(['add', 'append', 'replace'])} ${target} dev ${seat.dev} metric 10`);
}

function preferredSource(draft: Draft): void {
  const found = seatAndGateway(draft);
  if (!found) return;
  const { seat, gateway } = found;
  const source = draft.chance(0.8) ? draft.addr(9, 1) : draft.addr(9, 2);
  draft.ip(seat.host, `addr add ${draft.addr(9, 1)}/32 dev ${draft.of(['lo', seat.dev])}`);
  draft.ip(seat.host, `route replace default via ${gateway} src ${source}`);
}

function onlink(draft: Draft): void {
  const found = seatAndGateway(draft);
  if (!found) return;
  const { seat } = found;
  const gateway = draft.of([draft.addr(8, 1), found.gateway, seat.addr]);
  draft.ip(seat.host, `route add ${draft.addr(7, 0)}/24 via ${gateway} dev ${seat.dev} onlink`);
}

function anyIp(draft: Draft): void {
  const seat = seatOf(draft);
  if (!seat) return;
  draft.ip(seat.host, `route add local ${draft.addr(seat.segment, 96)}/28 dev ${draft.of(['lo', seat.dev])}`);
}

function moreAddresses(draft: Draft): void {
  const seat = seatOf(draft);
  if (!seat) return;
  for (let i = 1 + draft.below(3); i > 0; i--) {
    const length = draft.of([24, 24, 25, 28, 16, 32]);
    draft.ip(
      seat.host,
      `addr add ${draft.addr(seat.segment, 50 + draft.below(6))}/${length} dev ${seat.dev}`,
    );
  }
}

/** The same network on two devices, or one inside the other. */
function overlappingPrefix(draft: Draft): void {
  const seat = seatOf(draft);
  if (!seat) return;
  const dev = draft.of(['lo', ...draft.seatsOf(seat.host).map(({ dev: each }) => each)]);
  draft.ip(seat.host, `addr add ${draft.addr(draft.below(3), 70)}/${draft.of([8, 16, 24, 26])} dev ${dev}`);
}

function hostRoutes(draft: Draft): void {
  const seat = seatOf(draft);
  if (!seat) return;
  const scope = draft.of(['', ' scope link', ' scope global', ' scope host']);
  draft.ip(seat.host, `route add ${draft.addr(draft.below(3), 1 + draft.below(4))} dev ${seat.dev}${scope}`);
}

function staticNeighbour(draft: Draft): void {
  const seat = seatOf(draft);
  if (!seat) return;
  const other = draft.of(draft.seats);
  const right = draft.chance(0.4);
  const mac = right
    ? `$(${at(other.host)}cat /sys/class/net/${other.dev}/address)`
    : `02:00:00:00:0f:0${draft.below(9)}`;
  const nud = draft.of([
    '',
    ' nud permanent',
    ' nud reachable',
    ' nud stale',
    ' nud noarp',
    ' nud none',
    ' nud delay',
  ]);
  draft.ip(
    seat.host,
    `neigh ${draft.of(['add', 'replace'])} ${other.addr} lladdr ${mac} dev ${seat.dev}${nud}`,
  );
}

function at(netns: string): string {
  return netns === 'host' ? '' : `ip netns exec ${netns} `;
}

function proxyArp(draft: Draft): void {
  const host = draft.of(draft.hosts);
  draft.sysctl(host, 'conf.all.proxy_arp', 1);
  if (draft.chance(0.6)) draft.sysctl(host, 'ip_forward', 1);
}

export function kernelSwitch(draft: Draft): void {
  const host = draft.of(draft.hosts);
  const where = draft.of(['all', 'all', 'eth0', 'default', 'lo']);
  const [key, values] = draft.of<readonly [string, readonly number[]]>([
    [`conf.${where}.rp_filter`, [1, 2]],
    [`conf.${where}.proxy_arp`, [1]],
    [`conf.${where}.arp_ignore`, [1, 2, 3, 8]],
    [`conf.${where}.arp_announce`, [1, 2]],
    [`conf.${where}.arp_filter`, [1]],
    [`conf.${where}.arp_notify`, [1]],
    [`conf.${where}.arp_accept`, [1]],
    [`conf.${where}.send_redirects`, [0]],
    [`conf.${where}.accept_redirects`, [0, 1]],
    [`conf.${where}.shared_media`, [0]],
    [`conf.${where}.secure_redirects`, [0]],
    [`conf.${where}.forwarding`, [0, 1]],
    [`conf.${where}.promote_secondaries`, [1]],
    [`conf.${where}.route_localnet`, [1]],
    [`conf.${where}.ignore_routes_with_linkdown`, [1]],
    [`conf.${where}.accept_local`, [1]],
    ['icmp_echo_ignore_all', [1]],
    ['icmp_echo_ignore_broadcasts', [0]],
    ['icmp_ratelimit', [0]],
    ['icmp_errors_use_inbound_ifaddr', [1]],
    ['ip_default_ttl', [2, 255]],
    ['ip_no_pmtu_disc', [1]],
    ['ip_nonlocal_bind', [1]],
    ['ip_forward', [0, 1]],
  ]);
  draft.sysctl(host, key, draft.of(values));
}

function smallMtu(draft: Draft): void {
  const seat = seatOf(draft);
  if (!seat) return;
  const mtu = draft.of([68, 68, 100, 400, 576, 1280, 1400, 1499, 9000, 65_535, 60, 70_000]);
  const { netns, name } = draft.chance(0.6) ? { netns: seat.host, name: seat.dev } : seat.far;
  draft.ip(netns, `link set ${name} mtu ${mtu}`);
}

/** A host whose bridge is the gateway, as docker0 is. */
function bridgeAsRouter(draft: Draft): void {
  if (draft.bridges.length === 0) return;
  const { netns, name, segment } = draft.of(draft.bridges);
  draft.ip(netns, `addr add ${draft.addr(segment, 254)}/24 dev ${name}`);
  draft.sysctl(netns, 'ip_forward', 1);
  for (const seat of draft.seats)
    if (seat.segment === segment && draft.chance(0.5))
      draft.ip(seat.host, `route replace default via ${draft.addr(segment, 254)}`);
}

/** Another switch that hangs from one of the lab's, with a host of its own. */
function nestedBridge(draft: Draft): void {
  if (draft.bridges.length === 0 || draft.netns.includes('x1') || draft.netns.length > 10) return;
  const { netns, name, segment } = draft.of(draft.bridges);
  draft.addNetns('x1');
  draft.ip('x1', `link add brx type bridge mcast_snooping 0`);
  draft.veth({ netns, name: 'tox' }, { netns: 'x1', name: 'uplink' });
  draft.ip(netns, `link set tox master ${name} up`);
  draft.ip('x1', 'link set uplink master brx up');
  draft.ip('x1', 'link set brx up');
  draft.ip('x1', `addr add ${draft.addr(segment, 77)}/24 dev brx`);
  draft.hosts.push('x1');
}

function bridgeOptions(draft: Draft): void {
  if (draft.bridges.length === 0) return;
  const { netns, name } = draft.of(draft.bridges);
  const port = `${name}p1`;
  const acts: readonly (() => void)[] = [
    () => draft.ip(netns, `link set ${name} type bridge ageing_time ${draft.of([0, 50, 100, 30_000])}`),
    () => draft.exec(netns, `bridge link set dev ${port} learning off`),
    () => draft.exec(netns, `bridge link set dev ${port} flood off`),
    () => draft.exec(netns, `bridge link set dev ${port} hairpin on`),
    () => draft.exec(netns, `bridge link set dev ${port} isolated on`),
    () => draft.ip(netns, `link set ${port} type bridge_slave isolated on`),
    () => draft.exec(netns, `brctl setageing ${name} ${draft.of([0, 1, 300])}`),
  ];
  draft.of(acts)();
}

function staticFdb(draft: Draft): void {
  const seat = seatOf(draft);
  if (!seat) return;
  const mac = `02:00:00:00:00:${(11 + draft.below(12)).toString(16).padStart(2, '0')}`;
  const flags = draft.of([
    'master static',
    'master dynamic',
    'master permanent',
    'master temp',
    'master',
    'self',
  ]);
  draft.exec(
    seat.far.netns,
    `bridge fdb ${draft.of(['add', 'replace'])} ${mac} dev ${seat.far.name} ${flags}`,
  );
}

/** `arp off`: nobody is asked, nobody is answered. Or questions for everybody go to one station. */
function arpSwitch(draft: Draft): void {
  const seat = seatOf(draft);
  if (!seat) return;
  const change = draft.of(['arp off', 'arp off', 'arp on', 'broadcast 02:00:00:00:00:0e']);
  const { netns, name } = draft.chance(0.7) ? { netns: seat.host, name: seat.dev } : seat.far;
  draft.ip(netns, `link set ${name} ${change}`);
}

/** One address that this host answers for. */
function proxyNeighbour(draft: Draft): void {
  const seat = seatOf(draft);
  if (!seat) return;
  const addr = draft.addr(draft.below(3), draft.of([1, 2, 99]));
  draft.ip(seat.host, `neigh add proxy ${addr} dev ${seat.dev}`);
  draft.sysctl(seat.host, 'ip_forward', 1);
}

/** A tunnel between two hosts of a segment. */
function vxlan(draft: Draft): void {
  const a = draft.seats.some(({ dev }) => dev === 'vx0') ? undefined : seatOf(draft);
  const b = a && draft.of(draft.seats.filter((seat) => seat.host !== a.host));
  if (!a || !b) return;
  for (const [here, there, number] of [
    [a, b, 1],
    [b, a, 2],
  ] as const) {
    const id = draft.wrongly() ? 43 : 42;
    const own = `vx0 index ${draft.freeIndex()} address 02:00:00:00:02:0${number}`;
    draft.ip(
      here.host,
      `link add ${own} type vxlan id ${id} remote ${there.addr} local ${here.addr} dstport 4789 dev ${here.dev}`,
    );
    draft.ip(here.host, `addr add 10.42.0.${number}/24 dev vx0`);
    draft.ip(here.host, 'link set vx0 up');
  }
  draft.seats.push(
    { ...a, dev: 'vx0', segment: 42, addr: '10.42.0.1' },
    { ...b, dev: 'vx0', segment: 42, addr: '10.42.0.2' },
  );
}

/** Two cables into the same segment from one host: who answers ARP? */
function multipathAddresses(draft: Draft): void {
  const seat = seatOf(draft);
  if (!seat || draft.bridges.every(({ segment }) => segment !== seat.segment)) return;
  const { netns, name } = draft.bridges.find(({ segment }) => segment === seat.segment) as {
    netns: string;
    name: string;
  };
  const dev = draft.freeDev(seat.host);
  const port = `${name}q${draft.seats.length}`;
  draft.veth({ netns, name: port }, { netns: seat.host, name: dev });
  draft.ip(netns, `link set ${port} master ${name} up`);
  const addr = draft.addr(seat.segment, 40 + draft.below(5));
  draft.ip(seat.host, `addr add ${addr}/24 dev ${dev}`);
  draft.ip(seat.host, `link set ${dev} up`);
  draft.seats.push({ host: seat.host, dev, segment: seat.segment, addr, far: { netns, name: port } });
}
