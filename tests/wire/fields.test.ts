import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unwrap } from '../../src/base/result.ts';
import { describeFrame, type Field, type Layer } from '../../src/wire/fields.ts';
import { emitFrame, frameLength, parseFrame } from '../../src/wire/frame.ts';
import { frame } from './arbitraries.ts';
import { recordedFrames } from './fixtures.ts';

const allFields = (layers: readonly Layer[]): Field[] =>
  layers.flatMap((layer) => [...layer.fields, ...allFields(layer.layers ?? [])]);

/** How many fields claim each bit of the frame. */
function claims(layers: readonly Layer[], length: number): number[] {
  const bits = Array<number>(length * 8).fill(0);
  for (const { octets, bits: part } of allFields(layers)) {
    const [from, to] = part ?? [0, (octets[1] - octets[0]) * 8];
    for (let bit = octets[0] * 8 + from; bit < octets[0] * 8 + to; bit++) bits[bit] = (bits[bit] ?? 0) + 1;
  }
  return bits;
}

describe('the fields of a frame', () => {
  test('have every bit in exactly one of them', () => {
    fc.assert(
      fc.property(frame, (drawn) => {
        const length = frameLength(drawn);
        expect(claims(describeFrame(drawn), length)).toEqual(Array(length * 8).fill(1));
      }),
    );
  });

  test('lie within their layer, and the layers follow each other', () => {
    fc.assert(
      fc.property(frame, (drawn) => {
        let at = 0;
        for (const layer of describeFrame(drawn)) {
          expect(layer.octets[0]).toBe(at);
          at = layer.octets[1];
          for (const { octets } of allFields([layer])) {
            expect(octets[0] >= layer.octets[0] && octets[1] <= layer.octets[1]).toBe(true);
          }
        }
        expect(at).toBe(frameLength(drawn));
      }),
    );
  });
});

/** `name value` of each field, indented by layer. */
function text(layers: readonly Layer[], indent = ''): string[] {
  return layers.flatMap((layer) => [
    `${indent}${layer.name} ${layer.octets.join('-')}`,
    ...layer.fields.map(
      ({ name, value, octets, note }) =>
        `${indent}  ${name} ${value.slice(0, 40)} @${octets.join('-')}${note ? ` ${note}` : ''}`,
    ),
    ...text(layer.layers ?? [], `${indent}  `),
  ]);
}

const recorded = (start: RegExp) => {
  const found = recordedFrames().find(({ line }) => start.test(line));
  if (!found) throw new Error(`nothing recorded matches ${start}`);
  return text(describeFrame(unwrap(parseFrame(found.octets))));
};

describe('a recorded frame', () => {
  test('of ARP is told in the words of RFC 826', () => {
    expect(recorded(/who-has/)).toMatchInlineSnapshot(`
      [
        "Ethernet II 0-14",
        "  dst ff:ff:ff:ff:ff:ff @0-6",
        "  src 02:00:00:00:00:01 @6-12",
        "  ethertype 0x0806 @12-14",
        "ARP 14-42",
        "  htype 1 (Ethernet) @14-16",
        "  ptype 0x0800 (IPv4) @16-18",
        "  hlen 6 @18-19",
        "  plen 4 @19-20",
        "  op 1 (request) @20-22",
        "  sha 02:00:00:00:00:01 @22-28",
        "  spa 192.0.2.1 @28-32",
        "  tha 00:00:00:00:00:00 @32-38",
        "  tpa 192.0.2.254 @38-42",
      ]
    `);
  });

  test('of an ICMP error is told with the packet that it is about', () => {
    expect(recorded(/time exceeded/)).toMatchInlineSnapshot(`
      [
        "Ethernet II 0-14",
        "  dst 02:00:00:00:00:01 @0-6",
        "  src 02:00:00:00:00:fe @6-12",
        "  ethertype 0x0800 @12-14",
        "IPv4 14-34",
        "  version 4 @14-15",
        "  ihl 5 (20 octets) @14-15",
        "  tos 0xc0 @15-16",
        "  length 112 @16-18",
        "  id 54648 @18-20",
        "  flags none @20-22",
        "  offset 0 @20-22",
        "  ttl 64 @22-23",
        "  proto 1 (ICMP) @23-24",
        "  checksum 0x1f55 @24-26 checksum-ok",
        "  src 192.0.2.254 @26-30",
        "  dst 192.0.2.1 @30-34",
        "ICMP 34-126",
        "  type 11 (time-exceeded) @34-35",
        "  code 0 @35-36",
        "  checksum 0xf4ff @36-38 checksum-ok",
        "  unused 0 @38-42",
        "  IPv4 (original) 42-62",
        "    version 4 @42-43",
        "    ihl 5 (20 octets) @42-43",
        "    tos 0x00 @43-44",
        "    length 84 @44-46",
        "    id 11243 @46-48",
        "    flags DF @48-50",
        "    offset 0 @48-50",
        "    ttl 1 @50-51",
        "    proto 1 (ICMP) @51-52",
        "    checksum 0x6188 @52-54 checksum-ok",
        "    src 192.0.2.1 @54-58",
        "    dst 198.51.100.1 @58-62",
        "  ICMP 62-126",
        "    type 8 (echo-request) @62-63",
        "    code 0 @63-64",
        "    checksum 0x566d @64-66 checksum-ok",
        "    id 14981 @66-68",
        "    seq 1 @68-70",
        "    data 7c3c046b00000000229205000000000010111213 @70-126",
      ]
    `);
  });

  test('of UDP says that the checksum was left to the card', () => {
    const checksum = recorded(/40000 > .* length 16$/).filter((line) => line.startsWith('  checksum'));
    expect(checksum).toEqual([expect.stringMatching(/checksum-ok$/), expect.stringMatching(/checksum-bad$/)]);
  });

  test('keeps its length', () => {
    for (const { octets } of recordedFrames()) {
      expect(emitFrame(unwrap(parseFrame(octets)))).toHaveLength(octets.length);
    }
  });
});
