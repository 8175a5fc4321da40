// `ip route add`, `replace`, `change`, `append`, `prepend` and `del` (iproute_modify, ip/iproute.c).

import type { RouteSpec } from '../../../engine/netlink.ts';
import { INADDR_ANY, type Ipv4Addr, type Ipv4Cidr } from '../../../wire/ipv4-addr.ts';
import { type Args, Exit, garbage, noDevice, unsigned, wrong } from './args.ts';
import { getAddr, getPrefix, isIpv6 } from './inet.ts';
import { parseDsfield, parseProto, parseScope, parseTable, parseType } from './names.ts';
import type { Session } from './session.ts';
import { ROUTE_USAGE } from './usage.ts';

export type RouteVerb = 'add' | 'replace' | 'change' | 'append' | 'prepend' | 'del';

type RouteWords = { -readonly [K in keyof RouteSpec]?: RouteSpec[K] } & {
  six?: boolean;
  multipath?: boolean;
};
type Word = (s: Session, words: RouteWords, args: Args) => void;

const EXACT: Readonly<Record<string, Word>> = {
  src: (s, words, args) => void (words.src = address(s, words, args.next())),
  via: viaWord,
  tos: tosWord,
  scope: (_s, words, args) => {
    const text = args.next();
    words.scope = required(parseScope(text), text, 'invalid "scope" value\n');
  },
  mtu: (_s, words, args) => {
    if (args.next() === 'lock') args.next();
    words.mtu = unsigned(args.word, '"mtu" value is invalid\n');
  },
  onlink: (_s, words) => void (words.onlink = true),
  pervasive: () => undefined,
  nexthop: nexthopWord,
  vrf: (_s, _words, args) => {
    throw wrong(args.next(), 'Not a valid VRF name\n');
  },
  dev: (_s, words, args) => void (words.dev = args.next()),
  oif: (_s, words, args) => void (words.dev = args.next()),
  hoplimit: numberWord,
  advmss: numberWord,
  rtt: (_s, _words, args) => void args.next(),
  rto_min: (_s, _words, args) => void args.next(),
  window: numberWord,
  initcwnd: numberWord,
  initrwnd: numberWord,
  features: (_s, _words, args) => void args.next(),
  quickack: numberWord,
  congctl: (_s, _words, args) => void args.next(),
  ssthresh: (_s, _words, args) => void args.next(),
  weight: numberWord,
};

const BEGINNINGS: Readonly<Record<string, Word>> = {
  dsfield: tosWord,
  metric: metricWord,
  priority: metricWord,
  preference: metricWord,
  protocol: (_s, words, args) => {
    const text = args.next();
    words.proto = required(parseProto(text), text, '"protocol" value is invalid\n');
  },
  table: (s, words, args) => {
    const text = args.next();
    words.table = required(parseTable(s, text), text, '"table" value is invalid\n');
  },
};

export const ROUTE_KEYWORDS: readonly string[] = [...Object.keys(EXACT), ...Object.keys(BEGINNINGS), 'to'];

export function routeModify(s: Session, verb: RouteVerb, args: Args): number {
  const words: RouteWords = {};
  while (args.more) {
    const word = wordFor(args);
    if (word) word(s, words, args);
    else dstWord(s, words, args);
    args.skip();
  }
  const { dst, dev, six, multipath, ...rest } = words;
  if (!dst) throw new Exit(255, ROUTE_USAGE);
  if (dev !== undefined) s.needDev(dev, noDevice);
  // Simplified: neither IPv6 routes nor routes with several next hops yet.
  if (six || multipath || s.options.family === 'inet6')
    return s.answer({ ok: false, error: { errno: 'EOPNOTSUPP' } });
  const route: RouteSpec = { ...rest, dst, ...(dev !== undefined && { dev }) };
  return s.apply({ op: `route.${verb}`, netns: s.ns.id, route });
}

function wordFor(args: Args): Word | undefined {
  if (Object.hasOwn(EXACT, args.word)) return EXACT[args.word];
  const keyword = Object.keys(BEGINNINGS).find((known) => args.starts(known));
  return keyword === undefined ? undefined : BEGINNINGS[keyword];
}

function required<T>(value: T | undefined, text: string, message: string): T {
  if (value === undefined) throw wrong(text, message);
  return value;
}

function viaWord(s: Session, words: RouteWords, args: Args): void {
  const text = args.next();
  if (words.via !== undefined) throw wrong('via', 'use nexthop syntax to specify multiple via\n');
  const family = text === 'inet' || text === 'inet6' ? args.next() : text;
  words.via = address(s, words, family);
}

function address(s: Session, words: RouteWords, text: string): Ipv4Addr {
  if (isIpv6(text)) {
    words.six = true;
    return INADDR_ANY;
  }
  return getAddr(text, words.dst ? 'inet' : s.options.family);
}

function tosWord(_s: Session, words: RouteWords, args: Args): void {
  const text = args.next();
  words.tos = required(parseDsfield(text), text, '"tos" value is invalid\n');
}

function metricWord(_s: Session, words: RouteWords, args: Args): void {
  words.metric = unsigned(args.next(), '"metric" value is invalid\n');
}

function numberWord(_s: Session, _words: RouteWords, args: Args): void {
  const keyword = args.word;
  unsigned(args.next(), `"${keyword}" value is invalid\n`);
}

/** Simplified: read, so that errors are found, and then refused. */
function nexthopWord(s: Session, words: RouteWords, args: Args): void {
  words.multipath = true;
  while (args.left.length > 1 && ['via', 'dev', 'weight', 'onlink', 'nexthop'].includes(args.left[1] ?? '')) {
    args.skip();
    if (args.is('via')) getAddr(args.next(), 'inet');
    else if (args.is('dev')) s.needDev(args.next(), noDevice);
    else if (args.is('weight')) unsigned(args.next(), '"weight" is invalid\n');
  }
}

function dstWord(s: Session, words: RouteWords, args: Args): void {
  if (args.is('to')) args.next();
  const type = parseType(args.word);
  if (type !== undefined) {
    words.type = type;
    args.next();
  }
  if (args.starts('help')) throw new Exit(255, ROUTE_USAGE);
  if (words.dst) throw garbage('to', args.word);
  words.dst = prefix(s, words, args.word);
}

function prefix(s: Session, words: RouteWords, text: string): Ipv4Cidr {
  if (!isIpv6(text)) return getPrefix(text, s.options.family);
  words.six = true;
  return { addr: INADDR_ANY, prefixLen: 0 };
}
