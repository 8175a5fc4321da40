import { describe, expect, test } from 'vitest';
import { unwrap } from '../../src/base/result.ts';
import type { MachineId, Nanos, NetnsId } from '../../src/engine/ids.ts';
import type { NetlinkOp, Op, RouteSpec } from '../../src/engine/netlink.ts';
import { commandOf } from '../../src/lab/commands.ts';
import { cidrOf, ipv4Of, macOf } from '../../src/lab/texts.ts';
import { difference } from '../../src/lab/difference.ts';
import { compile } from '../../src/lab/compile.ts';
import { EXAMPLES } from '../../src/document/examples.ts';

const netns = 'm1' as NetnsId;
const web = 'm1/web' as NetnsId;
const mac = macOf('02:00:00:00:00:01');
const via = ipv4Of('192.0.2.254');
const anywhere = cidrOf('0.0.0.0/0');

const route = (spec: RouteSpec): Op => ({ op: 'route.add', netns, route: spec });
const link = (change: Partial<Extract<NetlinkOp, { op: 'link.set' }>>): Op => ({
  op: 'link.set',
  netns,
  name: 'eth0',
  ...change,
});

describe('the command that does the same', () => {
  test.each<readonly [string, Op]>([
    ['ip link set eth0 up', link({ up: true })],
    ['ip link set eth0 mtu 1400 down', link({ mtu: 1400, up: false })],
    ['ip link set eth0 name lan0', link({ rename: 'lan0' })],
    ['ip link set eth0 address 02:00:00:00:00:01', link({ mac })],
    ['ip link set eth0 master br0', link({ master: 'br0' })],
    ['ip link set eth0 nomaster', link({ master: null })],
    ['ip link set eth0 netns web', link({ moveTo: web })],
    ['ip link set eth0 type bridge ageing_time 30000', link({ bridge: { ageing: 3e11 as Nanos } })],
    [
      'ip link set eth0 type bridge priority 4096 stp_state 1',
      link({ bridge: { options: { priority: 4096, stp_state: 1 } } }),
    ],
    [
      'bridge link set dev eth0 learning off hairpin on',
      link({ brport: { learning: false, hairpin: true } }),
    ],
    ['ip link add br0 type bridge', { op: 'link.add', netns, name: 'br0', link: { kind: 'bridge' } }],
    [
      'ip link add veth0 type veth peer name eth0 netns web',
      { op: 'link.add', netns, name: 'veth0', link: { kind: 'veth', peer: { name: 'eth0', netns: web } } },
    ],
    ['ip link del br0', { op: 'link.del', netns, name: 'br0' }],
    [
      'ip addr add 192.0.2.1/24 dev eth0',
      { op: 'addr.add', netns, dev: 'eth0', cidr: cidrOf('192.0.2.1/24') },
    ],
    [
      'ip addr add 192.0.2.1/24 brd 192.0.2.255 dev eth0 label eth0:a scope link',
      {
        op: 'addr.add',
        netns,
        dev: 'eth0',
        cidr: cidrOf('192.0.2.1/24'),
        broadcast: ipv4Of('192.0.2.255'),
        label: 'eth0:a',
        scope: 'link',
      },
    ],
    [
      'ip addr del 192.0.2.1/24 dev eth0',
      { op: 'addr.del', netns, dev: 'eth0', cidr: cidrOf('192.0.2.1/24') },
    ],
    ['ip route add default via 192.0.2.254', route({ dst: anywhere, via })],
    ['ip route add 192.0.2.9 dev eth0', route({ dst: cidrOf('192.0.2.9/32'), dev: 'eth0' })],
    ['ip route add blackhole 198.51.100.0/24', route({ dst: cidrOf('198.51.100.0/24'), type: 'blackhole' })],
    [
      'ip route add 10.0.0.0/8 via 192.0.2.254 dev eth0 proto static src 192.0.2.1 metric 50 table 100 mtu 1300 onlink',
      route({
        dst: cidrOf('10.0.0.0/8'),
        via,
        dev: 'eth0',
        src: ipv4Of('192.0.2.1'),
        metric: 50,
        proto: 'static',
        table: 100,
        mtu: 1300,
        onlink: true,
      }),
    ],
    ['ip route del default', { op: 'route.del', netns, route: { dst: anywhere } }],
    [
      'ip route replace default via 192.0.2.254',
      { op: 'route.replace', netns, route: { dst: anywhere, via } },
    ],
    [
      'ip rule add pref 100 from 10.0.0.0/8 iif eth0 fwmark 0x1/0xff lookup 100',
      {
        op: 'rule.add',
        netns,
        rule: {
          pref: 100,
          from: cidrOf('10.0.0.0/8'),
          iif: 'eth0',
          fwmark: { value: 1, mask: 255 },
          table: 100,
        },
      },
    ],
    [
      'ip rule del pref 32766 from all lookup main',
      { op: 'rule.del', netns, rule: { pref: 32766, table: 254 } },
    ],
    [
      'ip neigh replace 192.0.2.254 lladdr 02:00:00:00:00:01 dev eth0',
      { op: 'neigh.replace', netns, dev: 'eth0', ip: via, mac },
    ],
    ['ip neigh flush dev eth0', { op: 'neigh.flush', netns, dev: 'eth0' }],
    ['ip neigh flush all', { op: 'neigh.flush', netns }],
    ['bridge fdb add 02:00:00:00:00:01 dev swp1 master static', { op: 'fdb.add', netns, port: 'swp1', mac }],
    [
      'sysctl -w net.ipv4.ip_forward=1',
      { op: 'sysctl.write', netns, key: 'net.ipv4.ip_forward', value: '1' },
    ],
    [
      'sysctl -w net.ipv4.ip_local_port_range="1024 2048"',
      { op: 'sysctl.write', netns, key: 'net.ipv4.ip_local_port_range', value: '1024 2048' },
    ],
    ['ip netns add web', { op: 'netns.add', machine: 'm1' as MachineId, name: 'web' }],
  ])('%s', (command, op) => {
    expect(commandOf(op)).toBe(command);
  });

  test.each<readonly [string, Op]>([
    ['ip -n web link set lo up', { op: 'link.set', netns: web, name: 'lo', up: true }],
    [
      'ip -n web route add default via 192.0.2.254',
      { op: 'route.add', netns: web, route: { dst: anywhere, via } },
    ],
    [
      'ip netns exec web sysctl -w net.ipv4.ip_forward=1',
      { op: 'sysctl.write', netns: web, key: 'net.ipv4.ip_forward', value: '1' },
    ],
  ])('in a named namespace: %s', (command, op) => {
    expect(commandOf(op)).toBe(command);
  });

  test('is told for everything that is configured in an example, and for nothing that hands do', () => {
    const [{ document }] = EXAMPLES;
    const empty = { ...document, machines: [], cables: [] };
    const ops = difference(empty, document);
    const byHand = ops.filter((op) => commandOf(op) === undefined).map((op) => op.op);
    expect(new Set(byHand)).toEqual(new Set(['machine.add', 'cable.add', 'link.add']));
    expect(unwrap(compile(document)).world.events).toEqual([]);
  });
});
