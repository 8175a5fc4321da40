// `ip neigh` (do_ipneigh, ip/ipneigh.c).

import type { Dev } from '../../../engine/device/dev.ts';
import type { Neigh, NeighProxy, NudState } from '../../../engine/neigh/neigh.ts';
import { proxyKey, proxyList } from '../../../engine/neigh/proxy-table.ts';
import { neighList, neighLookup } from '../../../engine/neigh/table.ts';
import type { NetlinkError } from '../../../engine/netlink.ts';
import { type Ipv4Cidr, prefixContains } from '../../../wire/ipv4-addr.ts';
import { type Args, Exit, noDevice, unknownCommand, wrong } from './args.ts';
import { getPrefix, isIpv6 } from './inet.ts';
import { printNeigh, printProxy } from './neigh-print.ts';
import { type NeighWords, NUD_STATES, nudState, parseModify } from './neigh-words.ts';
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
  'extern_learn',
  'managed',
  'use',
  'protocol',
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

const refuse = (s: Session, errno: NetlinkError['errno'], extack?: string): number =>
  s.answer({ ok: false, error: { errno, ...(extack !== undefined && { extack }) } });

function neighModify(s: Session, verb: Verb, args: Args): number {
  const words = parseModify(s, args);
  const { dst, ip, dev } = words;
  if ((dev === undefined && !words.proxy) || dst === undefined)
    throw new Exit(255, 'Device and destination are required arguments.\n');
  if (dev !== undefined) s.needDev(dev, noDevice);
  // Simplified: no IPv6 neighbours.
  if (ip === undefined) return refuse(s, 'EOPNOTSUPP');
  if (words.mac === 'short') return refuse(s, 'EINVAL', 'Invalid link address.');
  const flags = {
    ...(words.router && { router: true as const }),
    ...(words.proto !== undefined && { proto: words.proto }),
  };
  const at = { netns: s.ns.id, ip, ...(dev !== undefined && { dev }) };
  if (words.proxy) return s.apply({ op: verb === 'del' ? 'pneigh.del' : 'pneigh.add', ...at, ...flags });
  const named = { ...at, dev: dev ?? '' };
  if (verb === 'del') return s.apply({ op: 'neigh.del', ...named });
  return s.apply({
    op: `neigh.${verb}`,
    ...named,
    ...flags,
    ...(words.mac !== undefined && { mac: words.mac }),
    ...(words.state !== undefined && { state: words.state }),
    ...(words.externLearn && { externLearn: true as const }),
    ...(words.managed && { managed: true as const }),
    ...(words.use && { use: true as const }),
  });
}

interface NeighFilter {
  dev?: Dev;
  to?: Ipv4Cidr;
  states?: NudState[];
  proxy?: boolean;
  unused?: boolean;
  master?: Dev;
  nomaster?: boolean;
  six?: boolean;
}

function parseFilter(s: Session, args: Args): NeighFilter {
  const filter: NeighFilter = {};
  while (args.more) {
    filterWord(s, filter, args);
    args.skip();
  }
  return filter;
}

function filterWord(s: Session, filter: NeighFilter, args: Args): void {
  if (args.is('dev')) filter.dev = s.needDev(args.next(), noDevice);
  else if (args.is('master'))
    filter.master = s.needDev(args.next(), () => wrong(args.word, 'Device does not exist\n'));
  else if (args.is('vrf')) throw wrong(args.next(), 'Not a valid VRF name\n');
  else if (args.is('nomaster')) filter.nomaster = true;
  else if (args.is('unused')) filter.unused = true;
  else if (args.is('nud')) nudFilter(filter, args.next());
  else if (args.is('proxy')) filter.proxy = true;
  else {
    if (args.is('to')) args.next();
    if (args.starts('help')) throw new Exit(255, NEIGH_USAGE);
    if (isIpv6(args.word)) filter.six = true;
    else if (!args.is('all', 'any', 'default')) filter.to = getPrefix(args.word, s.options.family);
  }
}

function nudFilter(filter: NeighFilter, word: string): void {
  const states = word === 'all' ? NUD_STATES : [nudState(word)];
  filter.states = [...(filter.states ?? []), ...states];
}

/** What was learned elsewhere (extern_learn) passes whatever its state is. */
function shown(s: Session, filter: NeighFilter, usual: (state: NudState) => boolean): Neigh[] {
  if (s.options.family === 'inet6' || filter.six) return [];
  return neighList(s.ns).filter(
    (neigh) =>
      isOnDev(s, filter, neigh.dev) &&
      (!filter.to || prefixContains(filter.to, neigh.ip)) &&
      (!filter.unused || !neigh.timer) &&
      (neigh.externLearn || (filter.states ? filter.states.includes(neigh.state) : usual(neigh.state))),
  );
}

function isOnDev(s: Session, { dev, master, nomaster }: NeighFilter, ifindex: Neigh['dev']): boolean {
  if (dev && dev.ifindex !== ifindex) return false;
  const own = s.ns.devs.get(ifindex);
  return (!master || own?.master === master.ifindex) && (!nomaster || own?.master === undefined);
}

function shownProxies(s: Session, filter: NeighFilter): NeighProxy[] {
  if (s.options.family === 'inet6' || filter.six) return [];
  return proxyList(s.ns).filter(
    ({ ip, dev }) =>
      (!filter.dev || dev === filter.dev.ifindex) && (!filter.to || prefixContains(filter.to, ip)),
  );
}

function neighShow(s: Session, args: Args): number {
  const filter = parseFilter(s, args);
  const p = s.printer();
  if (filter.proxy) for (const proxy of shownProxies(s, filter)) printProxy(s, p, proxy, !filter.dev);
  else {
    const lines = shown(s, filter, (state) => state !== 'NOARP' && state !== 'NONE');
    for (const neigh of lines) printNeigh(s, p, { neigh, withDev: !filter.dev });
  }
  s.out(p.finish());
  return 0;
}

/** `get` answers in text, whatever `-j` says. */
function neighGet(s: Session, args: Args): number {
  const words: NeighWords = parseModify(s, args);
  const { ip, dev: name } = words;
  if (ip === undefined || name === undefined)
    throw new Exit(1, 'Device and address are required arguments.\n');
  const dev = s.needDev(name, noDevice);
  const p = s.plainPrinter();
  if (words.proxy) {
    const proxy = s.ns.proxies.get(proxyKey(ip, dev.ifindex));
    if (!proxy) return refuse(s, 'ENOENT', 'Proxy neighbour entry not found.');
    printProxy(s, p, proxy, true);
  } else {
    const neigh = neighLookup(s.ns, dev, ip);
    if (!neigh) return refuse(s, 'ENOENT', 'Neighbour entry not found.');
    printNeigh(s, p, { neigh, withDev: true });
  }
  s.out(p.finish());
  return 0;
}

function neighFlush(s: Session, args: Args): number {
  if (!args.more) throw new Exit(1, 'Flush requires arguments.\n');
  const filter = parseFilter(s, args);
  const doomed = shown(s, filter, (state) => state !== 'NOARP' && state !== 'PERMANENT');
  const { stats } = s.options;
  const p = s.printer();
  if (stats > 1) for (const neigh of doomed) printNeigh(s, p, { neigh, withDev: !filter.dev });
  s.out(stats > 1 ? p.finish() : '');
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
