// Korean particles: which form follows a word depends on whether its last sound is a consonant (받침), as it is read aloud.
// Words here are often not Korean: addresses end in digits, names and keys in Latin letters.

import { type Code, code, type Piece } from '../say.ts';

/** After a consonant and after a vowel. */
const PAIRS = {
  '은/는': ['은', '는'],
  '이/가': ['이', '가'],
  '을/를': ['을', '를'],
  '과/와': ['과', '와'],
  '으로/로': ['으로', '로'],
  '이라/라': ['이라', '라'],
  '이에요/예요': ['이에요', '예요'],
} as const;

export type Josa = keyof typeof PAIRS;

/** `none`: a vowel; `ㄹ` counts as one before 으로/로. */
type FinalSound = 'none' | 'ㄹ' | 'other';

/** The particle that follows `word`. */
export function josa(word: string, pair: Josa): string {
  const sound = finalSound(word);
  const afterVowel = sound === 'none' || (sound === 'ㄹ' && pair === '으로/로');
  return PAIRS[pair][afterVowel ? 1 : 0];
}

/** The word and its particle; code stays code. */
export function withJosa(word: string | Code, pair: Josa): Piece {
  return typeof word === 'string' ? word + josa(word, pair) : [code(word.code), josa(word.code, pair)];
}

function finalSound(word: string): FinalSound {
  // Brackets, quotes and the like are not read.
  const token = /[0-9A-Za-z가-힣]+(?=[^0-9A-Za-z가-힣]*$)/.exec(word)?.[0] ?? '';
  const last = token.at(-1) ?? '';
  if (/[가-힣]/.test(last)) return ofHangul(last);
  if (/\d/.test(last)) return DIGITS[Number(last)] ?? 'none';
  const letters = /[A-Za-z]+$/.exec(token)?.[0] ?? '';
  return isSpelled(word, letters) ? ofLetter(last) : ofWord(letters.toLowerCase());
}

/** 영 일 이 삼 사 오 육 칠 팔 구. 10, 100, 1000 end as 십, 백, 천 do: with a consonant, like 영. */
const DIGITS: readonly FinalSound[] = [
  'other',
  'ㄹ',
  'none',
  'other',
  'none',
  'none',
  'other',
  'ㄹ',
  'ㄹ',
  'none',
];

function ofHangul(syllable: string): FinalSound {
  const final = ((syllable.codePointAt(0) as number) - 0xac00) % 28;
  return final === 0 ? 'none' : final === 8 ? 'ㄹ' : 'other';
}

/** Read letter by letter: a single letter, a MAC address, an abbreviation in capitals that isn't a word. */
function isSpelled(word: string, letters: string): boolean {
  if (letters.length === 1 || /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(word)) return true;
  return letters.length <= 4 && letters === letters.toUpperCase() && !(letters.toLowerCase() in SPOKEN);
}

/** 엘 엠 엔 알; every other letter's name ends in a vowel. */
function ofLetter(letter: string): FinalSound {
  const low = letter.toLowerCase();
  if (low === 'l' || low === 'r') return 'ㄹ';
  return low === 'm' || low === 'n' ? 'other' : 'none';
}

/** English words of the field whose Korean reading the rules below would miss. */
const SPOKEN: Readonly<Record<string, FinalSound>> = {
  mac: 'other', // 맥
  nat: 'none', // 나트
  bit: 'none', // 비트
  root: 'none', // 루트
  route: 'none', // 루트
  some: 'other', // 섬
  node: 'none', // 노드
  none: 'other', // 논
};

/** As English words are usually written in Korean: 로컬, 메인, 핑, 웹, 소켓; but 호스트, 브리지, 라우터, 링크. */
function ofWord(word: string): FinalSound {
  const known = SPOKEN[word];
  if (known) return known;
  if (/(l|le|el|ile|ale|ole)$/.test(word)) return 'ㄹ';
  if (/(m|n|ng|me|ne)$/.test(word)) return 'other';
  return /(^|[^aeiou])[aeiou](b|p|c|k|ck|t)$/.test(word) ? 'other' : 'none';
}
