// What an address is to this host (__inet_dev_addr_type, net/ipv4/fib_frontend.c): asked of table local.

import { INADDR_BROADCAST, type Ipv4Addr, isMulticast, isZeronet } from '../../wire/ipv4-addr.ts';
import type { IfIndex } from '../ids.ts';
import type { Netns } from '../netns.ts';
import { tableLookup } from './lookup.ts';
import { type Flow, RT_TABLE_LOCAL } from './route.ts';
import { tableExists } from './table.ts';

export type AddrType = 'unicast' | 'local' | 'broadcast' | 'multicast';

/** With `dev`, as if that were the only device. */
export function inetAddrType(ns: Netns, addr: Ipv4Addr, dev?: IfIndex): AddrType {
  return addrTypeInTable(ns, addr, RT_TABLE_LOCAL, dev);
}

/** inet_addr_type_table: as table `table` has it. */
export function addrTypeInTable(ns: Netns, addr: Ipv4Addr, table: number, dev?: IfIndex): AddrType {
  if (addr === INADDR_BROADCAST || isZeronet(addr)) return 'broadcast';
  if (isMulticast(addr)) return 'multicast';
  // Before there is a table to ask: without one the answer is what the kernel begins with.
  if (!tableExists(ns, table)) return 'broadcast';
  const flow: Flow = { dst: addr, tos: 0 };
  const route = tableLookup(ns, table, flow);
  if (!route || (dev !== undefined && route.dev !== dev)) return 'unicast';
  return route.type === 'local' || route.type === 'broadcast' ? route.type : 'unicast';
}
