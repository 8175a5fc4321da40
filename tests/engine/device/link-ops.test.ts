import { expect, test } from 'vitest';
import { describeError } from '../../../src/engine/apply.ts';
import type { NetnsId } from '../../../src/engine/ids.ts';
import type { NetlinkError, Op } from '../../../src/engine/netlink.ts';
import type { Result } from '../../../src/base/result.ts';
import type { MacAddr } from '../../../src/wire/mac.ts';
import { topology } from '../../support/topology.ts';

const netns = 'h1' as NetnsId;
const red = 'h1/red' as NetnsId;

/** h1 has va (veth), br0 and br1 (bridges) and eth0; h1/red has br0 and x. */
const lab = () =>
  topology()
    .host('h1', (e) => e.eth().bridge('br0').bridge('br1'))
    .netns('h1', 'red', (e) => e.bridge('br0').bridge('x'))
    .veth('h1:va', 'h1:vb')
    .build();

const add = (name: string, more: Partial<Extract<Op, { op: 'link.add' }>> = {}): Op => ({
  op: 'link.add',
  netns,
  name,
  link: { kind: 'bridge' },
  ...more,
});
const veth = (name: string, peer: { name: string; index?: number }, index?: number): Op =>
  add(name, { link: { kind: 'veth', peer }, ...(index !== undefined && { index }) });
const set = (name: string, change: object): Op => ({ op: 'link.set', netns, name, ...change });

/** What iproute2 prints. */
const answer = (done: Result<void, NetlinkError>) => (done.ok ? 'ok' : describeError(done.error));

test.for<[string, Op, string]>([
  ['a name that is there', add('va'), 'RTNETLINK answers: File exists'],
  ['a veth pair whose first name is there', veth('va', { name: 'new' }), 'RTNETLINK answers: File exists'],
  ['a veth pair whose second name is there', veth('new', { name: 'vb' }), 'RTNETLINK answers: File exists'],
  ['a veth pair with the same name twice', veth('new', { name: 'new' }), 'RTNETLINK answers: File exists'],
  ['an ifindex that is taken', add('new', { index: 1 }), 'RTNETLINK answers: File exists'],
  [
    'a peer with an ifindex that is taken',
    veth('new', { name: 'new2', index: 1 }),
    'RTNETLINK answers: Device or resource busy',
  ],
  [
    'a veth pair whose peer gets the ifindex that the first end wants',
    veth('new', { name: 'new2' }, 7),
    'RTNETLINK answers: Device or resource busy',
  ],
  [
    'a veth pair with the same ifindex twice',
    veth('new', { name: 'new2', index: 99 }, 99),
    'RTNETLINK answers: Device or resource busy',
  ],
  ['a name of 16 octets', add('sixteen-octets-x'), 'RTNETLINK answers: Invalid argument'],
  ['a name with a slash', add('a/b'), 'RTNETLINK answers: Invalid argument'],
  [
    'a group address',
    add('new', { mac: '01:00:00:00:00:01' as MacAddr }),
    'RTNETLINK answers: Cannot assign requested address',
  ],
  ['a bridge with an MTU of 20', add('new', { mtu: 20 }), 'Error: mtu less than device minimum.'],
  [
    'a veth end with an MTU of 20',
    add('new', { mtu: 20, link: { kind: 'veth', peer: { name: 'new2' } } }),
    'RTNETLINK answers: Invalid argument',
  ],
])('ip link add refuses %s', ([, op, text]) => {
  expect(answer(lab().apply(op))).toBe(text);
});

test.for<[string, Op, string]>([
  ['an MTU below 68', set('va', { mtu: 67 }), 'Error: mtu less than device minimum.'],
  ['an MTU above 65535', set('va', { mtu: 65536 }), 'Error: mtu greater than device maximum.'],
  [
    'the broadcast address',
    set('va', { mac: 'ff:ff:ff:ff:ff:ff' }),
    'RTNETLINK answers: Cannot assign requested address',
  ],
  [
    '00:00:00:00:00:00',
    set('va', { mac: '00:00:00:00:00:00' }),
    'RTNETLINK answers: Cannot assign requested address',
  ],
  ['a name that is there', set('va', { rename: 'vb' }), 'RTNETLINK answers: File exists'],
  ['a bridge in a bridge', set('br0', { master: 'br1' }), 'Error: Can not enslave a bridge to a bridge.'],
  ['a bridge in itself', set('br0', { master: 'br0' }), 'Error: Can not enslave a bridge to a bridge.'],
  ['a port of a veth end', set('va', { master: 'vb' }), 'RTNETLINK answers: Operation not supported'],
  ['lo in a bridge', set('lo', { master: 'br0' }), 'RTNETLINK answers: Invalid argument'],
  [
    'port settings of what is no port',
    set('va', { brport: { learning: false } }),
    'RTNETLINK answers: Operation not supported',
  ],
  [
    'bridge settings of what is no bridge',
    set('va', { bridge: { ageing: 0 } }),
    'RTNETLINK answers: Operation not supported',
  ],
  ['to move a bridge', set('br1', { moveTo: red }), 'Error: The interface netns is immutable.'],
  ['to move lo', set('lo', { moveTo: red }), 'Error: The interface netns is immutable.'],
  ['a device that is not there', set('nosuch', { up: true }), 'RTNETLINK answers: No such device'],
])('ip link set refuses %s', ([, op, text]) => {
  expect(answer(lab().apply(op))).toBe(text);
});

