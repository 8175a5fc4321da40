// Reads one namespace as its part of the document.

import { by, byNumber, byText } from '../base/order.ts';
import { share } from '../base/share.ts';
import { usualMtu } from '../document/kinds.ts';
import { byFdb, byNeigh, byPref, sortKeys } from '../document/order.ts';
import type {
  AddrDoc,
  DevDoc,
  FdbDoc,
  NeighDoc,
  NetnsDoc,
  ProxyDoc,
  RouteDoc,
  RuleDoc,
} from '../document/schema.ts';
import type { Dev } from '../engine/device/dev.ts';
import type { AddrLifetime, IfAddr, Rule } from '../engine/fib/route.ts';
import { type IfIndex, SECOND } from '../engine/ids.ts';
import type { Netns } from '../engine/netns.ts';
import { confPath, neighDevOf } from '../engine/sysctl.ts';
import type { World } from '../engine/world.ts';
import { formatIpv4Cidr } from '../wire/ipv4-addr.ts';
import { treeDoc } from './bridge-options.ts';
import { BRPORT_DEFAULTS, DEFAULT_AGEING_S, DEFAULT_RULES } from './defaults.ts';
import { kernelRoutes } from './kernel-routes.ts';
import { routeDoc } from './route-doc.ts';
import { usualSysctl } from './sysctl-rules.ts';
import { tunnelDocs, tunnelFdbDocs } from './tunnel-doc.ts';

/** Read again only if it changed: an edit of one machine doesn't read the other hundreds. */
export function netnsDoc(world: World, ns: Netns): NetnsDoc {
  const known = remembered.get(ns);
  const state = stateOf(world, ns);
  if (known?.state.every((part, i) => part === state[i])) return known.doc;
  const doc = share(known?.doc, readNetns(world, ns));
  remembered.set(ns, { state, doc });
  return doc;
}

interface Remembered {
  readonly state: readonly unknown[];
  readonly doc: NetnsDoc;
}

const remembered = new WeakMap<Netns, Remembered>();

/** What a namespace's document is made of: the same parts, the same document. */
function stateOf(world: World, ns: Netns): unknown[] {
  const { devs, sysctl, neigh, fdb, vxlanFdb, proxies, addrs, routes, rules } = ns;
  const linked = ns.devs
    .sorted(byIfindex)
    .map((dev) => (dev.peer ? peerDoc(world, dev.peer).name : lowerNames(world, ns, dev)))
    .join(' ');
  const tables = [devs, sysctl, neigh, fdb, vxlanFdb, proxies].map((table) => table.version);
  return [...tables, addrs.get(), routes.get(), rules.get(), linked];
}

/** The names of what a tunnel or a macvlan is on: they may be another namespace's. */
function lowerNames(world: World, ns: Netns, dev: Dev): string {
  const { vxlan, macvlan } = tunnelDocs(world, ns, dev);
  return [vxlan?.dev, vxlan?.underlay, macvlan?.lower.netns, macvlan?.lower.name].join(' ');
}

const byIfindex = by((dev: Dev) => dev.ifindex as number, byNumber);

function readNetns(world: World, ns: Netns): NetnsDoc {
  const devs = ns.devs.sorted(byIfindex);
  const names = new Map(devs.map((dev) => [dev.ifindex, dev.name]));
  const nameOf = (ifindex: IfIndex): string => names.get(ifindex) ?? '';
  const devDocs = devs.map((dev, i) => devDoc(world, ns, dev, devs[i - 1], nameOf));
  const deletedRules = DEFAULT_RULES.filter(
    (rule) => !ns.rules.get().some((other) => isSameRule(rule, other)),
  );
  return {
    name: ns.name,
    devs: devDocs,
    ...routeDocs(ns, devDocs, nameOf),
    rules: ruleDocs(ns.rules.get()),
    ...(deletedRules.length > 0 && { deletedRules: deletedRules.map((rule) => rule.pref) }),
    neigh: neighDocs(ns, nameOf),
    ...(ns.proxies.size > 0 && { proxies: proxyDocs(ns, nameOf) }),
    fdb: [...fdbDocs(ns, devs), ...tunnelFdbDocs(world, ns)].sort(byFdb),
    sysctl: sysctlDoc(ns, names),
  };
}

