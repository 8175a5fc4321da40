// `ip rule add` and `ip rule del` (fib_nl_newrule and fib_nl_delrule, net/core/fib_rules.c; fib4_rule_configure,
// net/ipv4/fib_rules.c).

import { err, ok, type Result } from '../../base/result.ts';
import type { Ipv4Cidr } from '../../wire/ipv4-addr.ts';
import type { NetlinkError, NetlinkOp } from '../netlink.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import { DEFAULT_RULES, type PortRange, type Rule } from './route.ts';

type RuleOp = Extract<NetlinkOp, { readonly op: 'rule.add' | 'rule.del' }>;

export function ruleOp(world: World, op: RuleOp): Result<void, NetlinkError> {
  const ns = world.netns.get(op.netns);
  if (!ns) return err({ errno: 'ENOENT' });
  const invalid = checkRule(op.rule);
  if (invalid !== undefined) return err({ errno: 'EINVAL', extack: invalid });
  return op.op === 'rule.add' ? addRule(ns, op.rule) : delRule(ns, op.rule);
}

/** A rule comes after those of its own preference. */
function addRule(ns: Netns, rule: Rule): Result<void, NetlinkError> {
  const rules = ns.rules.get();
  if (rules.some((other) => isTwin(other, rule))) return err({ errno: 'EEXIST' });
  if (((rule.tos ?? 0) & 3) !== 0)
    return err({ errno: 'EINVAL', extack: 'Invalid dsfield (tos): ECN bits must be 0.' });
  separateTables(ns);
  const asksForPorts = rule.ipproto !== undefined || rule.sport !== undefined || rule.dport !== undefined;
  if (asksForPorts && !ns.fib.get().asksForPorts) ns.fib.set({ ...ns.fib.get(), asksForPorts });
  const before = rules.findIndex((other) => other.pref > rule.pref);
  ns.rules.set(rules.toSpliced(before < 0 ? rules.length : before, 0, rule));
  return ok();
}

/** What fib_nl2rule finds wrong, in a deletion as well. */
function checkRule({ pref, action, goto: target = 0, sport, dport, uidrange }: Rule): string | undefined {
  if (uidrange && uidrange.start > uidrange.end) return 'Invalid uid range.';
  if (sport && !isValidRange(sport)) return 'Invalid sport range.';
  if (dport && !isValidRange(dport)) return 'Invalid dport range.';
  return action === 'goto' && target <= pref ? 'Backward goto not supported.' : undefined;
}

/** fib_rule_port_range_valid: the last port can't be named. */
function isValidRange({ start, end }: PortRange): boolean {
  return start !== 0 && end !== 0 && end < 0xffff && start <= end;
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
 * kernel's own three have another protocol (kernel) than what a user adds: they are never twins.
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
    (added.tos === undefined || rule.tos === added.tos) &&
    (added.realm === undefined || rule.realm === added.realm) &&
    sameMark(rule, added)
  );
}

function sameKind(a: Rule, b: Rule): boolean {
  return (
    a.action === b.action &&
    a.suppressPrefixlength === b.suppressPrefixlength &&
    a.suppressIfgroup === b.suppressIfgroup &&
    a.tunId === b.tunId &&
    a.ipproto === b.ipproto &&
    a.proto === b.proto &&
    sameRange(a.uidrange, b.uidrange) &&
    sameRange(a.sport, b.sport) &&
    sameRange(a.dport, b.dport)
  );
}

/**
 * rule_find: a deletion takes the first rule that has all that it names. Neither `not` nor the target of a `goto` is looked
 * at; a preference of 0 names none, and so does table 0.
 */
function isNamedBy(rule: Rule, named: Rule): boolean {
  return (
    (named.pref === 0 || rule.pref === named.pref) &&
    (named.table === 0 || rule.table === named.table) &&
    isNamed(rule, named, ['iif', 'oif', 'action', 'tos', 'ipproto', 'proto', 'tunId', 'realm']) &&
    isNamed(rule, named, ['suppressPrefixlength', 'suppressIfgroup']) &&
    (!named.uidrange || sameRange(rule.uidrange, named.uidrange)) &&
    (!named.sport || sameRange(rule.sport, named.sport)) &&
    (!named.dport || sameRange(rule.dport, named.dport)) &&
    (isAll(named.from) || samePrefix(rule.from, named.from)) &&
    (isAll(named.to) || samePrefix(rule.to, named.to)) &&
    (named.fwmark === undefined || sameMark(rule, named))
  );
}

function isNamed(rule: Rule, named: Rule, keys: readonly (keyof Rule)[]): boolean {
  return keys.every((key) => named[key] === undefined || rule[key] === named[key]);
}

function sameRange(a: PortRange | undefined, b: PortRange | undefined): boolean {
  return a?.start === b?.start && a?.end === b?.end;
}

function isAll(prefix: Ipv4Cidr | undefined): boolean {
  return prefix === undefined || prefix.prefixLen === 0;
}

function sameMark(a: Rule, b: Rule): boolean {
  return a.fwmark?.value === b.fwmark?.value && a.fwmark?.mask === b.fwmark?.mask;
}

function samePrefix(a: Ipv4Cidr | undefined, b: Ipv4Cidr | undefined): boolean {
  return a?.addr === b?.addr && a?.prefixLen === b?.prefixLen;
}
