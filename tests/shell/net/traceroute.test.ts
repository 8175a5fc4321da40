// traceroute and arping, as recorded on Debian 12; times are masked.

import { expect, test } from 'vitest';
import { NetShell } from '../../support/net-shell.ts';
import { routed, switched } from './labs.ts';
import { toldBy } from './told.ts';

const traced = (command: string) => toldBy(new NetShell(routed().world), 'pc1', command);

test('three hops, three probes each', () => {
  const text = `traceroute to 10.0.2.2 (10.0.2.2), 30 hops max, 60 byte packets
 1  10.0.1.1  T ms  T ms  T ms
 2  10.0.12.2  T ms  T ms  T ms
 3  10.0.2.2  T ms  T ms  T ms
`;
  expect(traced('traceroute -n 10.0.2.2')).toBe(text);
  expect(traced('traceroute -n -I 10.0.2.2')).toBe(text);
  expect(traced('traceroute 10.0.2.2')).toContain('\n 1  10.0.1.1 (10.0.1.1)  T ms  T ms  T ms\n');
});

test('stars where nobody answers', () => {
  expect(
    traced('traceroute -n -q 1 -w 1 -m 5 10.0.2.77'),
  ).toBe(`traceroute to 10.0.2.77 (10.0.2.77), 5 hops max, 60 byte packets
 1  10.0.1.1  T ms
 2  10.0.12.2  T ms
 3  *
 4  *
 5  *
`);
});

test('a router refuses: !N, !H and !X', () => {
  expect(traced('traceroute -n -q 1 -w 1 -m 4 10.0.9.9')).toContain('\n 1  10.0.1.1  T ms !N\n');
});

test('no route: the header, and then connect() fails', () => {
  const shell = new NetShell(switched().world);
  expect(toldBy(shell, 'pc1', 'traceroute -n 10.9.9.9')).toBe(
    'traceroute to 10.9.9.9 (10.9.9.9), 30 hops max, 60 byte packets[stderr] \nconnect: Network is unreachable\n[exit 1]',
  );
});

test('no route: -I has connected before the header', () => {
  const shell = new NetShell(switched().world);
  expect(toldBy(shell, 'pc1', 'traceroute -n -I 10.9.9.9')).toBe(
    '[stderr] \nconnect: Network is unreachable\n[exit 1]',
  );
});

test.each([
  ['-x', "Bad option `-x' (argc 1)"],
  ['-m 300 1.1.1.1', 'max hops cannot be more than 255'],
  ['-m x 127.0.0.1', "Cannot handle `-m' option with arg `x' (argc 2)"],
  ['-q 0 127.0.0.1', 'no more than 10 probes per hop'],
  ['-f 40 127.0.0.1', 'first hop out of range'],
  ['-n 127.0.0.1 x', 'Cannot handle "packetlen" cmdline arg `x\' on position 2 (argc 3)'],
  [
    'nosuch.invalid',
    'nosuch.invalid: Temporary failure in name resolution\nCannot handle "host" cmdline arg `nosuch.invalid\' on position 1 (argc 1)',
  ],
])('traceroute %s', (options, text) => {
  expect(traced(`traceroute ${options}`)).toBe(`[stderr] ${text}\n[exit 2]`);
});

test('arping asks by broadcast, then the one that answered', () => {
  const shell = new NetShell(switched().world);
  expect(toldBy(shell, 'pc1', 'arping -c 2 -I eth0 10.0.0.2')).toBe(`ARPING 10.0.0.2 from 10.0.0.1 eth0
Unicast reply from 10.0.0.2 [02:00:00:00:00:02]  Tms
Unicast reply from 10.0.0.2 [02:00:00:00:00:02]  Tms
Sent 2 probes (1 broadcast(s))
Received 2 response(s)
`);
});

test('arping -D and -U', () => {
  const shell = new NetShell(switched().world);
  expect(toldBy(shell, 'pc3', 'arping -D -c 2 -I eth0 10.0.0.99')).toBe(`ARPING 10.0.0.99 from 0.0.0.0 eth0
Sent 2 probes (2 broadcast(s))
Received 0 response(s)
`);
  expect(toldBy(shell, 'pc3', 'arping -D -c 2 -I eth0 10.0.0.2')).toBe(`ARPING 10.0.0.2 from 0.0.0.0 eth0
Unicast reply from 10.0.0.2 [02:00:00:00:00:02]  Tms
Sent 1 probes (1 broadcast(s))
Received 1 response(s)
[exit 1]`);
  expect(toldBy(shell, 'pc3', 'arping -U -c 1 -I eth0 10.0.0.3')).toBe(`ARPING 10.0.0.3 from 10.0.0.3 eth0
Sent 1 probes (1 broadcast(s))
Received 0 response(s)
`);
});

test.each([
  ['-I nosuch 10.0.0.2', '[stderr] arping: Device nosuch not available.\n[exit 2]'],
  ['10.0.0.1', 'Interface "lo" is not ARPable\n[exit 2]'],
  ['-c x 10.0.0.2', "[stderr] arping: invalid argument: 'x'\n[exit 1]"],
  ['-U -c 1 -I eth0 10.0.0.77', '[stderr] arping: bind: Cannot assign requested address\n[exit 2]'],
  [
    '-w 1 -I eth0 10.0.0.9',
    'ARPING 10.0.0.9 from 10.0.0.1 eth0\nSent 2 probes (2 broadcast(s))\nReceived 0 response(s)\n[exit 1]',
  ],
])('arping %s', (options, text) => {
  expect(toldBy(new NetShell(switched().world), 'pc1', `arping ${options}`)).toBe(text);
});
