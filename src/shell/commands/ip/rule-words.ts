// The words of `ip rule add` and `del` (iprule_modify, ip/iprule.c).

import { type PortRange, type Rule, RT_TABLE_MAIN } from '../../../engine/fib/route.ts';
import { type Args, Exit, parseUnsigned, unsigned, wrong } from './args.ts';
import { getPrefix, isIpv6 } from './inet.ts';
import {
  parseDsfield,
  parseGroup,
  parseIpproto,
  parseProtoNumber,
  parseRealms,
  parseTable,
  parseType,
} from './names.ts';
import type { Session } from './session.ts';
import { RULE_USAGE } from './usage.ts';

export type RuleWords = { -readonly [K in keyof Rule]?: Rule[K] } & {
  /** An IPv6 prefix was named. */
  six?: boolean;
  /** Something that rules can't do here. */
  unsupported?: boolean;
};

type Word = (s: Session, words: RuleWords, args: Args) => void;

/** Words that must stand in full. */
const EXACT: Readonly<Record<string, Word>> = {
  not: (_s, words) => void (words.not = true),
  from: (s, words, args) => prefixWord(s, words, { key: 'from', text: args.next() }),
  to: (s, words, args) => prefixWord(s, words, { key: 'to', text: args.next() }),
  tos: tosWord,
  fwmark: fwmarkWord,
  uidrange: (_s, words, args) => void (words.uidrange = uidRange(args.next())),
  tun_id: (_s, words, args) => void (words.tunId = unsigned(args.next(), 'tun_id value is invalid\n')),
  dev: (_s, words, args) => void (words.iif = args.next()),
  iif: (_s, words, args) => void (words.iif = args.next()),
  oif: (_s, words, args) => void (words.oif = args.next()),
  l3mdev: (_s, words) => void (words.unsupported = true),
  nat: natWord,
  'map-to': natWord,
  ipproto: (s, words, args) => {
    const text = args.next();
    words.ipproto = required(parseIpproto(s, text), text, 'Invalid "ipproto" value\n');
  },
  sport: (_s, words, args) => void (words.sport = portRange(args.next(), 'invalid port range\n')),
  dport: (_s, words, args) => void (words.dport = portRange(args.next(), 'invalid port range\n')),
  sup_pl: suppressPrefixlength,
  sup_group: suppressIfgroup,
};

/** Words of which a beginning is enough, in the order in which they are tried. */
const BEGINNINGS: readonly (readonly [keyword: string, word: Word])[] = [
  ['preference', prefWord],
  ['order', prefWord],
  ['priority', prefWord],
  ['dsfield', tosWord],
  [
    'realms',
    (s, words, args) => {
      const text = args.next();
      words.realm = required(parseRealms(s, text), text, 'invalid realms\n');
    },
  ],
  [
    'protocol',
    (s, words, args) => {
      const text = args.next();
      words.proto = required(parseProtoNumber(s, text), text, '"protocol" value is invalid\n');
    },
  ],
  ['table', tableWord],
  ['lookup', tableWord],
  ['suppress_prefixlength', suppressPrefixlength],
  ['suppress_ifgroup', suppressIfgroup],
];

/** Every word, by its keyword. */
export const RULE_WORDS: ReadonlyMap<string, Word> = new Map([...Object.entries(EXACT), ...BEGINNINGS]);

export const RULE_KEYWORDS: readonly string[] = [
  ...Object.keys(EXACT),
  'pref',
  ...BEGINNINGS.map(([keyword]) => keyword),
];

export function parseWords(s: Session, args: Args): RuleWords {
  const words: RuleWords = {};
  while (args.more) {
    const exact = Object.hasOwn(EXACT, args.word) ? EXACT[args.word] : undefined;
    const word = exact ?? BEGINNINGS.find(([keyword]) => args.starts(keyword))?.[1] ?? actionWord;
    word(s, words, args);
    args.skip();
  }
  return words;
}

