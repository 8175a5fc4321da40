// `ip route add`, `replace`, `change`, `append`, `prepend` and `del` (iproute_modify, ip/iproute.c).

import type { NetlinkError, NexthopSpec, RouteSpec } from '../../../engine/netlink.ts';
import { hasIpv6 } from '../../../engine/sysctl-ipv6.ts';
import { INADDR_ANY, type Ipv4Addr, type Ipv4Cidr } from '../../../wire/ipv4-addr.ts';
import { type Args, Exit, garbage, noDevice, parseUnsigned, unsigned, wrong } from './args.ts';
import { getAddr, getPrefix, isIpv6 } from './inet.ts';
import { parseDsfield, parseProto, parseRealms, parseScope, parseTable, parseType } from './names.ts';
import { METRIC_KEYWORDS, metricWord, type MetricWords } from './route-metrics.ts';
import type { Session } from './session.ts';
import { ROUTE_USAGE } from './usage.ts';

export type RouteVerb = 'add' | 'replace' | 'change' | 'append' | 'prepend' | 'test' | 'del';

type RouteWords = {
  -readonly [K in Exclude<keyof RouteSpec, keyof MetricWords>]?: RouteSpec[K];
} & MetricWords & {
    /** An IPv6 prefix or gateway was named. */
    six?: boolean;
    nhid?: number;
  };
const NO_IPV6: NetlinkError = { errno: 'EINVAL', extack: 'IPv6 is disabled on nexthop device.' };

type Word = (s: Session, words: RouteWords, args: Args) => void;

const EXACT: Readonly<Record<string, Word>> = {
  src: (_s, words, args) => void (words.src = getAddr(args.next(), 'inet')),
  via: viaWord,
  tos: tosWord,
  scope: (s, words, args) => {
    const text = args.next();
    words.scope = required(parseScope(s, text), text, 'invalid "scope" value\n');
  },
  expires: (_s, _words, args) => void unsigned(args.next(), '"expires" value is invalid\n'),
  onlink: (_s, words) => void (words.onlink = true),
  nexthop: nexthopWord,
  nhid: (_s, words, args) => void (words.nhid = unsigned(args.next(), '"id" value is invalid\n')),
  vrf: (_s, _words, args) => {
    throw wrong(args.next(), 'Not a valid VRF name\n');
  },
  dev: (_s, words, args) => void (words.dev = args.next()),
  oif: (_s, words, args) => void (words.dev = args.next()),
  pref: (_s, _words, args) => {
    const text = args.next();
    if (!['low', 'medium', 'high'].includes(text) && parseUnsigned(text, 255) === undefined)
      throw wrong(text, '"pref" value is invalid\n');
  },
  'ttl-propagate': (_s, _words, args) => {
    const text = args.next();
    if (text !== 'enabled' && text !== 'disabled') throw wrong(text, '"ttl-propagate" value is invalid\n');
  },
  ...Object.fromEntries(METRIC_KEYWORDS.map((keyword) => [keyword, metric])),
};

