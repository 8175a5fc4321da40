// A random lab as a list of steps. A step is an operation of the engine or a ping; both are also a command for the kernel.

import type { NetnsId } from '../../../src/engine/ids.ts';
import type { Op } from '../../../src/engine/netlink.ts';
import { commandOf } from '../../../src/lab/commands.ts';
import { pingCommand, type Probe } from '../run.ts';

export const ROOT = 'host' as NetnsId;

export type Step = { readonly do: Op } | { readonly ping: Probe };

export interface RandomLab {
  readonly seed: number;
  readonly steps: readonly Step[];
}

export function netnsId(name: string): NetnsId {
  return (name === 'host' ? ROOT : `host/${name}`) as NetnsId;
}

/** What a namespace is called under the kernel: the root is `host`. */
export function netnsName(id: NetnsId): string {
  return id === ROOT ? 'host' : id.slice('host/'.length);
}

/** The command as a user would type it in the root namespace. */
export function stepCommand(step: Step): string {
  if ('ping' in step) {
    const { from } = step.ping;
    return `${from === 'host' ? '' : `ip netns exec ${from} `}${pingCommand(step.ping)}`;
  }
  const words = commandOf(step.do, (id) => (id === ROOT ? '' : netnsName(id))) ?? ':';
  const quiet = words.replace(/\bsysctl -w /, 'sysctl -qw ');
  // Snooping would send IGMP on its own, which the engine doesn't model.
  return quiet.endsWith('type bridge') ? `${quiet} mcast_snooping 0` : quiet;
}

/** The whole lab as one script: what a divergence is reported as. */
export function labScript(steps: readonly Step[]): string {
  return steps.map((step) => `${stepCommand(step)}\n`).join('');
}

/** Without the steps whose namespace or device no step before them has made: what is left after some were taken out. */
export function sound(steps: readonly Step[]): Step[] {
  const known = new Set(['host', 'host lo']);
  return steps.filter((step) => {
    if ('ping' in step) return known.has(step.ping.from);
    const { do: op } = step;
    if (!needs(op).every((thing) => known.has(thing))) return false;
    for (const thing of makes(op)) known.add(thing);
    return true;
  });
}

function needs(op: Op): string[] {
  if (!('netns' in op)) return [];
  const at = netnsName(op.netns);
  const devs = [
    'dev' in op ? op.dev : undefined,
    op.op === 'link.set' || op.op === 'link.del' ? op.name : undefined,
    op.op === 'link.set' && typeof op.master === 'string' ? op.master : undefined,
    'route' in op ? op.route.dev : undefined,
  ].filter((name) => name !== undefined);
  const far = op.op === 'link.add' && op.link.kind === 'veth' ? op.link.peer.netns : undefined;
  return [at, ...(far === undefined ? [] : [netnsName(far)]), ...devs.map((name) => `${at} ${name}`)];
}

function makes(op: Op): string[] {
  if (op.op === 'netns.add') return [op.name, `${op.name} lo`];
  if (op.op !== 'link.add') return [];
  const here = `${netnsName(op.netns)} ${op.name}`;
  if (op.link.kind !== 'veth') return [here];
  const { peer } = op.link;
  return [here, `${netnsName(peer.netns ?? op.netns)} ${peer.name}`];
}
