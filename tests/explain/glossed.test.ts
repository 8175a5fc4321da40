import { expect, test } from 'vitest';
import { glossed } from '../../src/explain/glossed.ts';
import type { Term } from '../../src/explain/glossary.ts';

/** With the words that are explained in brackets. */
function marked(text: string, language: 'en' | 'ko' = 'en', known = new Set<Term>()): string {
  return glossed(text, language, known)
    .map((piece) => (piece.term === undefined ? piece.text : `[${piece.text}]`))
    .join('');
}

test.each([
  ['The TTL is 1.', 'The [TTL] is 1.'],
  ['Two neighbours on one bridge.', 'Two [neighbours] on one [bridge].'],
  ['Bridges flood.', '[Bridges] [flood].'],
  ['A broadcast storm of ARP.', 'A [broadcast storm] of [ARP].'],
  ['net.ipv4.ip_forward is 0, so ip_forward is off', 'net.ipv4.ip_forward is 0, so [ip_forward] is off'],
  ['TTLX, bridgehead and abridge', 'TTLX, bridgehead and abridge'],
])('finds the words of %j', (text, expected) => {
  expect(marked(text)).toBe(expected);
});

test('a word is explained once', () => {
  expect(marked('ARP and ARP')).toBe('[ARP] and ARP');
});

test('Korean words have their particles after them', () => {
  expect(marked('게이트웨이가 ARP를 보내고 이웃을 기다립니다.', 'ko')).toBe(
    '[게이트웨이]가 [ARP]를 보내고 [이웃]을 기다립니다.',
  );
});
