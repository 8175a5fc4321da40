// What a write to /proc/sys/net/ipv4/neigh does besides (neigh_proc_base_reachable_time and proc_unres_qlen,
// net/core/neighbour.c). The key's text is in the table already.

import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import { drawReachableTime } from './reachable-time.ts';
import { FULL_FRAME_TRUESIZE, neighParam, neighSysctlPath } from './sysctl.ts';

export function neighSysctlWritten(world: World, ns: Netns, key: string): void {
  const path = neighSysctlPath(key);
  const ifindex = path && ns.ifindexes.get(path.dev);
  const dev = ifindex === undefined ? undefined : ns.devs.get(ifindex);
  if (!path || !dev) return;
  const value = neighParam(ns, path.dev, path.name);
  if (path.name === 'base_reachable_time_ms') drawReachableTime(world, ns, dev);
  // The two are one number, in octets and in frames of full length.
  if (path.name === 'unres_qlen') put('unres_qlen_bytes', value * FULL_FRAME_TRUESIZE);
  if (path.name === 'unres_qlen_bytes') put('unres_qlen', Math.floor(value / FULL_FRAME_TRUESIZE));

  function put(name: 'unres_qlen' | 'unres_qlen_bytes', number: number): void {
    ns.sysctl.set(`net.ipv4.neigh.${dev?.name}.${name}`, String(number));
  }
}
