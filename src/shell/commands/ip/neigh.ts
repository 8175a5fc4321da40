// `ip neigh` (do_ipneigh, ip/ipneigh.c).

import { neighList, neighLookup } from '../../../engine/neigh/table.ts';
import type { Neigh, NudState } from '../../../engine/neigh/neigh.ts';
import type { Dev } from '../../../engine/device/dev.ts';
import { type Ipv4Addr, type Ipv4Cidr, prefixContains } from '../../../wire/ipv4-addr.ts';
import type { MacAddr } from '../../../wire/mac.ts';
import {
  type Args,
  duplicate,
  Exit,
  garbage,
  noDevice,
  parseUnsigned,
  unknownCommand,
  wrong,
} from './args.ts';
import { getAddr, getLladdr, getPrefix, isIpv6 } from './inet.ts';
import { printNeigh } from './neigh-print.ts';
import type { Session } from './session.ts';
import { NEIGH_USAGE } from './usage.ts';

export const NEIGH_COMMANDS: readonly string[] = [
  'add',
  'change',
  'replace',
  'delete',
  'get',
  'show',
  'list',
  'lst',
  'flush',
  'help',
];
export const NEIGH_KEYWORDS: readonly string[] = [
  'lladdr',
  'nud',
  'proxy',
  'router',
  'dev',
  'to',
  'unused',
  'all',
];

type Verb = 'add' | 'change' | 'replace' | 'del';

export function ipNeigh(s: Session, args: Args): number {
  if (!args.more) return neighShow(s, args);
  const then = (command: () => number): number => {
    args.skip();
    return command();
  };
  if (args.starts('add')) return then(() => neighModify(s, 'add', args));
  if (args.starts('change') || args.is('chg')) return then(() => neighModify(s, 'change', args));
  if (args.starts('replace')) return then(() => neighModify(s, 'replace', args));
  if (args.starts('delete')) return then(() => neighModify(s, 'del', args));
  if (args.starts('get')) return then(() => neighGet(s, args));
  if (args.starts('show', 'lst', 'list')) return then(() => neighShow(s, args));
  if (args.starts('flush')) return then(() => neighFlush(s, args));
  if (args.starts('help')) throw new Exit(255, NEIGH_USAGE);
  throw unknownCommand(args.word, 'ip neigh');
}

interface NeighWords {
  dst?: string;
  ip?: Ipv4Addr;
  dev?: string;
  mac?: MacAddr;
  state?: NudState;
  proxy?: boolean;
}

const STATES: Readonly<Record<string, NudState>> = {
  permanent: 'PERMANENT',
  reachable: 'REACHABLE',
  noarp: 'NOARP',
  none: 'NONE',
  stale: 'STALE',
  incomplete: 'INCOMPLETE',
  delay: 'DELAY',
  probe: 'PROBE',
  failed: 'FAILED',
};

function nudState(word: string): NudState {
  const name = Object.keys(STATES).find((known) => known.startsWith(word));
  const state = name === undefined ? undefined : STATES[name];
  if (state === undefined && parseUnsigned(word) === undefined) throw wrong(word, 'nud state is bad');
  return state ?? 'PERMANENT';
}

function parseModify(s: Session, args: Args): NeighWords {
  const words: NeighWords = {};
  while (args.more) {
    if (args.starts('lladdr')) words.mac = lladdrWord(words, args);
    else if (args.is('nud')) words.state = nudState(args.next());
    else if (args.starts('proxy')) {
      words.proxy = true;
      if (words.dst !== undefined) throw duplicate('address', args.word);
      dstWord(s, words, args.next());
    } else if (args.starts('protocol')) args.next();
    else if (args.is('dev')) words.dev = args.next();
    else if (!args.starts('router', 'extern_learn', 'managed')) {
      if (args.is('to')) args.next();
      if (args.starts('help')) throw new Exit(255, NEIGH_USAGE);
      if (words.dst !== undefined) throw garbage('to', args.word);
      dstWord(s, words, args.word);
    }
    args.skip();
  }
  return words;
}

function lladdrWord(words: NeighWords, args: Args): MacAddr {
  const text = args.next();
  if (words.mac !== undefined) throw duplicate('lladdr', text);
  return getLladdr(text);
}

function dstWord(s: Session, words: NeighWords, text: string): void {
  words.dst = text;
  if (!isIpv6(text)) words.ip = getAddr(text, s.options.family);
}

