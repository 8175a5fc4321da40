// `bridge fdb` (bridge/fdb.c).

import { type Args, Exit, noDevice, unknownCommand } from '../ip/args.ts';
import { masterName } from '../ip/dev-facts.ts';
import type { Session } from '../ip/session.ts';
import { isGroupMac, parseMac, type MacAddr } from '../../../wire/mac.ts';
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
  if (args.starts('help')) throw new Exit(255, FDB_USAGE);
  throw unknownCommand(args.word, 'bridge fdb');
}

interface FdbFilter {
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
  if (keyword === 'state') filter.state = value;
}

function isShown(s: Session, row: FdbRow, { dev, br, dynamic, state }: FdbFilter): boolean {
  return (
    (dev === undefined || row.dev.name === dev) &&
    (br === undefined || row.dev.name === br || masterName(s, row.dev) === br) &&
    (!dynamic || row.state === '') &&
    (state === undefined ||
      state === 'all' ||
      row.state === state ||
      (state === 'dynamic' && row.state === ''))
  );
}

type Verb = 'add' | 'append' | 'replace' | 'del';

interface FdbWords {
  mac?: string;
  dev?: string;
  master?: boolean;
  self?: boolean;
  state?: 'permanent' | 'static' | 'dynamic';
  vlan?: boolean;
}

function parseModify(args: Args): FdbWords {
  const words: FdbWords = {};
  while (args.more) {
    if (args.is('dev')) words.dev = args.next();
    else if (args.is('self')) words.self = true;
    else if (args.is('master')) words.master = true;
    else if (args.starts('local', 'permanent')) words.state = 'permanent';
    else if (args.starts('temp', 'static')) words.state = 'static';
    else if (args.starts('dynamic')) words.state = 'dynamic';
    else if (args.starts('vlan')) words.vlan = args.next() !== '';
    else if (args.is('dst', 'port', 'vni', 'src_vni', 'nhid', 'via')) args.next();
    else if (!args.starts('use', 'router', 'extern_learn', 'sticky')) {
      if (args.is('to')) args.next();
      if (args.starts('help')) throw new Exit(255, FDB_USAGE);
      if (words.mac !== undefined)
        throw new Exit(255, `Error: either "to" is duplicate, or "${args.word}" is a garbage.\n`);
      words.mac = args.word;
    }
    args.skip();
  }
  return words;
}

function fdbModify(s: Session, verb: Verb, args: Args): number {
  const words = parseModify(args);
  if (words.dev === undefined || words.mac === undefined)
    throw new Exit(255, 'Device and address are required arguments.\n');
  const mac = parseMac(words.mac);
  if (!mac.ok) throw new Exit(255, `Invalid mac address ${words.mac}\n`);
  const dev = s.needDev(words.dev, (name) => noDevice(name, 255));
  const toBridge = words.master === true;
  // Without `master` the entry is for the device's own filter.
  if (!toBridge) return selfModify(s, verb, { dev: dev.name, mac: mac.value });
  if (dev.master === undefined && !dev.bridge)
    return s.answer({ ok: false, error: { errno: 'EOPNOTSUPP' } }, 255);
  if (words.vlan) return s.answer({ ok: false, error: { errno: 'EINVAL' } }, 255);
  if (verb === 'del') return s.apply({ op: 'fdb.del', netns: s.ns.id, port: dev.name, mac: mac.value }, 255);
  const state = words.state ?? 'permanent';
  const op = {
    op: 'fdb.add',
    netns: s.ns.id,
    port: dev.name,
    mac: mac.value,
    state,
    replace: verb !== 'add',
  } as const;
  return s.apply(op, 255);
}

interface SelfEntry {
  readonly dev: string;
  readonly mac: MacAddr;
}

/** ndo_dflt_fdb_add: more addresses that the device itself takes. Simplified: accepted, and not listed. */
function selfModify(s: Session, verb: Verb, { mac }: SelfEntry): number {
  if (verb === 'del' && !isGroupMac(mac)) return s.answer({ ok: false, error: { errno: 'ENOENT' } }, 255);
  return 0;
}

function fdbGet(s: Session, args: Args): number {
  const words: { mac?: string; br?: string; dev?: string } = {};
  while (args.more) {
    if (args.is('br')) words.br = args.next();
    else if (args.is('dev', 'brport')) words.dev = args.next();
    else if (args.is('vlan', 'vni')) args.next();
    else if (!args.is('self', 'master', 'dynamic')) words.mac = args.is('to') ? args.next() : args.word;
    args.skip();
  }
  if ((words.dev === undefined && words.br === undefined) || words.mac === undefined)
    throw new Exit(255, 'Device or master and address are required arguments.\n');
  const found = fdbRows(s).find(
    (row) =>
      row.mac === words.mac?.toLowerCase() &&
      row.bridge !== undefined &&
      (words.br === undefined || row.bridge === words.br),
  );
  if (!found) return s.answer({ ok: false, error: { errno: 'ENOENT', extack: 'Fdb entry not found.' } }, 255);
  const p = s.printer();
  printFdbRow(s, p, found, { withDev: true });
  s.out(p.finish());
  return 0;
}
