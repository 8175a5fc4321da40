// `ip rule` (do_iprule, ip/iprule.c).

import { prefixContains } from '../../../wire/ipv4-addr.ts';
import type { Ipv4Cidr } from '../../../wire/ipv4-addr.ts';
import { DEFAULT_RULES, type Rule, RT_TABLE_MAIN } from '../../../engine/fib/route.ts';
import { type Args, Exit, parseUnsigned, unknownCommand, unsigned, wrong } from './args.ts';
import { getPrefix } from './inet.ts';
import { parseDsfield, parseTable, parseType } from './names.ts';
import { printRule } from './rule-print.ts';
import type { Session } from './session.ts';
import { RULE_USAGE } from './usage.ts';

export const RULE_COMMANDS: readonly string[] = ['add', 'delete', 'show', 'list', 'lst', 'flush', 'help'];
export const RULE_KEYWORDS: readonly string[] = [
  'from',
  'to',
  'pref',
  'priority',
  'order',
  'fwmark',
  'table',
  'lookup',
  'iif',
  'dev',
  'oif',
];

interface RuleWords {
  pref?: number;
  from?: Ipv4Cidr;
  to?: Ipv4Cidr;
  iif?: string;
  oif?: string;
  fwmark?: { value: number; mask: number };
  table?: number;
  not?: true;
  tos?: number;
  action?: NonNullable<Rule['action']>;
  /** Something that rules can't do here. */
  unsupported?: boolean;
}

export function ipRule(s: Session, args: Args): number {
  const then = (command: (s: Session, args: Args) => number): number => {
    args.skip();
    return command(s, args);
  };
  if (!args.more || args.starts('list', 'lst', 'show')) return then(ruleShow);
  if (args.starts('add')) return then(ruleAdd);
  if (args.starts('delete')) return then(ruleDel);
  if (args.starts('flush')) return then(ruleFlush);
  if (args.starts('help')) throw new Exit(255, RULE_USAGE);
  throw unknownCommand(args.word, 'ip rule');
}

function parseWords(s: Session, args: Args): RuleWords {
  const words: RuleWords = {};
  while (args.more) {
    ruleWord(s, words, args);
    args.skip();
  }
  return words;
}

function ruleWord(s: Session, words: RuleWords, args: Args): void {
  const { family } = s.options;
  if (args.is('from')) words.from = getPrefix(args.next(), family);
  else if (args.is('to')) words.to = getPrefix(args.next(), family);
  else if (args.starts('preference', 'order', 'priority'))
    words.pref = unsigned(args.next(), 'preference value is invalid\n');
  else if (args.is('tos') || args.starts('dsfield')) tosWord(words, args.next());
  else if (args.is('fwmark')) words.fwmark = fwmark(args.next());
  else if (args.starts('table', 'lookup')) words.table = tableWord(s, args.next());
  else if (args.is('dev', 'iif')) words.iif = args.next();
  else if (args.is('oif')) words.oif = args.next();
  else if (args.is('not')) words.not = true;
  else if (
    args.starts(
      'realms',
      'protocol',
      'tun_id',
      'suppress_prefixlength',
      'sup_pl',
      'ipproto',
      'sport',
      'dport',
    )
  ) {
    args.next();
    words.unsupported = true;
  } else actionWord(words, args);
}

/** Simplified: `goto`, `nop` and the types that are routes' only aren't there. */
function actionWord(words: RuleWords, args: Args): void {
  if (args.is('type')) args.next();
  if (args.starts('help')) throw new Exit(255, RULE_USAGE);
  const type = parseType(args.word);
  if (args.starts('goto')) args.next();
  else if (!args.starts('nop') && type === undefined) throw wrong(args.word, 'Failed to parse rule type');
  if (type === 'blackhole' || type === 'unreachable' || type === 'prohibit') words.action = type;
  else if (type !== 'unicast') words.unsupported = true;
}

function tosWord(words: RuleWords, text: string): void {
  const tos = parseDsfield(text);
  if (tos === undefined) throw wrong(text, 'TOS value is invalid\n');
  words.tos = tos;
}

function tableWord(s: Session, text: string): number {
  const table = parseTable(s, text);
  if (table === undefined) throw wrong(text, 'invalid table ID\n');
  return table;
}

