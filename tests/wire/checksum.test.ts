import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unwrap } from '../../src/base/result.ts';
import { internetChecksum } from '../../src/wire/checksum.ts';
import { emitFrame, parseFrame } from '../../src/wire/frame.ts';
import { fromHex } from '../../src/wire/octets.ts';
import { payloadOctets } from '../../src/wire/ipv4-payload.ts';
import { icmpPacket, ipv4Packet, udpPacket } from './arbitraries.ts';
import { recordedFrames } from './fixtures.ts';

/** RFC 1071 by its words: 16-bit one's complement addition, one carry at a time. Right if all of it sums to ~0. */
function sumOfWords(octets: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < octets.length; i += 2) {
    sum += (octets[i] as number) * 256 + (octets[i + 1] ?? 0);
    if (sum > 0xffff) sum -= 0xffff;
  }
  return sum;
}

const verifies = (octets: Iterable<number>) => sumOfWords([...octets]) === 0xffff;
const eth = { dst: 'ff:ff:ff:ff:ff:ff', src: '02:00:00:00:00:01', etherType: 0x0800 } as never;

describe('the Internet checksum', () => {
  test("is RFC 1071's example", () => {
    // §3: 0001 f203 f4f5 f6f7 adds up to ddf2.
    const octets = fromHex('0001 f203 f4f5 f6f7 0000');
    expect(internetChecksum(octets, 0, 10, 8)).toBe(~0xddf2 & 0xffff);
  });

  test('of an IPv4 header makes the header sum to all ones', () => {
    fc.assert(
      fc.property(ipv4Packet, (net) => {
        const header = emitFrame({ eth, net }).subarray(14, 34 + net.options.length);
        expect(verifies(header)).toBe(true);
      }),
    );
  });

  test('of an ICMP message makes the message sum to all ones', () => {
    fc.assert(
      fc.property(icmpPacket, (packet) => {
        expect(verifies(payloadOctets(packet))).toBe(true);
      }),
    );
  });

  test('of a UDP datagram covers the pseudo-header', () => {
    fc.assert(
      fc.property(udpPacket, (packet) => {
        const udp = payloadOctets(packet);
        const ends = [packet.src, packet.dst].flatMap((addr) => addr.split('.').map(Number));
        expect(verifies([...ends, 0, 17, udp.length >> 8, udp.length & 255, ...udp])).toBe(true);
      }),
    );
  });

  test('of recorded ICMP messages and headers is what the kernel computed', () => {
    const wrong = recordedFrames().filter(({ octets }) => {
      const { net } = unwrap(parseFrame(octets));
      if (net.kind !== 'ipv4') return false;
      return net.badChecksum !== undefined || (net.payload.kind === 'icmp' && 'badChecksum' in net.payload);
    });
    expect(wrong.map(({ line }) => line)).toEqual([]);
  });

  test('0 of UDP is sent as all ones, since 0 means that there is none', () => {
    const packet = fc.sample(udpPacket, { numRuns: 1, seed: 1 })[0];
    if (!packet) throw new Error('nothing drawn');
    // The last word is chosen so that everything adds up to 0xffff.
    const summed = (word: number) =>
      payloadOctets({
        ...packet,
        payload: { kind: 'udp', sport: 1, dport: 2, data: Uint8Array.of(word >> 8, word & 255) },
      });
    const first = summed(0);
    const checksum = ((first[6] as number) << 8) | (first[7] as number);
    const chosen = summed(checksum);
    expect([chosen[6], chosen[7]]).toEqual([0xff, 0xff]);
  });
});

describe('a wrong checksum', () => {
  const corrupt = (octets: Uint8Array, at: number) => {
    octets[at] = (octets[at] as number) ^ 0x55;
    return unwrap(parseFrame(octets));
  };
  const drawn = <T>(arbitrary: fc.Arbitrary<T>) => fc.sample(arbitrary, { numRuns: 20, seed: 7 });

  test('of an IPv4 header is kept', () => {
    for (const net of drawn(ipv4Packet)) {
      expect(corrupt(emitFrame({ eth, net }), 24).net).toHaveProperty('badChecksum');
    }
  });

  test('of ICMP and UDP is kept', () => {
    for (const net of drawn(icmpPacket)) {
      const frame = corrupt(emitFrame({ eth, net }), 36 + net.options.length);
      expect(frame.net).toHaveProperty('payload.badChecksum');
    }
    for (const net of drawn(udpPacket)) {
      const frame = corrupt(emitFrame({ eth, net }), 40 + net.options.length);
      expect(frame.net).toHaveProperty('payload.badChecksum');
    }
  });
});
