import { expect, test } from 'vitest';
import { acquainted, ipText, octets, routed, sendRaw, tap } from './routed.ts';

const lab = () => acquainted(routed({ h2: (e) => e.sysctl('net.ipv4.ipfrag_time', 2) }));

/** What happened to fragments at h2. */
const fate = (drawn: ReturnType<typeof lab>): string[] => {
  drawn.run();
  return ipText(drawn, ['ip.defrag', 'packet', 'ip.local-deliver']).filter((line) => line.startsWith('h2'));
};

const ERROR =
  'out 198.51.100.1 > 192.0.2.1 tos 192 ttl 64 length 576 ICMP time-exceeded code 1 about ' +
  '{ 192.0.2.1 > 198.51.100.1 tos 0 ttl 63 length 820 MF with 528 }';

test('fragments may come in any order', () => {
  const drawn = lab();
  sendRaw(drawn, 'h1', { fragmentOffset: 1600, payload: octets(100, '') });
  sendRaw(drawn, 'h1', { mf: true, payload: octets(800) });
  sendRaw(drawn, 'h1', { fragmentOffset: 800, mf: true, payload: octets(800, '') });
  expect(fate(drawn)).toEqual([
    'h2:eth0 defrag 1',
    'h2:eth0 defrag 2',
    'h2:eth0 defrag 3 complete > deliver reassembly > deliver reassembly > local deliver > deliver icmp',
  ]);
});

test('fragments of different datagrams do not mix', () => {
  const drawn = lab();
  sendRaw(drawn, 'h1', { id: 1, mf: true, payload: octets(8) });
  sendRaw(drawn, 'h1', { id: 2, fragmentOffset: 8, payload: octets(8, '') });
  expect(fate(drawn).slice(0, 2)).toEqual(['h2:eth0 defrag 1', 'h2:eth0 defrag 1']);
});

test('when the rest does not come, the sender is told, with the first fragment', () => {
  const drawn = lab();
  sendRaw(drawn, 'h1', { mf: true, payload: octets(800) });
  sendRaw(drawn, 'h1', { fragmentOffset: 800, mf: true, payload: octets(800, '') });
  expect(fate(drawn)).toEqual([
    'h2:eth0 defrag 1',
    'h2:eth0 defrag 2',
    'h2:eth0 drop FRAG_REASM_TIMEOUT > drop FRAG_REASM_TIMEOUT',
  ]);
  expect(drawn.world.now).toBe(2e9);
  expect(tap(drawn, 'h2:eth0').at(-1)).toBe(ERROR);
});

test('without the first fragment nobody is told', () => {
  const drawn = lab();
  sendRaw(drawn, 'h1', { fragmentOffset: 800, payload: octets(800, '') });
  expect(fate(drawn)).toEqual(['h2:eth0 defrag 1', 'h2:eth0 drop FRAG_REASM_TIMEOUT']);
  expect(tap(drawn, 'h2:eth0').length).toBe(1);
});

test('a fragment that came twice is dropped, and the first one goes on waiting', () => {
  const drawn = lab();
  sendRaw(drawn, 'h1', { mf: true, payload: octets(800) });
  sendRaw(drawn, 'h1', { mf: true, payload: octets(800) });
  expect(fate(drawn)).toEqual([
    'h2:eth0 defrag 1',
    'h2:eth0 drop DUP_FRAG',
    'h2:eth0 drop FRAG_REASM_TIMEOUT',
  ]);
  expect(tap(drawn, 'h2:eth0').at(-1)).toBe(ERROR);
});

test('fragments that overlap are all dropped, without a word', () => {
  const drawn = lab();
  sendRaw(drawn, 'h1', { mf: true, payload: octets(800) });
  sendRaw(drawn, 'h1', { fragmentOffset: 792, mf: true, payload: octets(800, '') });
  expect(fate(drawn)).toEqual(['h2:eth0 defrag 1', 'h2:eth0 drop DUP_FRAG > drop DUP_FRAG']);
  expect(drawn.ns('h2').mib.get('IpReasmFails')).toBe(1);
  expect(drawn.world.now).toBe(0);
});

test.each([
  ['two different ends', 800, 1600],
  ['something behind the end', 1600, 800],
])('%s are a contradiction', (_, first, second) => {
  const drawn = lab();
  sendRaw(drawn, 'h1', { fragmentOffset: first, payload: octets(80, '') });
  sendRaw(drawn, 'h1', { fragmentOffset: second, payload: octets(80, '') });
  expect(fate(drawn)[1]).toBe('h2:eth0 drop DUP_FRAG > drop DUP_FRAG');
});
