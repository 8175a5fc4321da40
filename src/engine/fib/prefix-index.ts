// The routes of a namespace by table, prefix length and prefix, made once for each state of the route list. Linux keeps
// a level-compressed trie (net/ipv4/fib_trie.c); here each length is a hash, tried from the longest to the shortest,
// which answers the same.

import { ipv4ToNumber, netmask } from '../../wire/ipv4-addr.ts';
import type { FibAnswer, Route } from './route.ts';

/** All routes of one prefix length; each bucket in the order in which the kernel tries them. */
interface PrefixLength {
  readonly length: number;
  readonly mask: number;
  /** By the prefix as a signed 32-bit number, which hashes faster than an unsigned one. */
  readonly byPrefix: Map<number, Route[]>;
}

export interface IndexedTable {
  readonly id: number;
  /** As `ip route show table ID` lists them. */
  readonly routes: readonly Route[];
  /** The longest first. */
  readonly lengths: readonly PrefixLength[];
}

/** The index of one state of a namespace's routes. */
export class RouteIndex {
  /** Answers that were given before, by the route that won: they share what they consulted. */
  readonly outcomes = new Map<Route | undefined, Outcome>();
  /** fib_num_tclassid_users: has a route a realm? */
  readonly hasRealms: boolean;
  readonly #tables: ReadonlyMap<number, IndexedTable>;

  constructor(routes: readonly Route[]) {
    this.#tables = buildTables(routes);
    this.hasRealms = routes.some(({ realm }) => realm !== undefined);
  }

  /** Without a route it is an empty table. */
  table(id: number): IndexedTable {
    return this.#tables.get(id) ?? { id, routes: EMPTY, lengths: [] };
  }
}

/** An answer without its question. */
export type Outcome = Omit<FibAnswer, 'flow'>;

const indexes = new WeakMap<readonly Route[], RouteIndex>();
const EMPTY: readonly Route[] = [];

export function routeIndex(routes: readonly Route[]): RouteIndex {
  let index = indexes.get(routes);
  if (!index) indexes.set(routes, (index = new RouteIndex(routes)));
  return index;
}

function buildTables(routes: readonly Route[]): ReadonlyMap<number, IndexedTable> {
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
  const prefix = ipv4ToNumber(route.dst.addr) | 0;
  const bucket = level.byPrefix.get(prefix);
  if (bucket) bucket.push(route);
  else level.byPrefix.set(prefix, [route]);
}