function fwmark(text: string): { value: number; mask: number } {
  const slash = text.indexOf('/');
  const value = parseUnsigned(slash < 0 ? text : text.slice(0, slash));
  const mask = slash < 0 ? 0xffffffff : parseUnsigned(text.slice(slash + 1));
  if (value === undefined) throw wrong(text, 'fwmark value is invalid\n');
  if (mask === undefined) throw wrong(text.slice(slash + 1), 'fwmask value is invalid\n');
  return { value, mask };
}

function ruleAdd(s: Session, args: Args): number {
  const { unsupported, ...words } = parseWords(s, args);
  if (unsupported || s.options.family === 'inet6')
    return s.answer({ ok: false, error: { errno: 'EOPNOTSUPP' } });
  const rule: Rule = { ...words, pref: words.pref ?? freePref(s), table: words.table ?? RT_TABLE_MAIN };
  return s.apply({ op: 'rule.add', netns: s.ns.id, rule });
}

/** fib_default_rule_pref: just before the second rule. */
function freePref(s: Session): number {
  const second = s.ns.rules.get()[1];
  return second && second.pref > 0 ? second.pref - 1 : 0;
}

function ruleDel(s: Session, args: Args): number {
  if (!args.more) throw new Exit(1, '"ip rule del" requires arguments.\n');
  const words = parseWords(s, args);
  const rule = s.ns.rules.get().find((known) => isNamed(known, words));
  if (!rule || words.unsupported) return s.answer({ ok: false, error: { errno: 'ENOENT' } });
  return s.apply({ op: 'rule.del', netns: s.ns.id, rule });
}

function isNamed(rule: Rule, words: RuleWords): boolean {
  return (
    (words.pref === undefined || words.pref === 0 || rule.pref === words.pref) &&
    (words.table === undefined || rule.table === words.table) &&
    (words.iif === undefined || rule.iif === words.iif) &&
    (words.oif === undefined || rule.oif === words.oif) &&
    (words.fwmark === undefined || rule.fwmark?.value === words.fwmark.value) &&
    (words.action === undefined || rule.action === words.action) &&
    (words.tos === undefined || rule.tos === words.tos) &&
    isSame(rule.from, words.from) &&
    isSame(rule.to, words.to)
  );
}

function isSame(prefix: Ipv4Cidr | undefined, named: Ipv4Cidr | undefined): boolean {
  if (named === undefined || named.prefixLen === 0) return true;
  return prefix?.addr === named.addr && prefix.prefixLen === named.prefixLen;
}

interface RuleFilter extends RuleWords {
  readonly none?: never;
}

function parseFilter(s: Session, args: Args): RuleFilter {
  return parseWords(s, args);
}

function passes(rule: Rule, filter: RuleFilter): boolean {
  return (
    (filter.pref === undefined || rule.pref === filter.pref) &&
    (filter.table === undefined || rule.table === filter.table) &&
    (filter.iif === undefined || rule.iif === filter.iif) &&
    (filter.oif === undefined || rule.oif === filter.oif) &&
    (filter.fwmark === undefined || rule.fwmark?.value === filter.fwmark.value) &&
    (filter.from === undefined || (rule.from !== undefined && contains(filter.from, rule.from))) &&
    (filter.to === undefined || (rule.to !== undefined && contains(filter.to, rule.to)))
  );
}

function contains(around: Ipv4Cidr, prefix: Ipv4Cidr): boolean {
  return around.prefixLen <= prefix.prefixLen && prefixContains(around, prefix.addr);
}

const IPV6_RULES: readonly Rule[] = DEFAULT_RULES.slice(0, 2);

function ruleShow(s: Session, args: Args): number {
  const filter = parseFilter(s, args);
  const rules = s.options.family === 'inet6' ? IPV6_RULES : s.ns.rules.get();
  const p = s.printer();
  for (const rule of rules) if (passes(rule, filter)) printRule(s, p, rule);
  s.out(p.finish());
  return 0;
}

/** All but the first: its preference is 0, which names none. */
function ruleFlush(s: Session, args: Args): number {
  const filter = parseFilter(s, args);
  for (const rule of s.ns.rules.get()) {
    if (rule.pref !== 0 && passes(rule, filter)) s.apply({ op: 'rule.del', netns: s.ns.id, rule });
  }
  return 0;
}
