// tcpdump's lines and frames of text, as recorded with tcpdump 4.99.3; times are masked.

import { expect, test } from 'vitest';
import { SECOND, type Nanos } from '../../../src/engine/ids.ts';
import { NetShell, type Running } from '../../support/net-shell.ts';
import { switched } from './labs.ts';

const masked = (text: string) =>
  text
    .replace(/^\d\d:\d\d:\d\d\.\d{6}/gm, 'T')
    .replace(/id \d+, seq/g, 'id N, seq')
    .replace(/ id \d+, offset/g, ' id N, offset');

/** Runs `commands` on pc2 while tcpdump runs on `place`; then Ctrl-C. */
function watched(options: string, place = 'pc1', commands = ['ping -c 1 10.0.0.1']): Running {
  const shell = new NetShell(switched().world);
  const running = shell.start(place, `tcpdump ${options}`);
  shell.host.run({ until: 1000 as Nanos });
  for (const command of commands) shell.run('pc2', command);
  shell.host.signal(running.pid, 'SIGINT');
  shell.host.run({ pid: running.pid, until: (100 * SECOND) as Nanos });
  return running;
}

test('-n -e: ARP, then the ping', () => {
  const { out, err, status } = watched('-n -e -i eth0');
  expect(
    masked(out),
  ).toBe(`T 02:00:00:00:00:02 > ff:ff:ff:ff:ff:ff, ethertype ARP (0x0806), length 42: Request who-has 10.0.0.1 tell 10.0.0.2, length 28
T 02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype ARP (0x0806), length 42: Reply 10.0.0.1 is-at 02:00:00:00:00:01, length 28
T 02:00:00:00:00:02 > 02:00:00:00:00:01, ethertype IPv4 (0x0800), length 98: 10.0.0.2 > 10.0.0.1: ICMP echo request, id N, seq 1, length 64
T 02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype IPv4 (0x0800), length 98: 10.0.0.1 > 10.0.0.2: ICMP echo reply, id N, seq 1, length 64

`);
  expect(err).toBe(`tcpdump: verbose output suppressed, use -v[v]... for full protocol decode
listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes
4 packets captured
4 packets received by filter
0 packets dropped by kernel
`);
  expect(status).toBe(0);
});

test('-i any: device and direction', () => {
  const { out, err } = watched('-n -e -i any');
  expect(
    masked(out).replace(/ifindex \d+/g, 'ifindex I'),
  ).toBe(`T eth0  B   ifindex I 02:00:00:00:00:02 ethertype ARP (0x0806), length 48: Request who-has 10.0.0.1 tell 10.0.0.2, length 28
T eth0  Out ifindex I 02:00:00:00:00:01 ethertype ARP (0x0806), length 48: Reply 10.0.0.1 is-at 02:00:00:00:00:01, length 28
T eth0  In  ifindex I 02:00:00:00:00:02 ethertype IPv4 (0x0800), length 104: 10.0.0.2 > 10.0.0.1: ICMP echo request, id N, seq 1, length 64
T eth0  Out ifindex I 02:00:00:00:00:01 ethertype IPv4 (0x0800), length 104: 10.0.0.1 > 10.0.0.2: ICMP echo reply, id N, seq 1, length 64

`);
  expect(err).toMatch(
    /^tcpdump: data link type LINUX_SLL2\ntcpdump: verbose .*\nlistening on any, link-type LINUX_SLL2 \(Linux cooked v2\), snapshot/,
  );
  expect(masked(watched('-n -i any icmp').out)).toContain(
    'T eth0  In  IP 10.0.0.2 > 10.0.0.1: ICMP echo request',
  );
});

test('-v: the IP header on a line of its own', () => {
  expect(
    masked(watched('-n -v -i eth0 icmp').out),
  ).toBe(`T IP (tos 0x0, ttl 64, id N, offset 0, flags [DF], proto ICMP (1), length 84)
    10.0.0.2 > 10.0.0.1: ICMP echo request, id N, seq 1, length 64
T IP (tos 0x0, ttl 64, id N, offset 0, flags [none], proto ICMP (1), length 84)
    10.0.0.1 > 10.0.0.2: ICMP echo reply, id N, seq 1, length 64

`);
});

test('-c ends it, without the empty line that Ctrl-C brings', () => {
  const { out, err } = watched('-n -X -c 1 -i eth0 arp');
  expect(masked(out)).toBe(`T ARP, Request who-has 10.0.0.1 tell 10.0.0.2, length 28
\t0x0000:  0001 0800 0604 0001 0200 0000 0002 0a00  ................
\t0x0010:  0002 0000 0000 0000 0a00 0001            ............
`);
  expect(err).toContain('1 packet captured\n2 packets received by filter\n0 packets dropped by kernel\n');
});

test('without -n names come from /etc/hosts', () => {
  const shell = new NetShell(switched().world);
  shell.write('pc1', '/etc/hosts', '10.0.0.1 web.lan\n');
  const running = shell.start('pc1', 'tcpdump -l -i eth0 -c 4');
  shell.host.run({ until: 1000 as Nanos });
  shell.run('pc2', 'ping -c 1 10.0.0.1');
  shell.host.run({ pid: running.pid, until: SECOND as Nanos });
  expect(masked(running.out)).toBe(`T ARP, Request who-has web.lan tell 10.0.0.2, length 28
T ARP, Reply web.lan is-at 02:00:00:00:00:01 (oui Unknown), length 28
T IP 10.0.0.2 > web.lan: ICMP echo request, id N, seq 1, length 64
T IP web.lan > 10.0.0.2: ICMP echo reply, id N, seq 1, length 64
`);
});

