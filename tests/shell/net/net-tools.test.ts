// arp, route, ifconfig, hostname and sysctl, as recorded or seen on Debian 12 with Linux 6.18.

import { expect, test } from 'vitest';
import { NetShell } from '../../support/net-shell.ts';
import { routed, switched } from './labs.ts';
import { toldBy } from './told.ts';

test('arp: what is reachable, what failed, what is static', () => {
  const shell = new NetShell(switched().world);
  const pc1 = (command: string) => toldBy(shell, 'pc1', command);
  expect(pc1('arp -n')).toBe('');
  pc1('ping -c 1 10.0.0.2');
  pc1('ping -c 1 10.0.0.77');
  expect(pc1('arp -n')).toBe(`Address                  HWtype  HWaddress           Flags Mask            Iface
10.0.0.2                 ether   02:00:00:00:00:02   C                     eth0
10.0.0.77                        (incomplete)                              eth0
`);
  expect(pc1('arp -a')).toBe(`? (10.0.0.2) at 02:00:00:00:00:02 [ether] on eth0
? (10.0.0.77) at <incomplete> on eth0
`);
  expect(pc1('arp -d 10.0.0.99')).toBe('No ARP entry for 10.0.0.99\n[exit 255]');
  expect(pc1('arp -s 10.0.0.51 02:00:00:00:00:51')).toBe('');
  expect(
    pc1('arp -n 10.0.0.51'),
  ).toBe(`Address                  HWtype  HWaddress           Flags Mask            Iface
10.0.0.51                ether   02:00:00:00:00:51   CM                    eth0
`);
  expect(pc1('arp -a -n 10.0.0.51')).toBe('? (10.0.0.51) at 02:00:00:00:00:51 [ether] PERM on eth0\n');
  expect(pc1('arp -v -n -i nosuch')).toBe(
    'Entries: 3\tSkipped: 3\tFound: 0\narp: in 3 entries no match found.\n',
  );
  expect(pc1('arp -n 10.0.0.9')).toBe('10.0.0.9 (10.0.0.9) -- no entry\n');
  expect(pc1('arp -s')).toBe('[stderr] arp: need host name\n[exit 255]');
  expect(pc1('arp -s 10.0.0.5 zz')).toBe('[stderr] arp: invalid hardware address\n[exit 255]');
  expect(pc1('arp -s 10.9.9.9 02:00:00:00:00:05')).toBe(
    '[stderr] SIOCSARP: Network is unreachable\n[exit 255]',
  );
  expect(pc1('arp -d 10.0.0.51')).toBe('');
});

test('route -n: a gateway, a network, a host', () => {
  const shell = new NetShell(routed().world);
  const pc1 = (command: string) => toldBy(shell, 'pc1', command);
  expect(pc1('route -n')).toBe(`Kernel IP routing table
Destination     Gateway         Genmask         Flags Metric Ref    Use Iface
0.0.0.0         10.0.1.1        0.0.0.0         UG    0      0        0 eth0
10.0.1.0        0.0.0.0         255.255.255.0   U     0      0        0 eth0
`);
  expect(pc1('route')).toContain(
    'default         10.0.1.1        0.0.0.0         UG    0      0        0 eth0\n',
  );
  expect(pc1('route add default gw 10.0.1.1')).toBe('[stderr] SIOCADDRT: File exists\n[exit 7]');
  expect(pc1('route del default')).toBe('');
  expect(pc1('route del default')).toBe('[stderr] SIOCDELRT: No such process\n[exit 7]');
  expect(pc1('route add -net 10.0.2.0 netmask 255.255.255.0 gw 10.0.1.1')).toBe('');
  expect(pc1('route add -net 10.0.3.0/24 gw 10.0.99.1')).toBe(
    '[stderr] SIOCADDRT: Network is unreachable\n[exit 7]',
  );
  expect(pc1('route add -net 10.0.2.5/24 gw 10.0.1.1')).toMatch(
    /^\[stderr\] route: netmask doesn't match route address\nUsage: inet_route .*\[exit 3\]$/s,
  );
  expect(pc1('route add -host 10.0.9.1 reject')).toBe('');
  expect(pc1('route add 10.0.9.2 dev eth0')).toBe('');
  expect(pc1('route -n')).toBe(`Kernel IP routing table
Destination     Gateway         Genmask         Flags Metric Ref    Use Iface
10.0.1.0        0.0.0.0         255.255.255.0   U     0      0        0 eth0
10.0.2.0        10.0.1.1        255.255.255.0   UG    0      0        0 eth0
10.0.9.1        -               255.255.255.255 !H    0      -        0 -
10.0.9.2        0.0.0.0         255.255.255.255 UH    0      0        0 eth0
`);
  expect(pc1('route -en')).toContain(
    '10.0.9.1        -               255.255.255.255 !H        - -          - -\n10.0.9.2        0.0.0.0         255.255.255.255 UH        0 0          0 eth0\n',
  );
  expect(pc1('route -een')).toContain('UG    0      0        0 eth0     0     0      0\n');
  expect(pc1('route del -net 10.0.2.0/24')).toBe('');
  expect(pc1('route add -net 10.0.5.0/24')).toBe('[stderr] SIOCADDRT: No such device\n[exit 7]');
  expect(pc1('route add 10.0.2.0/24 gw 10.0.1.1')).toContain(
    "netmask 000000ff doesn't make sense with host route",
  );
});

