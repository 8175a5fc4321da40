// `ip link` (do_iplink, ip/iplink.c).

import { type Args, Exit, unknownCommand } from './args.ts';
import { linkAdd, linkDel, linkSet } from './link-modify.ts';
import { linkAfstats, linkProperty, linkXstats } from './link-property.ts';
import { linkShow } from './link-show.ts';
import type { Session } from './session.ts';
import { TYPE_USAGE } from './usage-types.ts';
import { LINK_USAGE } from './usage.ts';

export const LINK_COMMANDS: readonly string[] = [
  'add',
  'set',
  'change',
  'replace',
  'delete',
  'show',
  'list',
  'lst',
  'property',
  'xstats',
  'afstats',
  'help',
];

export function ipLink(s: Session, args: Args): number {
  if (!args.more) return linkShow(s, args);
  if (args.starts('add')) return then(s, args, linkAdd);
  if (args.starts('set', 'change')) return then(s, args, linkSet);
  if (args.starts('replace')) return then(s, args, linkAdd);
  if (args.starts('delete')) return then(s, args, linkDel);
  if (args.starts('show', 'lst', 'list')) return then(s, args, linkShow);
  if (args.starts('xstats')) return then(s, args, linkXstats);
  if (args.starts('afstats')) return then(s, args, linkAfstats);
  if (args.starts('property')) return then(s, args, linkProperty);
  if (args.starts('help')) return help(s, args);
  throw unknownCommand(args.word, 'ip link');
}

type Command = (s: Session, args: Args) => number;

function then(s: Session, args: Args, command: Command): number {
  args.skip();
  return command(s, args);
}

function help(s: Session, args: Args): number {
  args.skip();
  const usage = TYPE_USAGE[args.word];
  if (usage === undefined) throw new Exit(255, LINK_USAGE);
  s.out(usage);
  return 0;
}