function neighModify(s: Session, verb: Verb, args: Args): number {
  const { dst, ip, dev: name, mac, state, proxy } = parseModify(s, args);
  if (name === undefined || dst === undefined)
    throw new Exit(255, 'Device and destination are required arguments.\n');
  const dev = s.needDev(name, noDevice);
  // Simplified: neither IPv6 neighbours nor proxy entries.
  if (ip === undefined || proxy) return s.answer({ ok: false, error: { errno: 'EOPNOTSUPP' } });
  if (verb === 'del') return s.apply({ op: 'neigh.del', netns: s.ns.id, dev: name, ip });
  const known = neighLookup(s.ns, dev, ip);
  if (verb === 'change' && !known) return s.answer({ ok: false, error: { errno: 'ENOENT' } });
  const lladdr = mac ?? known?.mac;
  if (lladdr === undefined) return withoutLladdr(s, verb, known);
  const settable = state === 'REACHABLE' || state === 'STALE' || state === 'NOARP' ? state : 'PERMANENT';
  const op = verb === 'add' ? 'neigh.add' : 'neigh.replace';
  return s.apply({ op, netns: s.ns.id, dev: name, ip, mac: lladdr, state: settable });
}

function withoutLladdr(s: Session, verb: Verb, known: Neigh | undefined): number {
  if (known && verb === 'add') return s.answer({ ok: false, error: { errno: 'EEXIST' } });
  return s.answer({ ok: false, error: { errno: 'EINVAL', extack: 'No link layer address given.' } });
}

interface NeighFilter {
  dev?: Dev;
  to?: Ipv4Cidr;
  states?: NudState[];
  all?: boolean;
  proxy?: boolean;
  six?: boolean;
}

function parseFilter(s: Session, args: Args): NeighFilter {
  const filter: NeighFilter = {};
  while (args.more) {
    if (args.is('dev')) filter.dev = s.needDev(args.next(), noDevice);
    else if (args.is('master')) s.needDev(args.next(), () => wrong(args.word, 'Device does not exist\n'));
    else if (args.is('nud')) nudFilter(filter, args.next());
    else if (args.is('proxy')) filter.proxy = true;
    else if (!args.is('unused')) {
      if (args.is('to')) args.next();
      if (args.starts('help')) throw new Exit(255, NEIGH_USAGE);
      if (args.is('all')) filter.all = true;
      else if (isIpv6(args.word)) filter.six = true;
      else filter.to = getPrefix(args.word, s.options.family);
    }
    args.skip();
  }
  return filter;
}

function nudFilter(filter: NeighFilter, word: string): void {
  const states = word === 'all' ? [...Object.values(STATES)] : [nudState(word)];
  filter.states = [...(filter.states ?? []), ...states];
}

function shown(s: Session, filter: NeighFilter, usual: (state: NudState) => boolean): Neigh[] {
  if (s.options.family === 'inet6' || filter.six || filter.proxy) return [];
  return neighList(s.ns).filter(
    (neigh) =>
      (!filter.dev || neigh.dev === filter.dev.ifindex) &&
      (!filter.to || prefixContains(filter.to, neigh.ip)) &&
      (filter.states ? filter.states.includes(neigh.state) : usual(neigh.state)),
  );
}

function neighShow(s: Session, args: Args): number {
  const filter = parseFilter(s, args);
  const p = s.printer();
  const lines = shown(s, filter, (state) => state !== 'NOARP' && state !== 'NONE');
  for (const neigh of lines) printNeigh(s, p, { neigh, withDev: !filter.dev });
  s.out(p.finish());
  return 0;
}

function neighGet(s: Session, args: Args): number {
  const { ip, dev: name } = parseModify(s, args);
  if (ip === undefined || name === undefined)
    throw new Exit(1, 'Device and address are required arguments.\n');
  const dev = s.needDev(name, noDevice);
  const neigh = neighLookup(s.ns, dev, ip);
  if (!neigh)
    return s.answer({ ok: false, error: { errno: 'ENOENT', extack: 'Neighbour entry not found.' } });
  const p = s.printer();
  printNeigh(s, p, { neigh, withDev: true });
  s.out(p.finish());
  return 0;
}

function neighFlush(s: Session, args: Args): number {
  if (!args.more) throw new Exit(1, 'Flush requires arguments.\n');
  const filter = parseFilter(s, args);
  const usual = (state: NudState): boolean => state !== 'NOARP' && state !== 'PERMANENT' && state !== 'NONE';
  const doomed = shown(s, filter, usual);
  const { stats } = s.options;
  for (const { ip, dev: ifindex } of doomed) {
    const dev = s.ns.devs.get(ifindex)?.name;
    if (dev !== undefined) s.apply({ op: 'neigh.del', netns: s.ns.id, dev, ip });
  }
  if (stats === 0) return 0;
  if (doomed.length === 0) s.out('Nothing to flush.\n');
  else
    s.out(`\n*** Round 1, deleting ${doomed.length} entries ***\n*** Flush is complete after 1 round ***\n`);
  return 0;
}
