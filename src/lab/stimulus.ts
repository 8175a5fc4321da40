// Starts what begins a walk. The world runs afterwards.

import type { StimulusDoc } from '../document/schema.ts';
import type { Pid } from '../engine/ids.ts';
import { startPing } from '../engine/process/ping.ts';
import { startUdpProbe } from '../engine/process/udp-probe.ts';
import type { World } from '../engine/world.ts';
import { netnsIdOf } from './netns-pairs.ts';
import { ipv4Of } from './texts.ts';

/** Throws if its namespace isn't there: a valid document names only those that are. */
export function startStimulus(world: World, stimulus: StimulusDoc): Pid {
  const netns = netnsIdOf(stimulus.machine, stimulus.netns);
  const to = ipv4Of(stimulus.to);
  if (stimulus.kind === 'udp') return startUdpProbe(world, netns, to, stimulus.port);
  const { count, size, ttl, pmtudisc, broadcast } = stimulus;
  return startPing(world, netns, to, {
    count,
    ...(size !== undefined && { size }),
    ...(ttl !== undefined && { ttl }),
    ...(pmtudisc && { pmtudisc }),
    ...(broadcast && { broadcast }),
  });
}
