// The page's own words, in English and Korean: typed catalogues, one file an area, parameters as functions. English is the
// shape and is always there; Korean is loaded when it is asked for. What the engine decided is phrased in explain/.

import type { Language } from '../../store/app-state.ts';
import { en } from './en/index.ts';

/** Every text of the page. A missing or unknown key in another language is a type error. */
export type Catalog = typeof en;

export const LANGUAGES: readonly { readonly code: Language; readonly name: string }[] = [
  { code: 'en', name: 'English' },
  { code: 'ko', name: '한국어' },
];

const loaded = new Map<Language, Catalog>([['en', en]]);

/** The catalogue if it is in memory. */
export function catalogOf(language: Language): Catalog | undefined {
  return loaded.get(language);
}

export async function loadCatalog(language: Language): Promise<Catalog> {
  const known = loaded.get(language);
  if (known) return known;
  const { ko } = await import('./ko/index.ts');
  loaded.set('ko', ko);
  return ko;
}
