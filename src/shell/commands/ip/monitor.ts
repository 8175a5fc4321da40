// `ip monitor`: what changes, as it changes (do_ipmonitor, ip/ipmonitor.c). The kernel sends a message for each change; here
// the tables are compared whenever something has happened, so that several changes of one device at once are one message.

import type { Co } from '../../co.ts';
import { out } from '../../say.ts';
import { type Args, Exit } from './args.ts';
import { type Change, changesSince, type Snapshot, snapshot, stamp } from './monitor-changes.ts';
import { timestamp } from './monitor-time.ts';
import { noSuchDevice } from './link-show.ts';
import type { Session } from './session.ts';
import { MONITOR_USAGE } from './usage.ts';

export type MonitorObject = 'link' | 'address' | 'route' | 'neigh' | 'netconf' | 'rule' | 'nsid';

const OBJECTS: readonly MonitorObject[] = ['link', 'address', 'route', 'neigh', 'netconf', 'rule', 'nsid'];
/** What else there is to ask for, and never happens here. */
const SILENT: readonly string[] = ['mroute', 'prefix', 'nexthop', 'stats'];
export const MONITOR_KEYWORDS: readonly string[] = [
  ...OBJECTS,
  ...SILENT,
  'all',
  'label',
  'all-nsid',
  'dev',
  'help',
];

const LABELS: Record<MonitorObject, string> = {
  link: '[LINK]',
  address: '[ADDR]',
  route: '[ROUTE]',
  neigh: '[NEIGH]',
  netconf: '[NETCONF]',
  rule: '[RULE]',
  nsid: '[NSID]',
};

interface Wanted {
  readonly objects: ReadonlySet<MonitorObject>;
  readonly label: boolean;
  readonly dev?: string;
}

export function* ipMonitor(s: Session, args: Args): Co<number> {
  const wanted = parseMonitor(s, args);
  let before: Snapshot = snapshot(s);
  let seen = stamp(s);
  for (;;) {
    const last = seen;
    yield { for: 'event', ready: () => stamp(s) !== last };
    seen = stamp(s);
    const after = snapshot(s);
    for (const change of changesSince(s, before, after)) yield* report(s, wanted, change);
    before = after;
  }
}

function* report(s: Session, wanted: Wanted, change: Change): Co<void> {
  if (!wanted.objects.has(change.object)) return;
  if (wanted.dev !== undefined && change.dev !== wanted.dev) return;
  const label = wanted.label ? LABELS[change.object] : '';
  yield* out(s.proc, timestamp(s) + label + change.text);
}

function parseMonitor(s: Session, args: Args): Wanted {
  const objects = new Set<MonitorObject>();
  let label = false;
  let dev: string | undefined;
  let named = false;
  while (args.more) {
    if (args.is('file')) throw new Exit(1, `Cannot fopen "${args.next()}": No such file or directory\n`);
    else if (args.starts('label')) label = true;
    else if (args.starts('help')) throw new Exit(255, MONITOR_USAGE);
    else if (args.is('dev')) dev = s.needDev(args.next(), noSuchDevice).name;
    else if (args.is('all')) label = true;
    else if (!args.is('all-nsid')) {
      objectWord(objects, args);
      named = true;
    }
    args.skip();
  }
  return { objects: named ? objects : new Set(OBJECTS), label, ...(dev !== undefined && { dev }) };
}

function objectWord(objects: Set<MonitorObject>, args: Args): void {
  const object = OBJECTS.find((known) => args.starts(known));
  if (object) objects.add(object);
  else if (!SILENT.some((known) => args.starts(known)))
    throw new Exit(255, `Argument "${args.word}" is unknown, try "ip monitor help".\n`);
}
