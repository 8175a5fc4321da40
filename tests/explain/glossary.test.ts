import { describe, expect, test } from 'vitest';
import { define, TERMS } from '../../src/explain/glossary.ts';

describe.each(TERMS)('%s', (term) => {
  test('is defined in a short sentence of each language', () => {
    const { en, ko } = define(term);
    expect(en).toMatch(/^[^.].*\.$/);
    expect(ko).toMatch(/니다\.$/);
    expect(Math.max(en.length, ko.length)).toBeLessThan(125);
  });
});
