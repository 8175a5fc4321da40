// Addresses and prefixes as iproute2 reads them (lib/utils.c: get_addr_1, get_prefix_1).

import { type Ipv4Addr, type Ipv4Cidr, parseIproutePrefix } from '../../../wire/ipv4-addr.ts';
import { parseMac } from '../../../wire/mac.ts';
import { parseIpv6Cidr } from '../../../wire/ipv6-addr.ts';
import { Exit } from './args.ts';
import type { Family } from './session.ts';

/** What family an error names. */
function familyWords(family: Family): string {
  if (family === 'any') return 'any valid';
  return family === 'link' ? 'link' : family;
}

/** A prefix; octets may be missing at the end, the length may be a netmask. */
export function getPrefix(text: string, family: Family = 'any'): Ipv4Cidr {
  const prefix = parseIproutePrefix(text);
  if (!prefix.ok || !isReadable(text) || family === 'inet6')
    throw new Exit(1, `Error: ${familyWords(family)} prefix is expected rather than "${text}".\n`, true);
  return prefix.value;
}

/** An address. It may leave out octets as well: `10.1` is 10.1.0.0. */
export function getAddr(text: string, family: Family = 'inet'): Ipv4Addr {
  const prefix = text.includes('/') ? undefined : parseIproutePrefix(text);
  if (!prefix?.ok || !isReadable(text))
    throw new Exit(1, `Error: ${familyWords(family)} address is expected rather than "${text}".\n`, true);
  return prefix.value.addr;
}

/** Is it an IPv6 address or prefix? */
export function isIpv6(text: string): boolean {
  return text.includes(':') && parseIpv6Cidr(text).ok;
}

/** ll_addr_a2n: as many as there are. */
export function lladdrOctets(text: string): string[] {
  const mac = parseMac(text);
  if (mac.ok && text.includes(':')) return mac.value.split(':');
  // sscanf(3) with %x: what follows the digits isn't looked at.
  const octets = text.split(':').map((octet) => /^(0x)?[0-9a-f]+/i.exec(octet)?.[0] ?? octet);
  const wrong = octets.find((octet) => !/^[0-9a-f]{1,2}$/i.test(octet));
  if (wrong !== undefined) throw new Exit(1, `"${wrong}" is invalid lladdr.\n`);
  return octets.map((octet) => octet.padStart(2, '0').toLowerCase());
}

/** What the look-alikes of parseIproutePrefix let through and iproute2 doesn't. */
function isReadable(text: string): boolean {
  return text !== '' && !text.startsWith('/') && text.split('/').length <= 2;
}
