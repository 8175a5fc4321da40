import { beforeEach, expect, test } from 'vitest';
import { applyOp } from '../../../src/engine/apply.ts';
import { devByName } from '../../../src/engine/device/table.ts';
import { vxlanEntries, type VxlanRemote } from '../../../src/engine/device/vxlan-dev.ts';
import { type MachineId, type Nanos, type NetnsId, SECOND } from '../../../src/engine/ids.ts';
import type { NetlinkOp, Op, VxlanSpec } from '../../../src/engine/netlink.ts';
import { startPing } from '../../../src/engine/process/ping.ts';
import { run } from '../../../src/engine/walk.ts';
import { World } from '../../../src/engine/world.ts';
import { seekEvent } from '../../../src/engine/playhead.ts';
import { unwrap } from '../../../src/base/result.ts';
import { type Ipv4Addr, parseIpv4, parseIpv4Cidr } from '../../../src/wire/ipv4-addr.ts';
import { type MacAddr, ZERO_MAC } from '../../../src/wire/mac.ts';
import { worldSnapshot } from '../../support/world-snapshot.ts';

const ROOT = 'm1' as NetnsId;
const ns = (name: string) => (name === '' ? ROOT : (`m1/${name}` as NetnsId));
const ip = (text: string): Ipv4Addr => unwrap(parseIpv4(text));
let world: World;

function does(op: Op): void {
  unwrap(applyOp(world, op));
}

function refusal(op: Op): string | undefined {
  const done = applyOp(world, op);
  return done.ok ? undefined : (done.error.extack ?? done.error.errno);
}

function addr(netns: string, dev: string, cidr: string): void {
  does({ op: 'addr.add', netns: ns(netns), dev, cidr: unwrap(parseIpv4Cidr(cidr)) });
}

function up(netns: string, name: string): void {
  does({ op: 'link.set', netns: ns(netns), name, up: true });
}

const tunnel = (netns: string, name: string, vxlan: VxlanSpec): Extract<NetlinkOp, { op: 'link.add' }> => ({
  op: 'link.add',
  netns: ns(netns),
  name,
  link: { kind: 'vxlan', vxlan },
});

/** a and b on a cable with 10.0.0.0/24, and a tunnel with 10.9.0.0/24 between them. */
beforeEach(() => {
  world = new World(1);
  does({ op: 'machine.add', id: 'm1' as MachineId, name: 'm1', kind: 'host' });
  for (const name of ['a', 'b']) does({ op: 'netns.add', machine: 'm1' as MachineId, name });
  const peer = { name: 'eth0', netns: ns('b') };
  does({ op: 'link.add', netns: ns('a'), name: 'eth0', link: { kind: 'veth', peer } });
  for (const [i, name] of ['a', 'b'].entries()) {
    addr(name, 'eth0', `10.0.0.${i + 1}/24`);
    up(name, 'eth0');
    does(tunnel(name, 'vx', { vni: 7, port: 4789, remote: ip(`10.0.0.${2 - i}`) }));
    addr(name, 'vx', `10.9.0.${i + 1}/24`);
    up(name, 'vx');
  }
});

function ping(from: string, to: string): string[] {
  const seq = world.events.length;
  startPing(world, ns(from), ip(to), { count: 1, timeout: SECOND as Nanos });
  run(world, { maxEvents: 10_000 });
  return world.events.slice(seq).map((event) => event.kind);
}

const entries = (netns: string): string[] => {
  const space = world.netns.get(ns(netns));
  const dev = space && devByName(space, 'vx');
  const remotes = (list: readonly VxlanRemote[]) => list.map((remote) => remote.ip).join(' ');
  return space && dev
    ? vxlanEntries(space, dev).map(({ mac, remotes: list, state }) => `${mac} ${remotes(list)} ${state}`)
    : [];
};

