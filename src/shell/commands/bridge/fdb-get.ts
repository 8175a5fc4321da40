// `bridge fdb get` and `bridge fdb flush` (bridge/fdb.c).

import { bridgeOfPort } from '../../../engine/device/bridge-port.ts';
import type { Dev } from '../../../engine/device/dev.ts';
import type { NetlinkError } from '../../../engine/netlink.ts';
import { parseMac } from '../../../wire/mac.ts';
import { type Args, Exit } from '../ip/args.ts';
import type { Session } from '../ip/session.ts';
import { type FdbRow, fdbRows, printFdbRow } from './fdb-rows.ts';

interface GetWords {
  mac?: string;
  br?: string;
  dev?: string;
  self?: boolean;
}

function parseGet(args: Args): GetWords {
  const words: GetWords = {};
  while (args.more) {
    if (args.is('br')) words.br = args.next();
    else if (args.is('dev', 'brport')) words.dev = args.next();
    else if (args.is('vlan', 'vni')) args.next();
    else if (args.is('self')) words.self = true;
    else if (!args.is('master', 'dynamic')) words.mac = args.is('to') ? args.next() : args.word;
    args.skip();
  }
  return words;
}

export function fdbGet(s: Session, args: Args): number {
  const words = parseGet(args);
  const name = words.dev ?? words.br;
  if (name === undefined || words.mac === undefined)
    throw new Exit(255, 'Device or master and address are required arguments.\n');
  const mac = parseMac(words.mac);
  if (!mac.ok) throw new Exit(255, `Invalid mac address ${words.mac}\n`);
  const dev = s.needDev(name, noBridge);
  const found = find(s, dev, { ...words, mac: mac.value });
  // rtnl_talk failed: -2 as a status.
  if ('errno' in found) return s.answer({ ok: false, error: found }, 254);
  const p = s.printer();
  printFdbRow(s, p, found, { withDev: true });
  s.out(p.finish());
  return 0;
}

function noBridge(name: string): Exit {
  return new Exit(255, `Cannot find bridge device "${name}"\n`);
}

/** rtnl_fdb_get: a bridge is asked by its own name or by a port's. */
function find(s: Session, dev: Dev, words: GetWords): FdbRow | NetlinkError {
  const missing: NetlinkError = { errno: 'ENOENT', extack: 'Fdb entry not found.' };
  const rows = fdbRows(s).filter((row) => row.mac === words.mac);
  if (words.self && !dev.bridge) {
    if (!dev.vxlan) return { errno: 'EOPNOTSUPP', extack: 'Fdb get operation not supported by device.' };
    return rows.find((row) => row.remote && row.dev.ifindex === dev.ifindex) ?? missing;
  }
  const bridge = dev.bridge ? dev : bridgeOfPort(s.ns, dev);
  if (!bridge) return { errno: 'EINVAL', extack: 'Device is not a bridge port.' };
  return rows.find((row) => row.bridge === bridge.name) ?? missing;
}

const STATES = ['permanent', 'static', 'dynamic'] as const;
type State = (typeof STATES)[number];

interface FlushWords {
  dev?: string;
  brport?: string;
  master?: boolean;
  vlan?: boolean;
  only?: State;
  not: State[];
}

export function fdbFlush(s: Session, args: Args): number {
  const words = parseFlush(args);
  if (words.dev === undefined) throw new Exit(255, 'Device is a required argument.\n');
  const dev = s.needDev(words.dev, noBridge);
  if (words.brport !== undefined) s.needDev(words.brport, noBridge);
  if (dev.vxlan && !words.master)
    return s.apply({ op: 'vxlan.fdb.flush', netns: s.ns.id, dev: dev.name }, 255);
  const isPort = words.master === true && dev.master !== undefined;
  if (!dev.bridge && !isPort) return s.answer({ ok: false, error: { errno: 'EOPNOTSUPP' } }, 255);
  // Nothing is in a VLAN.
  if (words.vlan) return 0;
  const states = statesOf(words);
  const { brport } = words;
  return s.apply(
    {
      op: 'fdb.flush',
      netns: s.ns.id,
      port: dev.name,
      ...(brport !== undefined && { brport }),
      ...(states && { states }),
    },
    255,
  );
}

function statesOf({ only, not }: FlushWords): State[] | undefined {
  if (only === undefined && not.length === 0) return undefined;
  return STATES.filter((state) => (only === undefined || state === only) && !not.includes(state));
}

function parseFlush(args: Args): FlushWords {
  const words: FlushWords = { not: [] };
  while (args.more) {
    if (args.is('dev')) words.dev = args.next();
    else if (args.is('brport')) words.brport = args.next();
    else if (args.is('master')) words.master = true;
    else if (args.is('vlan')) words.vlan = args.next() !== '';
    else if (!args.is('self')) stateWord(words, args.word);
    args.skip();
  }
  return words;
}

/** Any other word is passed over. */
function stateWord(words: FlushWords, word: string): void {
  const only = STATES.find((state) => state === word);
  const not = STATES.find((state) => `no${state}` === word);
  if (only) words.only = only;
  else if (not) words.not.push(not);
}