test('ifconfig shows a device and its counters', () => {
  const shell = new NetShell(switched().world);
  const pc1 = (command: string) => toldBy(shell, 'pc1', command);
  pc1('sysctl -qw net.ipv6.conf.all.disable_ipv6=1');
  expect(pc1('ifconfig eth0')).toBe(`eth0: flags=4163<UP,BROADCAST,RUNNING,MULTICAST>  mtu 1500
        inet 10.0.0.1  netmask 255.255.255.0  broadcast 0.0.0.0
        ether 02:00:00:00:00:01  txqueuelen 1000  (Ethernet)
        RX packets 0  bytes 0 (0.0 B)
        RX errors 0  dropped 0  overruns 0  frame 0
        TX packets 0  bytes 0 (0.0 B)
        TX errors 0  dropped 0 overruns 0  carrier 0  collisions 0

`);
  expect(pc1('ifconfig lo')).toMatch(
    /^lo: flags=73<UP,LOOPBACK,RUNNING> {2}mtu 65536\n {8}inet 127\.0\.0\.1 {2}netmask 255\.0\.0\.0\n {8}loop /,
  );
  expect(
    pc1('ifconfig -s lo'),
  ).toBe(`Iface      MTU    RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR TX-DRP TX-OVR Flg
lo              65536        0      0      0 0             0      0      0      0 LRU
`);
  expect(pc1('ifconfig nosuch')).toBe(
    '[stderr] nosuch: error fetching interface information: Device not found\n[exit 1]',
  );
});

test.each([
  ['10.0.0.6/31', 'inet 10.0.0.6  netmask 255.255.255.254  broadcast 10.255.255.255'],
  ['10.0.0.6/32', 'inet 10.0.0.6  netmask 0.0.0.0  broadcast 255.255.255.255'],
])('ifconfig eth0 %s leaves the broadcast address that Linux leaves', (address, shown) => {
  const shell = new NetShell(switched().world);
  const pc1 = (command: string) => toldBy(shell, 'pc1', command);
  pc1(`ifconfig eth0 ${address}`);
  expect(pc1('ifconfig eth0')).toContain(shown);
});

test('ifconfig sets addresses as the old ioctls do', () => {
  const shell = new NetShell(switched().world);
  const pc1 = (command: string) => toldBy(shell, 'pc1', command);
  expect(pc1('ifconfig eth0 10.0.0.2')).toBe('');
  expect(pc1('ifconfig eth0')).toContain('inet 10.0.0.2  netmask 255.0.0.0  broadcast 10.255.255.255\n');
  expect(pc1('ifconfig eth0 10.0.0.4 netmask 255.255.255.0 up')).toBe('');
  expect(pc1('ifconfig eth0')).toContain('inet 10.0.0.4  netmask 255.255.255.0  broadcast 10.0.0.255\n');
  expect(pc1('ifconfig eth0:1 10.0.9.8/24')).toBe('');
  expect(pc1('ifconfig eth0:1')).toBe(`eth0:1: flags=4163<UP,BROADCAST,RUNNING,MULTICAST>  mtu 1500
        inet 10.0.9.8  netmask 255.255.255.0  broadcast 10.0.9.255
        ether 02:00:00:00:00:01  txqueuelen 1000  (Ethernet)

`);
  expect(pc1('ifconfig eth0:1 down')).toBe('');
  expect(pc1('ifconfig eth0 mtu 1')).toBe('[stderr] SIOCSIFMTU: Invalid argument\n[exit 1]');
  expect(pc1('ifconfig eth0 hw ether zz')).toBe('[stderr] zz: invalid ether address.\n[exit 1]');
  expect(pc1('ifconfig eth0 foo')).toBe(
    "[stderr] foo: Host name lookup failure\nifconfig: `--help' gives usage information.\n[exit 1]",
  );
  expect(pc1('ifconfig nosuch up')).toBe(
    '[stderr] nosuch: ERROR while getting interface flags: No such device\n[exit 255]',
  );
  expect(pc1('ifconfig eth0 0.0.0.0')).toBe('');
  expect(pc1('ifconfig eth0')).not.toContain('inet 10');
  expect(pc1('ifconfig eth0 down')).toBe('');
  expect(pc1('ifconfig eth0')).toContain('flags=4098<BROADCAST,MULTICAST>');
});

