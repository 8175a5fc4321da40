// ping's texts as recorded on Linux 6.18 with iputils 20221126, times masked.

import { expect, test } from 'vitest';
import { SECOND, type Nanos } from '../../../src/engine/ids.ts';
import { masked, NetShell } from '../../support/net-shell.ts';
import { routed, switched } from './labs.ts';

/** Standard output, then standard error, then the status. */
function told(place: string, command: string, lab = switched()): string {
  const { out, err, status } = new NetShell(lab.world).run(place, command);
  return masked(`${out}${err && `[stderr] ${err}`}[exit ${status}]`);
}

test('an answer, and the statistics', () => {
  expect(told('pc1', 'ping -c 2 10.0.0.2')).toBe(`PING 10.0.0.2 (10.0.0.2) 56(84) bytes of data.
64 bytes from 10.0.0.2: icmp_seq=1 ttl=64 time=T ms
64 bytes from 10.0.0.2: icmp_seq=2 ttl=64 time=T ms

--- 10.0.0.2 ping statistics ---
2 packets transmitted, 2 received, 0% packet loss, time Tms
rtt min/avg/max/mdev = T ms
[exit 0]`);
});

test('nobody there: three unreachables at once, and a pipe of three', () => {
  expect(told('pc1', 'ping -c 3 10.0.0.77')).toBe(`PING 10.0.0.77 (10.0.0.77) 56(84) bytes of data.
From 10.0.0.1 icmp_seq=1 Destination Host Unreachable
From 10.0.0.1 icmp_seq=2 Destination Host Unreachable
From 10.0.0.1 icmp_seq=3 Destination Host Unreachable

--- 10.0.0.77 ping statistics ---
3 packets transmitted, 0 received, +3 errors, 100% packet loss, time Tms
pipe 3
[exit 1]`);
});

test('-W 1 gives up before the neighbour search has failed', () => {
  expect(told('pc1', 'ping -c 1 -W 1 10.0.0.77')).toBe(`PING 10.0.0.77 (10.0.0.77) 56(84) bytes of data.

--- 10.0.0.77 ping statistics ---
1 packets transmitted, 0 received, 100% packet loss, time Tms

[exit 1]`);
});

test('-q, -s and -M do', () => {
  expect(told('pc1', 'ping -c 3 -i 0.2 -q 10.0.0.2')).toBe(`PING 10.0.0.2 (10.0.0.2) 56(84) bytes of data.

--- 10.0.0.2 ping statistics ---
3 packets transmitted, 3 received, 0% packet loss, time Tms
rtt min/avg/max/mdev = T ms
[exit 0]`);
  expect(told('pc1', 'ping -c 1 -s 1472 -M do 10.0.0.2')).toContain(
    'PING 10.0.0.2 (10.0.0.2) 1472(1500) bytes of data.\n1480 bytes from 10.0.0.2: icmp_seq=1 ttl=64 time=T ms\n',
  );
});

test('a message that is too long for -M do', () => {
  expect(
    told('pc1', 'ping -c 1 -s 1473 -M do 10.0.0.2'),
  ).toBe(`PING 10.0.0.2 (10.0.0.2) 1473(1501) bytes of data.

--- 10.0.0.2 ping statistics ---
1 packets transmitted, 0 received, +1 errors, 100% packet loss, time Tms

[stderr] ping: local error: message too long, mtu=1500
[exit 1]`);
});

test('a broadcast wants -b', () => {
  expect(told('pc1', 'ping -c 1 10.0.0.255')).toBe(
    '[stderr] ping: Do you want to ping broadcast? Then -b. If not, check your local firewall rules\n[exit 2]',
  );
  expect(told('pc1', 'ping -b -c 1 10.0.0.255')).toBe(`PING 10.0.0.255 (10.0.0.255) 56(84) bytes of data.

--- 10.0.0.255 ping statistics ---
1 packets transmitted, 0 received, 100% packet loss, time Tms

[stderr] WARNING: pinging broadcast address
[exit 1]`);
});