function devDoc(
  world: World,
  ns: Netns,
  dev: Dev,
  before: Dev | undefined,
  nameOf: (ifindex: IfIndex) => string,
): DevDoc {
  const hasMtu = dev.kind === 'bridge' ? dev.bridge?.mtuIsSet === true : dev.mtu !== usualMtu(dev.kind);
  const hasMac = dev.kind === 'bridge' ? dev.bridge?.macIsSet === true : dev.kind !== 'loopback';
  const brport = brportDoc(dev);
  const bridge = bridgeDoc(dev, nameOf);
  return {
    name: dev.name,
    kind: dev.kind,
    ...(dev.ifindex !== (before?.ifindex ?? 0) + 1 && { ifindex: dev.ifindex as number }),
    ...(hasMac && { mac: dev.mac as string }),
    ...(hasMtu && { mtu: dev.mtu }),
    up: dev.up,
    addrs: ns.addrs
      .get()
      .filter((addr) => addr.dev === dev.ifindex)
      .map((addr) => addrDoc(world, addr, dev.name)),
    ...(dev.master !== undefined && { master: nameOf(dev.master) }),
    ...(brport && { brport }),
    ...(bridge && { bridge }),
    ...(dev.peer && { peer: peerDoc(world, dev.peer) }),
    ...tunnelDocs(world, ns, dev),
  };
}

function addrDoc(world: World, addr: IfAddr, dev: string): AddrDoc {
  return {
    cidr: formatIpv4Cidr(addr.cidr),
    ...(addr.peer !== undefined && { peer: addr.peer as string }),
    ...(addr.broadcast !== undefined && { broadcast: addr.broadcast as string }),
    ...(addr.scope !== 'global' && { scope: addr.scope }),
    ...(addr.label !== dev && { label: addr.label }),
    ...(addr.noPrefixRoute && { noPrefixRoute: true as const }),
    ...(addr.metric !== undefined && { metric: addr.metric }),
    ...(addr.lifetime && lifetimeDoc(world, addr.lifetime)),
  };
}

/** What is left of it: the document's lab starts anew. */
function lifetimeDoc(world: World, { since, valid, preferred, deprecated }: AddrLifetime): Partial<AddrDoc> {
  const past = Math.trunc((world.now - since) / SECOND);
  const left = preferred === undefined ? undefined : Math.max(0, preferred - past);
  return {
    ...(valid !== undefined && { validLft: Math.max(1, valid - past) }),
    ...(deprecated ? { preferredLft: 0 } : left !== undefined && { preferredLft: left }),
  };
}

/** Only what differs from a fresh port's settings. */
function brportDoc(dev: Dev): DevDoc['brport'] {
  const { brport } = dev;
  if (!brport) return undefined;
  const doc = {
    ...(brport.learning !== BRPORT_DEFAULTS.learning && { learning: brport.learning }),
    ...(brport.flood !== BRPORT_DEFAULTS.flood && { flood: brport.flood }),
    ...(brport.hairpin !== BRPORT_DEFAULTS.hairpin && { hairpin: brport.hairpin }),
    ...(brport.isolated !== BRPORT_DEFAULTS.isolated && { isolated: brport.isolated }),
    ...(brport.cost !== BRPORT_DEFAULTS.cost && { cost: brport.cost }),
    ...(brport.priority !== BRPORT_DEFAULTS.priority && { priority: brport.priority }),
  };
  return Object.keys(doc).length > 0 ? doc : undefined;
}

function bridgeDoc(dev: Dev, nameOf: (ifindex: IfIndex) => string): DevDoc['bridge'] {
  const { bridge } = dev;
  if (!bridge) return undefined;
  const ageing = bridge.ageing / SECOND;
  const added = [...bridge.ports].reverse();
  const inOrder = added.every((ifindex, i) => i === 0 || ifindex > (added[i - 1] as IfIndex));
  const doc = {
    ...(ageing !== DEFAULT_AGEING_S && { ageing }),
    ...(!inOrder && { ports: added.map(nameOf) }),
    ...treeDoc(bridge.options),
  };
  return Object.keys(doc).length > 0 ? doc : undefined;
}

function peerDoc(world: World, peer: NonNullable<Dev['peer']>): NonNullable<DevDoc['peer']> {
  const there = world.netns.get(peer.netns);
  return { netns: there?.name ?? '', name: there?.devs.get(peer.ifindex)?.name ?? '' };
}

