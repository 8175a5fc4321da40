import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unwrap } from '../../src/base/result.ts';
import { fromHex, toHex } from '../../src/wire/octets.ts';
import { parsePcap, pcapFile } from '../../src/wire/pcap.ts';

const records = fc.array(
  fc.record({ at: fc.nat(2 ** 40).map((at) => at * 1000), octets: fc.uint8Array({ maxLength: 60 }) }),
);

describe('a capture file', () => {
  test('gives the same records back, to the nanosecond', () => {
    fc.assert(
      fc.property(records, (drawn) => {
        expect(unwrap(parsePcap(pcapFile(drawn)))).toEqual(drawn);
      }),
    );
  });

  test('gives the same records back, to the microsecond', () => {
    fc.assert(
      fc.property(records, (drawn) => {
        expect(unwrap(parsePcap(pcapFile(drawn, 'microseconds')))).toEqual(drawn);
      }),
    );
  });

  test('begins with the header that libpcap writes', () => {
    expect(toHex(pcapFile([], 'microseconds'))).toBe('d4c3b2a10200040000000000000000000000040001000000');
    expect(toHex(pcapFile([])).slice(0, 8)).toBe('4d3cb2a1');
  });

  test('is read in the other byte order, with a frame that was cut', () => {
    const big = fromHex(`
      a1b2c3d4 0002 0004 00000000 00000000 00040000 00000001
      00000002 00000003 00000002 00000100 abcd`);
    expect(unwrap(parsePcap(big))).toEqual([
      { at: 2_000_003_000, octets: Uint8Array.of(0xab, 0xcd), originalLength: 256 },
    ]);
  });

  test.each([
    ['', 'not a pcap file: shorter than its header'],
    ['00'.repeat(24), 'not a pcap file: it does not begin with its magic number'],
    ['d4c3b2a102000400000000000000000000000400 71000000', "the capture isn't of Ethernet (link type 113)"],
    ['d4c3b2a102000400000000000000000000000400 01000000 00', 'record 1 is cut short'],
    [
      'd4c3b2a102000400000000000000000000000400 01000000 0000000000000000ff00000000000000',
      'record 1 is cut short',
    ],
  ])('%s is refused: %s', (hex, error) => expect(parsePcap(fromHex(hex))).toEqual({ ok: false, error }));

  test('that is anything else is refused or read, never a crash', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 90 }), (octets) => {
        expect(() => parsePcap(octets)).not.toThrow();
      }),
    );
  });
});
