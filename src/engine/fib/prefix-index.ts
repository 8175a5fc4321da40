// The routes of a namespace by table, prefix length and prefix, made once for each state of the route list. Linux keeps
// a level-compressed trie (net/ipv4/fib_trie.c); here each length is a hash, tried from the longest to the shortest,
// which answers the same.

import { ipv4ToNumber, netmask } from '../../wire/ipv4-addr.ts';
import type { Route } from './route.ts';

/** All routes of one prefix length; each bucket in the order in which the kernel tries them. */
export interface PrefixLength {
  readonly length: number;
  readonly mask: number;
  readonly byPrefix: Map<number, Route[]>;
}

export interface IndexedTable {
  readonly id: number;
  /** As `ip route show table ID` lists them. */
  readonly routes: readonly Route[];
  /** The longest first. */
  readonly lengths: readonly PrefixLength[];
}

type Index = ReadonlyMap<number, IndexedTable>;

const indexes = new WeakMap<readonly Route[], Index>();
const EMPTY: readonly Route[] = [];

/** The table `id` of a namespace's `routes`; without a route it is an empty one. */
export function indexedTable(routes: readonly Route[], id: number): IndexedTable {
  let index = indexes.get(routes);
  if (!index) {
    index = buildIndex(routes);
    indexes.set(routes, index);
  }
  return index.get(id) ?? { id, routes: EMPTY, lengths: [] };
}

function buildIndex(routes: readonly Route[]): Index {
  const tables = new Map<number, { id: number; routes: Route[]; lengths: PrefixLength[] }>();
  for (const route of routes) {
    let table = tables.get(route.table);
    if (!table) tables.set(route.table, (table = { id: route.table, routes: [], lengths: [] }));
    table.routes.push(route);
    addRoute(table.lengths, route);
  }
  for (const table of tables.values()) table.lengths.sort((a, b) => b.length - a.length);
  return tables;
}

function addRoute(lengths: PrefixLength[], route: Route): void {
  const { prefixLen } = route.dst;
  let level = lengths.find((l) => l.length === prefixLen);
  if (!level) {
    level = { length: prefixLen, mask: netmask(prefixLen), byPrefix: new Map() };
    lengths.push(level);
  }
  const prefix = ipv4ToNumber(route.dst.addr);
  const bucket = level.byPrefix.get(prefix);
  if (bucket) bucket.push(route);
  else level.byPrefix.set(prefix, [route]);
}
