// IPv6 addresses and prefixes: canonical text (RFC 4291, RFC 5952).

import type { Brand } from '../base/brand.ts';

/** `2001:db8::1`: the text of RFC 5952. */
export type Ipv6Addr = Brand<string, 'Ipv6Addr'>;

export interface Ipv6Cidr {
  readonly addr: Ipv6Addr;
  readonly prefixLen: number;
}
