// ip's objects of which there never is one here, beside the real ip in a fresh namespace.

import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { hasTool, loudSkip } from '../support/loud-skip.ts';
import { allPrograms, runScript } from '../support/shell.ts';

const registry = await allPrograms();
const canUnshare = spawnSync('unshare', ['-n', 'true']).status === 0;
if (!canUnshare) loudSkip('listings of the objects that are empty: unshare -n needs root');
const isReal = hasTool('ip', 'listings of the objects that are empty') && canUnshare;

const COMMANDS = `
ip tunnel
ip tunnel foo
ip tunnel help
ip -j tuntap
ip tap list
ip xfrm
ip xfrm state
ip -j xfrm policy
ip xfrm state foo
ip mroute
ip mroute foo
ip -j -p nexthop
ip nexthop help
ip nexthop flush
ip nexthop get id 1
ip nexthop foo
ip netconf
ip -j -4 netconf
ip -6 netconf show dev lo
ip netconf show dev foo
ip vrf
ip -j vrf
ip vrf show foo
ip vrf exec foo ls
ip vrf pids foo
ip vrf identify
ip token
ip tcp_metrics
ip tcpmetrics flush
ip tcp_metrics foo
ip sr tunsrc show
ip -j sr tunsrc show
ip sr tunsrc
ip sr foo
ip mptcp
ip mptcp endpoint
ip mptcp limits
ip mptcp foo
ip ioam namespace show
ip ioam schema
ip ioam foo
ip addrlabel
ip -j addrlabel
ip -4 addrlabel
ip addrlabel foo
`
  .trim()
  .split('\n');

test.skipIf(!isReal).each(COMMANDS)('%s says what the real one says', (command) => {
  const real = spawnSync('unshare', ['-n', ...command.split(' ')], { encoding: 'utf8' });
  expect(runScript(command, { registry })).toEqual({
    stdout: real.stdout,
    stderr: real.stderr,
    status: real.status,
  });
});

test('netconf tells what sysctl has set', () => {
  const script = 'sysctl -qw net.ipv4.ip_forward=1 net.ipv4.conf.lo.rp_filter=2; ip -4 netconf show dev lo';
  expect(runScript(script, { registry }).stdout).toBe(
    'inet lo forwarding on rp_filter loose mc_forwarding off proxy_neigh off ignore_routes_with_linkdown off \n',
  );
});

test.each([
  ['ip tunnel add t1 mode gre remote 10.0.0.1', 'ip tunnel add is not modelled\n'],
  ['ip tuntap add t0 mode tap', 'ip tuntap add is not modelled\n'],
  ['ip nexthop add id 1 blackhole', 'ip nexthop add is not modelled\n'],
  ['ip xfrm state add src 10.0.0.1', 'ip xfrm state add is not modelled\n'],
  ['ip mptcp endpoint add 10.0.0.1', 'ip mptcp add is not modelled\n'],
  ['ip ntable show', 'ip ntable is not modelled\n'],
  ['ip addrlabel flush', 'ip addrlabel flush is not modelled\n'],
])('%s is refused in plain words', (command, stderr) => {
  expect(runScript(command, { registry })).toEqual({ stdout: '', stderr, status: 1 });
});

/** As Linux says it without their modules. */
test.each(['macsec show', 'l2tp show tunnel', 'fou show', 'ila list'])('ip %s has no module', (words) => {
  expect(runScript(`ip ${words}`, { registry })).toEqual({
    stdout: '',
    stderr: 'RTNETLINK answers: No such file or directory\nError talking to the kernel\n',
    status: 1,
  });
});
