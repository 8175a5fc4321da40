// `bridge fdb add|append|replace|del|flush` (fdb_modify and fdb_flush, bridge/fdb.c).

import type { Errno, VxlanRemoteSpec } from '../../../engine/netlink.ts';
import { isVxlan } from '../../../engine/device/vxlan-dev.ts';
import type { Dev } from '../../../engine/device/dev.ts';
import { isGroupMac, type MacAddr, parseMac } from '../../../wire/mac.ts';
import { VXLAN_MAX_VNI } from '../../../wire/vxlan.ts';
import { type Args, Exit, noDevice, parseUnsigned, wrong } from '../ip/args.ts';
import { getAddr } from '../ip/inet.ts';
import type { Session } from '../ip/session.ts';
import { FDB_USAGE } from './usage.ts';

type Verb = 'add' | 'append' | 'replace' | 'del';

interface FdbWords {
  mac?: string;
  dev?: string;
  master?: boolean;
  self?: boolean;
  state?: 'permanent' | 'static' | 'dynamic';
  vlan?: boolean;
  flags: ('sticky' | 'extern_learn')[];
  use?: boolean;
  remote: { -readonly [K in keyof VxlanRemoteSpec]?: VxlanRemoteSpec[K] };
}

function parseModify(s: Session, args: Args): FdbWords {
  const words: FdbWords = { remote: {}, flags: [] };
  while (args.more) {
    if (args.is('dev')) words.dev = args.next();
    else if (args.is('self')) words.self = true;
    else if (args.is('master')) words.master = true;
    else if (args.starts('local', 'permanent')) words.state = 'permanent';
    else if (args.starts('temp', 'static')) words.state = 'static';
    else if (args.starts('dynamic')) words.state = 'dynamic';
    else if (args.starts('vlan')) words.vlan = args.next() !== '';
    else if (args.is('dst', 'port', 'vni', 'via')) remoteWord(s, words, args);
    else if (args.is('src_vni', 'nhid')) args.next();
    else if (args.starts('use')) words.use = true;
    else if (args.starts('extern_learn')) words.flags.push('extern_learn');
    else if (args.starts('sticky')) words.flags.push('sticky');
    else if (!args.starts('router')) macWord(words, args);
    args.skip();
  }
  return words;
}

function macWord(words: FdbWords, args: Args): void {
  if (args.is('to')) args.next();
  if (args.starts('help')) throw new Exit(255, FDB_USAGE);
  if (words.mac !== undefined)
    throw new Exit(255, `Error: either "to" is duplicate, or "${args.word}" is a garbage.\n`);
  words.mac = args.word;
}

function remoteWord(s: Session, { remote }: FdbWords, args: Args): void {
  const keyword = args.word;
  const text = args.next();
  if (keyword === 'dst') {
    if (remote.ip !== undefined)
      throw new Exit(255, `Error: duplicate "dst": "${text}" is the second value.\n`);
    remote.ip = getAddr(text, 'any');
  } else if (keyword === 'via') remote.via = s.needDev(text, (name) => noDevice(name, 255)).name;
  else if (keyword === 'vni') remote.vni = numberWord(text, VXLAN_MAX_VNI, 'invalid VNI\n');
  else remote.port = numberWord(text, 0xffff, 'invalid port\n');
}

function numberWord(text: string, max: number, message: string): number {
  const value = parseUnsigned(text, max);
  if (value === undefined) throw wrong(text, message);
  return value;
}

export function fdbModify(s: Session, verb: Verb, args: Args): number {
  const words = parseModify(s, args);
  if (words.dev === undefined || words.mac === undefined)
    throw new Exit(255, 'Device and address are required arguments.\n');
  const mac = parseMac(words.mac);
  if (!mac.ok) throw new Exit(255, `Invalid mac address ${words.mac}\n`);
  const dev = s.needDev(words.dev, (name) => noDevice(name, 255));
  const status = words.master ? masterModify(s, verb, { words, dev, mac: mac.value }) : 0;
  // Without `master` the entry is for the device's own filter; with both words, for both.
  if (status !== 0 || (words.master && !words.self)) return status;
  return selfModify(s, verb, { words, dev, mac: mac.value });
}

interface Modify {
  readonly words: FdbWords;
  readonly dev: Dev;
  readonly mac: MacAddr;
}

function masterModify(s: Session, verb: Verb, { words, dev, mac }: Modify): number {
  if (dev.master === undefined && !dev.bridge)
    return s.answer({ ok: false, error: { errno: 'EOPNOTSUPP' } }, 255);
  if (words.vlan) return s.answer({ ok: false, error: { errno: 'EINVAL' } }, 255);
  const at = { netns: s.ns.id, port: dev.name, mac };
  if (verb === 'del') return s.apply({ op: 'fdb.del', ...at }, 255);
  const { flags } = words;
  // One that is used, or that another program learned, is as if the bridge had seen it.
  const isLearned = words.use || flags.includes('extern_learn');
  const state = isLearned ? 'dynamic' : (words.state ?? 'permanent');
  const how = { state, replace: verb !== 'add', ...(flags.length > 0 && { flags }) } as const;
  return s.apply({ op: 'fdb.add', ...at, ...how }, 255);
}

/**
 * More addresses that the device itself takes (ndo_dflt_fdb_add, ndo_dflt_fdb_del). Simplified: those of the groups that
 * the stack has joined are not counted, so that they stay when they are deleted.
 */
function filterModify(s: Session, verb: Verb, { words, dev, mac }: Modify): number {
  const refuse = (errno: Errno): number => s.answer({ ok: false, error: { errno } }, 255);
  const filter = dev.labels?.filter ?? [];
  const set = (macs: readonly MacAddr[]): number =>
    s.apply({ op: 'link.set', netns: s.ns.id, name: dev.name, labels: { filter: macs } }, 255);
  if (verb !== 'del' && words.state !== undefined && words.state !== 'permanent') return refuse('EINVAL');
  if (verb !== 'del' && filter.includes(mac)) return verb === 'add' ? refuse('EEXIST') : 0;
  if (verb !== 'del') return set([...filter, mac]);
  if (filter.includes(mac)) return set(filter.filter((other) => other !== mac));
  return isGroupMac(mac) ? 0 : refuse('ENOENT');
}

/** A tunnel has a database of its own. */
function selfModify(s: Session, verb: Verb, { words, dev, mac }: Modify): number {
  // A bridge's database is what `master` means to its ports.
  if (dev.bridge) return masterModify(s, verb, { words, dev, mac });
  if (!isVxlan(dev)) return filterModify(s, verb, { words, dev, mac });
  const { ip, ...rest } = words.remote;
  const remote = ip === undefined ? undefined : { ip, ...rest };
  const at = { netns: s.ns.id, dev: dev.name, mac, ...(remote && { remote }) };
  if (verb === 'del') return s.apply({ op: 'vxlan.fdb.del', ...at }, 255);
  const { state } = words;
  return s.apply({ op: 'vxlan.fdb.add', ...at, how: verb, ...(state && { state }) }, 255);
}
