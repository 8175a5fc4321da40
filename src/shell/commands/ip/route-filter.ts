// Which routes `ip route show` lists (struct filter and filter_nlmsg, ip/iproute.c).

import { type Route, type RouteProto, type RouteScope, type RouteType } from '../../../engine/fib/route.ts';
import type { IfIndex } from '../../../engine/ids.ts';
import { type Ipv4Cidr, INADDR_ANY, ipv4ToNumber, netmask } from '../../../wire/ipv4-addr.ts';
import { type Args, Exit, noDevice, unsigned, wrong } from './args.ts';
import { getPrefix, isIpv6 } from './inet.ts';
import { parseDsfield, parseProto, parseRealms, parseScope, parseTable, parseType } from './names.ts';
import type { Session } from './session.ts';
import { ROUTE_USAGE } from './usage.ts';

export interface RouteFilter {
  /** 0: all tables. */
  table?: number;
  cache?: boolean;
  tos?: number;
  proto?: RouteProto;
  scope?: RouteScope;
  type?: RouteType;
  oif?: IfIndex;
  /** The gateway is in this prefix. */
  via?: Ipv4Cidr;
  src?: Ipv4Cidr;
  metric?: number;
  /** `whole`: both realms are named, and needn't be repeated. */
  realms?: { readonly value: number; readonly mask: number; readonly whole: boolean };
  /** Not shorter than this one, and in it. */
  root?: Ipv4Cidr;
  /** Not longer than this one, and around it. */
  match?: Ipv4Cidr;
  /** A source prefix was named (`from`), which only IPv6 routes have. */
  from?: boolean;
  /** An IPv6 prefix was named. */
  six?: boolean;
}

type Word = (s: Session, filter: RouteFilter, args: Args) => void;

const WORDS: Readonly<Record<string, Word>> = {
  table: (s, filter, args) => tableWord(s, filter, args.next()),
  vrf: (_s, _filter, args) => {
    throw wrong(args.next(), 'Invalid VRF\n');
  },
  cached: (_s, filter) => void (filter.cache = true),
  cloned: (_s, filter) => void (filter.cache = true),
  tos: tosWord,
  dsfield: tosWord,
  protocol: (s, filter, args) => {
    const text = args.next();
    if (text === 'all') return;
    filter.proto = required(parseProto(s, text), text, 'invalid "protocol"\n');
  },
  scope: (s, filter, args) => {
    const text = args.next();
    if (text === 'all') return;
    filter.scope = required(parseScope(s, text), text, 'invalid "scope"\n');
  },
  type: (_s, filter, args) => {
    const text = args.next();
    filter.type = required(parseType(text), text, 'node type value is invalid\n');
  },
  dev: devWord,
  oif: devWord,
  iif: devWord,
  via: (s, filter, args) => void (filter.via = getPrefix(args.next(), s.options.family)),
  src: (s, filter, args) => void (filter.src = getPrefix(args.next(), s.options.family)),
  realms: realmsWord,
  metric: (_s, filter, args) => void (filter.metric = unsigned(args.next(), 'invalid metric\n')),
  priority: (_s, filter, args) => void (filter.metric = unsigned(args.next(), 'invalid metric\n')),
  preference: (_s, filter, args) => void (filter.metric = unsigned(args.next(), 'invalid metric\n')),
};

/** Words that must stand in full. */
const EXACT = ['tos', 'vrf', 'dev', 'oif', 'iif', 'via', 'src', 'type', 'scope', 'metric'];
export const ROUTE_FILTER_KEYWORDS: readonly string[] = [
  ...Object.keys(WORDS),
  'root',
  'match',
  'exact',
  'to',
  'from',
];

function tosWord(s: Session, filter: RouteFilter, args: Args): void {
  const text = args.next();
  filter.tos = required(parseDsfield(s, text), text, 'TOS value is invalid\n');
}

