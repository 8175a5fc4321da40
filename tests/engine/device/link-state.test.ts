import { expect, test } from 'vitest';
import type { CableId } from '../../../src/engine/ids.ts';
import type { Lab } from '../../support/lab.ts';
import { topology } from '../../support/topology.ts';

/** As `ip link` shows it: `UP LOWER_UP UP`, `UP NO-CARRIER DOWN`, `DOWN`. */
function state(lab: Lab, place: string): string {
  const { up, carrier, operstate } = lab.dev(place);
  return up ? `UP ${carrier ? 'LOWER_UP' : 'NO-CARRIER'} ${operstate}` : operstate;
}

const pair = () => topology().host('h1').veth('h1:va', 'h1:vb').build();
const cabled = () =>
  topology()
    .host('h1', (e) => e.eth())
    .host('h2', (e) => e.eth())
    .cable('h1', 'h2')
    .build();

test('a fresh namespace has lo and nothing else, down', () => {
  const lab = topology().host('h1').build();
  lab.apply({ op: 'netns.add', machine: 'h1' as never, name: 'red' });
  const ns = lab.ns('h1/red');
  expect(ns.devs.sorted(() => 0)).toEqual([
    {
      ifindex: 1,
      name: 'lo',
      kind: 'loopback',
      mac: '00:00:00:00:00:00',
      mtu: 65536,
      up: false,
      carrier: false,
      operstate: 'DOWN',
      txqlen: 1000,
    },
  ]);
});

test('lo is UNKNOWN when it is up', () => {
  expect(state(topology().host('h1').build(), 'h1:lo')).toBe('UP LOWER_UP UNKNOWN');
});

test('the peer of a new veth pair has the lower ifindex', () => {
  const lab = pair();
  expect([lab.dev('h1:vb').ifindex, lab.dev('h1:va').ifindex]).toEqual([2, 3]);
});

test('a veth end has a carrier while both ends are up', () => {
  const lab = pair();
  expect(state(lab, 'h1:va')).toBe('UP LOWER_UP UP');
  lab.set('h1:vb', { up: false });
  expect([state(lab, 'h1:va'), state(lab, 'h1:vb')]).toEqual(['UP NO-CARRIER LOWERLAYERDOWN', 'DOWN']);
  lab.set('h1:vb', { up: true });
  expect(state(lab, 'h1:va')).toBe('UP LOWER_UP UP');
});

test('a veth end whose peer is down in another namespace is DOWN, not LOWERLAYERDOWN', () => {
  const lab = topology().host('h1').netns('h1', 'red').veth('h1:va', 'h1/red:vb').build();
  lab.set('h1/red:vb', { up: false });
  expect(lab.dev('h1:va').ifindex).toBe(lab.dev('h1/red:vb').ifindex);
  expect(state(lab, 'h1:va')).toBe('UP NO-CARRIER DOWN');
});

test("LOWERLAYERDOWN is said of whatever has the peer's ifindex in the device's own namespace", () => {
  const lab = topology()
    .host('h1')
    .netns('h1', 'red')
    .veth('h1:x', 'h1:y')
    .veth('h1:va', 'h1/red:vb')
    .build();
  expect([lab.dev('h1/red:vb').ifindex, lab.dev('h1:y').ifindex]).toEqual([2, 2]);
  lab.set('h1:x', { up: false });
  lab.set('h1/red:vb', { up: false });
  expect(state(lab, 'h1:va')).toBe('UP NO-CARRIER LOWERLAYERDOWN');
});

test('a port has a carrier while its cable is plugged in and the port at the other end is up', () => {
  const lab = cabled();
  const plug = (plugged: boolean) => lab.apply({ op: 'cable.set', id: 'c1' as CableId, plugged });
  expect(state(lab, 'h1:eth0')).toBe('UP LOWER_UP UP');
  plug(false);
  expect([state(lab, 'h1:eth0'), state(lab, 'h2:eth0')]).toEqual([
    'UP NO-CARRIER DOWN',
    'UP NO-CARRIER DOWN',
  ]);
  plug(true);
  lab.set('h2:eth0', { up: false });
  expect([state(lab, 'h1:eth0'), state(lab, 'h2:eth0')]).toEqual(['UP NO-CARRIER DOWN', 'DOWN']);
});

test('a port without a cable has no carrier', () => {
  expect(
    state(
      topology()
        .host('h1', (e) => e.eth())
        .build(),
      'h1:eth0',
    ),
  ).toBe('UP NO-CARRIER DOWN');
});

test('each change of state is one event at the device concerned', () => {
  const lab = cabled();
  lab.set('h1:eth0', { up: false });
  expect(lab.text()).toBe('h1 link.set > h1:eth0 down DOWN > h2:eth0 up NO-CARRIER DOWN');
});

test('setting a device up that is up changes nothing', () => {
  const lab = cabled();
  lab.set('h1:eth0', { up: true });
  expect(lab.text()).toBe('h1 link.set');
});

const bridgeWith = (ports: 0 | 1) => {
  const drawn = topology()
    .host('h1', (e) => e.eth())
    .switch('s1');
  return (ports === 0 ? drawn : drawn.cable('h1', 's1')).build();
};

test('a bridge that never had a port is UNKNOWN, with a carrier', () => {
  expect(state(bridgeWith(0), 's1:br0')).toBe('UP LOWER_UP UNKNOWN');
});

test('a bridge whose address was set has no carrier before it has a port', () => {
  const lab = bridgeWith(0);
  lab.set('s1:br0', { mac: '02:00:00:00:00:99' as never });
  expect(state(lab, 's1:br0')).toBe('UP NO-CARRIER DOWN');
});

test('a bridge has a carrier while one of its ports forwards', () => {
  const lab = bridgeWith(1);
  expect(state(lab, 's1:br0')).toBe('UP LOWER_UP UP');
  lab.set('h1:eth0', { up: false });
  expect(state(lab, 's1:br0')).toBe('UP NO-CARRIER DOWN');
  lab.set('h1:eth0', { up: true });
  expect(state(lab, 's1:br0')).toBe('UP LOWER_UP UP');
  lab.set('s1:swp1', { master: null });
  expect(state(lab, 's1:br0')).toBe('UP NO-CARRIER DOWN');
});

test('a loss of carrier travels through the bridge in one turn', () => {
  const lab = bridgeWith(1);
  lab.set('h1:eth0', { up: false });
  expect(lab.text()).toBe(
    'h1 link.set > h1:eth0 down DOWN > s1:swp1 up NO-CARRIER DOWN > s1:br0 up NO-CARRIER DOWN',
  );
});
