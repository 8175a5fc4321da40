// Which rules `ip rule show`, `flush` and `save` are about (iprule_list_flush_or_save, ip/iprule.c). What is no keyword is a
// source prefix.

import type { Rule } from '../../../engine/fib/route.ts';
import { type Args, wrong } from './args.ts';
import { getPrefix } from './inet.ts';
import { parseTable } from './names.ts';
import { RULE_WORDS, type RuleWords } from './rule-words.ts';
import type { Session } from './session.ts';

export type RuleFilter = { readonly [K in keyof Rule]?: Rule[K] };

/** Those of a rule's words that a filter knows. */
const SHARED = [
  'not',
  'tos',
  'dsfield',
  'fwmark',
  'tun_id',
  'dev',
  'iif',
  'oif',
  'uidrange',
  'ipproto',
  'sport',
  'dport',
];
const BEGINNINGS = ['preference', 'order', 'priority', 'protocol'];

export function parseRuleFilter(s: Session, args: Args): RuleFilter {
  const filter: RuleWords = {};
  while (args.more) {
    filterWord(s, filter, args);
    args.skip();
  }
  return filter;
}

function filterWord(s: Session, filter: RuleWords, args: Args): void {
  const beginning = BEGINNINGS.find((keyword) => args.starts(keyword));
  const shared = SHARED.includes(args.word) ? RULE_WORDS.get(args.word) : undefined;
  if (shared) shared(s, filter, args);
  else if (beginning !== undefined) RULE_WORDS.get(beginning)?.(s, filter, args);
  else if (args.starts('table', 'lookup')) tableWord(s, filter, args.next());
  else if (args.is('to')) filter.to = getPrefix(args.next(), 'inet');
  else {
    if (args.is('from')) args.next();
    filter.from = getPrefix(args.word, 'inet');
  }
}

function tableWord(s: Session, filter: RuleWords, text: string): void {
  const table = parseTable(s, text);
  if (table === undefined) throw wrong(text, 'table id value is invalid\n');
  filter.table = table;
}
