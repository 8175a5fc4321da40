// The files that the kernel makes up: they show the namespace of who looks, and writing to them configures it.

import { describe, expect, test } from 'vitest';
import { namedNetnsOf, rootNetnsOf, type MachineId } from '../../../src/engine/ids.ts';
import { sysctlText } from '../../../src/engine/sysctl.ts';
import type { Files } from '../../../src/engine/vfs/files.ts';
import { filesOf } from '../../../src/engine/vfs/view.ts';
import type { World } from '../../../src/engine/world.ts';
import { topology } from '../../support/topology.ts';

const h1 = 'h1' as MachineId;

function twoNamespaces(): { world: World; root: Files; red: Files } {
  const lab = topology()
    .host('h1', (e) => e.eth('192.0.2.1/24'))
    .netns('h1', 'red')
    .veth('h1:v0', 'h1/red:v1.5')
    .build();
  const root = filesOf(lab.world, h1, rootNetnsOf(h1));
  return { world: lab.world, root, red: filesOf(lab.world, h1, namedNetnsOf(h1, 'red')) };
}

function textOf(files: Files, path: string): string {
  const found = files.read(path);
  return found.ok ? found.value : found.error;
}

describe('/proc/sys/net', () => {
  test('configures the namespace of who writes, and no other', () => {
    const { root, red } = twoNamespaces();
    expect(root.write('/proc/sys/net/ipv4/ip_forward', '1\n')).toEqual({ ok: true });
    expect(textOf(root, '/proc/sys/net/ipv4/ip_forward')).toBe('1\n');
    expect(textOf(root, '/proc/sys/net/ipv4/conf/eth0/forwarding')).toBe('1\n');
    expect(textOf(red, '/proc/sys/net/ipv4/ip_forward')).toBe('0\n');
  });

  test('refuses what the kernel refuses', () => {
    const { root } = twoNamespaces();
    expect(root.write('/proc/sys/net/ipv4/ip_forward', 'foo\n')).toEqual({ ok: false, error: 'EINVAL' });
    expect(root.write('/proc/sys/net/ipv4/conf/all/mc_forwarding', '1')).toEqual({
      ok: false,
      error: 'EACCES',
    });
    expect(root.write('/proc/sys/net/ipv4/nosuch', '1')).toEqual({ ok: false, error: 'ENOENT' });
  });

  test('has a folder a device, dots in its name or not', () => {
    const { world, red } = twoNamespaces();
    expect(red.list('/proc/sys/net/ipv4/conf')).toEqual({
      ok: true,
      value: ['all', 'default', 'lo', 'v1.5'],
    });
    red.write('/proc/sys/net/ipv4/conf/v1.5/rp_filter', '2');
    const ns = world.netns.get(namedNetnsOf(h1, 'red'));
    expect(ns && sysctlText(ns, 'net.ipv4.conf.v1.5.rp_filter')).toBe('2');
    expect(textOf(red, '/proc/sys/net/ipv4/conf/v1/5/rp_filter')).toBe('ENOENT');
  });

  test('opening a file for writing changes nothing by itself', () => {
    const { root } = twoNamespaces();
    expect(root.write('/proc/sys/net/ipv4/ip_forward', '')).toEqual({ ok: true });
    expect(textOf(root, '/proc/sys/net/ipv4/ip_forward')).toBe('0\n');
  });
});

describe('/sys/class/net', () => {
  test('shows the devices of the namespace', () => {
    const { root, red } = twoNamespaces();
    expect(root.list('/sys/class/net')).toEqual({ ok: true, value: ['eth0', 'lo', 'v0'] });
    expect(red.list('/sys/class/net')).toEqual({ ok: true, value: ['lo', 'v1.5'] });
    expect(red.realpath('/sys/class/net/v1.5')).toEqual({ ok: true, value: '/sys/devices/virtual/net/v1.5' });
  });

  test('a process that only entered a namespace (nsenter) still sees the devices of the old one there', () => {
    const { root } = twoNamespaces();
    const entered = root.inNetns(namedNetnsOf(h1, 'red'));
    expect(entered.list('/sys/class/net')).toEqual({ ok: true, value: ['eth0', 'lo', 'v0'] });
    expect(textOf(entered, '/proc/net/dev')).toContain('  v1.5: ');
  });

  test('takes an MTU as `ip link set mtu` does', () => {
    const { root } = twoNamespaces();
    root.write('/sys/class/net/v0/mtu', '1400\n');
    expect(textOf(root, '/sys/class/net/v0/mtu')).toBe('1400\n');
    expect(root.write('/sys/class/net/v0/mtu', '20')).toEqual({ ok: false, error: 'EINVAL' });
    expect(root.write('/sys/class/net/v0/mtu', 'abc')).toEqual({ ok: false, error: 'EINVAL' });
    expect(root.write('/sys/class/net/v0/ifindex', '3')).toEqual({ ok: false, error: 'EACCES' });
  });
});

describe('/etc/netns and /run/netns', () => {
  test('a named namespace is a file that nobody can read or remove', () => {
    const { root } = twoNamespaces();
    expect(root.list('/var/run/netns')).toEqual({ ok: true, value: ['red'] });
    expect(textOf(root, '/run/netns/red')).toBe('EINVAL');
    expect(root.remove('/run/netns/red')).toEqual({ ok: false, error: 'EBUSY' });
  });

  test('/etc/netns/NAME/x is bound over /etc/x where that is, in both directions', () => {
    const { world, root } = twoNamespaces();
    for (const folder of ['/etc/netns', '/etc/netns/red']) root.mkdir(folder);
    root.write('/etc/netns/red/hosts', 'red\n');
    root.write('/etc/netns/red/nosuch', 'x\n');
    const red = filesOf(world, h1, namedNetnsOf(h1, 'red'));
    expect(textOf(red, '/etc/hosts')).toBe('red\n');
    expect(textOf(red, '/etc/nosuch')).toBe('ENOENT');
    red.write('/etc/hosts', 'more\n', { append: true });
    expect(textOf(root, '/etc/netns/red/hosts')).toBe('red\nmore\n');
    expect(red.remove('/etc/hosts')).toEqual({ ok: false, error: 'EBUSY' });
    expect(textOf(root, '/etc/hosts')).toBe('127.0.0.1\tlocalhost\n');
  });
});
