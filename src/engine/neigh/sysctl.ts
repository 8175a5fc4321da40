// /proc/sys/net/ipv4/neigh/DEV/* (arp_tbl's parms in net/ipv4/arp.c, neigh_sysctl_table in net/core/neighbour.c).
// A fresh namespace has no `default` folder, and a new device starts from the kernel's own defaults.
// Left out: the old names base_reachable_time and retrans_time, which `sysctl -a` hides too.

import { MILLISECOND, type Nanos, SECOND } from '../ids.ts';
import type { Netns } from '../netns.ts';

export const NEIGH_DEFAULTS = {
  anycast_delay: '100',
  app_solicit: '0',
  base_reachable_time_ms: '30000',
  delay_first_probe_time: '5',
  gc_stale_time: '60',
  interval_probe_time_ms: '5000',
  locktime: '100',
  mcast_resolicit: '0',
  mcast_solicit: '3',
  proxy_delay: '80',
  proxy_qlen: '64',
  retrans_time_ms: '1000',
  ucast_solicit: '3',
  unres_qlen: '101',
  unres_qlen_bytes: '212992',
} as const;

export type NeighParam = keyof typeof NEIGH_DEFAULTS;

/** Thresholds of the whole table: the kernel has them once, outside of the namespaces. */
export const GC_THRESH1 = 128;
export const GC_THRESH2 = 512;
export const GC_THRESH3 = 1024;

/** SKB_TRUESIZE(ETH_FRAME_LEN): what unres_qlen, the older name, counts a packet as. */
export const FULL_FRAME_TRUESIZE = 2090;

/** USER_HZ: locktime and the proxy delay are in hundredths of a second. */
const TICK = 10 * MILLISECOND;

const UNITS: Partial<Record<NeighParam, number>> = {
  anycast_delay: TICK,
  base_reachable_time_ms: MILLISECOND,
  delay_first_probe_time: SECOND,
  gc_stale_time: SECOND,
  interval_probe_time_ms: MILLISECOND,
  locktime: TICK,
  proxy_delay: TICK,
  retrans_time_ms: MILLISECOND,
};

const KEY = /^net\.ipv4\.neigh\.([^/]+)\.(\w+)$/;

/** The parts of `net.ipv4.neigh.DEV.NAME`, or undefined for another key. */
export function neighSysctlPath(
  key: string,
): { readonly dev: string; readonly name: NeighParam } | undefined {
  const [, dev, name] = KEY.exec(key) ?? [];
  if (dev === undefined || name === undefined || !Object.hasOwn(NEIGH_DEFAULTS, name)) return undefined;
  return { dev, name: name as NeighParam };
}

/** The default of such a key. */
export function neighSysctlDefault(key: string): string | undefined {
  const path = neighSysctlPath(key);
  return path && NEIGH_DEFAULTS[path.name];
}

/** The number in `net.ipv4.neigh.DEV.NAME`. */
export function neighParam(ns: Netns, dev: string, name: NeighParam): number {
  return Number(ns.sysctl.get(`net.ipv4.neigh.${dev}.${name}`) ?? NEIGH_DEFAULTS[name]);
}

/** The same for a setting that is a time. */
export function neighTime(ns: Netns, dev: string, name: NeighParam): Nanos {
  return (neighParam(ns, dev, name) * (UNITS[name] ?? 1)) as Nanos;
}
