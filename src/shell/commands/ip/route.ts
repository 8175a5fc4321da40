// `ip route` (do_iproute, ip/iproute.c).

import type { Co } from '../../co.ts';
import { type Args, Exit, unknownCommand } from './args.ts';
import { restoreFrom } from './dump-file.ts';
import { routeGet } from './route-get.ts';
import { routeModify, type RouteVerb } from './route-modify.ts';
import { routeFlush, routeSave, routeShow, routeShowdump } from './route-show.ts';
import type { Session } from './session.ts';
import { ROUTE_USAGE } from './usage.ts';

/** In the order in which abbreviations are tried. */
const VERBS: readonly (readonly [word: string, verb: RouteVerb])[] = [
  ['add', 'add'],
  ['change', 'change'],
  ['chg', 'change'],
  ['replace', 'replace'],
  ['prepend', 'prepend'],
  ['append', 'append'],
  ['test', 'test'],
  ['delete', 'del'],
];

export const ROUTE_COMMANDS: readonly string[] = [
  ...VERBS.map(([word]) => word),
  'get',
  'flush',
  'save',
  'restore',
  'showdump',
  'show',
  'list',
  'lst',
  'help',
];

export function ipRoute(s: Session, args: Args): number | Co<number> {
  if (!args.more || args.starts('list', 'show', 'lst')) {
    args.skip();
    return routeShow(s, args);
  }
  const verb = VERBS.find(([word]) => args.starts(word))?.[1];
  if (verb) {
    args.skip();
    return routeModify(s, verb, args);
  }
  if (args.starts('get')) {
    args.skip();
    return routeGet(s, args);
  }
  if (args.starts('flush')) {
    args.skip();
    return routeFlush(s, args);
  }
  if (args.starts('save')) {
    args.skip();
    return routeSave(s, args);
  }
  if (args.starts('restore')) return restoreFrom(s, 'route');
  if (args.starts('showdump')) return routeShowdump(s);
  if (args.starts('help')) throw new Exit(255, ROUTE_USAGE);
  throw unknownCommand(args.word, 'ip route');
}
