// `ip rule` (do_iprule, ip/iprule.c).

import { DEFAULT_RULES, type Rule } from '../../../engine/fib/route.ts';
import { type Ipv4Cidr, prefixContains } from '../../../wire/ipv4-addr.ts';
import type { Co } from '../../co.ts';
import { type Args, Exit, unknownCommand } from './args.ts';
import { restoreFrom, saveTo } from './dump-file.ts';
import { parseRuleFilter, type RuleFilter } from './rule-filter.ts';
import { printRule } from './rule-print.ts';
import { parseWords, RULE_KEYWORDS, tableOf } from './rule-words.ts';
import type { Session } from './session.ts';
import { RULE_USAGE } from './usage.ts';

export { RULE_KEYWORDS };

export const RULE_COMMANDS: readonly string[] = [
  'add',
  'delete',
  'show',
  'list',
  'lst',
  'flush',
  'save',
  'restore',
  'help',
];

export function ipRule(s: Session, args: Args): number | Co<number> {
  const then = <T>(command: (s: Session, args: Args) => T): T => {
    args.skip();
    return command(s, args);
  };
  if (!args.more || args.starts('list', 'lst', 'show')) return then(ruleShow);
  if (args.starts('save')) return then(ruleSave);
  if (args.starts('restore')) return then(() => restoreFrom(s, 'rule'));
  if (args.starts('add')) return then(ruleAdd);
  if (args.starts('delete')) return then(ruleDel);
  if (args.starts('flush')) return then(ruleFlush);
  if (args.starts('help')) throw new Exit(255, RULE_USAGE);
  throw unknownCommand(args.word, 'ip rule');
}

function ruleAdd(s: Session, args: Args): number {
  if (!args.more) throw new Exit(1, '"ip rule add" requires arguments.\n');
  const { unsupported, six, ...words } = parseWords(s, args);
  if (six && s.options.family !== 'inet6')
    return s.answer({ ok: false, error: { errno: 'EINVAL', extack: 'Invalid source address.' } });
  // Simplified: IPv6 rules are neither kept nor refused.
  if (s.options.family === 'inet6') return 0;
  if (unsupported) return s.answer({ ok: false, error: { errno: 'EOPNOTSUPP' } });
  const rule: Rule = { ...words, pref: words.pref ?? freePref(s), table: tableOf(words) };
  return s.apply({ op: 'rule.add', netns: s.ns.id, rule });
}

/** fib_default_rule_pref: just before the second rule. */
function freePref(s: Session): number {
  const second = s.ns.rules.get()[1];
  return second && second.pref > 0 ? second.pref - 1 : 0;
}

function ruleDel(s: Session, args: Args): number {
  if (!args.more) throw new Exit(1, '"ip rule del" requires arguments.\n');
  const { unsupported, six, ...words } = parseWords(s, args);
  if (unsupported || six) return s.answer({ ok: false, error: { errno: 'ENOENT' } });
  const rule: Rule = { ...words, pref: words.pref ?? 0, table: words.table ?? 0 };
  return s.apply({ op: 'rule.del', netns: s.ns.id, rule });
}

/** filter_nlmsg */
function passes(rule: Rule, filter: RuleFilter): boolean {
  return (
    (filter.not === undefined || rule.not === true) &&
    (filter.pref === undefined || rule.pref === filter.pref) &&
    (filter.table === undefined || rule.table === filter.table) &&
    (filter.iif === undefined || rule.iif === filter.iif) &&
    (filter.oif === undefined || rule.oif === filter.oif) &&
    (filter.tos === undefined || filter.tos === 0 || rule.tos === filter.tos) &&
    (filter.tunId === undefined || rule.tunId === filter.tunId) &&
    (filter.fwmark === undefined || passesMark(rule, filter.fwmark)) &&
    passesRanges(rule, filter) &&
    (filter.ipproto === undefined || rule.ipproto === filter.ipproto) &&
    passesPrefix(rule.from, filter.from) &&
    passesPrefix(rule.to, filter.to)
  );
}

function passesMark({ fwmark }: Rule, { value, mask }: NonNullable<Rule['fwmark']>): boolean {
  return fwmark?.value === value && (mask >>> 0 === 0xffffffff || fwmark.mask === mask);
}

function passesRanges(rule: Rule, { sport, dport, uidrange }: RuleFilter): boolean {
  const same = (own: Rule['sport'], asked: Rule['sport']): boolean =>
    asked === undefined || (own?.start === asked.start && own.end === asked.end);
  return same(rule.sport, sport) && same(rule.dport, dport) && same(rule.uidrange, uidrange);
}

/** RTPROT_KERNEL of the three that the namespace began with. */
function protoOf(rule: Rule): number {
  return DEFAULT_RULES.includes(rule) ? 2 : 0;
}

function passesPrefix(own: Ipv4Cidr | undefined, asked: Ipv4Cidr | undefined): boolean {
  if (asked === undefined || asked.prefixLen === 0) return true;
  return own !== undefined && asked.prefixLen <= own.prefixLen && prefixContains(asked, own.addr);
}

const IPV6_RULES: readonly Rule[] = DEFAULT_RULES.slice(0, 2);

function ruleShow(s: Session, args: Args): number {
  const filter = parseRuleFilter(s, args);
  const rules = s.options.family === 'inet6' ? IPV6_RULES : s.ns.rules.get();
  const p = s.printer();
  for (const rule of rules) if (passes(rule, filter)) printRule(s, p, rule);
  s.out(p.finish());
  return 0;
}

function ruleSave(s: Session, args: Args): number {
  const filter = parseRuleFilter(s, args);
  const rules = s.ns.rules.get().filter((rule) => passes(rule, filter));
  return saveTo(
    s,
    'rule',
    rules.map((rule) => ({ op: 'rule.add', netns: s.ns.id, rule })),
  );
}

/** All but the first: its preference is 0, which names none. Only here `protocol` means anything. */
function ruleFlush(s: Session, args: Args): number {
  const filter = parseRuleFilter(s, args);
  for (const rule of s.ns.rules.get()) {
    const isTheirs = filter.proto === undefined || (rule.proto ?? protoOf(rule)) === filter.proto;
    if (rule.pref !== 0 && isTheirs && passes(rule, filter))
      s.apply({ op: 'rule.del', netns: s.ns.id, rule });
  }
  return 0;
}
