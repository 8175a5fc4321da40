import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fragmentPayload, joinPieces } from '../../src/wire/fragment.ts';
import { parsePayload, payloadOctets } from '../../src/wire/ipv4-payload.ts';
import { icmpPacket, udpPacket } from './arbitraries.ts';

const whole = fc.oneof(icmpPacket, udpPacket);
const room = fc.integer({ min: 8, max: 120 });

describe('fragments', () => {
  test('join to the payload they were cut from', () => {
    fc.assert(
      fc.property(whole, room, (packet, size) => {
        const octets = joinPieces(fragmentPayload(packet, size));
        expect(octets).toEqual(payloadOctets(packet));
        expect(parsePayload(packet, octets)).toEqual(packet.payload);
      }),
    );
  });

  test('fit, begin at a multiple of 8 where the last one ended, and only the last one has no more', () => {
    fc.assert(
      fc.property(whole, room, (packet, size) => {
        const pieces = fragmentPayload(packet, size);
        let end = 0;
        for (const [i, piece] of pieces.entries()) {
          expect(piece.octets.length).toBeLessThanOrEqual(size);
          expect([piece.offset, piece.offset % 8]).toEqual([end, 0]);
          expect(piece.more).toBe(i < pieces.length - 1);
          end += piece.octets.length;
        }
      }),
    );
  });

  // The first is recorded (ping -s 2000); the last piece alone may fill a room that isn't a multiple of 8.
  test.each([
    [2008, 1480, [1480, 528]],
    [20, 12, [8, 12]],
    [12, 12, [12]],
    [21, 12, [8, 8, 5]],
  ])('of %i octets in pieces of at most %i are %j octets long', (length, size, lengths) => {
    const packet = { ...drawnPacket(), payload: { kind: 'octets' as const, octets: new Uint8Array(length) } };
    expect(fragmentPayload(packet, size).map(({ octets }) => octets.length)).toEqual(lengths);
  });

  test('of less than 8 octets are not cut', () => {
    expect(fragmentPayload(drawnPacket(), 7)).toEqual([]);
  });
});

function drawnPacket() {
  const packet = fc.sample(udpPacket, { numRuns: 1, seed: 1 })[0];
  if (!packet) throw new Error('nothing drawn');
  return packet;
}
