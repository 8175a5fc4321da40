// Where fmt(1) breaks lines: of all ways to break a paragraph the cheapest, after Knuth and Plass, "Breaking Paragraphs into
// Lines" (1981). The prices are those that GNU fmt documents in its source.

export interface FmtWord {
  readonly text: string;
  /** Blanks after it. */
  readonly space: number;
  /** It begins with an opening bracket or quote. */
  readonly paren: boolean;
  /** It ends as a sentence does. */
  readonly period: boolean;
  /** It ends with a punctuation character. */
  readonly punct: boolean;
  /** It ends a sentence. */
  readonly final: boolean;
}

export interface Shape {
  readonly first: number;
  readonly others: number;
  readonly width: number;
  readonly goal: number;
}

const square = (n: number): number => n * n;
const shortCost = (n: number): number => square(n * 10);
const raggedCost = (n: number): number => Math.trunc(shortCost(n) / 2);
const LINE = square(70);
const SENTENCE_BONUS = square(50);
const NOBREAK = square(600);
const PAREN_BONUS = square(40);
const PUNCT_BONUS = square(40);
const widowCost = (length: number): number => Math.trunc(square(200) / (length + 2));
const orphanCost = (length: number): number => Math.trunc(square(150) / (length + 2));

interface Best {
  readonly cost: number;
  /** The word that begins the next line. */
  readonly next: number;
  readonly length: number;
}

export function brokenLines(words: readonly FmtWord[], shape: Shape): string[] {
  const best = cheapest(words, shape);
  const lines: string[] = [];
  for (let at = 0; at < words.length; ) {
    const next = best[at]?.next ?? words.length;
    const row = words.slice(at, next);
    lines.push(row.map((word, i) => word.text + (i < row.length - 1 ? ' '.repeat(word.space) : '')).join(''));
    at = next;
  }
  return lines;
}

/** For each word, how to break best if a line begins with it. */
function cheapest(words: readonly FmtWord[], shape: Shape): readonly Best[] {
  const best: Best[] = [];
  best[words.length] = { cost: 0, next: words.length, length: 0 };
  for (let start = words.length - 1; start >= 0; start--) {
    let found: Best = { cost: Infinity, next: start + 1, length: 0 };
    let length = (start === 0 ? shape.first : shape.others) + (words[start]?.text.length ?? 0);
    for (let next = start + 1; ; next++) {
      const cost = lineCost(next, length, best, shape.goal) + (best[next]?.cost ?? 0);
      if (cost < found.cost) found = { cost, next, length };
      if (next === words.length) break;
      length += (words[next - 1]?.space ?? 0) + (words[next]?.text.length ?? 0);
      if (length >= shape.width) break;
    }
    best[start] = { ...found, cost: found.cost + baseCost(words, start) };
  }
  return best;
}

/** The last line may be as short as it is. */
function lineCost(next: number, length: number, best: readonly Best[], goal: number): number {
  const last = best.length - 1;
  if (next === last) return 0;
  const { next: afterNext, length: nextLength } = best[next] as Best;
  return shortCost(goal - length) + (afterNext === last ? 0 : raggedCost(length - nextLength));
}

/** What it costs to begin a line with this word, whatever is on the line. */
function baseCost(words: readonly FmtWord[], at: number): number {
  const [word, before, twoBefore] = [words[at] as FmtWord, words[at - 1], words[at - 2]];
  let cost = LINE;
  if (before?.period) cost += before.final ? -SENTENCE_BONUS : NOBREAK;
  else if (before?.punct) cost -= PUNCT_BONUS;
  else if (before && twoBefore?.final) cost += widowCost(before.text.length);
  if (word.paren) return cost - PAREN_BONUS;
  return word.final ? cost + orphanCost(word.text.length) : cost;
}
