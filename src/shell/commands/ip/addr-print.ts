// The lines of an address (print_addrinfo, ip/ipaddress.c).

import type { IfAddr } from '../../../engine/fib/route.ts';
import type { Ipv6Line } from './dev-facts.ts';
import type { Printer } from './printer.ts';
import type { Session } from './session.ts';

const FOREVER = 4_294_967_295;

export function printIpv4(s: Session, p: Printer, ifa: IfAddr): void {
  const { addr, prefixLen } = ifa.cidr;
  p.put('family', 'inet', '    inet ');
  p.putColored('inet', 'local', addr, addr);
  p.put('prefixlen', prefixLen, `/${prefixLen} `);
  if (ifa.broadcast !== undefined) {
    p.say('brd ');
    p.putColored('inet', 'broadcast', ifa.broadcast, ifa.broadcast);
    p.say(' ');
  }
  p.put('scope', ifa.scope, `scope ${ifa.scope} `);
  if (ifa.secondary) p.put('secondary', true, 'secondary ');
  p.put('label', ifa.label, ifa.label);
  printLifetimes(s, p);
}

export function printIpv6(s: Session, p: Printer, line: Ipv6Line): void {
  p.put('family', 'inet6', '    inet6 ');
  p.putColored('inet6', 'local', line.addr, line.addr);
  p.put('prefixlen', line.prefixLen, `/${line.prefixLen} `);
  p.put('scope', line.scope, `scope ${line.scope} `);
  if (line.tentative) p.put('tentative', true, 'tentative ');
  printLifetimes(s, p);
}

/** Simplified: addresses with a lifetime aren't modelled. */
function printLifetimes(s: Session, p: Printer): void {
  p.say(`${s.lineBreak}       valid_lft `);
  p.put('valid_life_time', FOREVER, 'forever');
  p.say(' preferred_lft ');
  p.put('preferred_life_time', FOREVER, 'forever');
}

/** `ip -br addr`: only the addresses, one after the other. */
export function printBriefAddr(p: Printer, kind: 'inet' | 'inet6', addr: string, prefixLen: number): void {
  p.open();
  p.putColored(kind, 'local', addr, addr);
  p.put('prefixlen', prefixLen, `/${prefixLen} `);
  p.close();
}
