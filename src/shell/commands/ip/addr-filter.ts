// Which devices and addresses a listing shows (struct link_filter, ip/ipaddress.c).

import type { RouteScope } from '../../../engine/fib/route.ts';
import type { Ipv4Cidr } from '../../../wire/ipv4-addr.ts';
import type { Session } from './session.ts';

export interface LinkFilter {
  readonly dev?: string;
  readonly up?: boolean;
  readonly master?: number;
  readonly nomaster?: boolean;
  readonly kind?: string;
  readonly group?: number;
}

export interface AddrFilter extends LinkFilter {
  readonly scope?: RouteScope;
  readonly label?: string;
  readonly to?: Ipv4Cidr;
  /** true: only these, false: all but these. */
  readonly secondary?: boolean;
  readonly tentative?: boolean;
  readonly dynamic?: boolean;
  readonly deprecated?: boolean;
  readonly noPrefixRoute?: boolean;
  /** A flag that only IPv6 addresses have. */
  readonly never?: boolean;
}

/** `-6`: the kernel's IPv6 dump says less about a device. */
export function isIpv6Only(s: Session): boolean {
  return s.options.family === 'inet6';
}
