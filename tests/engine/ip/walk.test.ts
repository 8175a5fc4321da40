import { expect, test } from 'vitest';
import { acquainted, ipText, ONE_SECOND, ping, routed, tap, told } from './routed.ts';

test('a ping across a router passes each hook once, in the order of the kernel', () => {
  const lab = ping(acquainted(routed()), 'h1', '198.51.100.1');
  expect(ipText(lab, ['ip', 'nf', 'icmp', 'ping', 'packet'])).toEqual([
    'h1 ping.start > ping 1 > h1:eth0 output to 192.0.2.254 by eth0 > OUTPUT > POSTROUTING',
    'r1:eth0 ip rcv > PREROUTING > r1:eth1 forward to 198.51.100.1 by eth1 > FORWARD > POSTROUTING',
    'h2:eth0 ip rcv > PREROUTING > local deliver > INPUT > icmp rcv echo-request > deliver icmp > ' +
      'output to 198.51.100.254 by eth0 > OUTPUT > POSTROUTING',
    'r1:eth1 ip rcv > PREROUTING > r1:eth0 forward to 192.0.2.1 by eth0 > FORWARD > POSTROUTING',
    'h1:eth0 ip rcv > PREROUTING > local deliver > INPUT > icmp rcv echo-reply > deliver ping > pong 1 ttl 63 > h1 ping end 1/1',
  ]);
});

test('an echo request may not be fragmented, the reply may', () => {
  const lab = ping(routed(), 'h1', '198.51.100.1');
  expect(tap(lab, 'r1:eth0')).toEqual([
    'in 192.0.2.1 > 198.51.100.1 tos 0 ttl 64 length 84 DF ICMP echo-request seq 1 data 56',
    'out 198.51.100.1 > 192.0.2.1 tos 0 ttl 63 length 84 ICMP echo-reply seq 1 data 56',
  ]);
});

test('a machine that does not forward keeps silent about what is not its own', () => {
  const lab = routed({ r1: (e) => e.sysctl('net.ipv4.ip_forward', 0) });
  ping(acquainted(lab), 'h1', '198.51.100.1', { timeout: ONE_SECOND });
  expect(tap(lab, 'r1:eth0')).toEqual([
    'in 192.0.2.1 > 198.51.100.1 tos 0 ttl 64 length 84 DF ICMP echo-request seq 1 data 56',
  ]);
  expect(ipText(lab)).toContain(
    'r1:eth0 ip rcv > PREROUTING > fib unicast 198.51.100.0/24 > drop forwarding-disabled',
  );
  expect(lab.ns('r1').mib.get('IpInAddrErrors')).toBe(2);
});

test('the far address of a machine that does not forward answers', () => {
  const lab = routed({ r1: (e) => e.sysctl('net.ipv4.ip_forward', 0) });
  ping(lab, 'h1', '198.51.100.254');
  expect(told(lab)).toEqual(['0 h1 ping.start > ping 1', '0 h1:eth0 pong 1 ttl 64 > h1 ping end 1/1']);
});

test('without a route back the destination hears the request and can not answer', () => {
  const lab = routed({ routeBack: false });
  ping(lab, 'h1', '198.51.100.1', { timeout: ONE_SECOND });
  expect(tap(lab, 'h2:eth0')).toEqual([
    'in 192.0.2.1 > 198.51.100.1 tos 0 ttl 63 length 84 DF ICMP echo-request seq 1 data 56',
  ]);
  expect(ipText(lab).at(-2)).toBe(
    'h2:eth0 ip rcv > PREROUTING > fib local 198.51.100.1/32 > local deliver > INPUT > icmp rcv echo-request > ' +
      'deliver icmp > fib none > icmp 0/0 suppressed (no-route)',
  );
});

test('a router without a route back complains to the one who answers', () => {
  const lab = routed();
  ping(lab, 'h2', '203.0.113.1');
  expect(tap(lab, 'h2:eth0')).toEqual([
    'out 198.51.100.1 > 203.0.113.1 tos 0 ttl 64 length 84 DF ICMP echo-request seq 1 data 56',
    'in 198.51.100.254 > 198.51.100.1 tos 192 ttl 64 length 112 ICMP destination-unreachable code 0 about ' +
      '{ 198.51.100.1 > 203.0.113.1 tos 0 ttl 64 length 84 DF with 64 }',
  ]);
});

test('a TTL of 1 ends at the first router, which says so from its address facing the sender', () => {
  const lab = ping(routed(), 'h1', '198.51.100.1', { ttl: 1 });
  expect(tap(lab, 'h1:eth0')).toEqual([
    'out 192.0.2.1 > 198.51.100.1 tos 0 ttl 1 length 84 DF ICMP echo-request seq 1 data 56',
    'in 192.0.2.254 > 192.0.2.1 tos 192 ttl 64 length 112 ICMP time-exceeded code 0 about ' +
      '{ 192.0.2.1 > 198.51.100.1 tos 0 ttl 1 length 84 DF with 64 }',
  ]);
});

test('a TTL of 2 is enough for one router', () => {
  const lab = ping(routed(), 'h1', '198.51.100.1', { ttl: 2 });
  expect(tap(lab, 'h2:eth0')[0]).toContain('ttl 1 length 84');
  expect(told(lab).at(-1)).toContain('pong 1 ttl 63');
});

test('TTL runs out before the hook FORWARD sees the packet', () => {
  const lab = ping(acquainted(routed()), 'h1', '198.51.100.1', { ttl: 1 });
  expect(ipText(lab, ['nf', 'packet', 'icmp'])[1]).toBe(
    'r1:eth0 PREROUTING > drop IP_INHDR > icmp time-exceeded to 192.0.2.1 from 192.0.2.254 > OUTPUT > POSTROUTING',
  );
});
