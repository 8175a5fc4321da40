// A rule as the texts of a form, and back.

import { err, ok, type Result } from '../../../base/result.ts';
import type { Rule } from '../../../engine/fib/route.ts';
import type { NetnsId } from '../../../engine/ids.ts';
import { commandOf } from '../../../lab/commands.ts';
import { formatIpv4Cidr, type Ipv4Cidr } from '../../../wire/ipv4-addr.ts';
import type { Catalog } from '../../i18n/catalog.ts';
import { parseDestination } from '../command-op.ts';
import { parseTable, tableName } from './table-name.ts';

export type RuleKey = 'pref' | 'from' | 'to' | 'iif' | 'action' | 'table';
export type RuleTexts = Readonly<Record<RuleKey, string>>;

export const RULE_ACTIONS = ['lookup', 'blackhole', 'unreachable', 'prohibit'] as const;

/** Without its preference: `from 192.0.2.0/24 lookup 100`. */
export function ruleText(rule: Rule): string {
  const command = commandOf({ op: 'rule.add', netns: 'm' as NetnsId, rule }) ?? '';
  return command.replace(/^ip rule add /, '').replace(`pref ${rule.pref} `, '');
}

export function textsOf(rule: Rule | undefined, rules: readonly Rule[]): RuleTexts {
  return {
    pref: String(rule?.pref ?? usualPref(rules)),
    from: prefixText(rule?.from),
    to: prefixText(rule?.to),
    iif: rule?.iif ?? '',
    action: RULE_ACTIONS.find((action) => action === rule?.action) ?? 'lookup',
    table: rule && rule.table !== 0 ? tableName(rule.table) : '',
  };
}

/** fib_default_rule_pref (net/core/fib_rules.c): just before the second rule. */
function usualPref(rules: readonly Rule[]): number {
  const second = rules[1]?.pref ?? 0;
  return second > 0 ? second - 1 : 0;
}

function prefixText(prefix: Ipv4Cidr | undefined): string {
  return prefix ? formatIpv4Cidr(prefix) : '';
}

/** `like`: what the form doesn't show (a mark, ports …) stays as it is in this rule. */
export function ruleOf(
  texts: RuleTexts,
  like: Rule | undefined,
  t: Catalog['inspector']['device'],
): Result<Rule> {
  const [from, to] = [prefixOf(texts.from), prefixOf(texts.to)];
  if (from === 'bad' || to === 'bad') return err(t.badDst);
  if (!/^\d{1,10}$/.test(texts.pref)) return err(t.badNumber);
  const action = RULE_ACTIONS.find((known) => known === texts.action) ?? 'lookup';
  const table = action === 'lookup' ? parseTable(texts.table) : 0;
  if (table === undefined) return err(t.badTable);
  const {
    pref: _pref,
    from: _from,
    to: _to,
    iif: _iif,
    action: _action,
    table: _table,
    ...rest
  } = like ?? {};
  return ok({
    ...rest,
    pref: Number(texts.pref),
    ...(from && { from }),
    ...(to && { to }),
    ...(texts.iif !== '' && { iif: texts.iif }),
    ...(action !== 'lookup' && { action }),
    table,
  });
}

/** Nothing, and `all`, are every address. */
function prefixOf(text: string): Ipv4Cidr | undefined | 'bad' {
  if (text === '' || text === 'all') return undefined;
  return parseDestination(text) ?? 'bad';
}
