import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Journal, Table } from '../../src/base/journal.ts';
import { share } from '../../src/base/share.ts';

describe('sharing', () => {
  test('gives a value that equals the new one', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(share(a, b)).toEqual(b);
      }),
      { seed: 1 },
    );
  });

  test('gives the very old value where nothing changed', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(share(value, structuredClone(value))).toBe(value);
      }),
      { seed: 2 },
    );
  });

  test('keeps the parts beside the one that changed', () => {
    const old = {
      a: { x: 1 },
      b: [
        { id: 'p', n: 1 },
        { id: 'q', n: 2 },
      ],
    };
    const next = share(
      old,
      structuredClone({
        ...old,
        b: [
          { id: 'q', n: 2 },
          { id: 'p', n: 9 },
        ],
      }),
    );
    expect(next.a).toBe(old.a);
    expect(next.b[0]).toBe(old.b[1]);
    expect(next.b[1]).not.toBe(old.b[0]);
  });

  test('tells a missing key from an undefined one', () => {
    const next: { a: number; b?: undefined } = { a: 1, b: undefined };
    expect(Object.keys(share({ a: 1 }, next))).toEqual(['a', 'b']);
  });
});

describe('the version of a table', () => {
  test('is another one after every change, undone ones included', () => {
    const journal = new Journal();
    const table = new Table<string, number>(journal);
    const seen = [table.version];
    const note = (act: () => void) => {
      act();
      seen.push(table.version);
    };
    note(() => table.set('a', 1));
    note(() => table.set('a', 2));
    note(() => table.delete('a'));
    note(() => journal.seek(1));
    note(() => journal.seek(3));
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('stays when nothing changes', () => {
    const table = new Table<string, number>(new Journal());
    table.set('a', 1);
    const { version } = table;
    table.set('a', 1);
    table.delete('b');
    expect(table.version).toBe(version);
  });
});
