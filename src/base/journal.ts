// A world that can be stepped backwards. State lives in journaled cells and tables; each write records the value it
// replaced. A step is the stretch of records between two marks. Undoing swaps the old values in and keeps the new
// ones in the same records, so that redoing is the same walk in the other direction: exact, with nothing copied.

/** Something whose single values can be swapped: the only thing that the journal knows of a table. */
export interface Journaled {
  /** Puts `value` at `key` without recording it, and returns what was there. */
  swap(key: unknown, value: unknown): unknown;
}

export class Journal {
  readonly #targets: Journaled[] = [];
  readonly #keys: unknown[] = [];
  readonly #values: unknown[] = [];
  #position = 0;

  /** How many records lie in the past. A mark is a position. */
  get position(): number {
    return this.#position;
  }

  /** How many records there are, undone ones included. */
  get length(): number {
    return this.#targets.length;
  }

  /** Records that `target` held `old` at `key`. Writing while records are undone drops those: the future is gone. */
  record(target: Journaled, key: unknown, old: unknown): void {
    if (this.#position < this.#targets.length) this.truncate();
    this.#targets.push(target);
    this.#keys.push(key);
    this.#values.push(old);
    this.#position++;
  }

  /** Goes to `mark`, backwards or forwards. Throws a RangeError for a mark that this journal doesn't have. */
  seek(mark: number): void {
    if (mark < 0 || mark > this.#targets.length) {
      throw new RangeError(`mark ${mark} is outside the journal (0..${this.#targets.length})`);
    }
    while (this.#position > mark) this.#exchange(--this.#position);
    while (this.#position < mark) this.#exchange(this.#position++);
  }

  /** Drops the undone records. */
  truncate(): void {
    this.#targets.length = this.#position;
    this.#keys.length = this.#position;
    this.#values.length = this.#position;
  }

  /** Forgets everything: what is now is the beginning. */
  reset(): void {
    this.#position = 0;
    this.truncate();
  }

  #exchange(index: number): void {
    const target = this.#targets[index] as Journaled;
    this.#values[index] = target.swap(this.#keys[index], this.#values[index]);
  }
}

/** One journaled value. Hold immutable values in it: the journal keeps references. */
export class Cell<T> implements Journaled {
  readonly #journal: Journal;
  #value: T;

  constructor(journal: Journal, value: T) {
    this.#journal = journal;
    this.#value = value;
  }

  get(): T {
    return this.#value;
  }

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#journal.record(this, undefined, this.#value);
    this.#value = value;
  }

  swap(_key: unknown, value: unknown): unknown {
    const old = this.#value;
    this.#value = value as T;
    return old;
  }
}

/**
 * A journaled map with immutable values. `undefined` means absent. Insertion order is not part of its state (undoing a
 * delete can't restore it), so it is read in order through `sorted`.
 */
export class Table<K, V> implements Journaled {
  readonly #journal: Journal;
  readonly #rows = new Map<K, V>();
  #version = 0;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  get size(): number {
    return this.#rows.size;
  }

  /** Another number after every change, undoing included: as long as it is the same, so are the rows. */
  get version(): number {
    return this.#version;
  }

  get(key: K): V | undefined {
    return this.#rows.get(key);
  }

  has(key: K): boolean {
    return this.#rows.has(key);
  }

  set(key: K, value: V): void {
    const old = this.#rows.get(key);
    if (old === value) return;
    this.#journal.record(this, key, old);
    this.#rows.set(key, value);
    this.#version++;
  }

  delete(key: K): void {
    const old = this.#rows.get(key);
    if (old === undefined) return;
    this.#journal.record(this, key, old);
    this.#rows.delete(key);
    this.#version++;
  }

  /** The rows in the order of `compare`. */
  sorted(compare: (a: V, b: V) => number): V[] {
    return [...this.#rows.values()].sort(compare);
  }

  /** The keys in the order of `compare`. */
  keys(compare: (a: K, b: K) => number): K[] {
    return [...this.#rows.keys()].sort(compare);
  }

  swap(key: unknown, value: unknown): unknown {
    const old = this.#rows.get(key as K);
    if (value === undefined) this.#rows.delete(key as K);
    else this.#rows.set(key as K, value as V);
    this.#version++;
    return old;
  }
}
