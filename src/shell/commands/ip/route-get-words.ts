// The words of `ip route get` (iproute_get, ip/iproute.c).

import type { Dev } from '../../../engine/device/dev.ts';
import type { Ipv4Addr } from '../../../wire/ipv4-addr.ts';
import { type Args, Exit, noDevice, parseUnsigned, wrong } from './args.ts';
import { getPrefix, isIpv6 } from './inet.ts';
import { parseDsfield, parseIpproto } from './names.ts';
import type { Session } from './session.ts';

export interface Query {
  dst?: Ipv4Addr;
  from?: Ipv4Addr;
  /** `from` names more than one address. */
  invalidFrom?: boolean;
  /** The destination is an IPv6 address. */
  six?: boolean;
  iif?: Dev;
  oif?: Dev;
  tos: number;
  mark?: number;
  uid?: number;
  ipproto?: number;
  sport?: number;
  dport?: number;
  fibmatch?: boolean;
  notify?: boolean;
  connected?: boolean;
}

type Word = (s: Session, query: Query, args: Args) => void;

/** Of `iif`, `mark`, `notify` and so on a beginning is enough. */
const WORDS: Readonly<Record<string, Word>> = {
  iif: (s, query, args) => void (query.iif = s.needDev(args.next(), noDevice)),
  mark: (_s, query, args) => void (query.mark = number(args.next(), 'invalid mark value')),
  oif: (s, query, args) => void (query.oif = s.needDev(args.next(), noDevice)),
  notify: (_s, query) => void (query.notify = true),
  connected: (_s, query) => void (query.connected = true),
  vrf: (_s, _query, args) => {
    throw wrong(args.next(), 'Invalid VRF\n');
  },
  uid: (_s, query, args) => void (query.uid = number(args.next(), 'invalid UID\n')),
  fibmatch: (_s, query) => void (query.fibmatch = true),
  sport: (_s, query, args) => void (query.sport = number(args.next(), 'invalid sport\n', 0xffff)),
  dport: (_s, query, args) => void (query.dport = number(args.next(), 'invalid dport\n', 0xffff)),
  ipproto: (s, query, args) => {
    const text = args.next();
    const ipproto = parseIpproto(s, text);
    if (ipproto === undefined) throw wrong(text, 'Invalid "ipproto" value\n');
    query.ipproto = ipproto;
  },
};

export const ROUTE_GET_KEYWORDS: readonly string[] = ['to', 'from', 'dev', 'tos', ...Object.keys(WORDS)];

export function parseQuery(s: Session, args: Args): Query {
  const query: Query = { tos: 0 };
  while (args.more) {
    queryWord(s, query, args);
    args.skip();
  }
  if (query.dst === undefined && !query.six) throw new Exit(1, 'need at least a destination address\n');
  return query;
}

function queryWord(s: Session, query: Query, args: Args): void {
  if (args.is('tos', 'dsfield')) query.tos = tosWord(s, args.next());
  else if (args.is('dev')) query.oif = s.needDev(args.next(), noDevice);
  else if (args.is('from')) fromWord(s, query, args);
  else {
    const keyword = Object.keys(WORDS).find((known) => args.word !== '' && args.starts(known));
    if (keyword !== undefined) WORDS[keyword]?.(s, query, args);
    else destination(s, query, args);
  }
}

function number(text: string, message: string, max?: number): number {
  const value = parseUnsigned(text, max);
  if (value === undefined) throw wrong(text, message);
  return value;
}

function tosWord(s: Session, text: string): number {
  const tos = parseDsfield(s, text);
  if (tos === undefined) throw wrong(text, 'TOS value is invalid\n');
  return tos;
}

function fromWord(s: Session, query: Query, args: Args): void {
  const prefix = getPrefix(args.next(), s.options.family);
  query.from = prefix.addr;
  query.invalidFrom = prefix.prefixLen !== 32;
}

function destination(s: Session, query: Query, args: Args): void {
  if (args.is('to')) args.next();
  if (isIpv6(args.word) && s.options.family !== 'inet') {
    query.six = true;
    return;
  }
  const prefix = getPrefix(args.word, query.dst === undefined ? s.options.family : 'inet');
  if (prefix.prefixLen !== 32)
    s.err(`Warning: /${prefix.prefixLen} as prefix is invalid, only /32 (or none) is supported.\n`);
  query.dst = prefix.addr;
}
