// /proc/sys/net: what is written, what follows from it, what is refused.

import { describe, expect, test } from 'vitest';
import { applyOp } from '../../src/engine/apply.ts';
import type { NetnsId } from '../../src/engine/ids.ts';
import { conf, sysctlKeys, sysctlText } from '../../src/engine/sysctl.ts';
import { type IpHost, ipHost } from './fib/ip-host.ts';

const DEVS = ['all', 'default', 'lo', 'eth0', 'eth1'] as const;

function everywhere(host: IpHost, name: string): string {
  return DEVS.map((dev) => `${dev}=${sysctlText(host.ns, `net.ipv4.conf.${dev}.${name}`)}`).join(' ');
}

describe('ip_forward', () => {
  test('is conf.all.forwarding, and sets every device and default', () => {
    const host = ipHost('sysctl ip_forward=1');
    expect(everywhere(host, 'forwarding')).toBe('all=1 default=1 lo=1 eth0=1 eth1=1');
    host.did('sysctl conf.all.forwarding=0');
    expect(sysctlText(host.ns, 'net.ipv4.ip_forward')).toBe('0');
    expect(everywhere(host, 'forwarding')).toBe('all=0 default=0 lo=0 eth0=0 eth1=0');
  });

  test('switches all.accept_redirects off and on again', () => {
    const host = ipHost('sysctl ip_forward=1');
    expect(everywhere(host, 'accept_redirects')).toBe('all=0 default=1 lo=1 eth0=1 eth1=1');
    expect(everywhere(host.did('sysctl ip_forward=0'), 'accept_redirects')).toContain('all=1');
  });

  test('takes 2, and keeps it', () => {
    expect(everywhere(ipHost('sysctl ip_forward=2'), 'forwarding')).toBe(
      'all=2 default=2 lo=2 eth0=2 eth1=2',
    );
  });

  test('written again with the same value does nothing', () => {
    const host = ipHost('sysctl ip_forward=1', 'sysctl conf.eth0.forwarding=0', 'sysctl ip_forward=1');
    expect(everywhere(host, 'forwarding')).toBe('all=1 default=1 lo=1 eth0=0 eth1=1');
  });

  test('of one device is that device’s alone', () => {
    expect(everywhere(ipHost('sysctl conf.eth0.forwarding=1'), 'forwarding')).toBe(
      'all=0 default=0 lo=0 eth0=1 eth1=0',
    );
  });
});

describe('default', () => {
  test('reaches the devices that never had an address nor a value of their own', () => {
    const host = ipHost('ip addr add 192.0.2.1/24 dev eth0', 'sysctl conf.default.rp_filter=1');
    expect(everywhere(host, 'rp_filter')).toBe('all=0 default=1 lo=0 eth0=0 eth1=1');
    host.did('ip addr del 192.0.2.1/24 dev eth0').did('sysctl conf.default.rp_filter=2');
    expect(everywhere(host, 'rp_filter')).toBe('all=0 default=2 lo=0 eth0=0 eth1=2');
    host.did('sysctl conf.eth1.rp_filter=2').did('sysctl conf.default.rp_filter=0');
    expect(everywhere(host, 'rp_filter')).toBe('all=0 default=0 lo=0 eth0=0 eth1=2');
  });

  test.each(['forwarding', 'route_localnet', 'promote_secondaries'])(
    '%s is only for devices to come',
    (name) => {
      const host = ipHost(`sysctl conf.default.${name}=1`);
      expect(everywhere(host, name)).toBe('all=0 default=1 lo=0 eth0=0 eth1=0');
      applyOp(host.world, { op: 'link.add', netns: 'h1' as NetnsId, name: 'br0', link: { kind: 'bridge' } });
      expect(sysctlText(host.ns, `net.ipv4.conf.br0.${name}`)).toBe('1');
    },
  );

  test('written before a device came is that device’s own', () => {
    const host = ipHost('sysctl conf.default.rp_filter=1');
    applyOp(host.world, { op: 'link.add', netns: 'h1' as NetnsId, name: 'br0', link: { kind: 'bridge' } });
    host.did('sysctl conf.default.rp_filter=0');
    expect(sysctlText(host.ns, 'net.ipv4.conf.br0.rp_filter')).toBe('1');
  });
});

