// Finds the glossary's words in a sentence, so that the page can explain them where they stand.

import type { Language } from './explanation.ts';
import { type Term, TERMS } from './glossary.ts';

export interface Glossed {
  readonly text: string;
  readonly term?: Term;
}

/** What a Korean sentence calls them; an abbreviation is the same there. */
const KOREAN: Partial<Readonly<Record<Term, string>>> = {
  prefix: '프리픽스',
  gateway: '게이트웨이',
  'next hop': '다음 홉',
  'routing table': '라우팅 테이블',
  metric: '메트릭',
  'connected route': '직접 연결된 경로',
  'default route': '기본 경로',
  fragment: '조각',
  redirect: '리다이렉트',
  bridge: '브리지',
  broadcast: '브로드캐스트',
  'broadcast storm': '브로드캐스트 폭풍',
  'spanning tree': '스패닝 트리',
  loopback: '루프백',
  carrier: '캐리어',
  neighbour: '이웃',
  checksum: '체크섬',
};

const patterns = new Map<Language, { readonly regex: RegExp; readonly terms: ReadonlyMap<string, Term> }>();

/** `text` in pieces; together they are `text`. A word of `known` is not explained again, and each is added to it. */
export function glossed(text: string, language: Language, known: Set<Term>): readonly Glossed[] {
  const { regex, terms } = patternOf(language);
  const pieces: Glossed[] = [];
  let from = 0;
  for (const match of text.matchAll(regex)) {
    const [word] = match;
    const term = terms.get(word.toLowerCase()) ?? terms.get(word.toLowerCase().replace(/s$/, ''));
    if (term === undefined || known.has(term)) continue;
    known.add(term);
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ text: word, term });
    from = match.index + word.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

function patternOf(language: Language) {
  const made = patterns.get(language);
  if (made) return made;
  const terms = new Map<string, Term>();
  for (const term of TERMS) {
    terms.set(term.toLowerCase(), term);
    const korean = language === 'ko' ? KOREAN[term] : undefined;
    if (korean !== undefined) terms.set(korean, term);
  }
  // The longest first: "broadcast storm" before "broadcast".
  const words = [...terms]
    .sort(([a], [b]) => b.length - a.length)
    .map(([word, term]) => wordPattern(word, term));
  const pattern = { regex: new RegExp(words.join('|'), 'g'), terms };
  patterns.set(language, pattern);
  return pattern;
}

/** A Korean word is followed by its particle; a Latin one stands alone, with an s for many. */
function wordPattern(word: string, term: Term): string {
  if (!/^[\w ]+$/.test(word)) return word;
  const isAbbreviation = term === term.toUpperCase();
  const first = word[0] as string;
  const spelt = isAbbreviation ? term : `[${first}${first.toUpperCase()}]${spelling(word, term).slice(1)}`;
  return `(?<![\\w.-])${spelt}s?(?![\\w-]|\\.\\w)`;
}

/** "gratuitous ARP" keeps its capitals. */
function spelling(word: string, term: Term): string {
  return word === term.toLowerCase() ? term : word;
}
