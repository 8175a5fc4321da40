// What is usual, and therefore left out of a document and of a link.

import type { DevDoc, MachineDoc, NetnsDoc } from './schema.ts';

/** Ethernet's (RFC 894), and lo's (drivers/net/loopback.c). */
const DEFAULT_MTU = 1_500;
const LOOPBACK_MTU = 65_536;

/** One way over a cable, in microseconds. */
export const DEFAULT_DELAY = 100;

/** `lo` as it is once it is up. */
export const LOOPBACK: DevDoc = {
  name: 'lo',
  kind: 'loopback',
  up: true,
  addrs: [{ cidr: '127.0.0.1/8', scope: 'host' }],
};

/** What a device's MTU is when nobody set it; a tunnel's and a macvlan's depends on what they are on. A bridge's own is
 *  that of its ports, and not looked at here. */
export function usualMtu(kind: DevDoc['kind']): number | undefined {
  if (kind === 'vxlan' || kind === 'macvlan') return undefined;
  return kind === 'loopback' ? LOOPBACK_MTU : DEFAULT_MTU;
}

export function emptyNetns(name: string, devs: readonly DevDoc[] = [LOOPBACK]): NetnsDoc {
  return { name, devs, routes: [], deletedRoutes: [], rules: [], neigh: [], fdb: [], sysctl: {} };
}

/** The root namespace of a valid document's machine. */
export function rootNetnsDoc(machine: MachineDoc): NetnsDoc {
  return machine.netns[0] ?? emptyNetns('');
}

/** The ifindexes of devices that are listed in order, where only the unusual ones are written down. */
export function ifindexesOf(devs: readonly DevDoc[]): number[] {
  let last = 0;
  return devs.map((dev) => {
    last = dev.ifindex ?? last + 1;
    return last;
  });
}
