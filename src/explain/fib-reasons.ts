// Why each route of a consulted table won or lost: read from the answer itself, by the rules of fib_table_lookup
// (net/ipv4/fib_trie.c): the prefix must contain the destination, then the longest prefix, the tos and the lowest
// metric decide; an entry that is asked for another device, or has no carrier where that counts, is passed over.

import {
  type FibAnswer,
  type FibConsulted,
  type Flow,
  type Route,
  RT_TABLE_DEFAULT,
  RT_TABLE_LOCAL,
  RT_TABLE_MAIN,
} from '../engine/fib/route.ts';
import { rowOf } from '../engine/fib/paths.ts';
import { scopeNumber } from '../engine/fib/scope.ts';
import type { NetnsId } from '../engine/ids.ts';
import { formatIpv4Cidr, type Ipv4Addr, prefixContains } from '../wire/ipv4-addr.ts';
import type { Names } from './explanation.ts';

export type RouteReason =
  | 'won'
  | 'no-match' // its prefix doesn't contain the destination
  | 'shorter' // it matches, but a longer prefix does too
  | 'metric' // same prefix, higher metric
  | 'tos' // for another type of service
  | 'scope' // not far-reaching enough for what is asked
  | 'other-dev' // the lookup is bound to another device
  | 'linkdown' // no carrier, and ignore_routes_with_linkdown is on
  | 'throw' // it wins its table, only to say: ask the next rule
  | 'later' // equal to the winner, which comes first
  | 'suppressed'; // the rule refuses what its table found (suppress_prefixlength, suppress_ifgroup)

export interface JudgedRoute {
  readonly route: Route;
  readonly reason: RouteReason;
}

/** The route that the whole look-up ended with. */
export function winnerOf(answer: FibAnswer): Route | undefined {
  return answer.result.type === 'none' ? undefined : rowOf(answer.result.route);
}

export function judge(answer: FibAnswer, consulted: FibConsulted): readonly JudgedRoute[] {
  const winner = winnerOf(answer);
  return consulted.routes.map((route) => ({
    route,
    reason: reasonIn(route, { answer, consulted, winner }),
  }));
}

interface Judging {
  readonly answer: FibAnswer;
  readonly consulted: FibConsulted;
  readonly winner: Route | undefined;
}

function reasonIn(route: Route, { answer, consulted, winner }: Judging): RouteReason {
  if (consulted.suppressed && route === consulted.won) return 'suppressed';
  return route === winner ? 'won' : reasonOf(route, consulted.won ?? winner, answer.flow);
}

/** The routes that match the destination and still lost, of all tables. */
export function matchingLosers(answer: FibAnswer): readonly JudgedRoute[] {
  return answer.consulted
    .flatMap((consulted) => judge(answer, consulted))
    .filter(({ reason }) => reason !== 'won' && reason !== 'no-match');
}

/** How many routes were looked through, beside those to the machine's own addresses. */
export function routeCount(answer: FibAnswer): number {
  const tables = answer.consulted.filter(({ table }) => table !== RT_TABLE_LOCAL);
  return tables.reduce((sum, { routes }) => sum + routes.length, 0);
}

function reasonOf(route: Route, best: Route | undefined, flow: Flow): RouteReason {
  if (!prefixContains(route.dst, flow.dst)) return 'no-match';
  if (route === best) return route.type === 'throw' ? 'throw' : 'shorter';
  if (route.tos !== 0 && route.tos !== flow.tos) return 'tos';
  if (flow.scope !== undefined && scopeNumber(route.scope) < scopeNumber(flow.scope)) return 'scope';
  if (flow.oif !== undefined && route.dev !== undefined && route.dev !== flow.oif) return 'other-dev';
  if (!best) return 'linkdown';
  if (route.dst.prefixLen < best.dst.prefixLen) return 'shorter';
  if (route.linkdown && !best.linkdown) return 'linkdown';
  if (route.tos !== best.tos) return 'tos';
  return route.metric > best.metric ? 'metric' : 'later';
}

/** As iproute2 begins the line: `default via 192.168.1.6 dev eth0`, `unreachable 10.0.0.0/8`. */
export function routeText(route: Route, netns: NetnsId | undefined, names: Names): string {
  const words = [route.type === 'unicast' ? '' : route.type, prefixText(route)];
  if (route.nexthops) return multipathText(words, route);
  if (route.via !== undefined) words.push(`via ${route.via}`);
  if (route.dev !== undefined && netns !== undefined) words.push(`dev ${names.dev(netns, route.dev)}`);
  if (route.metric > 0) words.push(`metric ${route.metric}`);
  return words.filter((word) => word !== '').join(' ');
}

function multipathText(words: readonly string[], { nexthops = [] }: Route): string {
  const ways = nexthops.flatMap(({ via }) => via ?? []).join(', ');
  return [...words.filter((word) => word !== ''), `nexthop ${ways}`].join(' ');
}

export function prefixText({ dst }: Route): string {
  if (dst.prefixLen === 0) return 'default';
  return dst.prefixLen === 32 ? dst.addr : formatIpv4Cidr(dst);
}

export function tableName(table: number): string {
  if (table === RT_TABLE_LOCAL) return 'local';
  if (table === RT_TABLE_MAIN) return 'main';
  return table === RT_TABLE_DEFAULT ? 'default' : `${table}`;
}

/** Where a packet on this route is sent first: the gateway, or the destination itself. */
export function nextHopOf(route: Route, dst: Ipv4Addr): Ipv4Addr {
  return route.via ?? dst;
}