test.each([
  ['ping', 'ping: usage error: Destination address required', 1],
  ['ping -c 0 10.0.0.2', "ping: invalid argument: '0': out of range: 1 <= value <= 9223372036854775807", 1],
  ['ping -c x 10.0.0.2', "ping: invalid argument: 'x'", 1],
  ['ping -t 256 10.0.0.2', "ping: invalid argument: '256': out of range: 0 <= value <= 255", 1],
  ['ping -t 0 10.0.0.2', 'ping: cannot set unicast time-to-live: Invalid argument', 2],
  ['ping -M foo 10.0.0.2', 'ping: invalid -M argument: foo', 2],
  ['ping -W -1 10.0.0.2', 'ping: bad linger time: -1', 2],
  ['ping -l 0 10.0.0.2', "ping: invalid argument: '0': out of range: 1 <= value <= 65536", 1],
  ['ping -Q foo 10.0.0.2', 'ping: bad TOS value: foo', 2],
  ['ping -Q 300 10.0.0.2', 'ping: the decimal value of TOS bits must be in range 0-255: 300', 2],
  ['ping -p zz 10.0.0.2', 'ping: patterns must be specified as hex digits: zz', 2],
  ['ping -4 -6 10.0.0.2', 'ping: only one -4 or -6 option may be specified', 2],
  ['ping -4 ::1', 'ping: ::1: Address family for hostname not supported', 2],
  ['ping -6 10.0.0.2', 'ping: 10.0.0.2: Address family for hostname not supported', 2],
  ['ping 300.1.1.1', 'ping: 300.1.1.1: Temporary failure in name resolution', 2],
  ['ping -I eth5 10.0.0.2', 'ping: SO_BINDTODEVICE eth5: No such device', 2],
  ['ping -I 10.0.0.5 10.0.0.2', 'ping: bind: Cannot assign requested address', 2],
  ['ping 10.9.9.9', 'ping: connect: Network is unreachable', 2],
])('%s: %s', (command, text, status) => {
  expect(told('pc1', command)).toBe(`[stderr] ${text}\n[exit ${status}]`);
});

test('an unknown option brings the usage text', () => {
  const { err, status } = new NetShell(switched().world).run('pc1', 'ping -x');
  expect(err).toMatch(/^ping: invalid option -- 'x'\n\nUsage\n {2}ping \[options\] <destination>\n/);
  expect(status).toBe(2);
});

test('-I names the source in the first line', () => {
  expect(told('pc1', 'ping -c 1 -I 10.0.0.1 10.0.0.2')).toContain(
    'PING 10.0.0.2 (10.0.0.2) from 10.0.0.1 : 56(84)',
  );
  expect(told('pc1', 'ping -c 1 -I eth0 10.0.0.2')).toContain(
    'PING 10.0.0.2 (10.0.0.2) from 10.0.0.1 eth0: 56(84)',
  );
});

test('-v shows the identifier, -D the time of day, -O what is missing', () => {
  expect(told('pc1', 'ping -c 1 -v 10.0.0.2')).toMatch(
    /^ai->ai_family: AF_INET, ai->ai_canonname: '10\.0\.0\.2'\nPING .*\n64 bytes from 10\.0\.0\.2: icmp_seq=1 ident=\d+ ttl=64/,
  );
  expect(told('pc1', 'ping -c 1 -D 10.0.0.2')).toMatch(/\n\[\d{10}\.\d{6}\] 64 bytes/);
  expect(told('pc1', 'ping -c 3 -O 10.0.0.77')).toContain(
    'no answer yet for icmp_seq=1\nno answer yet for icmp_seq=2\n',
  );
});

