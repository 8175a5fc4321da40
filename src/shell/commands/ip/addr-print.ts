// The lines of an address (print_addrinfo, ip/ipaddress.c).

import type { IfAddr } from '../../../engine/fib/route.ts';
import { SECOND } from '../../../engine/ids.ts';
import type { Ipv6Line } from './dev-facts.ts';
import { scopeName } from './names.ts';
import type { Printer } from './printer.ts';
import type { Session } from './session.ts';

const FOREVER = 4_294_967_295;

export function printIpv4(s: Session, p: Printer, ifa: IfAddr): void {
  const { cidr, peer, broadcast, metric, scope, lifetime } = ifa;
  p.put('family', 'inet', '    inet ');
  p.putColored('inet', 'local', cidr.addr, cidr.addr);
  if (peer !== undefined) {
    p.say(' peer ');
    p.putColored('inet', 'address', peer, peer);
  }
  p.put('prefixlen', cidr.prefixLen, `/${cidr.prefixLen} `);
  if (metric !== undefined) p.put('metric', metric, `metric ${metric} `);
  if (broadcast !== undefined) {
    p.say('brd ');
    p.putColored('inet', 'broadcast', broadcast, broadcast);
    p.say(' ');
  }
  p.put('scope', scopeName(s, scope), `scope ${scopeName(s, scope)} `);
  if (ifa.secondary) p.put('secondary', true, 'secondary ');
  if (lifetime?.deprecated) p.put('deprecated', true, 'deprecated ');
  if (ifa.noPrefixRoute) p.put('noprefixroute', true, 'noprefixroute ');
  if (isDynamic(ifa)) p.put('dynamic', true, 'dynamic ');
  p.put('label', ifa.label, ifa.label);
  printLifetimes(s, p, ifa);
}

/** Not IFA_F_PERMANENT: it won't be valid forever. */
export function isDynamic({ lifetime }: IfAddr): boolean {
  return lifetime?.valid !== undefined;
}

export function printIpv6(s: Session, p: Printer, line: Ipv6Line): void {
  p.put('family', 'inet6', '    inet6 ');
  p.putColored('inet6', 'local', line.addr, line.addr);
  p.put('prefixlen', line.prefixLen, `/${line.prefixLen} `);
  p.put('scope', line.scope, `scope ${line.scope} `);
  if (line.tentative) p.put('tentative', true, 'tentative ');
  printLifetimes(s, p, {});
}

/** inet_fill_ifaddr: what is left. An address that is valid forever is told to be preferred forever. */
function printLifetimes(s: Session, p: Printer, { lifetime }: Pick<IfAddr, 'lifetime'>): void {
  const { since = 0, valid, preferred } = lifetime ?? {};
  const past = Math.trunc((s.world.now - since) / SECOND);
  const left = (seconds: number | undefined): number =>
    valid === undefined || seconds === undefined ? FOREVER : Math.max(0, seconds - past);
  p.say(`${s.lineBreak}       valid_lft `);
  p.put('valid_life_time', left(valid), timeText(left(valid)));
  p.say(' preferred_lft ');
  p.put('preferred_life_time', left(preferred), timeText(left(preferred)));
}

function timeText(seconds: number): string {
  return seconds === FOREVER ? 'forever' : `${seconds}sec`;
}

/** `ip -br addr`: only the addresses, one after the other. */
export function printBriefAddr(
  p: Printer,
  kind: 'inet' | 'inet6',
  {
    addr,
    peer,
    prefixLen,
  }: { readonly addr: string; readonly peer?: string | undefined; readonly prefixLen: number },
): void {
  p.open();
  p.putColored(kind, 'local', addr, addr);
  if (peer !== undefined) {
    p.say(' peer ');
    p.putColored(kind, 'address', peer, peer);
  }
  p.put('prefixlen', prefixLen, `/${prefixLen} `);
  p.close();
}
