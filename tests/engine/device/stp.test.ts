import { expect, test } from 'vitest';
import type { Dev } from '../../../src/engine/device/dev.ts';
import { type BridgeDevice, stpOf } from '../../../src/engine/device/stp-state.ts';
import { SECOND } from '../../../src/engine/ids.ts';
import type { EventOf } from '../../../src/engine/trace.ts';
import type { Lab } from '../../support/lab.ts';
import { topology } from '../../support/topology.ts';

const TREE = { options: { stp_state: 1, forward_delay: 200 } };

/** Three switches in a triangle with a host at each: s1 has the lowest address, so it is the root. */
function triangle(): Lab {
  const lab = topology()
    .switch('s1')
    .switch('s2')
    .switch('s3')
    .host('h2', (e) => e.eth())
    .host('h3', (e) => e.eth())
    .cable('s1', 's2')
    .cable('s1', 's3')
    .cable('s2', 's3')
    .cable('h2', 's2')
    .cable('h3', 's3')
    .build();
  for (const name of ['s1', 's2', 's3']) {
    lab.set(`${name}:br0`, { up: false });
    lab.set(`${name}:br0`, { bridge: TREE });
  }
  for (const name of ['s1', 's2', 's3']) lab.set(`${name}:br0`, { up: true });
  return lab;
}

const state = (dev: Dev) => dev.brport?.state;
const states = (lab: Lab, name: string, ports: number) =>
  Array.from({ length: ports }, (_, i) => state(lab.dev(`${name}:swp${i + 1}`))).join(' ');
const tree = (lab: Lab, name: string) => stpOf(lab.dev(`${name}:br0`) as BridgeDevice);
const sentBy = (lab: Lab, name: string) =>
  lab.world.events.filter((e): e is EventOf<'br.stp.send'> => e.kind === 'br.stp.send' && e.netns === name);

test('a lab with spanning trees is at rest: hellos alone keep no run going', () => {
  const lab = triangle();
  expect(lab.run()).toEqual({ reason: 'idle' });
  expect(lab.world.now).toBe(0);
});

test('ports listen and learn for a forward delay each before they forward', () => {
  const lab = triangle();
  expect(states(lab, 's1', 2)).toBe('listening listening');
  lab.wait(2.1);
  expect(states(lab, 's1', 2)).toBe('learning learning');
  lab.wait(2);
  expect(states(lab, 's1', 2)).toBe('forwarding forwarding');
});

test('a bridge has a carrier only once a port forwards', () => {
  const lab = triangle();
  expect(lab.dev('s1:br0').carrier).toBe(false);
  lab.wait(4.1);
  expect(lab.dev('s1:br0').carrier).toBe(true);
});

test('the lowest identifier is the root, and one port of the triangle is blocked', () => {
  const lab = triangle();
  lab.wait(5);
  expect(tree(lab, 's1').rootPort).toBeUndefined();
  expect(tree(lab, 's2')).toMatchObject({ rootPort: lab.dev('s2:swp1').ifindex, rootPathCost: 2 });
  expect(tree(lab, 's3')).toMatchObject({ rootPort: lab.dev('s3:swp1').ifindex, rootPathCost: 2 });
  expect(states(lab, 's2', 3)).toBe('forwarding forwarding forwarding');
  expect(states(lab, 's3', 3)).toBe('forwarding blocking forwarding');
});

test('a lower priority makes another bridge the root', () => {
  const lab = triangle();
  lab.set('s3:br0', { bridge: { options: { priority: 4096 } } });
  lab.wait(12);
  expect(tree(lab, 's1').root).toMatch(/^1000\./);
  expect(tree(lab, 's3').rootPort).toBeUndefined();
  expect(states(lab, 's3', 3)).toBe('forwarding forwarding forwarding');
  expect(states(lab, 's2', 3)).toBe('blocking forwarding forwarding');
});

test('a path cost moves the blocked port', () => {
  const lab = triangle();
  lab.wait(5);
  lab.set('s3:swp1', { brport: { cost: 100 } });
  lab.wait(10);
  expect(states(lab, 's3', 3)).toBe('blocking forwarding forwarding');
  expect(tree(lab, 's3').rootPathCost).toBe(4);
});

test('a broadcast goes round no loop', () => {
  const lab = triangle();
  lab.wait(5);
  lab.seal().send('h2:eth0', 'ff:ff:ff:ff:ff:ff');
  expect(lab.run()).toEqual({ reason: 'idle' });
  const seen = lab.world.events.filter((e) => e.kind === 'dev.rcv' && e.netns === 'h3');
  expect(seen).toHaveLength(1);
});

