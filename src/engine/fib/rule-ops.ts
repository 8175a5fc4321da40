// `ip rule add` and `ip rule del` (fib_nl_newrule and fib_nl_delrule, net/core/fib_rules.c).

import { err, ok, type Result } from '../../base/result.ts';
import type { Ipv4Cidr } from '../../wire/ipv4-addr.ts';
import type { NetlinkError, NetlinkOp } from '../netlink.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import { DEFAULT_RULES, type Rule } from './route.ts';

type RuleOp = Extract<NetlinkOp, { readonly op: 'rule.add' | 'rule.del' }>;

export function ruleOp(world: World, op: RuleOp): Result<void, NetlinkError> {
  const ns = world.netns.get(op.netns);
  if (!ns) return err({ errno: 'ENOENT' });
  return op.op === 'rule.add' ? addRule(ns, op.rule) : delRule(ns, op.rule);
}

/** A rule comes after those of its own preference. */
function addRule(ns: Netns, rule: Rule): Result<void, NetlinkError> {
  const rules = ns.rules.get();
  if (rules.some((other) => isTwin(other, rule))) return err({ errno: 'EEXIST' });
  separateTables(ns);
  const before = rules.findIndex((other) => other.pref > rule.pref);
  ns.rules.set(rules.toSpliced(before < 0 ? rules.length : before, 0, rule));
  return ok();
}

function delRule(ns: Netns, rule: Rule): Result<void, NetlinkError> {
  const rules = ns.rules.get();
  const at = rules.findIndex((other) => isNamedBy(other, rule));
  if (at < 0) return err({ errno: 'ENOENT' });
  separateTables(ns);
  ns.rules.set(rules.toSpliced(at, 1));
  return ok();
}

/** fib_unmerge: from the first rule of the user's on, local and main are two tables. */
function separateTables(ns: Netns): void {
  const state = ns.fib.get();
  if (!state.customRules) ns.fib.set({ ...state, customRules: true });
}

/**
 * rule_exists. A new rule for all is refused beside one for some, but not the other way round (fib4_rule_compare). The
 * kernel's own three have another protocol (kernel) than what a user adds (boot): they are never twins.
 */
function isTwin(rule: Rule, added: Rule): boolean {
  return (
    !DEFAULT_RULES.includes(rule) &&
    rule.pref === added.pref &&
    rule.table === added.table &&
    rule.iif === added.iif &&
    rule.oif === added.oif &&
    sameKind(rule, added) &&
    (isAll(added.from) || samePrefix(rule.from, added.from)) &&
    (isAll(added.to) || samePrefix(rule.to, added.to)) &&
    sameMark(rule, added)
  );
}

/** rule_find: a deletion takes the first rule that has all that it names; preference 0 names none. */
function isNamedBy(rule: Rule, named: Rule): boolean {
  return (
    (named.pref === 0 || rule.pref === named.pref) &&
    rule.table === named.table &&
    (named.iif === undefined || rule.iif === named.iif) &&
    (named.oif === undefined || rule.oif === named.oif) &&
    (named.action === undefined || rule.action === named.action) &&
    (named.tos === undefined || rule.tos === named.tos) &&
    (named.not === undefined || rule.not === named.not) &&
    (isAll(named.from) || samePrefix(rule.from, named.from)) &&
    (isAll(named.to) || samePrefix(rule.to, named.to)) &&
    (named.fwmark === undefined || sameMark(rule, named))
  );
}

function isAll(prefix: Ipv4Cidr | undefined): boolean {
  return prefix === undefined || prefix.prefixLen === 0;
}

function sameKind(a: Rule, b: Rule): boolean {
  return a.not === b.not && a.tos === b.tos && a.action === b.action;
}

function sameMark(a: Rule, b: Rule): boolean {
  return a.fwmark?.value === b.fwmark?.value && a.fwmark?.mask === b.fwmark?.mask;
}

function samePrefix(a: Ipv4Cidr | undefined, b: Ipv4Cidr | undefined): boolean {
  return a?.addr === b?.addr && a?.prefixLen === b?.prefixLen;
}
