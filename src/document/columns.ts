// A document as columns: all names, then all kinds, then all addresses … What can be predicted from what came before is
// null, and nulls at a column's end are left out. One description (link-shape.ts) is walked for both directions, so that
// writing and reading can't disagree.

import { invariant } from '../base/assert.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface Columns {
  /** One value of a column. Writing: takes `value`. Reading: gives what was written. */
  cell<T>(column: string, value: T | undefined, predicted: T | undefined): T | undefined;
  /** A list: its length is a cell, its items are up to `each`. */
  list<T>(
    column: string,
    items: readonly T[] | undefined,
    predicted: number,
    each: (item: T | undefined, index: number) => T,
  ): T[];
}

/** Stands for "not there" where something was predicted. No value of a document is an empty list by itself. */
const ABSENT: readonly Json[] = [];

export class ColumnWriter implements Columns {
  readonly #columns = new Map<string, Json[]>();

  cell<T>(column: string, value: T | undefined, predicted: T | undefined): T | undefined {
    const values = this.#columns.get(column) ?? [];
    this.#columns.set(column, values);
    if (isSame(value, predicted)) values.push(null);
    else values.push(value === undefined ? ABSENT : (value as Json));
    return value;
  }

  list<T>(
    column: string,
    items: readonly T[] | undefined,
    predicted: number,
    each: (item: T | undefined, index: number) => T,
  ): T[] {
    this.cell(column, items?.length, predicted);
    return (items ?? []).map((item, i) => each(item, i));
  }

  finish(): { readonly [column: string]: Json } {
    const full = [...this.#columns].map(([name, values]) => [name, withoutTail(values)] as const);
    return Object.fromEntries(full.filter(([, values]) => values.length > 0));
  }
}

/** Reads what anybody may have written: throws on nonsense, and on more cells than an honest link has. */
export class ColumnReader implements Columns {
  readonly #columns: ReadonlyMap<string, readonly unknown[]>;
  readonly #places = new Map<string, number>();
  #budget: number;

  constructor(json: unknown, budget: number) {
    invariant(typeof json === 'object' && json !== null && !Array.isArray(json), 'no columns');
    const entries = Object.entries(json);
    for (const [name, values] of entries) invariant(Array.isArray(values), `column ${name} is not a list`);
    this.#columns = new Map(entries);
    this.#budget = budget;
  }

  cell<T>(column: string, _value: T | undefined, predicted: T | undefined): T | undefined {
    invariant(this.#budget-- > 0, 'too many cells');
    const place = this.#places.get(column) ?? 0;
    this.#places.set(column, place + 1);
    const read = this.#columns.get(column)?.[place];
    if (read === undefined || read === null) return predicted;
    return Array.isArray(read) && read.length === 0 ? undefined : (read as T);
  }

  list<T>(
    column: string,
    _items: readonly T[] | undefined,
    predicted: number,
    each: (item: T | undefined, index: number) => T,
  ): T[] {
    const length = this.cell<number>(column, undefined, predicted);
    invariant(typeof length === 'number' && Number.isInteger(length) && length >= 0, `length of ${column}`);
    const items: T[] = [];
    for (let i = 0; i < length; i++) items.push(each(undefined, i));
    return items;
  }

  /** What is left over was not written by us. */
  finish(): void {
    for (const [name, values] of this.#columns) {
      invariant(values.length <= (this.#places.get(name) ?? 0), `column ${name} is too long`);
    }
  }
}

function withoutTail(values: readonly Json[]): Json[] {
  const last = values.findLastIndex((value) => value !== null);
  return values.slice(0, last + 1);
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
}