/** The table that a new rule asks: one with an action of its own asks none. */
export function tableOf({ table, action }: RuleWords): number {
  return table ?? (action === undefined ? RT_TABLE_MAIN : 0);
}

function required<T>(value: T | undefined, text: string, message: string): T {
  if (value === undefined) throw wrong(text, message);
  return value;
}

function prefixWord(s: Session, words: RuleWords, { key, text }: { key: 'from' | 'to'; text: string }): void {
  if (isIpv6(text)) {
    words.six = true;
    return;
  }
  const prefix = getPrefix(text, s.options.family);
  if (prefix.prefixLen > 0) words[key] = prefix;
}

function prefWord(_s: Session, words: RuleWords, args: Args): void {
  words.pref = unsigned(args.next(), 'preference value is invalid\n');
}

function tosWord(s: Session, words: RuleWords, args: Args): void {
  const text = args.next();
  words.tos = required(parseDsfield(s, text), text, 'TOS value is invalid\n');
}

function tableWord(s: Session, words: RuleWords, args: Args): void {
  const text = args.next();
  words.table = required(parseTable(s, text), text, 'invalid table ID\n');
}

function suppressPrefixlength(_s: Session, words: RuleWords, args: Args): void {
  words.suppressPrefixlength = unsigned(args.next(), 'suppress_prefixlength value is invalid\n', 0x7fffffff);
}

function suppressIfgroup(s: Session, words: RuleWords, args: Args): void {
  const text = args.next();
  words.suppressIfgroup = required(parseGroup(s, text), text, 'Invalid "suppress_ifgroup" value\n');
}

/** Simplified: `goto`, `nop` and the types that end a look-up; of the others only `unicast` means anything. */
function actionWord(_s: Session, words: RuleWords, args: Args): void {
  if (args.is('type')) args.next();
  if (args.starts('help')) throw new Exit(255, RULE_USAGE);
  if (args.starts('goto')) {
    words.action = 'goto';
    words.goto = unsigned(args.next(), 'invalid target\n');
    return;
  }
  if (args.starts('nop')) {
    words.action = 'nop';
    return;
  }
  const type = required(parseType(args.word), args.word, 'Failed to parse rule type');
  if (type === 'blackhole' || type === 'unreachable' || type === 'prohibit') words.action = type;
  else if (type !== 'unicast') words.unsupported = true;
}

function natWord(s: Session, words: RuleWords, args: Args): void {
  s.err('Warning: route NAT is deprecated\n');
  args.next();
  words.unsupported = true;
}

/** A mark of 0 means nothing, unless it has a mask. */
function fwmarkWord(_s: Session, words: RuleWords, args: Args): void {
  const text = args.next();
  const mark = fwmark(text);
  if (mark.value !== 0 || text.includes('/')) words.fwmark = mark;
}

function fwmark(text: string): { value: number; mask: number } {
  const slash = text.indexOf('/');
  const value = parseUnsigned(slash < 0 ? text : text.slice(0, slash));
  const mask = slash < 0 ? 0xffffffff : parseUnsigned(text.slice(slash + 1));
  if (value === undefined) throw wrong(text, 'fwmark value is invalid\n');
  if (mask === undefined) throw wrong(text.slice(slash + 1), 'fwmask value is invalid\n');
  return { value, mask };
}

/** sscanf("%hu-%hu"): a port beyond 65535 wraps round. */
function portRange(text: string, message: string): PortRange {
  const [, start, end] = /^(\d+)(?:-(\d+))?/.exec(text) ?? [];
  if (start === undefined) throw wrong(text, message);
  return { start: Number(start) & 0xffff, end: Number(end ?? start) & 0xffff };
}

/** sscanf("%u-%u") */
function uidRange(text: string): PortRange {
  const [, start, end] = /^(\d+)-(\d+)/.exec(text) ?? [];
  if (start === undefined) throw wrong(text, 'invalid UID range\n');
  return { start: Number(start), end: Number(end) };
}