test.each([
  ['sysctl net.ipv4.ip_forward', 'net.ipv4.ip_forward = 0\n'],
  ['sysctl -w net.ipv4.ip_forward=1', 'net.ipv4.ip_forward = 1\n'],
  ['sysctl -w net/ipv4/ip_forward=1', 'net.ipv4.ip_forward = 1\n'],
  ['sysctl -n net.ipv4.ip_forward', '0\n'],
  ['sysctl -q net.ipv4.ip_forward=1', ''],
  ['sysctl -N net.ipv4.ip_forward', 'net.ipv4.ip_forward\n'],
  ['sysctl -b net.ipv4.ip_forward', '0'],
  [
    'sysctl net.ipv4.nosuch',
    '[stderr] sysctl: cannot stat /proc/sys/net/ipv4/nosuch: No such file or directory\n[exit 1]',
  ],
  ['sysctl -e net.ipv4.nosuch', ''],
  [
    'sysctl -w net.ipv4.ip_forward',
    '[stderr] sysctl: command line(0): invalid syntax, continuing...\n[exit 1]',
  ],
  [
    'sysctl -w net.ipv4.ip_forward=abc',
    '[stderr] sysctl: setting key "net.ipv4.ip_forward": Invalid argument\n[exit 1]',
  ],
  ['sysctl -w kernel.ostype=x', '[stderr] sysctl: setting key "kernel.ostype": Invalid argument\n'],
  ['sysctl -p /nosuch', '[stderr] sysctl: cannot open "/nosuch": No such file or directory\n[exit 1]'],
  ['sysctl -a -r lo.forwarding$', 'net.ipv4.conf.lo.forwarding = 0\n'],
])('%s', (command, text) => {
  expect(toldBy(new NetShell(switched().world), 'pc1', command)).toBe(text);
});

test('sysctl -p does what /etc/sysctl.conf says', () => {
  const shell = new NetShell(switched().world);
  expect(toldBy(shell, 'pc1', 'sysctl -p')).toBe('');
  shell.write('pc1', '/etc/sysctl.conf', '# c\nnet.ipv4.ip_forward=1\nfoo\n; d\nnet.ipv4.nosuch = 2\n');
  expect(toldBy(shell, 'pc1', 'sysctl -p')).toBe(
    'net.ipv4.ip_forward = 1\n[stderr] sysctl: /etc/sysctl.conf(3): invalid syntax, continuing...\nsysctl: cannot stat /proc/sys/net/ipv4/nosuch: No such file or directory\n[exit 1]',
  );
  expect(toldBy(shell, 'pc1', 'sysctl net.ipv4.ip_forward')).toBe('net.ipv4.ip_forward = 1\n');
});

test('hostname shows the name and the addresses, and sets the name', () => {
  const shell = new NetShell(switched().world);
  const pc1 = (command: string) => toldBy(shell, 'pc1', command);
  expect(pc1('hostname')).toBe('pc1\n');
  expect(pc1('hostname -I')).toBe('10.0.0.1 \n');
  expect(pc1('hostname -i')).toBe('[stderr] hostname: Temporary failure in name resolution\n[exit 1]');
  expect(pc1('hostname web')).toBe('');
  expect(pc1('hostname')).toBe('web\n');
  expect(pc1('hostname "a b"')).toBe('[stderr] hostname: the specified hostname is invalid\n[exit 1]');
  shell.write('pc1', '/etc/hosts', '10.0.0.1 web.lan web\n');
  expect(pc1('hostname -f')).toBe('web.lan\n');
  expect(pc1('hostname -d')).toBe('lan\n');
});