describe('a number', () => {
  test.each([
    ['0x10', '16'],
    ['010', '8'],
    [' 5', '5'],
    ['1\n', '1'],
    ['1 2', '1'],
    ['-1', '-1'],
    ['-2147483648', '-2147483648'],
  ])('may be written %j', (value, text) => {
    const host = ipHost(`sysctl ip_forward=${value.replaceAll(' ', '\t')}`);
    expect(sysctlText(host.ns, 'net.ipv4.ip_forward')).toBe(text);
  });

  test.each(['abc', '1abc', '+3', '0x', '2147483648', '99999999999', '\n'])(
    'may not be written %j',
    (value) => {
      expect(ipHost().says(`sysctl ip_forward=${value}`)).toBe('RTNETLINK answers: Invalid argument');
    },
  );
});

describe('a range', () => {
  test.each([
    ['ip_default_ttl=0', 'Invalid argument'],
    ['ip_default_ttl=256', 'Invalid argument'],
    ['icmp_echo_ignore_all=2', 'Invalid argument'],
    ['route.min_pmtu=67', 'Invalid argument'],
    ['ip_local_port_range=9\t8', 'Invalid argument'],
    ['conf.eth0.mc_forwarding=1', 'Permission denied'],
    ['conf.eth9.rp_filter=1', 'No such file or directory'],
    ['conf.eth0.nonsense=1', 'No such file or directory'],
    ['nonsense=1', 'No such file or directory'],
  ])('refuses %j', (write, error) => {
    expect(ipHost().says(`sysctl ${write}`)).toBe(`RTNETLINK answers: ${error}`);
  });

  test('icmp_ratelimit is kept in ticks of 4 ms', () => {
    expect(sysctlText(ipHost('sysctl icmp_ratelimit=1').ns, 'net.ipv4.icmp_ratelimit')).toBe('4');
  });
});

describe('the tree', () => {
  test('is listed path by path, each device with its folders', () => {
    const keys = sysctlKeys(ipHost().ns);
    expect(keys[0]).toBe('net.bridge.bridge-nf-call-arptables');
    expect(keys).toContain('net.ipv4.neigh.eth0.mcast_solicit');
    expect(keys.indexOf('net.ipv4.conf.default.tag')).toBeLessThan(
      keys.indexOf('net.ipv4.conf.eth0.accept_local'),
    );
    expect(keys.filter((key) => sysctlText(ipHost().ns, key) === undefined)).toEqual([]);
  });

  test('follows a device’s name, and goes with it', () => {
    const host = ipHost('sysctl conf.eth1.rp_filter=2', 'ip link set eth1 down');
    applyOp(host.world, { op: 'link.set', netns: 'h1' as NetnsId, name: 'eth1', rename: 'wan' });
    expect(conf(host.ns, 'wan', 'rp_filter')).toBe(2);
    expect(sysctlText(host.ns, 'net.ipv4.conf.eth1.rp_filter')).toBeUndefined();
    applyOp(host.world, { op: 'link.del', netns: 'h1' as NetnsId, name: 'wan' });
    applyOp(host.world, { op: 'link.add', netns: 'h1' as NetnsId, name: 'wan', link: { kind: 'physical' } });
    expect(conf(host.ns, 'wan', 'rp_filter')).toBe(0);
  });

  test('comes back as it was when the world is stepped back', () => {
    const host = ipHost();
    const mark = host.world.journal.position;
    expect(conf(host.ns, 'eth0', 'rp_filter')).toBe(0);
    host.did('sysctl conf.eth0.rp_filter=1');
    expect(conf(host.ns, 'eth0', 'rp_filter')).toBe(1);
    host.world.journal.seek(mark);
    expect(conf(host.ns, 'eth0', 'rp_filter')).toBe(0);
    host.world.journal.seek(host.world.journal.length);
    expect(conf(host.ns, 'eth0', 'rp_filter')).toBe(1);
  });
});
