// Which route a packet takes (fib_lookup in include/net/ip_fib.h, fib_table_lookup in net/ipv4/fib_trie.c, fib_rules.c).
//
// The rules are asked in order; each names a table. In a table the longest prefix wins, then the tos, then the lowest
// metric. As long as nobody touched the rules, Linux searches local and main as *one* table, where a longer prefix in
// main beats a shorter one in local: the two go separate ways with the first rule that is added or deleted.

import { INADDR_ANY, type Ipv4Addr, ipv4ToNumber, netmask } from '../../wire/ipv4-addr.ts';
import type { IfIndex } from '../ids.ts';
import type { Netns } from '../netns.ts';
import { confOr } from '../sysctl.ts';
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
    best !== undefined && best.type !== 'throw' && (inLocal === undefined || inMain === undefined);
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
  if (best && best.type !== 'throw') return { consulted, result: resultOf(best) };
  const rest = index.table(RT_TABLE_DEFAULT);
  const inRest = longestMatch(ns, rest, flow);
  consulted.push(consult(defaultRule, rest, inRest));
  return { consulted, result: resultOf(inRest) };
}

/** fib_rules_lookup: the first rule whose table has an answer. */
function lookupByRules(ns: Netns, flow: Flow): FibAnswer {
  const index = routeIndex(ns.routes.get());
  const consulted: FibConsulted[] = [];
  for (const rule of ns.rules.get()) {
    if (ruleMatches(ns, rule, flow) === (rule.not === true)) continue;
    if (rule.action) {
      consulted.push({ rule, table: rule.table, routes: [] });
      return { flow, consulted, result: refusal(rule.action) };
    }
    const table = index.table(rule.table);
    const won = longestMatch(ns, table, flow);
    consulted.push(consult(rule, table, won));
    if (won && won.type !== 'throw') return { flow, consulted, result: resultOf(won) };
  }
  return { flow, consulted, result: NONE };
}

/** fib4_rule_action. A rule's `unreachable` is ENETUNREACH, as if there were no route; a route's is EHOSTUNREACH. */
function refusal(action: NonNullable<Rule['action']>): FibResult {
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
  return inPrefix(rule.from, flow.src) && inPrefix(rule.to, flow.dst);
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
  if (route.linkdown && flow.ignoreLinkstate !== true && ignoresLinkdown(ns, route.dev)) return false;
  return flow.oif === undefined || flow.oif === route.dev;
}

function ignoresLinkdown(ns: Netns, ifindex: IfIndex): boolean {
  const dev = ns.devs.get(ifindex);
  return dev !== undefined && confOr(ns, dev.name, 'ignore_routes_with_linkdown');
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

function resultOf(route: Route | undefined): FibResult {
  if (!route || route.type === 'throw') return NONE;
  return { type: route.type, route } as FibResult;
}
