// A reboot loses what Linux loses, and keeps what /etc/sysctl.conf and /etc/network/interfaces keep.

import { describe, expect, test } from 'vitest';
import { namedNetnsOf, rootNetnsOf, type MachineId } from '../../src/engine/ids.ts';
import { devByName } from '../../src/engine/device/table.ts';
import { sysctlText } from '../../src/engine/sysctl.ts';
import { filesOf } from '../../src/engine/vfs/view.ts';
import { rebootMachine } from '../../src/lab/reboot.ts';
import { present } from '../../src/base/assert.ts';
import { topology } from '../support/topology.ts';

const r1 = 'r1' as MachineId;

function router() {
  const { world } = topology()
    .router('r1', (e) =>
      e.eth('192.0.2.1/24').eth('198.51.100.1/24').bridge('br0').route('default', '192.0.2.254'),
    )
    .netns('r1', 'red')
    .veth('r1:v0', 'r1/red:v1')
    .build();
  const files = filesOf(world, r1, rootNetnsOf(r1));
  const ns = () => present(world.netns.get(rootNetnsOf(r1)), 'root namespace');
  return { world, files, ns };
}

describe('a reboot', () => {
  test('loses namespaces, virtual devices, addresses, routes and settings', () => {
    const { world, ns } = router();
    rebootMachine(world, r1);
    expect(world.netns.has(namedNetnsOf(r1, 'red'))).toBe(false);
    expect(ns().ifindexes.keys((a, b) => (a < b ? -1 : 1))).toEqual(['eth0', 'eth1', 'lo']);
    expect(
      ns()
        .addrs.get()
        .map(({ cidr }) => cidr.addr),
    ).toEqual(['127.0.0.1']);
    expect(
      ns()
        .routes.get()
        .filter((route) => route.table === 254),
    ).toEqual([]);
    expect(sysctlText(ns(), 'net.ipv4.ip_forward')).toBe('0');
    expect(devByName(ns(), 'eth0')?.up).toBe(false);
  });

  test('loses /tmp and keeps the rest of the disk', () => {
    const { world, files } = router();
    files.write('/tmp/x', 'x');
    files.write('/root/lab.sh', 'ip a');
    rebootMachine(world, r1);
    expect(files.read('/tmp/x')).toEqual({ ok: false, error: 'ENOENT' });
    expect(files.read('/root/lab.sh')).toEqual({ ok: true, value: 'ip a' });
  });

  test('ip_forward survives in /etc/sysctl.conf only', () => {
    const { world, files, ns } = router();
    files.write('/etc/sysctl.conf', '# routing\nnet.ipv4.ip_forward = 1\nnet/ipv4/conf/all/rp_filter=2\n');
    rebootMachine(world, r1);
    expect(sysctlText(ns(), 'net.ipv4.ip_forward')).toBe('1');
    expect(sysctlText(ns(), 'net.ipv4.conf.eth0.forwarding')).toBe('1');
    expect(sysctlText(ns(), 'net.ipv4.conf.all.rp_filter')).toBe('2');
  });

  test('addresses and the default route survive in /etc/network/interfaces only', () => {
    const { world, files, ns } = router();
    const text =
      'auto lo eth0\niface lo inet loopback\niface eth0 inet static\n  address 192.0.2.7\n  netmask 255.255.255.0\n' +
      '  gateway 192.0.2.254\n  post-up ip route add 10.0.0.0/8 via 192.0.2.253 dev $IFACE\niface eth1 inet static\n  address 198.51.100.7/24\n';
    files.write('/etc/network/interfaces', text);
    const { commands, complaints } = rebootMachine(world, r1);
    expect(complaints).toEqual([]);
    expect(commands).toEqual(['ip route add 10.0.0.0/8 via 192.0.2.253 dev eth0']);
    expect(
      ns()
        .addrs.get()
        .map(({ cidr }) => `${cidr.addr}/${cidr.prefixLen}`),
    ).toEqual(['127.0.0.1/8', '192.0.2.7/24']);
    const main = ns()
      .routes.get()
      .filter((route) => route.table === 254);
    expect(main.map(({ dst, via }) => `${dst.addr}/${dst.prefixLen} ${via ?? 'link'}`)).toEqual([
      '0.0.0.0/0 192.0.2.254',
      '192.0.2.0/24 link',
    ]);
  });

  test('says which interface could not be brought up', () => {
    const { world, files } = router();
    files.write('/etc/network/interfaces', 'auto eth9\niface eth9 inet manual\n');
    expect(rebootMachine(world, r1).complaints).toEqual([
      'ifup: failed to bring up eth9: Cannot find device "eth9"',
    ]);
  });
});
