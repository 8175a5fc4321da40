import { expect, test } from 'vitest';
import { unwrap } from '../../src/base/result.ts';
import { emitBpdu, parseBpdu } from '../../src/wire/bpdu.ts';
import { describeFrame } from '../../src/wire/fields.ts';
import { emitFrame, parseFrame } from '../../src/wire/frame.ts';
import { fromHex, toHex } from '../../src/wire/octets.ts';
import { tcpdumpLine } from '../../src/wire/tcpdump.ts';

/** As Linux 6.18 sent them. */
const CONFIG = `0180c2000000 020000000112 0026 424203 0000 00 00 81 8000020000000100 00000002 8000020000000200
  8001 0001 1400 0200 0200`;
const TCN = '0180c2000000 020000000221 0007 424203 0000 00 80';

const frame = (hex: string) => unwrap(parseFrame(fromHex(hex)));
const octetsOf = (hex: string) => {
  const { net } = frame(hex);
  return net.kind === 'unknown' ? net.octets : new Uint8Array();
};

test.for([
  ['a configuration message', CONFIG],
  ['a topology change notification', TCN],
])('%s comes out of its octets and goes into them again', ([, hex = '']) => {
  const bpdu = parseBpdu(octetsOf(hex));
  expect(bpdu && toHex(emitBpdu(bpdu))).toBe(toHex(octetsOf(hex)));
  expect(toHex(emitFrame(frame(hex)))).toBe(toHex(fromHex(hex)));
});

test('a BPDU that is cut short or of another version is none', () => {
  const octets = octetsOf(CONFIG);
  expect(parseBpdu(octets.subarray(0, 37))).toBeUndefined();
  expect(parseBpdu(octets.with(5, 2))).toBeUndefined();
  expect(parseBpdu(octets.with(0, 0xaa))).toBeUndefined();
});

const HEAD =
  'STP 802.1d, Config, Flags [Topology change, Topology change ACK], bridge-id 8000.02:00:00:00:02:00.8001, length 35';

test('tcpdump prints a BPDU as tcpdump does', () => {
  expect(tcpdumpLine(frame(CONFIG))).toBe(HEAD);
  expect(tcpdumpLine(frame(CONFIG), { verbose: true })).toBe(
    `${HEAD}\n\tmessage-age 0.00s, max-age 20.00s, hello-time 2.00s, forwarding-delay 2.00s\n\troot-id 8000.02:00:00:00:01:00, root-pathcost 2`,
  );
  expect(tcpdumpLine(frame(TCN), { ethernet: true })).toBe(
    '02:00:00:00:02:21 > 01:80:c2:00:00:00, 802.3, length 7: LLC, dsap STP (0x42) Individual, ssap STP (0x42) Command, ctrl 0x03: STP 802.1d, Topology Change',
  );
});

test('its layers are 802.3, LLC and STP, and every octet belongs to one', () => {
  const layers = describeFrame(frame(CONFIG));
  expect(layers.map(({ name, octets }) => [name, ...octets])).toEqual([
    ['IEEE 802.3', 0, 14],
    ['LLC', 14, 17],
    ['STP', 17, 52],
  ]);
  const fields = layers.flatMap((layer) => layer.fields);
  expect(fields.reduce((sum, { octets: [start, end] }) => sum + end - start, 0)).toBe(52);
  expect(fields.find(({ name }) => name === 'root-id')?.value).toBe('8000.02:00:00:00:01:00');
});
