// The document's texts as the engine's values. The document has been validated, so that they can't be wrong.

import { unwrap } from '../base/result.ts';
import { type Ipv4Addr, type Ipv4Cidr, parseIpv4, parseIpv4Cidr } from '../wire/ipv4-addr.ts';
import { type MacAddr, parseMac } from '../wire/mac.ts';

export const ipv4Of = (text: string): Ipv4Addr => unwrap(parseIpv4(text));
export const cidrOf = (text: string): Ipv4Cidr => unwrap(parseIpv4Cidr(text));
export const macOf = (text: string): MacAddr => unwrap(parseMac(text));
