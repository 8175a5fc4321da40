// Which routes `ip route show` lists (struct filter and filter_nlmsg, ip/iproute.c).

import { type Route, type RouteProto, type RouteScope, type RouteType } from '../../../engine/fib/route.ts';
import type { IfIndex } from '../../../engine/ids.ts';
import { type Ipv4Addr, type Ipv4Cidr, INADDR_ANY, ipv4ToNumber, netmask } from '../../../wire/ipv4-addr.ts';
import { type Args, Exit, noDevice, unsigned, wrong } from './args.ts';
import { getAddr, getPrefix, isIpv6 } from './inet.ts';
import { parseDsfield, parseProto, parseScope, parseTable, parseType } from './names.ts';
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
  via?: Ipv4Addr;
  src?: Ipv4Addr;
  metric?: number;
  /** Not shorter than this one, and in it. */
  root?: Ipv4Cidr;
  /** Not longer than this one, and around it. */
  match?: Ipv4Cidr;
  /** An IPv6 prefix was named. */
  six?: boolean;
}

type Word = (s: Session, filter: RouteFilter, args: Args) => void;

const WORDS: Readonly<Record<string, Word>> = {
  table: (s, filter, args) => tableWord(s, filter, args.next()),
  vrf: (_s, _filter, args) => {
    throw wrong(args.next(), 'Not a valid VRF name\n');
  },
  cached: (_s, filter) => void (filter.cache = true),
  cloned: (_s, filter) => void (filter.cache = true),
  tos: tosWord,
  dsfield: tosWord,
  protocol: (_s, filter, args) => {
    const text = args.next();
    if (text === 'all') return;
    filter.proto = required(parseProto(text), text, 'invalid "protocol"\n');
  },
  scope: (_s, filter, args) => {
    const text = args.next();
    if (text === 'all') return;
    filter.scope = required(parseScope(text), text, 'invalid "scope"\n');
  },
  type: (_s, filter, args) => {
    const text = args.next();
    filter.type = required(parseType(text), text, 'node type value is invalid\n');
  },
  dev: devWord,
  oif: devWord,
  iif: devWord,
  via: (s, filter, args) => void (filter.via = getAddr(args.next(), s.options.family)),
  src: (s, filter, args) => void (filter.src = getAddr(args.next(), s.options.family)),
  metric: (_s, filter, args) => void (filter.metric = unsigned(args.next(), 'invalid metric\n')),
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
];

function tosWord(_s: Session, filter: RouteFilter, args: Args): void {
  const text = args.next();
  filter.tos = required(parseDsfield(text), text, 'TOS value is invalid\n');
}

function required<T>(value: T | undefined, text: string, message: string): T {
  if (value === undefined) throw wrong(text, message);
  return value;
}

function devWord(s: Session, filter: RouteFilter, args: Args): void {
  const name = args.next();
  const dev = s.dev(name);
  if (!dev) throw noDevice(name);
  filter.oif = dev.ifindex;
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
    else prefixWord(s, filter, args);
    args.skip();
  }
  return filter;
}

function prefixWord(s: Session, filter: RouteFilter, args: Args): void {
  if (args.starts('root')) filter.root = prefixOf(s, filter, args.next());
  else if (args.starts('match')) filter.match = prefixOf(s, filter, args.next());
  else {
    if (args.starts('exact')) args.next();
    else if (args.is('to')) {
      args.next();
      if (args.starts('root', 'match')) return prefixWord(s, filter, args);
      if (args.starts('exact')) args.next();
    }
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
  const { root, match } = filter;
  return (
    (filter.table === undefined || filter.table === 0 || route.table === filter.table) &&
    (filter.tos === undefined || route.tos === filter.tos) &&
    (filter.proto === undefined || route.proto === filter.proto) &&
    (filter.scope === undefined || route.scope === filter.scope) &&
    (filter.type === undefined || route.type === filter.type) &&
    (filter.oif === undefined || route.dev === filter.oif) &&
    (filter.via === undefined || route.via === filter.via) &&
    (filter.src === undefined || route.src === filter.src) &&
    (filter.metric === undefined || route.metric === filter.metric) &&
    (!root || (root.prefixLen <= route.dst.prefixLen && shares(root, route.dst, root.prefixLen))) &&
    (!match || (match.prefixLen >= route.dst.prefixLen && shares(match, route.dst, route.dst.prefixLen)))
  );
}

function shares(a: Ipv4Cidr, b: Ipv4Cidr, length: number): boolean {
  return ((ipv4ToNumber(a.addr) ^ ipv4ToNumber(b.addr)) & netmask(length)) === 0;
}
