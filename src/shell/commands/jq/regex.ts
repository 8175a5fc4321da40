// match and its relatives: Oniguruma's Perl syntax, by way of JavaScript's.

import { compileRegex } from '../../regex/compile.ts';
import { plain } from './formats.ts';
import { described, JqError } from './paths.ts';
import type { Json } from './tree.ts';

interface Asked {
  readonly text: string;
  readonly regex: RegExp;
  readonly all: boolean;
  readonly skipsEmpty: boolean;
}

function ask(input: Json, pattern: Json, flags: Json): Asked {
  if (typeof input !== 'string')
    throw new JqError(`${described(input)} cannot be matched, as it is not a string`);
  if (typeof pattern !== 'string')
    throw new JqError(`${described(pattern)} cannot be matched, as it is not a string`);
  if (flags !== null && typeof flags !== 'string') throw new JqError(`${described(flags)} is not a string`);
  const letters = flags ?? '';
  if (/[^gimnpslx]/.test(letters)) throw new JqError(`${letters} is not a valid modifier string`);
  const ignoreCase = letters.includes('i');
  const text = letters.includes('x')
    ? pattern.replaceAll(/\\.|\s+|#.*/g, (found) => (found.startsWith('\\') ? found : ''))
    : pattern;
  const compiled = compileRegex(text, { syntax: 'pcre', ignoreCase });
  if (!compiled.ok)
    throw new JqError(`${plain(pattern)} (at offset 0) is not a valid regex: ${compiled.error}`);
  const dotAll = /[sp]/.test(letters) ? 's' : '';
  return {
    text: input,
    regex: new RegExp(compiled.value.source, `dgum${ignoreCase ? 'i' : ''}${dotAll}`),
    all: letters.includes('g'),
    skipsEmpty: letters.includes('n'),
  };
}

/** jq's match objects; offsets and lengths count code points. */
export function matchAll(input: Json, pattern: Json, flags: Json): Json {
  const { text, regex, all, skipsEmpty } = ask(input, pattern, flags);
  const found: Json[] = [];
  for (const match of text.matchAll(regex)) {
    if (skipsEmpty && match[0] === '') continue;
    // A match of nothing at the very end isn't looked for.
    if (all && match[0] === '' && match.index === text.length && text !== '') continue;
    found.push(matchObject(text, match));
    if (!all) break;
  }
  return found;
}

function matchObject(text: string, match: RegExpExecArray): Json {
  const points = (units: number) => Array.from(text.slice(0, units)).length;
  const names = new Map<RegExpIndicesArray[number] | undefined, string>();
  for (const [name, range] of Object.entries(match.indices?.groups ?? {})) if (range) names.set(range, name);
  const unused = Object.entries(match.groups ?? {}).flatMap(([name, got]) =>
    got === undefined ? [name] : [],
  );
  const captures = match.slice(1).map((string: string | undefined, i): Json => {
    const range = match.indices?.[i + 1];
    const sameRange = [...names].find(
      ([known]) => known && range && known[0] === range[0] && known[1] === range[1],
    );
    const name = string === undefined ? (unused.shift() ?? null) : (sameRange?.[1] ?? null);
    if (sameRange) names.delete(sameRange[0]);
    return new Map<string, Json>([
      ['offset', range ? points(range[0]) : -1],
      ...(range ? ([['length', Array.from(string as string).length]] as const) : []),
      ['string', string ?? null],
      ...(range ? [] : ([['length', 0]] as const)),
      ['name', name],
    ]);
  });
  return new Map<string, Json>([
    ['offset', points(match.index)],
    ['length', Array.from(match[0]).length],
    ['string', match[0]],
    ['captures', captures],
  ]);
}

export function splitRegex(input: Json, pattern: Json, flags: Json): Json {
  const { text, regex } = ask(input, pattern, typeof flags === 'string' ? `${flags}g` : 'g');
  const parts: string[] = [];
  let at = 0;
  for (const match of text.matchAll(regex)) {
    parts.push(text.slice(at, match.index));
    at = match.index + match[0].length;
  }
  return [...parts, text.slice(at)];
}
