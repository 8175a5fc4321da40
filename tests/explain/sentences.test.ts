import { describe, expect, test } from 'vitest';
import { consulted } from '../../src/explain/consulted.ts';
import { explain } from '../../src/explain/explain.ts';
import type { Language } from '../../src/explain/explanation.ts';
import { plain } from '../../src/explain/say.ts';
import { summarize } from '../../src/explain/summary.ts';
import { ALL, DROP_SAMPLES, names, SAMPLES } from './samples.ts';

const LANGUAGES: readonly Language[] = ['en', 'ko'];

/** Everything that an event is told as, in one text. */
function told(event: (typeof ALL)[number], language: Language): string {
  const { title, body, shell = '', fix = [] } = explain(event, names, language);
  return [title, plain(body), shell, ...fix, summarize(event, names, language)].join('\n');
}

describe.each(LANGUAGES)('in %s', (language) => {
  test('every event is told without a hole', () => {
    const holes = ALL.filter((event) => /undefined|NaN|\[object|null|  |\?\?/.test(told(event, language)));
    expect(holes.map((event) => told(event, language))).toEqual([]);
  });

  test('every event has a title, a sentence that ends, and a summary', () => {
    const bad = ALL.filter((event) => {
      const { title, body } = explain(event, names, language);
      const isSentence = event.kind === 'op' || /[.)?]$/.test(plain(body));
      return title === '' || /[.]$/.test(title) || !isSentence || summarize(event, names, language) === '';
    });
    expect(bad.map((event) => told(event, language))).toEqual([]);
  });

  test('no two drop reasons are told alike', () => {
    const texts = DROP_SAMPLES.map((event) => plain(explain(event, names, language).body));
    expect(texts.filter((text, i) => texts.indexOf(text) !== i)).toEqual([]);
  });

  test('summaries fit into a line of the timeline', () => {
    const long = ALL.map((event) => summarize(event, names, language)).filter((text) => text.length > 90);
    expect(long).toEqual([]);
  });
});

describe('in Korean', () => {
  test('every sentence is Korean, in 합니다체', () => {
    const bad = ALL.filter((event) => {
      const text = plain(explain(event, names, 'ko').body);
      return event.kind !== 'op' && !/(니다|니까)[.?)]|: .*\.$|까요\?/.test(text);
    });
    expect(bad.map((event) => plain(explain(event, names, 'ko').body))).toEqual([]);
  });

  test('no particle is left in both forms', () => {
    const both = ALL.filter((event) =>
      /은\/는|이\/가|을\/를|와\/과|\(으\)로|은\(는\)|이\(가\)|을\(를\)/.test(told(event, 'ko')),
    );
    expect(both.map((event) => told(event, 'ko'))).toEqual([]);
  });
});

test('every kind of event is sampled', () => {
  const empty = Object.entries(SAMPLES).filter(
    ([kind, events]) => kind !== 'packet.drop' && events.length === 0,
  );
  expect(empty.map(([kind]) => kind)).toEqual([]);
});

test('every consulted table has as many cells as columns', () => {
  for (const event of ALL) {
    for (const { columns, rows } of consulted(event, names)) {
      for (const { cells } of rows) expect(cells).toHaveLength(columns.length);
    }
  }
});

describe('the sentences', () => {
  test.each(LANGUAGES)('are these in %s', async (language) => {
    const text = ALL.map((event) => `${event.kind}\n${told(event, language)}`).join('\n\n');
    await expect(text).toMatchFileSnapshot(`sentences.${language}.txt`);
  });
});
