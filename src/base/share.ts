// Structural sharing: a new value that keeps the identity of every part that equals the old one's, so that what is shown
// can be compared by `===`.

/** `next`, with each part that is deeply equal to `previous` at the same place (in a list: of the same id) replaced by it. */
export function share<T>(previous: unknown, next: T): T {
  if (Object.is(previous, next)) return next;
  if (Array.isArray(previous) && Array.isArray(next)) return shareArray(previous, next) as T;
  if (isRecord(previous) && isRecord(next)) return shareRecord(previous, next) as T;
  return next;
}

function shareArray(previous: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const byId = new Map(previous.map((item) => [idOf(item), item]));
  const shared = next.map((item, i) => {
    const id = idOf(item);
    return share(id === undefined ? previous[i] : byId.get(id), item);
  });
  const same = shared.length === previous.length && shared.every((item, i) => Object.is(item, previous[i]));
  return same ? previous : shared;
}

function shareRecord(
  previous: Record<string, unknown>,
  next: Record<string, unknown>,
): Record<string, unknown> {
  const keys = Object.keys(next);
  let same = keys.length === Object.keys(previous).length;
  const shared: Record<string, unknown> = {};
  for (const key of keys) {
    const value = share(previous[key], next[key]);
    if (!Object.is(value, previous[key]) || !(key in previous)) same = false;
    shared[key] = value;
  }
  return same ? previous : shared;
}

function idOf(item: unknown): unknown {
  return isRecord(item) ? item['id'] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
