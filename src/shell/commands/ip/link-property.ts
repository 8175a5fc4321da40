// `ip link property`, `xstats` and `afstats` (iplink_prop, iplink_ifla_xstats: ip/iplink.c, ip/iplink_xstats.c).

import { devByName } from '../../../engine/device/table.ts';
import { type Args, Exit, noDevice, wrong } from './args.ts';
import type { Session } from './session.ts';
import { LINK_USAGE } from './usage.ts';

export function linkProperty(s: Session, args: Args): number {
  if (!args.more) throw new Exit(255, LINK_USAGE);
  const verb = ['add', 'delete'].find((known) => args.starts(known));
  if (args.starts('help')) throw new Exit(255, LINK_USAGE);
  if (verb === undefined) throw new Exit(255, 'Operator required\n');
  args.skip();
  const { dev: name, altnames } = parse(args);
  if (name === undefined) throw new Exit(255, 'Not enough of information: "dev" argument is required.\n');
  const dev = s.needDev(name, noDevice);
  const had = dev.labels?.altnames ?? [];
  const now = verb === 'add' ? added(s, had, altnames) : removed(had, altnames);
  if (typeof now === 'string') return s.answer({ ok: false, error: { errno: now } });
  return s.apply({ op: 'link.set', netns: s.ns.id, name: dev.name, labels: { altnames: now } });
}

interface PropertyWords {
  dev?: string;
  readonly altnames: string[];
}

function parse(args: Args): PropertyWords {
  const words: PropertyWords = { altnames: [] };
  while (args.more) {
    if (args.starts('altname')) words.altnames.push(altname(args.next()));
    else if (args.starts('help')) throw new Exit(255, LINK_USAGE);
    else {
      if (args.is('dev')) args.next();
      if (words.dev !== undefined)
        throw new Exit(255, `Error: either "dev" is duplicate, or "${args.word}" is a garbage.\n`);
      words.dev = args.word;
    }
    args.skip();
  }
  return words;
}

function altname(text: string): string {
  if (text === '' || text.length >= 128 || /[/\s]/.test(text)) throw wrong(text, 'not a valid altname');
  return text;
}

/** netdev_name_node_alt_create */
function added(s: Session, had: readonly string[], more: readonly string[]): string[] | 'EEXIST' {
  const isTaken = (name: string): boolean => devByName(s.ns, name) !== undefined || s.dev(name) !== undefined;
  return more.some(isTaken) ? 'EEXIST' : [...had, ...more];
}

function removed(had: readonly string[], less: readonly string[]): string[] | 'ENOENT' {
  if (less.some((name) => !had.includes(name))) return 'ENOENT';
  return had.filter((name) => !less.includes(name));
}

/** Only bridges and bonds have any, and these only of multicast and spanning trees. */
export function linkXstats(_s: Session, args: Args): number {
  if (!args.more) throw new Exit(1, 'xstats: missing argument\n');
  if (!args.is('type')) throw new Exit(255, LINK_USAGE);
  const type = args.next();
  if (!['bridge', 'bridge_slave', 'bond', 'bond_slave'].includes(type)) throw wrong(type, 'invalid type');
  return 0;
}

/** MPLS is the only family with any. */
export function linkAfstats(s: Session, args: Args): number {
  while (args.more) {
    if (args.is('dev')) s.needDev(args.next(), noDevice);
    args.skip();
  }
  return 0;
}