test('too few octets for a time stamp: no times', () => {
  expect(told('pc1', 'ping -c 1 -s 8 10.0.0.2')).toBe(`PING 10.0.0.2 (10.0.0.2) 8(36) bytes of data.
16 bytes from 10.0.0.2: icmp_seq=1 ttl=64

--- 10.0.0.2 ping statistics ---
1 packets transmitted, 1 received, 0% packet loss, time Tms

[exit 0]`);
});

test('-f writes a dot and takes it back', () => {
  expect(told('pc1', 'ping -c 3 -f 10.0.0.2').replaceAll('\b', '<')).toMatch(
    /^PING .*\n(\.< <){3}\n--- 10\.0\.0\.2 ping statistics ---\n3 packets.*\nrtt min.* ms, ipg\/ewma /,
  );
});

test('-l sends ahead', () => {
  expect(told('pc1', 'ping -c 3 -l 3 10.0.0.2')).toMatch(/pipe 3\n/);
});

test('-w ends it, and asks for as many answers as -c says', () => {
  expect(told('pc1', 'ping -w 2 10.0.0.2')).toContain('2 packets transmitted, 2 received');
  expect(told('pc1', 'ping -c 5 -w 2 10.0.0.2')).toMatch(/2 packets transmitted, 2 received[^]*\[exit 1\]/);
});

test('Ctrl-C brings the statistics', () => {
  const shell = new NetShell(switched().world);
  const running = shell.start('pc1', 'ping 10.0.0.2');
  shell.host.run({ until: (1.5 * SECOND) as Nanos });
  expect(running.out).not.toContain('statistics');
  shell.host.signal(running.pid, 'SIGQUIT');
  shell.host.run({ until: (1.6 * SECOND) as Nanos });
  expect(running.err).toMatch(/^\r2\/2 packets, 0% loss, min\/avg\/ewma\/max = /);
  shell.host.signal(running.pid, 'SIGINT');
  shell.host.run({ pid: running.pid });
  expect(running.out).toContain('2 packets transmitted, 2 received, 0% packet loss, time 1000ms');
  expect(running.status).toBe(0);
});

test('/etc/hosts: the first name of the line is the one that is shown', () => {
  const lab = switched();
  const shell = new NetShell(lab.world);
  shell.write('pc1', '/etc/hosts', '127.0.0.1 localhost\n10.0.0.2 pc2 web\n');
  const lines = shell.run('pc1', 'ping -c 1 web').out.split('\n');
  expect(lines[0]).toBe('PING pc2 (10.0.0.2) 56(84) bytes of data.');
  expect(lines[1]).toMatch(/^64 bytes from pc2 \(10\.0\.0\.2\): icmp_seq=1/);
  expect(lines[3]).toBe('--- pc2 ping statistics ---');
  expect(shell.run('pc1', 'ping -c 1 -n web').out).toContain('64 bytes from 10.0.0.2: icmp_seq=1');
  shell.write('pc1', '/etc/nsswitch.conf', 'hosts: files\n');
  expect(shell.run('pc1', 'ping -c 1 nosuch').err).toBe('ping: nosuch: Name or service not known\n');
});

test.each([
  ['ping -c 1 -t 1 10.0.2.2', 'From 10.0.1.1 icmp_seq=1 Time to live exceeded'],
  ['ping -c 1 -t 2 10.0.2.2', 'From 10.0.12.2 icmp_seq=1 Time to live exceeded'],
  ['ping -c 1 -t 3 10.0.2.2', '64 bytes from 10.0.2.2: icmp_seq=1 ttl=62 time=T ms'],
  ['ping -c 1 -W 4 10.0.2.77', 'From 10.0.12.2 icmp_seq=1 Destination Host Unreachable'],
  ['ping -c 1 10.0.9.9', 'From 10.0.1.1 icmp_seq=1 Destination Net Unreachable'],
])('behind routers: %s', (command, line) => {
  expect(told('pc1', command, routed()).split('\n')[1]).toBe(line);
});
