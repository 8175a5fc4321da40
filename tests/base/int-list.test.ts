import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IntList } from '../../src/base/int-list.ts';

const numbers = fc.array(fc.nat(0xffff_ffff), { maxLength: 3000 });

test('an int list holds what was pushed, however long it grows', () => {
  fc.assert(
    fc.property(numbers, (items) => {
      const list = new IntList();
      for (const item of items) list.push(item);
      expect(Array.from({ length: list.length }, (_, i) => list.at(i))).toEqual(items);
    }),
  );
});

test('a truncated int list goes on where it was cut', () => {
  const list = new IntList();
  for (let i = 0; i < 10; i++) list.push(i);
  list.truncate(4);
  list.push(77);
  expect([list.length, list.at(3), list.at(4)]).toEqual([5, 3, 77]);
});

test('countUpTo counts as a filter does', () => {
  fc.assert(
    fc.property(numbers, fc.nat(0xffff_ffff), (items, value) => {
      const list = new IntList();
      for (const item of items.sort((a, b) => a - b)) list.push(item);
      expect(list.countUpTo(value)).toBe(items.filter((item) => item <= value).length);
    }),
  );
});
