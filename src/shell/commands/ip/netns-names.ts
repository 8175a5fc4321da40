// The namespaces that have a name under /run/netns.

import { byNumber } from '../../../base/order.ts';
import { namedNetnsOf } from '../../../engine/ids.ts';
import type { Netns } from '../../../engine/netns.ts';
import { Exit } from './args.ts';
import type { Session } from './session.ts';

/** The named namespaces of the machine: a tmpfs lists the newest first. */
export function namedNetns(s: Session): Netns[] {
  return s.world.netns
    .sorted((a, b) => byNumber(b.ordinal, a.ordinal))
    .filter((ns) => ns.machine === s.proc.machine && ns.name !== '');
}

export function netnsByName(s: Session, name: string): Netns | undefined {
  const ns = name === '' ? undefined : s.world.netns.get(namedNetnsOf(s.proc.machine, name));
  return ns?.isNameless ? undefined : ns;
}

export function cannotOpen(name: string): Exit {
  return new Exit(255, `Cannot open network namespace "${name}": No such file or directory\n`);
}
