// A process's clock has run.

import { assertNever } from '../../base/assert.ts';
import type { Pid } from '../ids.ts';
import type { World } from '../world.ts';
import { pingTimer } from './ping.ts';
import { udpProbeTimer } from './udp-probe.ts';

/** `what` is the process's own word for what it set the clock for. */
export function processTimer(world: World, pid: Pid, what: string): void {
  const process = world.processes.get(pid);
  const ns = process && world.netns.get(process.netns);
  // The namespace can be gone: its processes went with it.
  if (!process || !ns) return;
  switch (process.kind) {
    case 'ping':
      return pingTimer(world, ns, process, what);
    case 'udp-probe':
      return udpProbeTimer(world, ns, process);
    default:
      return assertNever(process);
  }
}
