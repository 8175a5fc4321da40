import { expect, test } from 'vitest';
import { type CableOptions, topology } from '../../support/topology.ts';

const BROADCAST = 'ff:ff:ff:ff:ff:ff';

/** h1, h2 and h3 on ports swp1, swp2 and swp3 of s1. */
const star = (cable: CableOptions = {}) =>
  topology()
    .host('h1', (e) => e.eth())
    .host('h2', (e) => e.eth())
    .host('h3', (e) => e.eth())
    .switch('s1')
    .cable('h1', 's1', cable)
    .cable('h2', 's1', cable)
    .cable('h3', 's1', cable)
    .build();

test('a broadcast goes to every other port, the most recently added one first, then up the bridge', () => {
  const lab = star();
  lab.send('h1:eth0', BROADCAST);
  lab.run();
  expect(lab.text().split('\n')).toEqual([
    'h1:eth0 xmit',
    's1:swp1 rcv broadcast > learn h1:eth0 > br0 flood swp3,swp2 > s1:swp3 xmit > s1:swp2 xmit > ' +
      's1:swp1 br0 local > s1:br0 rcv broadcast > drop UNHANDLED_PROTO',
    'h3:eth0 rcv broadcast > drop UNHANDLED_PROTO',
    'h2:eth0 rcv broadcast > drop UNHANDLED_PROTO',
  ]);
});

test('an unknown address is flooded, but not handed up the bridge', () => {
  const lab = star();
  lab.send('h1:eth0', 'h2:eth0');
  lab.run();
  expect(lab.text().split('\n')).toEqual([
    'h1:eth0 xmit',
    's1:swp1 rcv otherhost > learn h1:eth0 > fdb miss > br0 flood swp3,swp2 > s1:swp3 xmit > s1:swp2 xmit',
    'h3:eth0 rcv otherhost > drop UNHANDLED_PROTO',
    'h2:eth0 rcv > drop UNHANDLED_PROTO',
  ]);
});

test('a learned address gets its frames through its port alone', () => {
  const lab = star();
  lab.send('h2:eth0', BROADCAST);
  lab.run();
  lab.seal().send('h1:eth0', 'h2:eth0');
  lab.run();
  expect(lab.text().split('\n')).toEqual([
    'h1:eth0 xmit',
    's1:swp1 rcv otherhost > learn h1:eth0 > fdb hit > br0 forward swp2 > s1:swp2 xmit',
    'h2:eth0 rcv > drop UNHANDLED_PROTO',
  ]);
});

/** What becomes of one frame at s1, after h1 and h2 have been heard. */
function atSwitch(from: string, to: string, options: { src?: string } = {}): string | undefined {
  const lab = star();
  for (const host of ['h1:eth0', 'h2:eth0']) lab.send(host, BROADCAST);
  lab.run();
  lab.seal().send(from, to, options);
  lab.run();
  return lab.text().split('\n')[1];
}

test('a frame to an address behind the port it came by goes nowhere', () => {
  expect(atSwitch('h1:eth0', 'h1:eth0')).toBe('s1:swp1 rcv otherhost > fdb hit > drop bridge-same-port');
});

test('a frame from a group address is no frame', () => {
  expect(atSwitch('h1:eth0', 'h2:eth0', { src: '03:00:00:00:00:01' })).toBe(
    's1:swp1 rcv otherhost > drop MAC_INVALID_SOURCE',
  );
});

test('a frame from 00:00:00:00:00:00 is no frame', () => {
  expect(atSwitch('h1:eth0', 'h2:eth0', { src: '00:00:00:00:00:00' })).toBe(
    's1:swp1 rcv otherhost > drop MAC_INVALID_SOURCE',
  );
});

test("a port's own address as source teaches nothing, and the frame goes on", () => {
  expect(atSwitch('h1:eth0', 'h2:eth0', { src: 's1:swp3' })).toBe(
    's1:swp1 rcv otherhost > fdb hit > br0 forward swp2 > s1:swp2 xmit',
  );
});

test('a frame to the address of the port it came by is for the bridge itself', () => {
  expect(atSwitch('h2:eth0', 's1:swp2')).toBe(
    's1:swp2 rcv > fdb hit > br0 local > s1:br0 rcv > drop UNHANDLED_PROTO',
  );
});

test("a frame to another port's address comes up the bridge as another host's", () => {
  expect(atSwitch('h1:eth0', 's1:swp2')).toBe(
    's1:swp1 rcv otherhost > fdb hit > br0 local > s1:br0 rcv otherhost > drop UNHANDLED_PROTO',
  );
});

test("a frame to the bridge's address is for us, whichever port it comes by", () => {
  const lab = star();
  expect(lab.dev('s1:br0').mac).toBe(lab.dev('s1:swp1').mac);
  expect(atSwitch('h2:eth0', 's1:br0')).toContain('s1:br0 rcv > ');
});

