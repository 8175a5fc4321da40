// Which route a packet takes (fib_lookup in include/net/ip_fib.h, fib_table_lookup in net/ipv4/fib_trie.c, fib_rules.c).
//
// The rules are asked in order; each names a table. In a table the longest prefix wins, then the tos, then the lowest
// metric. A rule may send the look-up on to a later one, end it, or refuse what its table found (suppress_prefixlength).
// As long as nobody touched the rules, Linux searches local and main as *one* table, where a longer prefix in
// main beats a shorter one in local: the two go separate ways with the first rule that is added or deleted.

import { INADDR_ANY, type Ipv4Addr, ipv4ToNumber, netmask } from '../../wire/ipv4-addr.ts';
import type { IfIndex } from '../ids.ts';
import type { Netns } from '../netns.ts';
import { firstPath } from './multipath.ts';
import { ignoresLinkdown, pathOf } from './paths.ts';
import { type IndexedTable, type Outcome, routeIndex } from './prefix-index.ts';
import {
  type FibAnswer,
  type FibConsulted,
  type FibResult,
  type Flow,
  type Route,
  RT_TABLE_DEFAULT,
  RT_TABLE_LOCAL,
  RT_TABLE_MAIN,
  type Rule,
} from './route.ts';
import { scopeNumber } from './scope.ts';

const LOOPBACK_IFINDEX = 1 as IfIndex;
const NONE: FibResult = { type: 'none' };

export function fibLookup(ns: Netns, flow: Flow): FibAnswer {
  return ns.fib.get().customRules ? lookupByRules(ns, flow) : lookupMerged(ns, flow);
}

/** The route of table `id` that `flow` takes. With the default rules, main and local answer for each other. */
export function tableLookup(ns: Netns, id: number, flow: Flow): Route | undefined {
  const index = routeIndex(ns.routes.get());
  const merged = !ns.fib.get().customRules && (id === RT_TABLE_LOCAL || id === RT_TABLE_MAIN);
  if (!merged) return longestMatch(ns, index.table(id), flow);
  const local = longestMatch(ns, index.table(RT_TABLE_LOCAL), flow);
  return longer(local, longestMatch(ns, index.table(RT_TABLE_MAIN), flow));
}

/** The default rules, still untouched: local and main as one, then default. */
function lookupMerged(ns: Netns, flow: Flow): FibAnswer {
  const index = routeIndex(ns.routes.get());
  const inLocal = longestMatch(ns, index.table(RT_TABLE_LOCAL), flow);
  // Nothing is longer than a /32, and of two equals the local one comes first.
  const isLast = inLocal?.dst.prefixLen === 32;
  const inMain = isLast ? undefined : longestMatch(ns, index.table(RT_TABLE_MAIN), flow);
  const best = longer(inLocal, inMain);
  const isPlain =
    best !== undefined &&
    best.type !== 'throw' &&
    !best.nexthops &&
    (inLocal === undefined || inMain === undefined);
  const known = isPlain ? index.outcomes.get(best) : undefined;
  if (known) return { flow, consulted: known.consulted, result: known.result };
  const outcome = weigh(ns, flow, { inLocal, inMain, isLast });
  if (isPlain) index.outcomes.set(best, outcome);
  return { flow, consulted: outcome.consulted, result: outcome.result };
}

interface Matches {
  readonly inLocal: Route | undefined;
  readonly inMain: Route | undefined;
  /** Main wasn't asked. */
  readonly isLast: boolean;
}

function weigh(ns: Netns, flow: Flow, { inLocal, inMain, isLast }: Matches): Outcome {
  const index = routeIndex(ns.routes.get());
  const [localRule, mainRule, defaultRule] = ns.rules.get() as readonly [Rule, Rule, Rule];
  const consulted = [consult(localRule, index.table(RT_TABLE_LOCAL), inLocal)];
  if (!isLast) consulted.push(consult(mainRule, index.table(RT_TABLE_MAIN), inMain));
  const best = longer(inLocal, inMain);
  if (best && best.type !== 'throw') return { consulted, result: resultOf(ns, best, flow) };
  const rest = index.table(RT_TABLE_DEFAULT);
  const inRest = longestMatch(ns, rest, flow);
  consulted.push(consult(defaultRule, rest, inRest));
  return { consulted, result: resultOf(ns, inRest, flow) };
}

/** fib_rules_lookup: the first rule whose table has an answer. */
function lookupByRules(ns: Netns, flow: Flow): FibAnswer {
  const index = routeIndex(ns.routes.get());
  const consulted: FibConsulted[] = [];
  let from = 0;
  for (const rule of ns.rules.get()) {
    if (rule.pref < from || ruleMatches(ns, rule, flow) === (rule.not === true)) continue;
    if (rule.action === 'goto') from = targetOf(ns, rule);
    if (rule.action === 'goto' || rule.action === 'nop') continue;
    if (rule.action) {
      consulted.push({ rule, table: rule.table, routes: [] });
      return { flow, consulted, result: refusal(rule.action) };
    }
    const table = index.table(rule.table);
    const won = longestMatch(ns, table, flow);
    const suppressed = won !== undefined && suppresses(ns, rule, won);
    consulted.push({ ...consult(rule, table, won), ...(suppressed && { suppressed }) });
    if (won && won.type !== 'throw' && !suppressed)
      return { flow, consulted, result: resultOf(ns, won, flow) };
  }
  return { flow, consulted, result: NONE };
}