/** A realm that isn't named, or is 0, is any. */
function realmsWord(s: Session, filter: RouteFilter, args: Args): void {
  const text = args.next();
  const value = required(parseRealms(s, text), text, 'invalid realms\n');
  const mask = (value >>> 16 === 0 ? 0 : 0xffff0000) | ((value & 0xffff) === 0 ? 0 : 0xffff);
  filter.realms = { value, mask: mask >>> 0, whole: mask >>> 0 === 0xffffffff };
}

function required<T>(value: T | undefined, text: string, message: string): T {
  if (value === undefined) throw wrong(text, message);
  return value;
}

function devWord(s: Session, filter: RouteFilter, args: Args): void {
  filter.oif = s.needDev(args.next(), noDevice).ifindex;
}

function tableWord(s: Session, filter: RouteFilter, text: string): void {
  if (text === 'cache') filter.cache = true;
  else if (text === 'all') filter.table = 0;
  else filter.table = required(parseTable(s, text), text, 'table id value is invalid\n');
}

export function parseRouteFilter(s: Session, args: Args, initial: RouteFilter): RouteFilter {
  const filter = { ...initial };
  while (args.more) {
    const keyword = Object.keys(WORDS).find((known) =>
      EXACT.includes(known) ? args.is(known) : args.starts(known),
    );
    if (keyword !== undefined) WORDS[keyword]?.(s, filter, args);
    else if (args.is('from')) fromWord(s, filter, args);
    else prefixWord(s, filter, args);
    args.skip();
  }
  return filter;
}

function fromWord(s: Session, filter: RouteFilter, args: Args): void {
  args.next();
  if (args.starts('root', 'match', 'exact')) args.next();
  filter.from = prefixOf(s, {}, args.word).prefixLen > 0;
}

function prefixWord(s: Session, filter: RouteFilter, args: Args): void {
  if (args.is('to')) args.next();
  if (args.starts('root')) filter.root = prefixOf(s, filter, args.next());
  else if (args.starts('match')) filter.match = prefixOf(s, filter, args.next());
  else {
    if (args.starts('exact')) args.next();
    if (args.starts('help')) throw new Exit(255, ROUTE_USAGE);
    filter.root = prefixOf(s, filter, args.word);
    filter.match = filter.root;
  }
}

function prefixOf(s: Session, filter: RouteFilter, text: string): Ipv4Cidr {
  if (isIpv6(text)) {
    filter.six = true;
    return { addr: INADDR_ANY, prefixLen: 0 };
  }
  return getPrefix(text, s.options.family);
}

export function passes(filter: RouteFilter, route: Route): boolean {
  const { root, match, realms } = filter;
  const only = route.nexthops ? undefined : route;
  return (
    (filter.table === undefined || filter.table === 0 || route.table === filter.table) &&
    !filter.from &&
    (filter.tos === undefined || route.tos === filter.tos) &&
    (filter.proto === undefined || route.proto === filter.proto) &&
    (filter.scope === undefined || route.scope === filter.scope) &&
    (filter.type === undefined || route.type === filter.type) &&
    (filter.oif === undefined || only?.dev === filter.oif) &&
    (!filter.via || isIn(filter.via, only?.via)) &&
    (!filter.src || isIn(filter.src, route.src)) &&
    (filter.metric === undefined || route.metric === filter.metric) &&
    (!realms || (((only?.realm ?? 0) ^ realms.value) & realms.mask) === 0) &&
    (!root || (root.prefixLen <= route.dst.prefixLen && shares(root, route.dst, root.prefixLen))) &&
    (!match || (match.prefixLen >= route.dst.prefixLen && shares(match, route.dst, route.dst.prefixLen)))
  );
}

function isIn(prefix: Ipv4Cidr, addr: Route['via']): boolean {
  return addr !== undefined && shares(prefix, { addr, prefixLen: 32 }, prefix.prefixLen);
}

function shares(a: Ipv4Cidr, b: Ipv4Cidr, length: number): boolean {
  return ((ipv4ToNumber(a.addr) ^ ipv4ToNumber(b.addr)) & netmask(length)) === 0;
}
