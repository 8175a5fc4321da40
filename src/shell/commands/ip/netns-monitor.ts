// `ip netns monitor`: watches /run/netns (netns_monitor, ip/ipnetns.c).

import type { Co } from '../../co.ts';
import { out } from '../../say.ts';
import type { Args } from './args.ts';
import { namedNetns } from './netns-names.ts';
import type { Session } from './session.ts';

export function* netnsMonitor(s: Session, _args: Args): Co<number> {
  let known = names(s);
  for (;;) {
    yield { for: 'event', ready: () => names(s).join('/') !== known.join('/') };
    const now = names(s);
    for (const name of known) if (!now.includes(name)) yield* out(s.proc, `delete ${name}\n`);
    for (const name of now) if (!known.includes(name)) yield* out(s.proc, `add ${name}\n`);
    known = now;
  }
}

function names(s: Session): string[] {
  return namedNetns(s).map((ns) => ns.name);
}