/** What somebody configured is what the tables have beyond the kernel's own routes, and what they lack of those. */
function routeDocs(
  ns: Netns,
  devs: readonly DevDoc[],
  nameOf: (ifindex: IfIndex) => string,
): Pick<NetnsDoc, 'routes' | 'deletedRoutes'> {
  const implied = new Map(kernelRoutes(devs).map((doc) => [JSON.stringify(doc), doc]));
  const routes: RouteDoc[] = [];
  for (const route of ns.routes.get()) {
    const doc = routeDoc(route, nameOf);
    if (!implied.delete(JSON.stringify(doc))) routes.push(doc);
  }
  return { routes, deletedRoutes: [...implied.values()] };
}

function ruleDocs(rules: readonly Rule[]): RuleDoc[] {
  return rules
    .filter((rule) => !DEFAULT_RULES.some((other) => isSameRule(rule, other)))
    .map(ruleDoc)
    .sort(byPref);
}

/** The same words but for the prefixes, in a fixed order. */
function ruleDoc(rule: Rule): RuleDoc {
  const { pref, from, to, table, iif, oif, fwmark, not, tos, action, ...rest } = rule;
  return {
    pref,
    ...(from && { from: formatIpv4Cidr(from) }),
    ...(to && { to: formatIpv4Cidr(to) }),
    ...(iif !== undefined && { iif }),
    ...(oif !== undefined && { oif }),
    ...(fwmark && { fwmark }),
    ...(not && { not }),
    ...(tos !== undefined && { tos }),
    ...(action && { action }),
    ...sorted(rest),
    table,
  };
}

/** In a fixed order, so that equal rules are equal texts. */
function sorted<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => byText(a, b))) as T;
}

function isSameRule(a: Rule, b: Rule): boolean {
  return JSON.stringify(ruleDoc(a)) === JSON.stringify(ruleDoc(b));
}

function proxyDocs(ns: Netns, nameOf: (ifindex: IfIndex) => string): ProxyDoc[] {
  const inOrder = ns.proxies.sorted((a, b) => byNumber(a.made, b.made));
  return inOrder.map(({ ip, dev, router, proto }) => ({
    ip,
    ...(dev !== undefined && { dev: nameOf(dev) }),
    ...(router && { router }),
    ...(proto !== undefined && { proto }),
  }));
}

function neighDocs(ns: Netns, nameOf: (ifindex: IfIndex) => string): NeighDoc[] {
  const docs: NeighDoc[] = [];
  for (const key of ns.neigh.keys((a, b) => (a < b ? -1 : 1))) {
    const neigh = ns.neigh.get(key);
    if (!neigh?.mac || (neigh.state !== 'PERMANENT' && neigh.state !== 'NOARP')) continue;
    const { router, externLearn, proto } = neigh;
    docs.push({
      dev: nameOf(neigh.dev),
      ip: neigh.ip,
      mac: neigh.mac,
      state: neigh.state,
      ...(router && { router }),
      ...(externLearn && { externLearn }),
      ...(proto !== undefined && { proto }),
    });
  }
  return docs.sort(byNeigh);
}

/** Entries that somebody added; the kernel's own are the addresses of the ports and of the bridge. */
function fdbDocs(ns: Netns, devs: readonly Dev[]): FdbDoc[] {
  const docs: FdbDoc[] = [];
  const byIfindex = new Map(devs.map((dev) => [dev.ifindex, dev]));
  for (const key of ns.fdb.keys((a, b) => (a < b ? -1 : 1))) {
    const entry = ns.fdb.get(key);
    const port = entry && byIfindex.get(entry.port);
    if (!entry?.permanent || !port || port.mac === entry.mac || entry.port === entry.bridge) continue;
    if (byIfindex.get(entry.bridge)?.mac === entry.mac) continue;
    docs.push({ port: port.name, mac: entry.mac });
  }
  return docs;
}

/** What differs from a fresh namespace and doesn't follow from ip_forward. */
function sysctlDoc(ns: Netns, names: ReadonlyMap<IfIndex, string>): Record<string, string> {
  const rows: Record<string, string> = {};
  for (const key of ns.sysctl.keys((a, b) => (a < b ? -1 : 1))) rows[key] = ns.sysctl.get(key) ?? '';
  const known = new Set([...names.values(), 'all', 'default']);
  const kept = Object.entries(rows).filter(([key, value]) => {
    const dev = confPath(key)?.dev ?? neighDevOf(key);
    return (dev === undefined || known.has(dev)) && value !== usualSysctl(rows, key);
  });
  return sortKeys(Object.fromEntries(kept));
}
