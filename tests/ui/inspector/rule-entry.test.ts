import { expect, test } from 'vitest';
import { unwrap } from '../../../src/base/result.ts';
import type { Rule } from '../../../src/engine/fib/route.ts';
import { en } from '../../../src/ui/i18n/en/index.ts';
import { ruleOf, ruleText, type RuleTexts, textsOf } from '../../../src/ui/inspector/device/rule-entry.ts';

const t = en.inspector.device;
const USUAL: readonly Rule[] = [
  { pref: 0, table: 255 },
  { pref: 32_766, table: 254 },
  { pref: 32_767, table: 253 },
];

const EMPTY: RuleTexts = { pref: '100', from: '', to: '', iif: '', action: 'lookup', table: '100' };

test('a new rule comes just before the second one, as ip rule add puts it', () => {
  expect(textsOf(undefined, USUAL).pref).toBe('32765');
});

test.each([
  [EMPTY, 'from all lookup 100'],
  [{ ...EMPTY, from: '192.0.2.0/24', iif: 'eth0' }, 'from 192.0.2.0/24 iif eth0 lookup 100'],
  [{ ...EMPTY, to: '198.51.100.7', action: 'prohibit', table: '' }, 'from all to 198.51.100.7/32 prohibit'],
])('the texts %j are a rule and come back', (texts, said) => {
  const rule = unwrap(ruleOf(texts, undefined, t));
  expect(ruleText(rule)).toBe(said);
  expect(ruleText(unwrap(ruleOf(textsOf(rule, USUAL), undefined, t)))).toBe(said);
});

test.each([
  [{ ...EMPTY, from: '192.0.2' }, t.badDst],
  [{ ...EMPTY, pref: 'soon' }, t.badNumber],
  [{ ...EMPTY, table: 'mine' }, t.badTable],
  [{ ...EMPTY, table: '' }, t.badTable],
])('the texts %j are refused', (texts, error) => {
  expect(ruleOf(texts, undefined, t)).toEqual({ ok: false, error });
});

test('what the form doesn’t show stays: a mark', () => {
  const marked: Rule = { pref: 100, table: 100, fwmark: { value: 1, mask: 0xffffffff } };
  expect(unwrap(ruleOf({ ...EMPTY, table: '200' }, marked, t)).fwmark).toEqual(marked.fwmark);
});
