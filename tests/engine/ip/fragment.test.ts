import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../../src/wire/octets.ts';
import { acquainted, addr, ipText, octets, ping, PLAIN, routed, sendRaw, tap, told } from './routed.ts';

test('a host cuts what is larger than its MTU into multiples of eight octets, without DF', () => {
  const lab = ping(routed(), 'h1', '198.51.100.1', { size: 4000 });
  expect(tap(lab, 'h2:eth0')).toEqual([
    'in 192.0.2.1 > 198.51.100.1 tos 0 ttl 63 length 1500 MF fragment of 1480',
    'in 192.0.2.1 > 198.51.100.1 tos 0 ttl 63 length 1500 MF offset 1480 fragment of 1480',
    'in 192.0.2.1 > 198.51.100.1 tos 0 ttl 63 length 1068 offset 2960 fragment of 1048',
    'out 198.51.100.1 > 192.0.2.1 tos 0 ttl 64 length 1500 MF fragment of 1480',
    'out 198.51.100.1 > 192.0.2.1 tos 0 ttl 64 length 1500 MF offset 1480 fragment of 1480',
    'out 198.51.100.1 > 192.0.2.1 tos 0 ttl 64 length 1068 offset 2960 fragment of 1048',
  ]);
  expect(told(lab).at(-1)).toContain('h1:eth0 pong 1 ttl 63 > h1 ping end 1/1');
});

test('each fragment of a program has arrived before the next one leaves; those of an answer leave together', () => {
  const lab = ping(acquainted(routed()), 'h1', '198.51.100.1', { size: 4000 });
  const passes = lab.world.events.flatMap(({ kind, netns }) =>
    kind === 'dev.xmit' || kind === 'dev.rcv'
      ? [lab.ns('h1').id, lab.ns('h2').id].flatMap((id) =>
          id === netns ? [`${netns} ${kind.slice(4)}`] : [],
        )
      : [],
  );
  const [sent, came] = ['h1 xmit', 'h2 rcv'];
  const [back, home] = ['h2 xmit', 'h1 rcv'];
  expect(passes.slice(-12)).toEqual([
    ...[sent, came, sent, came, sent, came],
    ...[back, back, back, home, home, home],
  ]);
});

test('OUTPUT and POSTROUTING see the whole packet once, INPUT the reassembled one', () => {
  const lab = ping(acquainted(routed()), 'h1', '198.51.100.1', { size: 2000 });
  expect(ipText(lab, ['ip', 'nf', 'packet']).filter((line) => /^h[12]/.test(line))).toEqual([
    'h1:eth0 output to 192.0.2.254 by eth0 > OUTPUT > POSTROUTING > fragment into 2 for mtu 1500',
    'h2:eth0 ip rcv > PREROUTING > defrag 1',
    'h2:eth0 ip rcv > PREROUTING > defrag 2 complete > deliver reassembly > local deliver > INPUT > deliver icmp > ' +
      'output to 198.51.100.254 by eth0 > OUTPUT > POSTROUTING > fragment into 2 for mtu 1500',
    'h1:eth0 ip rcv > PREROUTING > defrag 1',
    'h1:eth0 ip rcv > PREROUTING > defrag 2 complete > deliver reassembly > local deliver > INPUT > deliver ping',
  ]);
});

test('a router cuts fragments again when the next link takes less', () => {
  const lab = ping(routed({ far: { mtu: 1000 } }), 'h1', '198.51.100.1', { size: 2000, pmtudisc: 'dont' });
  expect(tap(lab, 'h2:eth0').slice(0, 3)).toEqual([
    'in 192.0.2.1 > 198.51.100.1 tos 0 ttl 63 length 996 MF fragment of 976',
    'in 192.0.2.1 > 198.51.100.1 tos 0 ttl 63 length 524 MF offset 976 fragment of 504',
    'in 192.0.2.1 > 198.51.100.1 tos 0 ttl 63 length 548 offset 1480 fragment of 528',
  ]);
  expect(told(lab).at(-1)).toContain('ping end 1/1');
});