test('a frame travels inside a datagram, and both ends learn each other', () => {
  const kinds = ping('a', '10.9.0.2');
  expect(kinds.filter((kind) => kind.startsWith('vxlan.'))).toContain('vxlan.learn');
  expect(kinds).toContain('ping.reply');
  expect(entries('a')).toEqual([
    expect.stringMatching(/10\.0\.0\.2 dynamic$/),
    `${ZERO_MAC} 10.0.0.2 permanent`,
  ]);
});

test('what was learned is forgotten when the tunnel goes down, and what was set is not', () => {
  ping('a', '10.9.0.2');
  does({ op: 'link.set', netns: ns('a'), name: 'vx', up: false });
  expect(entries('a')).toEqual([`${ZERO_MAC} 10.0.0.2 permanent`]);
});

test('an entry that somebody set is not moved by who claims to be it', () => {
  const space = world.netns.get(ns('b'));
  const mac = (space && devByName(space, 'vx')?.mac) as MacAddr;
  const remote = { ip: ip('10.0.0.77') };
  does({ op: 'vxlan.fdb.add', netns: ns('a'), dev: 'vx', mac, remote, how: 'add' });
  ping('b', '10.9.0.1');
  const reasons = world.events.flatMap((event) => (event.kind === 'packet.drop' ? [event.reason] : []));
  expect(reasons).toContain('VXLAN_ENTRY_EXISTS');
});

test('a datagram with an identifier that nobody has is dropped in silence', () => {
  does({ op: 'link.del', netns: ns('b'), name: 'vx' });
  does(tunnel('b', 'vx', { vni: 8, port: 4789, remote: ip('10.0.0.1') }));
  up('b', 'vx');
  ping('a', '10.9.0.2');
  expect(world.events.some((e) => e.kind === 'icmp.send' && e.netns === ns('b'))).toBe(false);
  expect(world.events.some((e) => e.kind === 'packet.drop' && e.reason === 'VXLAN_VNI_NOT_FOUND')).toBe(true);
});

test('a tunnel whose other end is reached through itself carries nothing', () => {
  does({
    op: 'route.add',
    netns: ns('a'),
    route: { dst: unwrap(parseIpv4Cidr('10.0.0.2/32')), dev: 'vx', scope: 'link' },
  });
  ping('a', '10.9.0.2');
  expect(world.events.some((e) => e.kind === 'packet.drop' && e.reason === 'tunnel-loop')).toBe(true);
});

test('a tunnel goes with its underlay device, and with its underlay namespace', () => {
  does(tunnel('a', 'on-eth0', { vni: 9, port: 4789, remote: ip('10.0.0.2'), lower: 'eth0' }));
  does({ op: 'link.set', netns: ns('a'), name: 'on-eth0', moveTo: ROOT });
  does({ op: 'link.set', netns: ns('b'), name: 'vx', moveTo: ROOT });
  const names = () => world.netns.get(ROOT)?.ifindexes.keys((x, y) => (x < y ? -1 : 1));
  expect(names()).toEqual(['lo', 'on-eth0', 'vx']);
  does({ op: 'link.del', netns: ns('a'), name: 'eth0' });
  expect(names()).toEqual(['lo', 'vx']);
  does({ op: 'netns.del', machine: 'm1' as MachineId, name: 'b' });
  expect(names()).toEqual(['lo']);
});

test('two tunnels of one namespace may not have the same identifier and port', () => {
  const clash = 'A VXLAN device with the specified VNI already exists.';
  expect(refusal(tunnel('a', 'v2', { vni: 7, port: 4789 }))).toBe(clash);
  expect(refusal(tunnel('a', 'v2', { vni: 7, port: 4790 }))).toBeUndefined();
});

test('stepping back over a run through a tunnel gives the world of before', () => {
  const before = worldSnapshot(world);
  const step = world.events.length - 1;
  ping('a', '10.9.0.2');
  seekEvent(world, step);
  expect(worldSnapshot(world)).toEqual(before);
});
