import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unwrap } from '../../src/base/result.ts';
import { emitFrame, frameLength, parseFrame } from '../../src/wire/frame.ts';
import { fromHex, toHex } from '../../src/wire/octets.ts';
import { frame } from './arbitraries.ts';
import { recordedFrames } from './fixtures.ts';

const reparse = (octets: Uint8Array) => emitFrame(unwrap(parseFrame(octets)));

describe('a frame', () => {
  test('is the same after being emitted and parsed', () => {
    fc.assert(
      fc.property(frame, (drawn) => {
        expect(unwrap(parseFrame(emitFrame(drawn)))).toEqual(drawn);
      }),
    );
  });

  test('is as long as frameLength says without emitting it', () => {
    fc.assert(
      fc.property(frame, (drawn) => {
        expect(frameLength(drawn)).toBe(emitFrame(drawn).length);
      }),
    );
  });

  test('is refused only if it is shorter than an Ethernet header', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (octets) => {
        expect(parseFrame(octets).ok).toBe(octets.length >= 14);
      }),
    );
  });
});

describe('octets', () => {
  const ipv4Or = fc.constantFrom('0800', '0806', '86dd', '0004');
  const hostile = fc
    .tuple(ipv4Or, fc.uint8Array({ minLength: 12, maxLength: 12 }), fc.uint8Array({ maxLength: 120 }))
    .map(([type, macs, rest]) => Uint8Array.from([...macs, ...fromHex(type), ...rest]));

  test('come back unchanged, whatever they are', () => {
    fc.assert(
      fc.property(hostile, (octets) => {
        expect(reparse(octets)).toEqual(octets);
      }),
      { numRuns: 2000 },
    );
  });

  test('come back unchanged when a valid frame is cut anywhere', () => {
    fc.assert(
      fc.property(frame, fc.oneof(fc.nat(3), fc.nat(300)), (drawn, cut) => {
        const octets = emitFrame(drawn);
        const short = octets.subarray(0, Math.max(14, octets.length - cut));
        expect(reparse(short)).toEqual(short);
      }),
    );
  });

  test('come back unchanged when one octet of a valid frame is flipped', () => {
    fc.assert(
      fc.property(frame, fc.nat(), fc.integer({ min: 1, max: 255 }), (drawn, where, flip) => {
        const octets = emitFrame(drawn);
        const at = where % octets.length;
        octets[at] = (octets[at] as number) ^ flip;
        expect(reparse(octets)).toEqual(octets);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a recorded frame', () => {
  const frames = recordedFrames();

  test('is there', () => expect(frames.length).toBeGreaterThan(40));

  test.each(frames)('comes back unchanged: $line', ({ octets }) => {
    expect(toHex(reparse(octets))).toBe(toHex(octets));
  });

  test('is typed: nothing modelled is left as octets', () => {
    const untyped = frames.filter(({ line, octets }) => {
      const { net } = unwrap(parseFrame(octets));
      const left = net.kind === 'unknown' || (net.kind === 'ipv4' && net.payload.kind === 'octets');
      return left && !/length 1480$|ip-proto|Flags|UDP, length 2500$/.test(line);
    });
    expect(untyped.map(({ line }) => line)).toEqual([]);
  });
});

describe('padding', () => {
  // A 28-octet IPv4 packet in a frame padded to 60, as a real card sends it.
  const padded = fromHex(`
    ffffffffffff 020000000001 0800
    4500001c00010000400100000a0000010a000002 0800f7ff00000000 ${'00'.repeat(18)}`);

  test('is kept as the trailer', () => {
    expect(unwrap(parseFrame(padded)).trailer).toHaveLength(18);
    expect(toHex(reparse(padded))).toBe(toHex(padded));
  });
});