test('01:80:c2:00:00:00 is forwarded without STP, as loop detectors need', () => {
  expect(atSwitch('h1:eth0', '01:80:c2:00:00:00')).toContain('br0 flood swp3,swp2');
});

test.for(['01', '02', '0e', '0f'])('01:80:c2:00:00:%s ends at the first bridge', (last) => {
  expect(atSwitch('h1:eth0', `01:80:c2:00:00:${last}`)).toBe(
    's1:swp1 rcv multicast > drop reserved-multicast',
  );
});

test('a pause frame teaches nothing, an LLDP frame does', () => {
  const at = (dst: string) => {
    const lab = star();
    lab.send('h1:eth0', dst);
    lab.run();
    return lab.fdb('s1:br0');
  };
  expect(at('01:80:c2:00:00:01')).toEqual([]);
  expect(at('01:80:c2:00:00:0e')).toEqual(['h1:eth0 swp1']);
});

test("the bridge's own broadcast leaves by every port", () => {
  const lab = star();
  lab.send('s1:br0', BROADCAST);
  lab.run();
  expect(lab.text().split('\n')[0]).toBe(
    's1:br0 xmit > br0 flood swp3,swp2,swp1 > s1:swp3 xmit > s1:swp2 xmit > s1:swp1 xmit',
  );
});

test("what the bridge sends to a port's own address leaves by that port", () => {
  const lab = star();
  lab.send('s1:br0', 's1:swp2');
  expect(lab.text()).toBe('s1:br0 xmit > fdb hit > br0 forward swp2 > s1:swp2 xmit');
});

test('isolated ports hear the others, but not each other', () => {
  const lab = star();
  for (const port of ['s1:swp1', 's1:swp2']) lab.set(port, { brport: { isolated: true } });
  lab.seal().send('h1:eth0', BROADCAST);
  lab.run();
  expect(lab.text()).toContain('br0 flood swp3 (not swp2 isolated)');
});

test('a unicast between isolated ports is dropped', () => {
  const lab = star();
  for (const port of ['s1:swp1', 's1:swp2']) lab.set(port, { brport: { isolated: true } });
  lab.send('h2:eth0', BROADCAST);
  lab.run();
  lab.seal().send('h1:eth0', 'h2:eth0');
  lab.run();
  expect(lab.text()).toContain('fdb hit > drop bridge-isolated');
});

test('a port with flood off gets no unknown unicast, but broadcasts all the same', () => {
  const lab = star();
  lab.set('s1:swp2', { brport: { flood: false } });
  lab.seal().send('h1:eth0', 'h3:eth0');
  lab.send('h1:eth0', BROADCAST);
  lab.run();
  expect(lab.text()).toContain('br0 flood swp3 (not swp2 flood-off)');
  expect(lab.text()).toContain('br0 flood swp3,swp2 >');
});

test('a hairpin port sends back what came by it', () => {
  const lab = star();
  lab.set('s1:swp1', { brport: { hairpin: true } });
  lab.seal().send('h1:eth0', BROADCAST);
  lab.run();
  expect(lab.text()).toContain('br0 flood swp3,swp2,swp1 >');
});

test('a port with learning off teaches nothing', () => {
  const lab = star();
  lab.set('s1:swp1', { brport: { learning: false } });
  lab.send('h1:eth0', BROADCAST);
  lab.run();
  expect(lab.fdb('s1:br0')).toEqual([]);
});

test('a flood that no port takes is the end of the frame', () => {
  const lab = star();
  for (const host of ['h2', 'h3']) lab.set(`${host}:eth0`, { up: false });
  lab.seal().send('h1:eth0', 'h2:eth0');
  lab.run();
  expect(lab.text()).toContain(
    'br0 flood nobody (not swp3 not-forwarding, swp2 not-forwarding) > drop NO_TX_TARGET',
  );
});

test('a bridge that is down forwards nothing', () => {
  const lab = star();
  lab.set('s1:br0', { up: false });
  lab.seal().send('h1:eth0', BROADCAST);
  lab.run();
  expect(lab.text()).toBe('h1:eth0 xmit\ns1:swp1 rcv broadcast > drop BRIDGE_INGRESS_STP_STATE');
});

test('each copy of a flood names the flood as its cause', () => {
  const lab = star({ delay: 10 });
  lab.send('h1:eth0', BROADCAST);
  lab.run();
  const flood = lab.world.events.find((e) => e.kind === 'br.flood');
  const caused = lab.world.events.filter((e) => e.cause === flood?.seq).map((e) => `${e.kind} ${e.dev}`);
  expect(caused).toEqual(['dev.xmit swp3', 'dev.xmit swp2', 'br.local swp1']);
});
