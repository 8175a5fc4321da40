import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unwrap } from '../../src/base/result.ts';
import {
  broadcastOf,
  formatIpv4Cidr,
  ipv4FromNumber,
  ipv4ToNumber,
  netmask,
  networkOf,
  parseIproutePrefix,
  parseIpv4,
  parseIpv4Cidr,
  prefixContains,
} from '../../src/wire/ipv4-addr.ts';
import {
  formatIpv6Cidr,
  ipv6FromOctets,
  ipv6ToOctets,
  parseIpv6,
  parseIpv6Cidr,
} from '../../src/wire/ipv6-addr.ts';
import { isGroupMac, macFromOctets, macToOctets, parseMac } from '../../src/wire/mac.ts';
import { ipv4Addr, mac } from './arbitraries.ts';

describe('a MAC address', () => {
  test.each([
    ['02:00:00:00:00:01', '02:00:00:00:00:01'],
    ['AA-BB-CC-DD-EE-0F', 'aa:bb:cc:dd:ee:0f'],
  ])('%s is read as %s', (text, canonical) => expect(unwrap(parseMac(text))).toBe(canonical));

  test.each(['', '02:00:00:00:00', '2:0:0:0:0:1', '02:00:00:00:00:0g', '02:00:00:00:00:01:02'])(
    '"%s" is refused',
    (text) => expect(parseMac(text).ok).toBe(false),
  );

  test('is the same after being written as octets', () => {
    fc.assert(
      fc.property(mac, (addr) => {
        expect(macFromOctets(macToOctets(addr))).toBe(addr);
      }),
    );
  });

  test.each([
    ['ff:ff:ff:ff:ff:ff', true],
    ['01:00:5e:00:00:01', true],
    ['02:00:00:00:00:01', false],
  ])('%s is a group address: %s', (text, group) => expect(isGroupMac(unwrap(parseMac(text)))).toBe(group));
});

describe('an IPv4 address', () => {
  test.each(['1.2.3', '1.2.3.4.5', '256.0.0.1', '01.2.3.4', '1.2.3.4 ', '', 'a.b.c.d', '-1.0.0.0'])(
    '"%s" is refused',
    (text) => expect(parseIpv4(text).ok).toBe(false),
  );

  test('is the same after being a number', () => {
    fc.assert(
      fc.property(ipv4Addr, (addr) => {
        expect(ipv4FromNumber(ipv4ToNumber(addr))).toBe(addr);
      }),
    );
  });

  test.each([
    ['192.0.2.1/24', '192.0.2.0', '192.0.2.255'],
    ['10.1.2.3/8', '10.0.0.0', '10.255.255.255'],
    ['192.0.2.1/31', '192.0.2.0', '192.0.2.1'],
    ['192.0.2.1/32', '192.0.2.1', '192.0.2.1'],
    ['192.0.2.1/0', '0.0.0.0', '255.255.255.255'],
  ])('%s lies between %s and %s', (text, first, last) => {
    const cidr = unwrap(parseIpv4Cidr(text));
    expect([networkOf(cidr), broadcastOf(cidr)]).toEqual([first, last]);
  });

  test('lies in its own prefix, and the address after the last one does not', () => {
    fc.assert(
      fc.property(ipv4Addr, fc.integer({ min: 1, max: 32 }), (addr, prefixLen) => {
        const cidr = { addr, prefixLen };
        const after = ipv4FromNumber((ipv4ToNumber(broadcastOf(cidr)) + 1) >>> 0);
        expect(prefixContains(cidr, addr)).toBe(true);
        expect(prefixContains(cidr, after)).toBe(false);
      }),
    );
  });

  test.each([
    [0, 0],
    [1, 0x80000000],
    [24, 0xffffff00],
    [32, 0xffffffff],
  ])('prefix length %i is netmask %i', (length, mask) => expect(netmask(length)).toBe(mask));
});

// Tried with iproute2 6.1.0.
describe('a prefix as iproute2 reads it', () => {
  test.each([
    ['default', '0.0.0.0/0'],
    ['any', '0.0.0.0/0'],
    ['10', '10.0.0.0/32'],
    ['10/8', '10.0.0.0/8'],
    ['10.1', '10.1.0.0/32'],
    ['1.2.3/24', '1.2.3.0/24'],
    ['192.0.2.1', '192.0.2.1/32'],
    ['10.1.0.0/255.255.0.0', '10.1.0.0/16'],
    ['0/0', '0.0.0.0/0'],
  ])('%s is %s', (text, cidr) => expect(formatIpv4Cidr(unwrap(parseIproutePrefix(text)))).toBe(cidr));

  test.each(['', '/8', '1.2.3.4.5', '256/8', '1..2/8', 'any/8', '10/33', '10/255.0.255.0', '10/'])(
    '"%s" is refused',
    (text) => expect(parseIproutePrefix(text).ok).toBe(false),
  );
});

describe('an IPv6 address', () => {
  // RFC 5952 §4 and §5, RFC 4291 §2.2.
  test.each([
    ['2001:0DB8:0000:0000:0008:0800:200C:417A', '2001:db8::8:800:200c:417a'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['fe80::', 'fe80::'],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
  ])('%s is written %s', (text, canonical) => expect(unwrap(parseIpv6(text))).toBe(canonical));

  test.each([
    '',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8:9',
    '12345::',
    'g::',
    '::1.2.3',
    '1.2.3.4::',
    '1.2.3.4:1::',
    '1:2:3:4:5:6:7:8::',
    '::1%eth0',
  ])('"%s" is refused', (text) => expect(parseIpv6(text).ok).toBe(false));

  test('is the same after being written as octets', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (octets) => {
        const addr = ipv6FromOctets(octets);
        expect(ipv6ToOctets(addr)).toEqual(octets);
        expect(unwrap(parseIpv6(addr))).toBe(addr);
      }),
    );
  });

  test.each([
    ['2001:db8::1/64', '2001:db8::1/64'],
    ['2001:DB8::1', '2001:db8::1/128'],
    ['::/0', '::/0'],
  ])('%s is the prefix %s', (text, cidr) => expect(formatIpv6Cidr(unwrap(parseIpv6Cidr(text)))).toBe(cidr));

  test.each(['::/129', '::/', '::/a', '1.2.3.4/24'])('"%s" is no prefix', (text) =>
    expect(parseIpv6Cidr(text).ok).toBe(false),
  );
});
