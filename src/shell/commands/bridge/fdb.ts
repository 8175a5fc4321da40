// `bridge fdb` (bridge/fdb.c).

import { type Args, Exit, noDevice, unknownCommand, wrong } from '../ip/args.ts';
import { masterName } from '../ip/dev-facts.ts';
import type { Session } from '../ip/session.ts';
import { fdbFlush, fdbGet } from './fdb-get.ts';
import { fdbModify } from './fdb-modify.ts';
import { fdbRows, type FdbRow, printFdbRow } from './fdb-rows.ts';
import { FDB_USAGE } from './usage.ts';

export const FDB_COMMANDS: readonly string[] = [
  'add',
  'append',
  'replace',
  'delete',
  'flush',
  'get',
  'show',
  'list',
  'help',
];
export const FDB_KEYWORDS: readonly string[] = [
  'dev',
  'br',
  'brport',
  'vlan',
  'state',
  'dynamic',
  'static',
  'permanent',
  'local',
  'temp',
  'self',
  'master',
  'dst',
  'via',
  'vni',
  'port',
  'use',
  'router',
  'extern_learn',
  'sticky',
];

export function bridgeFdb(s: Session, args: Args): number {
  const then = (command: () => number): number => {
    args.skip();
    return command();
  };
  if (!args.more) return fdbShow(s, args);
  if (args.starts('add')) return then(() => fdbModify(s, 'add', args));
  if (args.starts('append')) return then(() => fdbModify(s, 'append', args));
  if (args.starts('replace')) return then(() => fdbModify(s, 'replace', args));
  if (args.starts('delete')) return then(() => fdbModify(s, 'del', args));
  if (args.starts('get')) return then(() => fdbGet(s, args));
  if (args.starts('show', 'lst', 'list')) return then(() => fdbShow(s, args));
  if (args.starts('flush')) return then(() => fdbFlush(s, args));
  if (args.starts('help')) throw new Exit(255, FDB_USAGE);
  throw unknownCommand(args.word, 'bridge fdb');
}

/** nud_state_a2n, and the words that only `bridge` knows. */
const STATES = ['permanent', 'static', 'dynamic', 'stale', 'all', 'reachable', 'noarp', 'none', 'failed'];

interface FdbFilter {
  /** There are no VLANs: nothing is in one. */
  vlan?: boolean;
  dev?: string;
  br?: string;
  dynamic?: boolean;
  state?: string;
}

function fdbShow(s: Session, args: Args): number {
  const filter: FdbFilter = {};
  while (args.more) {
    if (args.is('brport')) filter.dev = args.next();
    else if (args.is('br')) filter.br = args.next();
    else if (args.is('dev')) filter.dev = args.next();
    else if (args.is('vlan', 'state', 'vni')) filterValue(filter, args);
    else if (args.is('dynamic')) filter.dynamic = true;
    else if (args.starts('help')) throw new Exit(255, FDB_USAGE);
    args.skip();
  }
  const { br, dev } = filter;
  if (br !== undefined && !s.dev(br)) throw new Exit(255, `Cannot find bridge device "${br}"\n`);
  if (dev !== undefined) s.needDev(dev, (name) => noDevice(name, 255));
  const p = s.printer();
  for (const row of fdbRows(s))
    if (isShown(s, row, filter)) printFdbRow(s, p, row, { withDev: dev === undefined });
  s.out(p.finish());
  return 0;
}

function filterValue(filter: FdbFilter, args: Args): void {
  const keyword = args.word;
  const value = args.next();
  if (keyword === 'vlan') filter.vlan = true;
  if (keyword !== 'state') return;
  if (!STATES.includes(value)) throw wrong(value, 'invalid state');
  filter.state = value;
}

function isShown(s: Session, row: FdbRow, { dev, br, dynamic, state, vlan }: FdbFilter): boolean {
  return (
    !vlan &&
    (dev === undefined || row.dev.name === dev) &&
    (br === undefined || row.dev.name === br || masterName(s, row.dev) === br) &&
    (!dynamic || row.state !== 'permanent') &&
    (state === undefined ||
      state === 'all' ||
      row.state === state ||
      (state === 'dynamic' && row.state === ''))
  );
}