test('ip link set refuses to move a device to where its name is taken', () => {
  const world = lab();
  world.set('h1:va', { rename: 'x' });
  expect(answer(world.set('h1:x', { moveTo: red }))).toBe(
    'Error: An interface with the same name exists in the target netns.',
  );
});

test('lo takes any MTU, and can’t be deleted', () => {
  const world = lab();
  expect(answer(world.set('h1:lo', { mtu: 0 }))).toBe('ok');
  expect(answer(world.set('h1:lo', { mtu: 70000 }))).toBe('ok');
  expect(answer(world.apply({ op: 'link.del', netns, name: 'lo' }))).toBe(
    'RTNETLINK answers: Operation not supported',
  );
});

test('a change that fails leaves what came before it done, and what comes after it undone', () => {
  const world = lab();
  const done = world.set('h1:va', { mac: '02:00:00:00:00:42' as MacAddr, mtu: 20, rename: 'new' });
  expect(answer(done)).toBe('Error: mtu less than device minimum.');
  expect(world.dev('h1:va')).toMatchObject({ mac: '02:00:00:00:00:42', mtu: 1500 });
});

test('the op event tells what was asked, and why it was refused', () => {
  const world = lab();
  world.set('h1:va', { rename: 'vb' });
  expect(world.text()).toBe('h1 link.set (RTNETLINK answers: File exists)');
});

test('a failed veth pair uses up an ifindex when its peer had already one', () => {
  const world = lab();
  const next = world.ns('h1').nextIfindex.get();
  world.apply(veth('new', { name: 'new' }));
  world.apply(add('after'));
  expect(world.dev('h1:after').ifindex).toBe(next + 1);
});

test('an ifindex that was asked for doesn’t move the counter', () => {
  const world = lab();
  const next = world.ns('h1').nextIfindex.get();
  world.apply(add('asked', { index: 4000 }));
  world.apply(add('after'));
  expect([world.dev('h1:asked').ifindex, world.dev('h1:after').ifindex]).toEqual([4000, next]);
});

test('the MTU at a veth pair’s birth is the first end’s alone', () => {
  const world = lab();
  world.apply(add('v1', { mtu: 1400, link: { kind: 'veth', peer: { name: 'v2' } } }));
  expect([world.dev('h1:v1').mtu, world.dev('h1:v2').mtu]).toEqual([1400, 1500]);
});

test('a device that is up may be renamed', () => {
  const world = lab();
  expect(answer(world.set('h1:va', { rename: 'new' }))).toBe('ok');
  expect(world.dev('h1:new').up).toBe(true);
});

test('a moved device is down in its new namespace, under its old ifindex if that is free', () => {
  const world = lab();
  const { ifindex } = world.dev('h1:va');
  world.set('h1:va', { moveTo: red });
  expect(world.dev('h1/red:va')).toMatchObject({ ifindex, up: false, operstate: 'DOWN' });
  expect(world.dev('h1:vb')).toMatchObject({ peer: { netns: red, ifindex }, carrier: false });
});

test('a moved device gets the next ifindex where its own is taken', () => {
  const world = lab();
  world.apply(veth('q', { name: 'r' }, 77));
  world.apply({ op: 'link.add', netns: red, name: 'other', link: { kind: 'bridge' }, index: 77 });
  world.set('h1:q', { moveTo: red });
  expect(world.dev('h1/red:q').ifindex).toBe(4);
  expect(world.dev('h1:r').peer).toEqual({ netns: red, ifindex: 4 });
});

test('a device that is moved leaves its bridge', () => {
  const world = lab();
  world.set('h1:va', { master: 'br0' });
  world.set('h1:va', { moveTo: red });
  expect(world.dev('h1/red:va')).not.toHaveProperty('master');
  expect(world.dev('h1:br0').bridge?.ports).toEqual([]);
  // br1 still knows its own address.
  expect(world.ns('h1').fdb.size).toBe(1);
});

test('deleting one end of a veth pair deletes the other, wherever it is', () => {
  const world = lab();
  world.set('h1:va', { moveTo: red });
  world.apply({ op: 'link.del', netns: red, name: 'va' });
  expect(world.ns('h1').ifindexes.has('vb')).toBe(false);
  expect(world.ns('h1/red').ifindexes.has('va')).toBe(false);
});

test('two devices of a lab never get the same address', () => {
  const world = topology()
    .host('h1')
    .netns('h1', 'red')
    .netns('h1', 'blue')
    .veth('h1/red:a', 'h1/blue:b')
    .build();
  expect(world.dev('h1/red:a').ifindex).toBe(world.dev('h1/blue:b').ifindex);
  expect([world.dev('h1/blue:b').mac, world.dev('h1/red:a').mac]).toEqual([
    '02:00:00:01:00:02',
    '02:01:00:01:00:02',
  ]);
});