/** Where a `goto` goes on: at its target, or, as long as that isn't there, at the next rule. */
function targetOf(ns: Netns, { goto: target = 0 }: Rule): number {
  return ns.rules.get().some((rule) => rule.pref === target) ? target : 0;
}

/** fib4_rule_suppress. */
function suppresses(ns: Netns, rule: Rule, won: Route): boolean {
  const { suppressPrefixlength: longest, suppressIfgroup: group } = rule;
  if (longest !== undefined && won.dst.prefixLen <= longest) return true;
  const dev = won.dev === undefined ? undefined : ns.devs.get(won.dev);
  return group !== undefined && dev !== undefined && (dev.labels?.group ?? 0) === group;
}

/** fib4_rule_action. A rule's `unreachable` is ENETUNREACH, as if there were no route; a route's is EHOSTUNREACH. */
function refusal(action: 'blackhole' | 'unreachable' | 'prohibit'): FibResult {
  if (action === 'unreachable') return NONE;
  const route: Route = {
    table: 0,
    type: action,
    dst: { addr: INADDR_ANY, prefixLen: 0 },
    tos: 0,
    metric: 0,
    scope: 'global',
    proto: 'boot',
    onlink: false,
    linkdown: false,
  };
  return { type: action, route };
}

/** fib_rule_match and fib4_rule_match. */
function ruleMatches(ns: Netns, rule: Rule, flow: Flow): boolean {
  if (rule.iif !== undefined && ns.ifindexes.get(rule.iif) !== (flow.iif ?? LOOPBACK_IFINDEX)) return false;
  if (rule.oif !== undefined && (flow.oif === undefined || ns.ifindexes.get(rule.oif) !== flow.oif))
    return false;
  if (rule.fwmark && (((flow.mark ?? 0) ^ rule.fwmark.value) & rule.fwmark.mask) !== 0) return false;
  if (rule.tos !== undefined && rule.tos !== flow.tos) return false;
  if (rule.tunId !== undefined) return false;
  if (rule.ipproto !== undefined && rule.ipproto !== flow.ipproto) return false;
  return (
    inRange(rule.sport, flow.sport) &&
    inRange(rule.dport, flow.dport) &&
    inRange(rule.uidrange, flow.uid ?? 0) &&
    inPrefix(rule.from, flow.src) &&
    inPrefix(rule.to, flow.dst)
  );
}

function inRange(range: Rule['sport'], number = 0): boolean {
  return range === undefined || (range.start <= number && number <= range.end);
}

function inPrefix(prefix: Rule['from'], addr: Ipv4Addr | undefined): boolean {
  if (!prefix) return true;
  const number = addr === undefined ? 0 : ipv4ToNumber(addr);
  return ((number ^ ipv4ToNumber(prefix.addr)) & netmask(prefix.prefixLen)) === 0;
}

function longestMatch(ns: Netns, table: IndexedTable, flow: Flow): Route | undefined {
  const dst = ipv4ToNumber(flow.dst);
  for (const level of table.lengths) {
    const bucket = level.byPrefix.get(dst & level.mask);
    if (!bucket) continue;
    for (const route of bucket) if (suits(ns, route, flow)) return route;
  }
  return undefined;
}

/** Step 3 of fib_table_lookup: a route whose prefix matches may still not be for this flow. */
function suits(ns: Netns, route: Route, flow: Flow): boolean {
  if (route.tos !== 0 && route.tos !== flow.tos) return false;
  if (flow.scope !== undefined && scopeNumber(route.scope) < scopeNumber(flow.scope)) return false;
  if (route.dev === undefined) return true;
  if (route.nexthops) return firstPath(ns, route, flow) >= 0;
  if (route.linkdown && flow.ignoreLinkstate !== true && ignoresLinkdown(ns, route.dev)) return false;
  return flow.oif === undefined || flow.oif === route.dev;
}

function longer(local: Route | undefined, main: Route | undefined): Route | undefined {
  if (!local || !main) return local ?? main;
  return main.dst.prefixLen > local.dst.prefixLen ? main : local;
}

function consult(rule: Rule, table: IndexedTable, won: Route | undefined): FibConsulted {
  return won === undefined
    ? { rule, table: table.id, routes: table.routes }
    : { rule, table: table.id, routes: table.routes, won };
}

/** A multicast or anycast route leads a packet on as a unicast one does. */
function resultOf(ns: Netns, row: Route | undefined, flow: Flow): FibResult {
  if (!row || row.type === 'throw') return NONE;
  const type = row.type === 'multicast' || row.type === 'anycast' ? 'unicast' : row.type;
  const route = row.nexthops ? pathOf(row, firstPath(ns, row, flow)) : row;
  return { type, route } as FibResult;
}
