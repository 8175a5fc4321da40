// Live files read as the kernel's own do, for the same configuration: in a private namespace, and here.

import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { unwrap } from '../../../src/base/result.ts';
import { type MachineId, rootNetnsOf } from '../../../src/engine/ids.ts';
import { filesOf } from '../../../src/engine/vfs/view.ts';
import { World } from '../../../src/engine/world.ts';
import { parseIpv4, parseIpv4Cidr } from '../../../src/wire/ipv4-addr.ts';
import { parseMac } from '../../../src/wire/mac.ts';
import { applied } from '../../support/topology.ts';
import { loudSkip } from '../../support/loud-skip.ts';

/** A shell in namespaces of its own. */
const IN_PRIVATE = 'exec unshare -nm bash';

const SETUP = `
mount -t sysfs s /sys && mount -t proc p /proc
ip link set lo up
ip link add br0 address 02:00:00:00:00:10 type bridge mcast_snooping 0
ip link add v0 index 12 address 02:00:00:00:00:01 type veth peer name v1 index 11 address 02:00:00:00:00:02
ip link set v0 master br0
ip addr add 192.0.2.1/24 dev br0
sysctl -qw net.ipv6.conf.all.disable_ipv6=1
ip link set br0 up
ip link set v0 up
ip link set v0 mtu 1400
ip route add default via 192.0.2.254 metric 5
ip route add unreachable 10.9.0.0/16
ip route add 198.51.100.7 via 192.0.2.253
ip neigh add 192.0.2.77 lladdr 02:00:00:00:00:77 dev br0
sysctl -qw net.ipv4.ip_forward=1
sleep 0.3
`;

/** Everything that doesn't depend on when it is read, or on frames that the kernel sends by itself. */
const PATHS = [
  '/proc/net/arp',
  '/proc/net/route',
  ...['lo', 'br0', 'v0', 'v1'].flatMap((dev) =>
    (
      'addr_len address broadcast carrier dev_id dev_port dormant duplex flags ifalias ifindex iflink link_mode mtu ' +
      'name_assign_type netdev_group operstate proto_down speed testing tx_queue_len type uevent statistics/rx_errors'
    )
      .split(' ')
      .map((name) => `/sys/class/net/${dev}/${name}`),
  ),
  ...(
    'ageing_time bridge_id forward_delay group_addr group_fwd_mask hash_elasticity hash_max hello_time max_age ' +
    'multicast_query_interval multicast_router nf_call_iptables no_linklocal_learn priority root_id root_path_cost ' +
    'root_port stp_state topology_change'
  )
    .split(' ')
    .map((name) => `/sys/class/net/br0/bridge/${name}`),
  ...(
    'bpdu_guard broadcast_flood designated_bridge designated_port hairpin_mode isolated learning path_cost port_id ' +
    'port_no priority state unicast_flood'
  )
    .split(' ')
    .map((name) => `/sys/class/net/v0/brport/${name}`),
  '/proc/sys/net/ipv4/ip_forward',
  '/proc/sys/net/ipv4/ip_local_port_range',
  '/proc/sys/net/ipv4/route/flush',
  '/proc/sys/net/ipv4/conf/all/accept_redirects',
  '/proc/sys/net/ipv4/conf/v1/forwarding',
  '/proc/sys/net/ipv4/neigh/br0/base_reachable_time_ms',
  '/proc/sys/net/ipv4/nosuch',
];

const FOLDERS = [
  '/sys/class/net',
  '/proc/sys/net/ipv4/conf',
  '/proc/sys/net/ipv4/conf/v0',
  '/sys/class/net/br0/brif',
];

function kernelReads(): Record<string, string> {
  const reads = PATHS.map((path) => `echo "== ${path}"; cat ${path} 2>&1`);
  const lists = FOLDERS.map((path) => `echo "== ${path}"; LC_ALL=C ls -1 ${path} 2>&1`);
  const script = `${SETUP}\n${[...reads, ...lists].join('\n')}`;
  const done = spawnSync('sh', ['-c', IN_PRIVATE], { input: script, encoding: 'utf8', timeout: 30_000 });
  const parts = done.stdout.split(/^== (.*)\n/m).slice(1);
  const found: Record<string, string> = {};
  for (let i = 0; i < parts.length; i += 2) found[parts[i] as string] = parts[i + 1] as string;
  return found;
}

const h1 = 'h1' as MachineId;

function oursReads(): Record<string, string> {
  const world = new World(1);
  const netns = rootNetnsOf(h1);
  const mac = (text: string) => unwrap(parseMac(text));
  const cidr = (text: string) => unwrap(parseIpv4Cidr(text));
  const ip = (text: string) => unwrap(parseIpv4(text));
  const peer = { name: 'v1', index: 11, mac: mac('02:00:00:00:00:02') };
  applied(world, { op: 'machine.add', id: h1, name: 'h1', kind: 'host' });
  applied(world, { op: 'link.set', netns, name: 'lo', up: true });
  applied(world, {
    op: 'link.add',
    netns,
    name: 'br0',
    mac: mac('02:00:00:00:00:10'),
    link: { kind: 'bridge' },
  });
  applied(world, {
    op: 'link.add',
    netns,
    name: 'v0',
    index: 12,
    mac: mac('02:00:00:00:00:01'),
    link: { kind: 'veth', peer },
  });
  applied(world, { op: 'link.set', netns, name: 'v0', master: 'br0' });
  applied(world, { op: 'addr.add', netns, dev: 'br0', cidr: cidr('192.0.2.1/24') });
  applied(world, { op: 'link.set', netns, name: 'br0', up: true });
  applied(world, { op: 'link.set', netns, name: 'v0', up: true });
  applied(world, { op: 'link.set', netns, name: 'v0', mtu: 1400 });
  applied(world, {
    op: 'route.add',
    netns,
    route: { dst: cidr('0.0.0.0/0'), via: ip('192.0.2.254'), metric: 5 },
  });
  applied(world, { op: 'route.add', netns, route: { dst: cidr('10.9.0.0/16'), type: 'unreachable' } });
  applied(world, { op: 'route.add', netns, route: { dst: cidr('198.51.100.7/32'), via: ip('192.0.2.253') } });
  applied(world, { op: 'neigh.add', netns, dev: 'br0', ip: ip('192.0.2.77'), mac: mac('02:00:00:00:00:77') });
  applied(world, { op: 'sysctl.write', netns, key: 'net.ipv4.ip_forward', value: '1' });
  const files = filesOf(world, h1, netns);
  const words = {
    ENOENT: 'No such file or directory',
    EINVAL: 'Invalid argument',
    EACCES: 'Permission denied',
  };
  const found: Record<string, string> = {};
  for (const path of PATHS) {
    const text = files.read(path);
    const why = text.ok ? '' : words[text.error as keyof typeof words];
    found[path] = text.ok ? text.value : `cat: ${path}: ${why}\n`;
  }
  for (const path of FOLDERS) {
    const names = unwrap(files.list(path));
    found[path] = [...names]
      .sort()
      .map((name) => `${name}\n`)
      .join('');
  }
  return found;
}

const canUnshare = spawnSync('sh', ['-c', IN_PRIVATE], { input: 'ip link add x type bridge' }).status === 0;
if (!canUnshare) loudSkip('live files against the kernel: this needs root, unshare and iproute2');

describe.skipIf(!canUnshare)('live files', () => {
  const kernel = canUnshare ? kernelReads() : {};
  const ours = canUnshare ? oursReads() : {};
  test.each([...PATHS, ...FOLDERS])('%s', (path) => {
    expect(ours[path]).toBe(kernel[path]);
  });
});
