// getent, ss, ethtool, nsenter, unshare, hostnamectl, man, tracepath, mtr, packetwalk.

import { expect, test } from 'vitest';
import { topology } from '../../support/topology.ts';
import { NetShell } from '../../support/net-shell.ts';
import { routed, switched } from './labs.ts';
import { toldBy } from './told.ts';

const told = (command: string, lab = switched()) => toldBy(new NetShell(lab.world), 'pc1', command);

test('getent reads /etc/hosts', () => {
  const shell = new NetShell(switched().world);
  shell.write('pc1', '/etc/hosts', '127.0.0.1 localhost\n10.0.0.2 pc2 web\n10.0.0.8 dup\n10.0.0.7 dup\n');
  const pc1 = (command: string) => toldBy(shell, 'pc1', command);
  expect(pc1('getent hosts web')).toBe('10.0.0.2        pc2 web\n');
  expect(pc1('getent hosts 10.0.0.2')).toBe('10.0.0.2        pc2 web\n');
  expect(pc1('getent hosts dup')).toBe('10.0.0.8        dup\n10.0.0.7        dup\n');
  expect(pc1('getent hosts nosuch')).toBe('[exit 2]');
  expect(pc1('getent ahosts web')).toBe(
    '10.0.0.2        STREAM pc2\n10.0.0.2        DGRAM  \n10.0.0.2        RAW    \n',
  );
  expect(pc1('getent passwd root')).toBe('root:x:0:0:root:/root:/bin/bash\n');
  expect(pc1('getent services http')).toBe('http                  80/tcp www\n');
  expect(pc1('getent foo')).toBe(
    "Try `getent --help' or `getent --usage' for more information.\n[stderr] Unknown database: foo\n[exit 1]",
  );
});

test.each([
  ['ss -tln', 'State Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\n'],
  ['ss -tuln', 'Netid State Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\n'],
  ['ss -u', 'Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\n'],
  ['ss -ua', 'State Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\n'],
  ['ss -tn state established', 'Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\n'],
  ['ss -H -t', ''],
  ['ethtool -S lo', '[stderr] no stats available\n[exit 94]'],
  ['ethtool -i lo', '[stderr] Cannot get driver information: Operation not supported\n[exit 71]'],
  ['ethtool lo', 'Settings for lo:\n\tLink detected: yes\n'],
  [
    'ethtool',
    '[stderr] ethtool: bad command line argument(s)\nFor more information run ethtool -h\n[exit 1]',
  ],
  ['nsenter -n true', '[stderr] nsenter: neither filename nor target pid supplied for ns/net\n[exit 1]'],
  [
    'nsenter --net=/run/netns/nosuch true',
    '[stderr] nsenter: cannot open /run/netns/nosuch: No such file or directory\n[exit 1]',
  ],
  [
    'nsenter -t 999999 -n true',
    '[stderr] nsenter: cannot open /proc/999999/ns/net: No such file or directory\n[exit 1]',
  ],
  ['nsenter -t x -n true', "[stderr] nsenter: failed to parse pid: 'x'\n[exit 1]"],
  [
    'nsenter -x',
    "[stderr] nsenter: invalid option -- 'x'\nTry 'nsenter --help' for more information.\n[exit 1]",
  ],
  [
    'unshare -n nosuchcmd',
    '[stderr] unshare: failed to execute nosuchcmd: No such file or directory\n[exit 127]',
  ],
  ['man nosuch', '[stderr] No manual entry for nosuch\n[exit 16]'],
])('%s', (command, text) => {
  expect(told(command)).toBe(text);
});

test('ethtool tells a veth end from a bridge', () => {
  expect(told('ethtool -i eth0')).toMatch(/^driver: veth\nversion: 1\.0\n/);
  const lines = told('ethtool -k eth0').split('\n');
  expect(lines.slice(0, 4)).toEqual([
    'Features for eth0:',
    'rx-checksumming: on',
    'tx-checksumming: on',
    '\ttx-checksum-ipv4: off [fixed]',
  ]);
});

test('nsenter goes into a named namespace, unshare into a new one', () => {
  const lab = topology().host('pc1').netns('pc1', 'red').build();
  const shell = new NetShell(lab.world);
  expect(toldBy(shell, 'pc1', 'nsenter --net=/run/netns/red ifconfig -a')).toContain('lo: flags=73<');
  expect(toldBy(shell, 'pc1', 'unshare -n ifconfig -a')).toContain('lo: flags=8<LOOPBACK>');
  expect(lab.world.netns.size).toBe(2);
});

test('man is made of the option table', () => {
  const text = told('man arping');
  expect(text).toMatch(
    /^NAME\n {7}arping - send ARP REQUEST to a neighbour host\n\nSYNOPSIS\n {7}arping \[options\] <destination>\n/,
  );
  expect(text).toContain('       -c count\n              how many packets to send\n');
});

test('hostnamectl sets the name for good', () => {
  const shell = new NetShell(switched().world);
  expect(toldBy(shell, 'pc1', 'hostnamectl set-hostname web')).toBe('');
  expect(toldBy(shell, 'pc1', 'hostname')).toBe('web\n');
  expect(toldBy(shell, 'pc1', 'hostnamectl')).toMatch(/^ Static hostname: web\n/);
});