test('on lo a packet is shown once and received twice', () => {
  const { out, err } = watched('-n -t -i lo', 'pc2', ['ping -c 1 127.0.0.1']);
  expect(masked(out)).toBe(`IP 127.0.0.1 > 127.0.0.1: ICMP echo request, id N, seq 1, length 64
IP 127.0.0.1 > 127.0.0.1: ICMP echo reply, id N, seq 1, length 64

`);
  expect(err).toContain('2 packets captured\n4 packets received by filter\n');
});

test('-w saves, and -r reads it again', () => {
  const shell = new NetShell(switched().world);
  const running = shell.start('pc1', 'tcpdump -n -c 2 -w /tmp/z.pcap -i eth0 icmp');
  shell.host.run({ until: 1000 as Nanos });
  shell.run('pc2', 'ping -c 1 10.0.0.1');
  shell.host.run({ pid: running.pid, until: SECOND as Nanos });
  expect(running.err).toMatch(/^tcpdump: listening on eth0, .* bytes\n2 packets captured\n/);
  const { out, err } = shell.run('pc1', 'tcpdump -n -r /tmp/z.pcap');
  expect(masked(out)).toBe(`T IP 10.0.0.2 > 10.0.0.1: ICMP echo request, id N, seq 1, length 64
T IP 10.0.0.1 > 10.0.0.2: ICMP echo reply, id N, seq 1, length 64
`);
  expect(err).toBe('reading from file /tmp/z.pcap, link-type EN10MB (Ethernet), snapshot length 262144\n');
});

test.each([
  ['arp', 2],
  ['icmp', 2],
  ['ip', 2],
  ['host 10.0.0.2', 4],
  ['src host 10.0.0.2', 2],
  ['dst 10.0.0.2 and icmp', 1],
  ['src or dst 10.0.0.9', 0],
  ['net 10.0.0.0/8', 4],
  ['net 10.0.0', 4],
  ['net 192.168', 0],
  ['not arp', 2],
  ['! icmp', 2],
  ['arp or icmp', 4],
  ['(arp or icmp) and src 10.0.0.1', 2],
  ['host 10.0.0.9 or 10.0.0.2', 4],
  ['ether host 02:00:00:00:00:02', 4],
  ['ether src 02:00:00:00:00:02', 2],
  ['ether broadcast', 1],
  ['broadcast and arp', 1],
  ['ether proto 0x0806', 2],
  ['ip proto 1', 2],
  ['icmp[0]=8', 1],
  ['icmp[icmptype]==icmp-echoreply', 1],
  ['ip[8] < 64', 0],
  ['greater 90', 2],
  ['less 50', 2],
  ['port 53', 0],
  ['tcp', 0],
])('filter %s: %i packets of 4', (filter, count) => {
  expect(watched(`-n -i eth0 ${filter}`).out.trim().split('\n').filter(Boolean)).toHaveLength(count);
});

test.each([
  ['-i nosuch', 'tcpdump: nosuch: No such device exists\n(No such device exists)\n'],
  ['-i eth0 foo bar', "tcpdump: can't parse filter expression: syntax error\n"],
  ['-i eth0 icmp and', "tcpdump: can't parse filter expression: syntax error\n"],
  ['-i eth0 (icmp', "tcpdump: can't parse filter expression: syntax error\n"],
  ['-i eth0 host nosuch.invalid', "tcpdump: unknown host 'nosuch.invalid'\n"],
  ['-i eth0 host 300.1.1.1', "tcpdump: invalid IPv4 address '300.1.1.1'\n"],
  ['-i eth0 ether host zz', "tcpdump: unknown ether host 'zz'\n"],
  ['-i eth0 port abc', "tcpdump: unknown port 'abc'\n"],
  ['-i eth0 port 99999', 'tcpdump: illegal port number 99999 > 65535\n'],
  ['-i eth0 net 10.0.0.1/24', 'tcpdump: non-network bits set in "10.0.0.1/24"\n'],
  ['-i eth0 net 10.0.0.0/33', 'tcpdump: mask length must be <= 32\n'],
  ['-i eth0 -c 0x', 'tcpdump: invalid packet count 0x\n'],
  ['-i eth0 -c 0', 'tcpdump: invalid packet count 0\n'],
  ['-i eth0 -s x', 'tcpdump: invalid snaplen x (must be >= 0 and <= 262144)\n'],
  ['-i eth0 -Q foo', "tcpdump: unknown capture direction `foo'\n"],
  ['-r /nosuch', 'tcpdump: /nosuch: No such file or directory\n'],
  ['-i eth0 -w /nosuch/x', 'tcpdump: /nosuch/x: No such file or directory\n'],
])('refuses %s', (options, text) => {
  const { err, status } = new NetShell(switched().world).run('pc1', `tcpdump ${options}`);
  expect(err).toBe(text);
  expect(status).toBe(1);
});
