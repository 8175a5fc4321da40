import { expect, test } from 'vitest';
import type { CableId } from '../../../src/engine/ids.ts';
import type { Lab } from '../../support/lab.ts';
import { type CableOptions, topology } from '../../support/topology.ts';

const BROADCAST = 'ff:ff:ff:ff:ff:ff';

const cabled = (cable: CableOptions = {}) =>
  topology(7)
    .host('h1', (e) => e.eth())
    .host('h2', (e) => e.eth())
    .cable('h1', 'h2', cable)
    .build();

const counters = (lab: Lab, place: string) => {
  const ns = lab.ns(place.split(':')[0] as string);
  const c = ns.counters.get(lab.dev(place).ifindex);
  return `rx ${c?.rxPackets}/${c?.rxBytes} dropped ${c?.rxDropped}, tx ${c?.txPackets}/${c?.txBytes} dropped ${c?.txDropped}`;
};

test('a frame arrives when the cable’s delay is over', () => {
  const lab = cabled({ delay: 250 });
  lab.send('h1:eth0', 'h2:eth0');
  lab.run();
  expect(lab.world.events.map((e) => `${e.kind} ${e.at}`)).toEqual([
    'dev.xmit 0',
    'dev.rcv 250000',
    'packet.drop 250000',
  ]);
  expect(lab.world.events[0]).toMatchObject({
    medium: 'cable',
    cable: 'c1',
    to: { netns: 'h2', ifindex: 2 },
    arrives: 250_000,
  });
});

test('frames on one cable keep their order', () => {
  const lab = cabled({ delay: 10 });
  const sent = [1, 2, 3].map(() => lab.send('h1:eth0', 'h2:eth0').id);
  lab.run();
  const heard = lab.world.events.filter((e) => e.kind === 'dev.rcv').map((e) => e.packet?.id);
  expect(heard).toEqual(sent);
});

test('a device that is down sends nothing', () => {
  const lab = cabled();
  lab.set('h1:eth0', { up: false });
  lab.seal().send('h1:eth0', 'h2:eth0');
  expect(lab.text()).toBe('h1:eth0 drop DEV_READY');
});

test('a device without a carrier drops what it should send, unseen by a tap', () => {
  const lab = cabled({ plugged: false });
  lab.send('h1:eth0', 'h2:eth0');
  expect(lab.text()).toBe('h1:eth0 drop no-carrier');
  expect(counters(lab, 'h1:eth0')).toBe('rx 0/0 dropped 0, tx 0/0 dropped 1');
});

test('a frame is lost when the cable is pulled out on its way', () => {
  const lab = cabled({ delay: 10 });
  lab.send('h1:eth0', 'h2:eth0');
  lab.apply({ op: 'cable.set', id: 'c1' as CableId, plugged: false });
  lab.run();
  expect(lab.text().split('\n').at(-1)).toBe('h2:eth0 drop no-carrier');
});

test('a frame is lost when its receiver goes down before it arrives', () => {
  const lab = cabled({ delay: 10 });
  lab.send('h1:eth0', 'h2:eth0');
  lab.set('h2:eth0', { up: false });
  lab.run();
  expect(lab.text().split('\n').at(-1)).toBe('h2:eth0 drop DEV_READY');
});

test('a frame is lost when its receiver is removed before it arrives', () => {
  const lab = cabled({ delay: 10 });
  lab.send('h1:eth0', 'h2:eth0');
  lab.apply({ op: 'machine.del', id: 'h2' as never });
  lab.run();
  expect(lab.text().split('\n').at(-1)).toBe('drop no-carrier');
});

test('a lossy cable loses its share of the frames', () => {
  const lab = cabled({ loss: 0.25 });
  for (let i = 0; i < 1000; i++) lab.send('h1:eth0', 'h2:eth0');
  lab.run();
  const lost = lab.world.events.filter((e) => e.kind === 'packet.drop' && e.reason === 'cable-loss');
  expect(lost.length).toBeGreaterThan(200);
  expect(lost.length).toBeLessThan(300);
});

test('a cable without loss draws nothing from the generator', () => {
  const lab = cabled();
  const before = lab.world.rng.next();
  const other = cabled();
  other.send('h1:eth0', 'h2:eth0');
  expect(other.world.rng.next()).toBe(before);
});

test.for([
  [1504, 'h2:eth0 rcv > drop UNHANDLED_PROTO'],
  [1505, undefined],
] as const)('a frame with %d octets after its header is %s', ([length, arrival]) => {
  const lab = cabled();
  lab.send('h1:eth0', 'h2:eth0', { length });
  lab.run();
  expect(lab.text().split('\n')[1]).toBe(arrival);
});

test('the other end drops what is longer than its MTU and a VLAN tag, and both ends count it', () => {
  const lab = cabled();
  lab.send('h1:eth0', 'h2:eth0', { length: 1505 });
  expect(lab.text()).toBe('h1:eth0 xmit > h2:eth0 drop PKT_TOO_BIG');
  expect([counters(lab, 'h1:eth0'), counters(lab, 'h2:eth0')]).toEqual([
    'rx 0/0 dropped 0, tx 0/0 dropped 1',
    'rx 0/0 dropped 1, tx 0/0 dropped 0',
  ]);
});

test('a bridge drops what is too long for the port it should leave by', () => {
  const lab = topology()
    .host('h1', (e) => e.eth())
    .host('h2', (e) => e.eth())
    .switch('s1')
    .cable('h1', 's1')
    .cable('h2', 's1')
    .build();
  lab.set('s1:swp2', { mtu: 1400 });
  lab.seal().send('h1:eth0', BROADCAST, { length: 1500 });
  lab.run();
  expect(lab.text()).toContain('br0 flood swp2 > s1:swp2 drop PKT_TOO_BIG');
});

test('a cable and a veth pair count the Ethernet header', () => {
  const lab = cabled();
  lab.send('h1:eth0', 'h2:eth0', { length: 46 });
  lab.run();
  // Nobody handles the experimental EtherType: the receiver counts it as dropped, too.
  expect([counters(lab, 'h1:eth0'), counters(lab, 'h2:eth0')]).toEqual([
    'rx 0/0 dropped 0, tx 1/60 dropped 0',
    'rx 1/60 dropped 1, tx 0/0 dropped 0',
  ]);
});

test('lo counts each packet in both directions, without the header', () => {
  const lab = cabled();
  lab.send('h1:lo', 'h1:lo', { length: 84 });
  lab.run();
  expect(counters(lab, 'h1:lo')).toBe('rx 1/84 dropped 1, tx 1/84 dropped 0');
});

test('a bridge counts the header of what it sends, not of what it hands up', () => {
  const lab = topology()
    .host('h1', (e) => e.eth())
    .switch('s1')
    .cable('h1', 's1')
    .build();
  lab.send('h1:eth0', BROADCAST, { length: 46 });
  lab.send('s1:br0', BROADCAST, { length: 46 });
  lab.run();
  expect(counters(lab, 's1:br0')).toBe('rx 1/46 dropped 1, tx 1/60 dropped 0');
});

test('a frame for another host ends at the protocol', () => {
  const lab = cabled();
  lab.send('h1:eth0', '02:00:00:00:00:99', { etherType: 0x0800 });
  lab.send('h1:eth0', '02:00:00:00:00:99', { etherType: 0x0806 });
  lab.run();
  expect(lab.text().split('\n').slice(2)).toEqual([
    'h2:eth0 rcv otherhost > drop OTHERHOST',
    'h2:eth0 rcv otherhost > drop OTHERHOST',
  ]);
});