test('what comes in before a port forwards is dropped; a learning port learns from it', () => {
  const lab = triangle();
  lab.send('h2:eth0', 'ff:ff:ff:ff:ff:ff');
  lab.run();
  expect(lab.text()).toContain('drop BRIDGE_INGRESS_STP_STATE');
  expect(lab.fdb('s2:br0')).not.toContain('h2:eth0 swp3');
  lab.wait(2.1);
  lab.send('h2:eth0', 'ff:ff:ff:ff:ff:ff');
  lab.run();
  expect(lab.fdb('s2:br0')).toContain('h2:eth0 swp3');
});

test('the blocked port takes over two forward delays after the message age is over', () => {
  const lab = triangle();
  lab.wait(5);
  lab.set('s2:swp1', { up: false });
  lab.wait(15);
  expect(states(lab, 's3', 3)).toBe('forwarding blocking forwarding');
  lab.wait(12);
  expect(states(lab, 's3', 3)).toBe('forwarding forwarding forwarding');
  expect(tree(lab, 's2')).toMatchObject({ rootPort: lab.dev('s2:swp2').ifindex, rootPathCost: 4 });
});

test('a bridge below notifies the root of a change, and the root acknowledges it and tells everybody', () => {
  const lab = triangle();
  lab.wait(8);
  const bpdus = [...sentBy(lab, 's2'), ...sentBy(lab, 's1')].map(({ bpdu }) => bpdu);
  expect(bpdus).toContainEqual({ type: 'tcn' });
  expect(bpdus).toContainEqual(expect.objectContaining({ topologyChange: true, topologyChangeAck: true }));
  expect(tree(lab, 's2')).toMatchObject({ topologyChange: true, detected: false, ageing: 4 * SECOND });
  lab.wait(30);
  expect(tree(lab, 's2')).toMatchObject({ topologyChange: false });
  expect(tree(lab, 's2').ageing).toBeUndefined();
});

test('configuration messages leave a port at most once a second, held to the full second', () => {
  const lab = triangle();
  lab.wait(10);
  const at = sentBy(lab, 's2').filter(({ dev, bpdu }) => dev === 'swp2' && bpdu.type === 'config');
  const gaps = at.slice(1).map((event, i) => (event.at - (at[i]?.at ?? 0)) / SECOND);
  expect(gaps.length).toBeGreaterThan(3);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(0.75);
});

test('each bridge on the way makes a message older by 1/256 s', () => {
  const lab = triangle();
  lab.wait(3);
  const ages = (name: string) =>
    sentBy(lab, name).flatMap(({ bpdu }) => (bpdu.type === 'config' ? [bpdu.messageAge] : []));
  expect(new Set(ages('s1'))).toEqual(new Set([0]));
  expect(Math.max(...ages('s2'))).toBeGreaterThanOrEqual(1);
});

test('with the protocol on, a port’s state can’t be set by hand, and the forward delay has limits', () => {
  const lab = triangle();
  const refused = (errno: string) => ({ ok: false, error: { errno } });
  expect(lab.set('s1:swp1', { brport: { state: 'forwarding' } })).toEqual(refused('EBUSY'));
  expect(lab.set('s1:br0', { bridge: { options: { forward_delay: 199 } } })).toEqual(refused('ERANGE'));
  lab.set('s1:br0', { bridge: { options: { stp_state: 0 } } });
  expect(lab.set('s1:br0', { bridge: { options: { forward_delay: 0 } } })).toEqual({ ok: true });
  lab.set('s1:br0', { bridge: { options: { stp_state: 1 } } });
  expect(lab.dev('s1:br0').bridge?.options).toMatchObject({ forward_delay: 200 });
});

test('ports that forward go on forwarding when the protocol is switched on', () => {
  const lab = topology()
    .switch('s1')
    .host('h1', (e) => e.eth())
    .cable('h1', 's1')
    .build();
  lab.set('s1:br0', { bridge: { options: { stp_state: 1 } } });
  expect(states(lab, 's1', 1)).toBe('forwarding');
});

test('BPDU guard closes the port of a bridge that shouldn’t be there', () => {
  const lab = triangle();
  lab.set('s1:swp1', { brport: { flags: { guard: true } } });
  lab.set('s2:br0', { bridge: { options: { priority: 0 } } });
  lab.wait(5);
  expect(states(lab, 's1', 2)).toBe('disabled forwarding');
});
