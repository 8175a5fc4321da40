// The operations on the tables of a namespace (rules, routes, neighbours, FDB, sysctls) between two states of it.

import type { FdbDoc, NeighDoc, NetnsDoc, ProxyDoc, RouteDoc, RuleDoc } from '../document/schema.ts';
import type { Rule } from '../engine/fib/route.ts';
import type { Op } from '../engine/netlink.ts';
import { byText } from '../base/order.ts';
import { DEFAULT_RULES } from './defaults.ts';
import type { NetnsPair } from './netns-pairs.ts';
import { routeSpec } from './route-doc.ts';
import { sysctlRank, usualSysctl } from './sysctl-rules.ts';
import { cidrOf, ipv4Of, macOf } from './texts.ts';
import { tunnelFdbAddOps, tunnelFdbDelOps } from './tunnel-doc.ts';

export function removedTableOps({ id: netns, from, to }: NetnsPair): Op[] {
  const goneRules = [...missingIn(to.rules, from.rules).map(ruleOf), ...defaultRules(newlyDeleted(from, to))];
  return [
    ...goneRules.map((rule): Op => ({ op: 'rule.del', netns, rule })),
    ...missingIn(to.routes, from.routes)
      .reverse()
      .map((route) => routeOp('route.del', netns, route)),
    ...missingIn(to.neigh, from.neigh).map((neigh): Op => {
      return { op: 'neigh.del', netns, dev: neigh.dev, ip: ipv4Of(neigh.ip) };
    }),
    ...missingIn(to.proxies ?? [], from.proxies ?? []).map((proxy) => proxyOp('del', netns, proxy)),
    ...missingIn(to.fdb, from.fdb).flatMap((fdb) =>
      fdb.remotes ? tunnelFdbDelOps(netns, from, fdb) : [fdbOp('fdb.del', netns, fdb)],
    ),
  ];
}

export function addedTableOps(pair: NetnsPair): Op[] {
  const { id: netns, from, to } = pair;
  const newRules = [...missingIn(from.rules, to.rules).map(ruleOf), ...defaultRules(newlyDeleted(to, from))];
  // A gateway may be reached by a route that is itself in the list: those on the link come first.
  const newRoutes = [
    ...missingIn(to.deletedRoutes, from.deletedRoutes),
    ...missingIn(from.routes, to.routes),
  ];
  const hasGateway = ({ via, nexthops }: RouteDoc): boolean => via !== undefined || nexthops !== undefined;
  const onLink = newRoutes.filter((route) => !hasGateway(route));
  const viaGateway = newRoutes.filter(hasGateway);
  return [
    ...sysctlOps(pair),
    ...newRules.map((rule): Op => ({ op: 'rule.add', netns, rule })),
    ...[...onLink, ...viaGateway].map((route) => routeOp('route.add', netns, route)),
    ...missingIn(from.deletedRoutes, to.deletedRoutes).map((route) => routeOp('route.del', netns, route)),
    ...missingIn(from.neigh, to.neigh).map((neigh) => neighOp(netns, neigh)),
    ...missingIn(from.proxies ?? [], to.proxies ?? []).map((proxy) => proxyOp('add', netns, proxy)),
    ...missingIn(from.fdb, to.fdb).flatMap((fdb) =>
      fdb.remotes ? tunnelFdbAddOps(netns, to, fdb) : [fdbOp('fdb.add', netns, fdb)],
    ),
  ];
}

function newlyDeleted(from: NetnsDoc, to: NetnsDoc): number[] {
  return (to.deletedRules ?? []).filter((pref) => !from.deletedRules?.includes(pref));
}

function defaultRules(prefs: readonly number[]): Rule[] {
  return DEFAULT_RULES.filter((rule) => prefs.includes(rule.pref));
}

function routeOp(op: 'route.add' | 'route.del', netns: NetnsPair['id'], route: RouteDoc): Op {
  const { nexthops, ...spec } = routeSpec(route);
  if (!nexthops) return { op, netns, route: spec };
  // A deletion compares weights in a way that finds the right one never: 1 is any.
  const named = op === 'route.add' ? nexthops : nexthops.map(({ weight: _weight, ...nexthop }) => nexthop);
  return { op, netns, route: { ...spec, nexthops: named } };
}

function fdbOp(op: 'fdb.add' | 'fdb.del', netns: NetnsPair['id'], fdb: FdbDoc): Op {
  return { op, netns, port: fdb.port, mac: macOf(fdb.mac) };
}

function neighOp(netns: NetnsPair['id'], neigh: NeighDoc): Op {
  const { ip, mac, ...rest } = neigh;
  return { op: 'neigh.replace', netns, ...rest, ip: ipv4Of(ip), mac: macOf(mac) };
}

function proxyOp(verb: 'add' | 'del', netns: NetnsPair['id'], { ip, ...rest }: ProxyDoc): Op {
  return { op: `pneigh.${verb}`, netns, ip: ipv4Of(ip), ...rest };
}

function ruleOf(doc: RuleDoc): Rule {
  const { from, to, ...rest } = doc;
  return { ...rest, ...(from && { from: cidrOf(from) }), ...(to && { to: cidrOf(to) }) };
}

function sysctlOps({ id: netns, from, to }: NetnsPair): Op[] {
  const keys = [...new Set([...Object.keys(from.sysctl), ...Object.keys(to.sysctl)])];
  const wanted = (key: string): string | undefined => to.sysctl[key] ?? usualSysctl(to.sysctl, key);
  return keys
    .filter((key) => from.sysctl[key] !== to.sysctl[key])
    .sort((a, b) => sysctlRank(a) - sysctlRank(b) || byText(a, b))
    .flatMap((key) => {
      const value = wanted(key);
      return value === undefined ? [] : [{ op: 'sysctl.write', netns, key, value } as const];
    });
}

/** The rows of `rows` that `table` doesn't have. */
function missingIn<T>(table: readonly T[], rows: readonly T[]): T[] {
  if (table === rows) return [];
  const has = new Set(table.map((row) => JSON.stringify(row)));
  return rows.filter((row) => !has.has(JSON.stringify(row)));
}
