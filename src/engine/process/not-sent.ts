// A packet left its socket, and its driver refused it: what the program makes of that.

import type { Pid } from '../ids.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import { pingNotSent } from './ping.ts';

/** A fragment of a packet of the process `pid` wasn't sent, after sendto() had got that far. Of programs only ping minds. */
export function processNotSent(world: World, ns: Netns, pid: Pid | undefined): void {
  const process = pid === undefined ? undefined : world.processes.get(pid);
  if (process?.kind === 'ping' && !process.done) pingNotSent(world, ns, process);
}
