// Everything that a world holds, as plain values: for the laws that compare two worlds, or one at two times.

import { Cell, Table } from '../../src/base/journal.ts';
import { Netns } from '../../src/engine/netns.ts';
import { Queue } from '../../src/engine/queue.ts';
import type { IfIndex } from '../../src/engine/ids.ts';
import type { World } from '../../src/engine/world.ts';

/** What isn't the state of the network: the recorded past, and what is recomputed from the rest. */
const NOT_STATE = new Set(['journal', 'events', 'marks', 'turns', 'cause', 'sysctlCache']);

/** Reads every journaled cell, table and queue that can be reached from `world`, whatever it is called. */
export function worldSnapshot(world: World): unknown {
  return plain(world, new Map());
}

function plain(value: unknown, seen: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return `octets ${value.join(' ')}`;
  const known = seen.get(value);
  if (known !== undefined) return known;
  if (value instanceof Cell) return plain(value.get(), seen);
  if (value instanceof Table) return tableRows(value, seen);
  if (value instanceof Netns) return { ...(fields(value, seen) as object), counters: counterRows(value) };
  if (value instanceof Queue) return value.pending().map((entry: unknown) => plain(entry, seen));
  if (Array.isArray(value)) return value.map((item) => plain(item, seen));
  return fields(value, seen);
}

function tableRows(table: Table<unknown, unknown>, seen: Map<object, unknown>): unknown {
  const keys = table.keys((a, b) => (String(a) < String(b) ? -1 : 1));
  return keys.map((key) => [key, plain(table.get(key), seen)]);
}

/** A row for every ifindex that was ever used: a counter that stayed behind would show. */
function counterRows(ns: Netns): unknown {
  const last = ns.nextIfindex.get() + 100;
  return Array.from({ length: last }, (_, ifindex) => ns.counters.get(ifindex as IfIndex));
}

function fields(value: object, seen: Map<object, unknown>): unknown {
  const copy: Record<string, unknown> = {};
  seen.set(value, copy);
  for (const [name, field] of Object.entries(value)) {
    if (!NOT_STATE.has(name)) copy[name] = plain(field, seen);
  }
  return copy;
}
