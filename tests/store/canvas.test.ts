import { describe, expect, test } from 'vitest';
import { unwrap } from '../../src/base/result.ts';
import { addressesOf, machineNamed } from '../../src/document/draw.ts';
import { EXAMPLES } from '../../src/document/examples.ts';
import { User } from '../support/store.ts';

const at = { x: 0, y: 0 };

describe('the canvas', () => {
  test('names new machines as mininet does', () => {
    const user = new User();
    for (const kind of ['host', 'host', 'router', 'switch'] as const) user.do.addMachine(kind, at);
    expect(user.state.document.machines.slice(5).map(({ name }) => name)).toEqual(['h1', 'h2', 'r1', 's1']);
  });

  test('a new router forwards, a new switch bridges, and both are up', () => {
    const user = new User();
    const router = user.do.addMachine('router', at);
    const bridge = user.do.addMachine('switch', at);
    unwrap(user.do.connect({ machine: router }, { machine: bridge }));
    expect(machineNamed(user.state.document, 'r1').netns[0]).toMatchObject({
      sysctl: { 'net.ipv4.ip_forward': '1' },
      devs: [
        { name: 'lo', up: true },
        { name: 'eth0', up: true },
      ],
    });
    expect(machineNamed(user.state.document, 's1').netns[0]?.devs).toMatchObject([
      { name: 'lo', up: true },
      { name: 'br0', kind: 'bridge', up: true },
      { name: 'swp1', master: 'br0', up: true },
    ]);
  });

  test('a cable takes a free port before a new one is made', () => {
    const user = new User();
    const [a, b, c] = [1, 2, 3].map(() => user.do.addMachine('host', at)) as [string, string, string];
    const first = unwrap(user.do.connect({ machine: a }, { machine: b }));
    user.do.select({ machines: [], cables: [first] });
    user.do.removeSelection();
    unwrap(user.do.connect({ machine: a, port: 'eth0' }, { machine: c }));
    unwrap(user.do.connect({ machine: a }, { machine: b }));
    expect(user.state.document.cables.slice(4).map(({ ends }) => ends.map(({ port }) => port))).toEqual([
      ['eth0', 'eth0'],
      ['eth1', 'eth0'],
    ]);
  });

  test.each([
    [{ machine: 'm1' }, { machine: 'm1' }, 'A cable needs two machines.'],
    [{ machine: 'm1', port: 'eth0' }, { machine: 'm5' }, 'A cable is already plugged into eth0.'],
    [{ machine: 'm1', port: 'eth9' }, { machine: 'm5' }, 'There is no port eth9 on that machine.'],
    [{ machine: 'm1', port: 'lo' }, { machine: 'm5' }, 'A cable is already plugged into lo.'],
    [{ machine: 'm99' }, { machine: 'm5' }, 'That machine is gone.'],
  ])('a cable from %j to %j is refused', (a, b, why) => {
    const user = new User();
    expect(user.do.connect(a, b)).toEqual({ ok: false, error: why });
    expect(user.state.document).toEqual(EXAMPLES[0].document);
  });

  test.each([
    ['', 'A name has 1 to 80 characters.'],
    ['   ', 'A name has 1 to 80 characters.'],
    ['x'.repeat(81), 'A name has 1 to 80 characters.'],
    ['B', 'Another machine is called B.'],
  ])('the name %j is refused', (name, why) => {
    expect(new User().do.renameMachine('m1', name)).toEqual({ ok: false, error: why });
  });

  test('a refusal is in the language of the user', () => {
    const user = new User();
    user.do.setLanguage('ko');
    expect(user.do.renameMachine('m1', 'B')).toEqual({
      ok: false,
      error: '이름이 B인 장비가 이미 있습니다.',
    });
  });
});

describe('a copy', () => {
  function copied(machines: readonly string[]): User {
    const user = new User();
    user.do.select({ machines, cables: [] });
    user.do.duplicateSelection();
    return user;
  }

  test('of a host has the next free address of its network and the same gateway', () => {
    const user = copied(['m1']);
    const copy = machineNamed(user.state.document, 'A2');
    expect(addressesOf(copy)).toEqual(['192.168.1.7/24']);
    expect(copy.netns[0]?.routes).toEqual([{ dst: '0.0.0.0/0', via: '192.168.1.6', dev: 'eth0' }]);
    expect(user.state.selection.machines).toEqual([copy.id]);
    unwrap(user.do.connect({ machine: copy.id }, { machine: 'm2' }));
    user.ping('A2', '192.168.2.5');
    expect(user.answers).toBe(1);
  });

  test('of a whole network is cabled like it, points to its own router, and works', () => {
    const user = copied(['m1', 'm2', 'm3', 'm4', 'm5']);
    const { document } = user.state;
    expect(document.cables).toHaveLength(8);
    expect(machineNamed(document, 'A2').netns[0]?.routes[0]?.via).toBe('192.168.1.8');
    const macs = document.machines.flatMap((m) => m.netns[0]?.devs.flatMap((dev) => dev.mac ?? []) ?? []);
    expect(new Set(macs).size).toBe(macs.length);
    const [target] = addressesOf(machineNamed(document, 'C2'));
    user.ping('A2', target?.replace('/24', '') ?? '');
    expect(user.answers).toBe(1);
  });

  test('of nothing is nothing', () => {
    expect(copied([]).state.past).toEqual([]);
  });
});