test('a router may not cut what says DF: it names the MTU, and the sender takes note for ten minutes', () => {
  const lab = ping(routed({ far: { mtu: 1400 } }), 'h1', '198.51.100.1', {
    size: 1472,
    count: 2,
    pmtudisc: 'do',
  });
  expect(tap(lab, 'h1:eth0')).toEqual([
    'out 192.0.2.1 > 198.51.100.1 tos 0 ttl 64 length 1500 DF ICMP echo-request seq 1 data 1472',
    'in 192.0.2.254 > 192.0.2.1 tos 192 ttl 64 length 576 ICMP destination-unreachable code 4 mtu 1400 about ' +
      '{ 192.0.2.1 > 198.51.100.1 tos 0 ttl 64 length 1500 DF with 528 }',
  ]);
  expect(told(lab, ['ping', 'fib.exception'])).toEqual([
    '0 h1 ping.start > ping 1',
    '0 h1:eth0 exception 198.51.100.1 mtu 1400 > ping error destination-unreachable',
    '1 h1 ping error EMSGSIZE',
    '2 h1 ping end 0/2 +2 errors',
  ]);
  lab.wait(500);
  expect(tap(ping(lab.seal(), 'h1', '198.51.100.1', { size: 1472 }), 'h1:eth0')[0]).toContain(
    'length 1396 MF',
  );
  lab.wait(700);
  expect(tap(ping(lab.seal(), 'h1', '198.51.100.1', { size: 1472 }), 'h1:eth0')[0]).toContain(
    'length 1500 DF',
  );
});

test('an MTU is not believed of somebody who answers a ping that nobody sent', () => {
  const lab = acquainted(routed());
  const header = { ...PLAIN, src: addr('192.0.2.1'), dst: addr('198.51.100.1') };
  const original = { header, totalLength: 1500, octets: fromHex('0800000077770001') };
  const payload = {
    kind: 'icmp' as const,
    type: 'destination-unreachable' as const,
    code: 4,
    nextHopMtu: 600,
    original,
  };
  sendRaw(lab, 'h2', { src: addr('198.51.100.1'), dst: addr('192.0.2.1'), payload }).run();
  expect(ipText(lab, ['packet', 'icmp.rcv', 'fib.exception'])).toEqual([
    'h1:eth0 icmp rcv destination-unreachable > drop icmp-ignored',
  ]);
});

test.each([
  ['an MTU below min_pmtu', 500, 0],
  ['ip_no_pmtu_disc 1', 1400, 1],
])('with %s the MTU becomes 552, and packets lose their DF', (_, mtu, mode) => {
  const lab = routed({ far: { mtu }, h1: (e) => e.sysctl('net.ipv4.ip_no_pmtu_disc', mode) });
  ping(lab, 'h1', '198.51.100.1', { size: 1472, pmtudisc: 'do' });
  expect(ipText(lab, ['fib.exception'])).toEqual(['h1:eth0 exception 198.51.100.1 mtu 552']);
  ping(lab.seal(), 'h1', '198.51.100.1', { size: 100 });
  expect(tap(lab, 'h1:eth0')[0]).toBe(
    'out 192.0.2.1 > 198.51.100.1 tos 0 ttl 64 length 128 ICMP echo-request seq 1 data 100',
  );
});

test('later fragments carry the options that have the copy bit, and no-operations for the others', () => {
  // Record route (7), two octets of it free, a no-operation; then router alert (0x94), which is copied.
  const options = fromHex('0703040194040000');
  const lab = sendRaw(routed({ far: { mtu: 576 } }), 'h1', { options, payload: octets(1000) });
  lab.run();
  const seen = lab.world.events.flatMap((event) =>
    event.kind === 'dev.rcv' && event.netns === 'h2' && event.packet?.net.kind === 'ipv4'
      ? [toHex(event.packet.net.options)]
      : [],
  );
  expect(seen).toEqual(['0703040194040000', '0101010194040000']);
});
