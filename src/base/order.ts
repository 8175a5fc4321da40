// Explicit orders. Everything that is listed or iterated for a decision is sorted by one of these.

export type Comparator<T> = (a: T, b: T) => number;

export const byNumber: Comparator<number> = (a, b) => a - b;

/** By UTF-16 code unit, the same on every machine and in every language. */
export const byText: Comparator<string> = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

export function by<T, K>(key: (item: T) => K, compare: Comparator<K>): Comparator<T> {
  return (a, b) => compare(key(a), key(b));
}

/** The first comparator that tells the two apart decides. */
export function chain<T>(...comparators: readonly Comparator<T>[]): Comparator<T> {
  return (a, b) => {
    for (const compare of comparators) {
      const order = compare(a, b);
      if (order !== 0) return order;
    }
    return 0;
  };
}
