// Frames drawn at random, in the one form that parsing gives: `parse(emit(frame))` has to be the same value again.

import fc from 'fast-check';
import type { ArpPacket } from '../../src/wire/arp.ts';
import type { EmbeddedIpv4, IcmpOther, Icmpv4Message } from '../../src/wire/icmpv4.ts';
import { ipv4FromNumber } from '../../src/wire/ipv4-addr.ts';
import type { Ipv4Header, Ipv4Packet, Ipv4Payload } from '../../src/wire/ipv4.ts';
import { macFromOctets } from '../../src/wire/mac.ts';
import type { FrameContent } from '../../src/wire/frame.ts';

const octets = (maxLength: number, minLength = 0) => fc.uint8Array({ minLength, maxLength });
const uint8 = fc.integer({ min: 0, max: 0xff });
const uint16 = fc.integer({ min: 0, max: 0xffff });

export const mac = octets(6, 6).map((six) => macFromOctets(six));
export const ipv4Addr = fc.integer({ min: 0, max: 0xffffffff }).map(ipv4FromNumber);

const arp: fc.Arbitrary<ArpPacket> = fc.record({
  kind: fc.constant('arp' as const),
  op: fc.oneof(
    fc.constantFrom('request' as const, 'reply' as const),
    fc.integer({ min: 3, max: 9 }).map((unknown) => ({ unknown })),
  ),
  sha: mac,
  spa: ipv4Addr,
  tha: mac,
  tpa: ipv4Addr,
});

const options = fc.integer({ min: 0, max: 10 }).chain((words) => octets(4 * words, 4 * words));

/** A header of a whole packet, without the payload's protocol. */
const header: fc.Arbitrary<Omit<Ipv4Header, 'protocol'>> = fc
  .record({
    tos: uint8,
    id: uint16,
    df: fc.boolean(),
    ttl: uint8,
    src: ipv4Addr,
    dst: ipv4Addr,
    options: fc.oneof(
      { weight: 3, arbitrary: fc.constant(new Uint8Array(0)) },
      { weight: 1, arbitrary: options },
    ),
    reserved: fc.integer({ min: 0, max: 9 }),
  })
  .map(({ reserved, ...fields }) => ({
    ...fields,
    mf: false,
    fragmentOffset: 0,
    ...(reserved === 0 && { reservedFlag: true as const }),
  }));

const original: fc.Arbitrary<EmbeddedIpv4> = fc
  .record({ header, protocol: fc.constantFrom(1, 17, 199, 200), cut: fc.nat(400), octets: octets(40) })
  .map(({ header: fields, protocol, cut, octets: rest }) => ({
    header: { ...fields, protocol },
    totalLength: 20 + fields.options.length + rest.length + cut,
    octets: rest,
  }));

const echo = fc.record({
  kind: fc.constant('icmp' as const),
  type: fc.constantFrom('echo-request' as const, 'echo-reply' as const),
  id: uint16,
  seq: uint16,
  data: octets(80),
});

const icmpErrors = [
  fc.record({
    kind: fc.constant('icmp' as const),
    type: fc.constant('destination-unreachable' as const),
    code: fc.integer({ min: 0, max: 16 }),
    nextHopMtu: uint16,
    original,
  }),
  fc.record({
    kind: fc.constant('icmp' as const),
    type: fc.constant('time-exceeded' as const),
    code: fc.integer({ min: 0, max: 3 }),
    original,
  }),
  fc.record({
    kind: fc.constant('icmp' as const),
    type: fc.constant('redirect' as const),
    code: fc.integer({ min: 0, max: 5 }),
    gateway: ipv4Addr,
    original,
  }),
  fc.record({
    kind: fc.constant('icmp' as const),
    type: fc.constant('parameter-problem' as const),
    code: fc.integer({ min: 0, max: 2 }),
    pointer: uint8,
    original,
  }),
] as const;

/** Types that have no form of their own here. */
const icmpOther: fc.Arbitrary<IcmpOther> = fc.record({
  kind: fc.constant('icmp' as const),
  type: fc.constant('other' as const),
  number: fc.constantFrom(10, 13, 15, 17, 40, 255),
  code: uint8,
  octets: octets(40, 16),
});

const icmp: fc.Arbitrary<Icmpv4Message> = fc.oneof(echo, ...icmpErrors, icmpOther);

const udp = fc.record({
  kind: fc.constant('udp' as const),
  sport: uint16,
  dport: uint16,
  data: octets(80),
});

function packetOf(protocol: fc.Arbitrary<number>, payload: fc.Arbitrary<Ipv4Payload>) {
  return fc.record({ header, protocol, payload }).map(
    (drawn): Ipv4Packet => ({
      kind: 'ipv4',
      ...drawn.header,
      protocol: drawn.protocol,
      payload: drawn.payload,
    }),
  );
}

const opaque = octets(80).map((drawn) => ({ kind: 'octets' as const, octets: drawn }));

/** Any part of a packet: not typed, whatever it begins with. */
const fragment: fc.Arbitrary<Ipv4Packet> = fc
  .tuple(packetOf(fc.constantFrom(1, 17, 200), opaque), fc.integer({ min: 0, max: 0x1fff }), fc.boolean())
  .map(([packet, offset, mf]) => ({ ...packet, fragmentOffset: offset * 8, mf: mf || offset === 0 }));

export const icmpPacket = packetOf(fc.constant(1), icmp);
export const udpPacket = packetOf(fc.constant(17), udp);
const unknownPacket = packetOf(fc.constantFrom(199, 200, 252), opaque);
export const ipv4Packet = fc.oneof(icmpPacket, udpPacket, unknownPacket, fragment);

const eth = (etherType: number) => fc.record({ dst: mac, src: mac, etherType: fc.constant(etherType) });

export const frame: fc.Arbitrary<FrameContent> = fc.oneof(
  fc.record({ eth: eth(0x0800), net: ipv4Packet }),
  fc.record({ eth: eth(0x0806), net: arp }),
  fc.record({ eth: eth(0x0800), net: ipv4Packet, trailer: octets(18, 1) }),
  octets(60).chain((drawn) =>
    fc.record({
      eth: eth(0x88b5),
      net: fc.constant({ kind: 'unknown' as const, etherType: 0x88b5, octets: drawn }),
    }),
  ),
);
