// Argument errors and usage texts, against the tools that are installed here: each runs in a network of its own.

import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { hasTool, loudSkip } from '../../support/loud-skip.ts';
import { NetShell } from '../../support/net-shell.ts';
import { topology } from '../../support/topology.ts';

/** A network with only lo, up: what `topology().host()` draws. */
function live(command: string): { out: string; err: string; status: number | null } {
  const script = `ip link set lo up; timeout 3 ${command}`;
  const done = spawnSync('unshare', ['-n', 'sh', '-c', script], { encoding: 'utf8', input: '' });
  return { out: done.stdout, err: done.stderr, status: done.status };
}

const canUnshare = spawnSync('unshare', ['-n', 'true']).status === 0;
if (!canUnshare) loudSkip('live comparisons of the network tools: unshare -n needs root');

const COMMANDS = `
ping
ping -h
ping -Z
ping -c
ping -c 0 127.0.0.1
ping -c x 127.0.0.1
ping -t 0 127.0.0.1
ping -t 256 127.0.0.1
ping -s -1 127.0.0.1
ping -M foo 127.0.0.1
ping -W -1 127.0.0.1
ping -l 0 127.0.0.1
ping -l 70000 127.0.0.1
ping -m x 127.0.0.1
ping -e 99999 127.0.0.1
ping -Q foo 127.0.0.1
ping -Q 300 127.0.0.1
ping -p zz 127.0.0.1
ping -T foo 127.0.0.1
ping -4 -6 127.0.0.1
ping -4 ::1
ping -6 127.0.0.1
ping -V
ping -I nosuch 127.0.0.1
ping -I 1.2.3.4 127.0.0.1
ping 10.9.9.9
ping 255.255.255.255
ping 127.255.255.255
arp -x
arp -n
arp -n 10.0.0.9
arp -s
arp -s 10.0.0.5
arp -s 10.0.0.5 zz
arp -d
arp -d 10.0.0.5
arp -V
route -x
route foo
route add
route add default
route add default gw
route add default gw 10.0.0.9
route add -host 10.2.0.3/24 gw 10.0.0.9
route add -net 10.4.0.0 netmask 255.255.0.255 gw 10.0.0.9
route add -net 10.0.9.5/24 gw 10.0.0.9
route del default
route flush
route -V
ifconfig nosuch
ifconfig nosuch up
ifconfig lo mtu x
ifconfig lo hw
ifconfig lo hw ether zz
ifconfig -x
ifconfig --help
netstat -tuln
netstat -tulpn
netstat -V
brctl
brctl foo
brctl addbr
brctl addif nosuch lo
brctl addif br1 nosuch
brctl show
brctl show nosuch
brctl showmacs nosuch
brctl showstp nosuch
brctl delbr nosuch
brctl delbr lo
brctl delif br0 nosuch
brctl -V
traceroute
traceroute -x
traceroute -m 300 1.1.1.1
traceroute -m x 127.0.0.1
traceroute -q 0 127.0.0.1
traceroute -f 40 127.0.0.1
traceroute -n 127.0.0.1 x
traceroute -n 10.9.9.9
traceroute -V
arping
arping -x
arping -V
arping -I nosuch 10.0.0.1
arping -I lo 10.0.0.1
arping -c x -I lo 10.0.0.1
arping -c 0 -I lo 10.0.0.1
sysctl
sysctl -w
sysctl -w net.ipv4.ip_forward
sysctl -w net.ipv4.ip_forward=abc
sysctl -w net.ipv4.ip_forward = 1
sysctl -w net.ipv4.ip_forward net.ipv4.ip_default_ttl=60
sysctl -w net.ipv4.nosuch=1
sysctl -e net.ipv4.nosuch
sysctl net.ipv4.nosuch net.ipv4.ip_forward
sysctl -n net.ipv4.ip_forward net.ipv4.ip_default_ttl
sysctl net.ipv4.conf.lo
sysctl -p /nosuch
sysctl -V
sysctl --help
hostname -x
hostname -V
ethtool
ethtool lo
ethtool -i lo
ethtool -k lo
ethtool -S lo
ethtool nosuch
ethtool -i nosuch
ethtool -S nosuch
ss -tln
ss -tuln
ss -u
ss -V
ss -h
nsenter -x
nsenter -n true
nsenter -t x -n true
nsenter -t 999999 -n true
nsenter --net=/run/netns/nosuch true
nsenter -V
unshare -x
unshare -V
unshare -n nosuchcmd
getent
getent foo
tcpdump -Z
tcpdump --foo
tcpdump -h
tcpdump -i nosuch
tcpdump -i lo -c 0
tcpdump -i lo foo bar
tcpdump -i lo icmp and
tcpdump -i lo host
tcpdump -i lo port abc
tcpdump -i lo port 99999
tcpdump -i lo net 10.0.0.1/24
tcpdump -i lo host 300.1.1.1
tcpdump -i lo ether host zz
tcpdump -r /nosuch
tcpdump -i lo -s x
tcpdump -i lo -Q foo
`
  .trim()
  .split('\n');

const installed = new Map(
  [...new Set(COMMANDS.map((command) => command.split(' ')[0] as string))].map((tool) => [
    tool,
    hasTool(tool, 'live comparison of the network tools'),
  ]),
);

/** What only the machine has that the tool runs on. */
const masked = (text: string) => text.replace(/OpenSSL .*/, 'OpenSSL');

test.skipIf(!canUnshare).each(COMMANDS)('%s says what the real one says', (command) => {
  if (!installed.get(command.split(' ')[0] as string)) return;
  const real = live(command);
  const { out, err, status } = new NetShell(topology().host('h1').build().world).run('h1', command);
  expect({ out: masked(out), err: masked(err), status }).toEqual({
    out: masked(real.out),
    err: masked(real.err),
    status: real.status,
  });
});