const BEGINNINGS: Readonly<Record<string, Word>> = {
  dsfield: tosWord,
  metric: priorityWord,
  priority: priorityWord,
  preference: priorityWord,
  realms: (s, words, args) => {
    const text = args.next();
    words.realm = required(parseRealms(s, text), text, '"realm" value is invalid\n');
  },
  protocol: (s, words, args) => {
    const text = args.next();
    words.proto = required(parseProto(s, text), text, '"protocol" value is invalid\n');
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
  const { dst, dev, six, nhid, ...rest } = words;
  if (!dst) throw new Exit(255, ROUTE_USAGE);
  if (dev !== undefined) s.needDev(dev, noDevice);
  if (nhid !== undefined)
    return s.answer({ ok: false, error: { errno: 'EINVAL', extack: 'Nexthop id does not exist.' } });
  // Simplified: IPv6 routes aren't there yet.
  if (six && dev !== undefined && !isIpv6(dst.addr) && !hasIpv6(s.ns, dev))
    return s.answer({ ok: false, error: NO_IPV6 });
  if (six || s.options.family === 'inet6') return s.answer({ ok: false, error: { errno: 'EOPNOTSUPP' } });
  const route: RouteSpec = { ...rest, dst, ...(dev !== undefined && { dev }) };
  if (verb === 'test') return s.answer({ ok: false, error: { errno: 'ENOENT' } });
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

function metric(_s: Session, words: RouteWords, args: Args): void {
  metricWord(words, args);
}

/** A gateway of another family must be announced: `via inet6 fe80::1`. */
function viaWord(_s: Session, words: RouteWords, args: Args): void {
  const text = args.next();
  if (words.via !== undefined) throw wrong('via', 'use nexthop syntax to specify multiple via\n');
  if (text === 'inet6') {
    args.next();
    words.six = true;
  } else words.via = getAddr(text === 'inet' ? args.next() : text, words.six ? 'inet6' : 'inet');
}

function tosWord(s: Session, words: RouteWords, args: Args): void {
  const text = args.next();
  words.tos = required(parseDsfield(s, text), text, '"tos" value is invalid\n');
}

function priorityWord(_s: Session, words: RouteWords, args: Args): void {
  words.metric = unsigned(args.next(), '"metric" value is invalid\n');
}

/** parse_nexthops: from the first `nexthop` on nothing else may come. */
function nexthopWord(s: Session, words: RouteWords, args: Args): void {
  const nexthops: NexthopSpec[] = [];
  while (args.more) {
    if (!args.is('nexthop'))
      throw new Exit(255, `Error: "nexthop" or end of line is expected instead of "${args.word}"\n`);
    if (args.left.length < 2) throw new Exit(255, 'Error: unexpected end of line after "nexthop"\n');
    args.skip();
    nexthops.push(oneNexthop(s, args));
  }
  words.nexthops = nexthops;
}

type NexthopWords = { -readonly [K in keyof NexthopSpec]: NexthopSpec[K] };

function oneNexthop(s: Session, args: Args): NexthopSpec {
  const words: NexthopWords = {};
  while (args.more && nexthopPart(s, words, args)) args.skip();
  return words;
}

function nexthopPart(s: Session, words: NexthopWords, args: Args): boolean {
  if (args.is('via')) {
    const text = args.next();
    words.via = text === 'inet' ? getAddr(args.next(), 'inet') : getAddr(text, s.options.family);
  } else if (args.is('dev')) {
    const unparsed = new Exit(255, `Cannot find device "${args.next()}"\nError: cannot parse nexthop\n`);
    words.dev = s.needDev(args.word, () => unparsed).name;
  } else if (args.is('weight')) words.weight = weight(args.next());
  else if (args.is('onlink')) words.onlink = true;
  else if (args.starts('realms')) {
    const text = args.next();
    words.realm = required(parseRealms(s, text), text, '"realm" value is invalid\n');
  } else return false;
  return true;
}

function weight(text: string): number {
  const value = parseUnsigned(text, 256);
  if (value === undefined || value === 0) throw wrong(text, '"weight" is invalid\n');
  return value;
}

function dstWord(s: Session, words: RouteWords, args: Args): void {
  if (args.is('to')) args.next();
  const type = /^\d/.test(args.word) ? undefined : parseType(args.word);
  if (type !== undefined) {
    words.type = type;
    args.next();
  } else if (args.is('nat', 'xresolve')) refuseType(args);
  if (args.starts('help')) throw new Exit(255, ROUTE_USAGE);
  if (words.dst) throw garbage('to', args.word);
  words.dst = prefix(s, words, args.word);
}

/** Types that only iproute2 knows. */
function refuseType(args: Args): never {
  getPrefix(args.next());
  throw new Exit(2, 'Error: Invalid scope.\n');
}

function prefix(s: Session, words: RouteWords, text: string): Ipv4Cidr {
  if (!isIpv6(text)) return getPrefix(text, s.options.family);
  words.six = true;
  return { addr: INADDR_ANY as Ipv4Addr, prefixLen: 0 };
}