test.each([
  ['-n -l 1000 10.0.2.2', '1: 10.0.1.1|2: 10.0.12.2|3: 10.0.2.2 reached|Resume: pmtu 1000 hops 3 back 3|'],
  ['-n -m 0 10.0.2.2', 'Too many hops: pmtu 65535|Resume: pmtu 65535|'],
  [
    '-n 10.0.2.2/5000',
    '1?: [LOCALHOST] pmtu 1500|1: 10.0.1.1|1: 10.0.1.1|2: 10.0.12.2|3: 10.0.2.2 reached|Resume: pmtu 1500 hops 3 back 3|',
  ],
  ['-n -l 70000 10.0.2.2', '1: send failed|Resume: pmtu 70000|'],
  ['-n 10.0.1.77', '1?: [LOCALHOST] pmtu 1500|1: 10.0.1.2 !H|Resume: pmtu 1500|'],
  ['-n -l 999 10.0.1.77', '1: no reply|1: 10.0.1.2 !H|Resume: pmtu 999|'],
  [
    '-m 256 10.0.2.2',
    "[stderr] tracepath: invalid argument: '256': out of range: 0 <= value <= 255|[exit 1]",
  ],
  ['-l 28 10.0.2.2', '[stderr] tracepath: pktlen must be within: 28 < value <= 2147483647|[exit 1]'],
  ['-p x 10.0.2.2', "[stderr] tracepath: invalid argument: 'x'|[exit 1]"],
  ['nosuch', '[stderr] tracepath: nosuch: Temporary failure in name resolution|[exit 1]'],
  ['-6 10.0.2.2', '[stderr] tracepath: 10.0.2.2: Address family for hostname not supported|[exit 1]'],
])('tracepath %s', (words, said) => {
  const lines = told(`tracepath ${words}`, routed()).replace(/ +Tms| +(?=\n)/g, '');
  expect(lines.replace(/ +/g, ' ').replaceAll(/\n ?/g, '|').trim()).toBe(said);
});

test('tracepath: the path and its MTU', () => {
  const host = (addr: string) => addr.padEnd(54);
  expect(
    told('tracepath -n 10.0.2.2', routed()).replace(/ +Tms/g, ' Tms'),
  ).toBe(` 1?: [LOCALHOST]                      pmtu 1500
 1:  ${host('10.0.1.1').trimEnd()} Tms 
 1:  ${host('10.0.1.1').trimEnd()} Tms 
 2:  ${host('10.0.12.2').trimEnd()} Tms 
 3:  ${host('10.0.2.2').trimEnd()} Tms reached
     Resume: pmtu 1500 hops 3 back 3 
`);
});

test('mtr -r: a line a hop', () => {
  expect(told('mtr -r -n -c 2 10.0.2.2', routed())).toMatch(
    /^Start: \S+\nHOST: pc1 +Loss% {3}Snt {3}Last {3}Avg {2}Best {2}Wrst StDev\n {2}1\.\|-- 10\.0\.1\.1 +0\.0% {5}2 .*\n {2}2\.\|-- 10\.0\.12\.2 .*\n {2}3\.\|-- 10\.0\.2\.2 .*\n$/,
  );
});

test('packetwalk walk: a line a decision', () => {
  const text = told('packetwalk walk --to 10.0.2.2', routed());
  expect(text).toContain('fib.lookup');
  expect(text).toMatch(/ping\.end\s*\n$/);
});

test.each([
  ['-rn -o Q 10.0.2.2', '[stderr] mtr: Unknown field identifier: Q\n[exit 1]'],
  ['-rn -i 0 10.0.2.2', '[stderr] mtr: wait time must be positive\n[exit 1]'],
  ['-rn -c x 10.0.2.2', "[stderr] mtr: invalid argument: 'x'\n[exit 1]"],
  ['-rn -I nosuch 10.0.2.2', '[stderr] mtr: no such interface\n[exit 1]'],
  ['-rn nosuch', '[stderr] mtr: Failed to resolve host: nosuch: Temporary failure in name resolution\n'],
  [
    '-rnc 1 -f 3 -o "LS J" 10.0.2.2',
    'HOST: pc1                         Loss%   Snt  Jttr\n  3.|-- 10.0.2.2                   0.0%     1   N\n',
  ],
  ['-rwnc 1 -o LS 10.0.1.77', 'HOST: pc1      Loss%   Snt\n  1.|-- 10.0.1.2  0.0%     1\n'],
  [
    '-Cnc 1 -f 3 -o "LS N" 10.0.2.2',
    'Mtr_Version,Start_Time,Status,Host,Hop,Ip,Loss%,Snt, ,Last,\nMTR.0.95,TIME,OK,10.0.2.2,3,10.0.2.2,0.00,1,0,N\n',
  ],
])('mtr %s', (words, said) => {
  const text = told(`mtr ${words}`, routed()).replace(/^Start:.*\n/, '');
  expect(text.replace(/,\d{10},/, ',TIME,').replaceAll(/(?<=[ ,])(\d\.\d+|Tms)$/gm, 'N')).toBe(said);
});

test.each(['-j', '-x'])('mtr %s tells as many hops as the path has', (option) => {
  expect(
    told(`mtr ${option} -nc 1 10.0.2.2`, routed()).match(/10\.0\.1\.1|10\.0\.12\.2|10\.0\.2\.2/g),
  ).toEqual(['10.0.2.2', '10.0.1.1', '10.0.12.2', '10.0.2.2']);
});
