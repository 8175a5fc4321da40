// `ip address` (do_ipaddr, ip/ipaddress.c).

import type { Co } from '../../co.ts';
import { addrSave, addrShowdump } from './addr-dump.ts';
import { addrFlush, addrModify } from './addr-modify.ts';
import { addrShow } from './addr-show.ts';
import { type Args, Exit, unknownCommand } from './args.ts';
import { restoreFrom } from './dump-file.ts';
import type { Session } from './session.ts';
import { ADDRESS_USAGE } from './usage.ts';

export const ADDRESS_COMMANDS: readonly string[] = [
  'add',
  'change',
  'replace',
  'delete',
  'show',
  'list',
  'lst',
  'flush',
  'save',
  'restore',
  'showdump',
  'help',
];

export function ipAddress(s: Session, args: Args): number | Co<number> {
  if (!args.more) return addrShow(s, args);
  const word = args;
  if (word.starts('add')) return then(args, () => addrModify(s, 'add', args));
  if (word.starts('change') || word.is('chg')) return then(args, () => addrModify(s, 'change', args));
  if (word.starts('replace')) return then(args, () => addrModify(s, 'replace', args));
  if (word.starts('delete')) return then(args, () => addrModify(s, 'del', args));
  if (word.starts('show', 'lst', 'list')) return then(args, () => addrShow(s, args));
  if (word.starts('flush')) return then(args, () => addrFlush(s, args));
  if (word.starts('save')) return then(args, () => addrSave(s, args));
  if (word.starts('showdump')) return addrShowdump(s);
  if (word.starts('restore')) return restoreFrom(s, 'address');
  if (word.starts('help')) throw new Exit(255, ADDRESS_USAGE);
  throw unknownCommand(args.word, 'ip address');
}

function then(args: Args, command: () => number): number {
  args.skip();
  return command();
}
