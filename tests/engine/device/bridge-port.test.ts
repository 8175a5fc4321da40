import { expect, test } from 'vitest';
import type { MacAddr } from '../../../src/wire/mac.ts';
import type { Lab } from '../../support/lab.ts';
import { topology } from '../../support/topology.ts';

const MAC = (last: number) => `02:00:00:00:00:0${last}` as MacAddr;

/** br0 with ports p1, p2 and p3, whose other ends e1, e2 and e3 are up. */
function bridged(): Lab {
  return topology()
    .host('h1')
    .veth('h1:p1', 'h1:e1')
    .veth('h1:p2', 'h1:e2')
    .veth('h1:p3', 'h1:e3')
    .switch('s1')
    .build();
}

function withBridge(ports: readonly string[]): Lab {
  const lab = bridged();
  lab.apply({ op: 'link.add', netns: 'h1' as never, name: 'br0', link: { kind: 'bridge' } });
  lab.set('h1:br0', { up: true });
  for (const port of ports) lab.set(`h1:${port}`, { master: 'br0' });
  return lab;
}

const portStates = (lab: Lab) => ['p1', 'p2', 'p3'].map((port) => lab.dev(`h1:${port}`).brport?.state ?? '-');

test('a port with a carrier forwards at once, without STP', () => {
  expect(portStates(withBridge(['p1', 'p2']))).toEqual(['forwarding', 'forwarding', '-']);
});

test.for([
  ['the port is down', 'h1:p1'],
  ['its other end is down', 'h1:e1'],
])('a port is disabled while %s', ([, dev]) => {
  const lab = withBridge(['p1', 'p2']);
  lab.set(dev as string, { up: false });
  expect(portStates(lab)).toEqual(['disabled', 'forwarding', '-']);
  lab.set(dev as string, { up: true });
  expect(portStates(lab)).toEqual(['forwarding', 'forwarding', '-']);
});

test('all ports of a bridge that is down are disabled', () => {
  const lab = withBridge(['p1', 'p2']);
  lab.set('h1:br0', { up: false });
  expect(portStates(lab)).toEqual(['disabled', 'disabled', '-']);
  lab.set('h1:br0', { up: true });
  expect(portStates(lab)).toEqual(['forwarding', 'forwarding', '-']);
});

test('a bridge has the lowest of its ports’ addresses, and follows them', () => {
  const lab = withBridge([]);
  const mac = () => lab.dev('h1:br0').mac;
  lab.set('h1:p1', { mac: MAC(3), master: 'br0' });
  expect(mac()).toBe(MAC(3));
  lab.set('h1:p2', { mac: MAC(1), master: 'br0' });
  expect(mac()).toBe(MAC(1));
  lab.set('h1:p1', { mac: MAC(0) });
  expect(mac()).toBe(MAC(0));
  lab.set('h1:p1', { master: null });
  expect(mac()).toBe(MAC(1));
});

test('a bridge that loses its last port has the address 00:00:00:00:00:00', () => {
  const lab = withBridge(['p1']);
  lab.set('h1:p1', { master: null });
  expect(lab.dev('h1:br0').mac).toBe('00:00:00:00:00:00');
});

test('a bridge keeps an address that was set', () => {
  const lab = withBridge(['p1']);
  lab.set('h1:br0', { mac: MAC(9) });
  lab.set('h1:p2', { mac: MAC(1), master: 'br0' });
  expect(lab.dev('h1:br0').mac).toBe(MAC(9));
});

test('a bridge answers to an address that was set', () => {
  const lab = withBridge(['p1', 'p2']);
  lab.set('h1:br0', { mac: MAC(9) });
  lab.seal().send('h1:e1', MAC(9));
  lab.run();
  expect(lab.text()).toContain('h1:p1 rcv otherhost > learn h1:e1 > fdb hit > br0 local > h1:br0 rcv >');
});

test('a bridge has the least of its ports’ MTUs, and follows them', () => {
  const lab = withBridge([]);
  const mtu = () => lab.dev('h1:br0').mtu;
  lab.set('h1:p1', { mtu: 1400, master: 'br0' });
  expect(mtu()).toBe(1400);
  lab.set('h1:p2', { mtu: 1300, master: 'br0' });
  expect(mtu()).toBe(1300);
  lab.set('h1:p2', { mtu: 1450 });
  expect(mtu()).toBe(1400);
  lab.set('h1:p1', { master: null });
  lab.set('h1:p2', { master: null });
  expect(mtu()).toBe(1500);
});

test('a bridge keeps an MTU that was set', () => {
  const lab = withBridge(['p1']);
  lab.set('h1:br0', { mtu: 1300 });
  lab.set('h1:p1', { mtu: 1200 });
  expect(lab.dev('h1:br0').mtu).toBe(1300);
});

test('setting the MTU that a bridge has already is no setting', () => {
  const lab = withBridge(['p1']);
  lab.set('h1:br0', { mtu: 1500 });
  lab.set('h1:p1', { mtu: 1200 });
  expect(lab.dev('h1:br0').mtu).toBe(1200);
});

test('a port that comes back gets the lowest free number, and is flooded first', () => {
  const lab = withBridge(['p1', 'p2', 'p3']);
  lab.set('h1:p1', { master: null });
  lab.set('h1:p1', { master: 'br0' });
  expect(lab.dev('h1:p1').brport?.portNo).toBe(1);
  lab.seal().send('h1:br0', 'ff:ff:ff:ff:ff:ff');
  expect(lab.text()).toContain('br0 flood p1,p3,p2');
});

test('a port that is enslaved elsewhere leaves its bridge', () => {
  const lab = withBridge(['p1', 'p2']);
  lab.apply({ op: 'link.add', netns: 'h1' as never, name: 'br1', link: { kind: 'bridge' } });
  lab.set('h1:p1', { master: 'br1' });
  expect(lab.dev('h1:br0').bridge?.ports).toEqual([lab.dev('h1:p2').ifindex]);
  expect(lab.dev('h1:br1').bridge?.ports).toEqual([lab.dev('h1:p1').ifindex]);
});

test('a port is freed when its bridge is deleted', () => {
  const lab = withBridge(['p1']);
  lab.apply({ op: 'link.del', netns: 'h1' as never, name: 'br0' });
  expect(lab.dev('h1:p1')).not.toHaveProperty('master');
  expect(lab.ns('h1').fdb.size).toBe(0);
});

test('enslaving a port to what is no bridge fails, and has already taken it out of its own', () => {
  const lab = withBridge(['p1', 'p2']);
  expect(lab.set('h1:p1', { master: 'p2' })).toEqual({ ok: false, error: { errno: 'EOPNOTSUPP' } });
  expect(portStates(lab)).toEqual(['-', 'forwarding', '-']);
});
