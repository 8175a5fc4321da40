// Brace expansion: textual, before everything else. `a{b,c}d`, `{1..9..2}`, `{01..03}`, `{a..e}`.

/** The words that `text` stands for; itself if there is nothing to expand. */
export function expandBraces(text: string): string[] {
  const found = findBraces(text);
  if (!found) return [text];
  const { start, end, options } = found;
  const before = text.slice(0, start);
  const after = expandBraces(text.slice(end + 1));
  return options.flatMap((option) => after.map((rest) => before + option + rest));
}

interface Found {
  readonly start: number;
  readonly end: number;
  readonly options: readonly string[];
}

function findBraces(text: string): Found | undefined {
  for (let i = 0; i < text.length; i++) {
    const skipped = skipQuoted(text, i);
    if (skipped > i) {
      i = skipped - 1;
      continue;
    }
    if (text[i] !== '{') continue;
    const group = groupAt(text, i);
    if (group) return group;
  }
  return undefined;
}

function groupAt(text: string, start: number): Found | undefined {
  const commas: number[] = [];
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const skipped = skipQuoted(text, i);
    if (skipped > i) {
      i = skipped - 1;
      continue;
    }
    const char = text[i];
    if (char === '{') depth++;
    else if (char === ',' && depth === 1) commas.push(i);
    else if (char === '}' && --depth === 0) {
      const options = optionsBetween(text, start, i, commas);
      return options ? { start, end: i, options } : undefined;
    }
  }
  return undefined;
}

function optionsBetween(
  text: string,
  start: number,
  end: number,
  commas: readonly number[],
): string[] | undefined {
  if (commas.length === 0) return sequence(text.slice(start + 1, end));
  const edges = [start, ...commas, end];
  return edges.slice(1).flatMap((edge, i) => expandBraces(text.slice((edges[i] as number) + 1, edge)));
}

/** Past the quoted or expanded part that begins at `i`, or `i`. */
function skipQuoted(text: string, i: number): number {
  const char = text[i];
  if (char === '\\') return i + 2;
  if (char === "'") return closing(text, text.indexOf("'", i + 1), i);
  if (char === '$' && text[i + 1] === "'") return skipTo(text, i + 2, "'");
  if (char === '"' || char === '`') return skipTo(text, i + 1, char);
  if (char === '$' && text[i + 1] === '{') return skipNested(text, i + 2, '{', '}');
  if (char === '$' && text[i + 1] === '(') return skipNested(text, i + 2, '(', ')');
  return i;
}

function closing(text: string, end: number, start: number): number {
  return end < 0 ? Math.max(text.length, start) : end + 1;
}

function skipTo(text: string, from: number, end: string): number {
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === end) return i + 1;
  }
  return text.length;
}

function skipNested(text: string, from: number, open: string, close: string): number {
  let depth = 1;
  for (let i = from; i < text.length; i++) {
    const char = text[i];
    if (char === '\\') i++;
    else if (char === "'" || char === '"')
      i = (char === '"' ? skipTo(text, i + 1, char) : closing(text, text.indexOf(char, i + 1), i)) - 1;
    else if (char === open) depth++;
    else if (char === close && --depth === 0) return i + 1;
  }
  return text.length;
}

const LIMIT = 1_000_000;

function sequence(body: string): string[] | undefined {
  const match = /^(.+?)\.\.(.+?)(?:\.\.(-?\d+))?$/.exec(body);
  if (!match) return undefined;
  const [, from, to, stepText] = match as unknown as [string, string, string, string | undefined];
  const numeric = /^[-+]?\d+$/;
  if (numeric.test(from) && numeric.test(to)) return numbers(from, to, Math.abs(Number(stepText ?? 1)) || 1);
  if (!/^[A-Za-z]$/.test(from) || !/^[A-Za-z]$/.test(to)) return undefined;
  const step = Math.abs(Number(stepText ?? 1)) || 1;
  return range(from.charCodeAt(0), to.charCodeAt(0), step).map((code) => String.fromCharCode(code));
}

function numbers(from: string, to: string, step: number): string[] {
  const isPadded = [from, to].some((text) => /^-?0\d/.test(text));
  const width = isPadded ? Math.max(from.length, to.length) : 0;
  return range(Number(from), Number(to), step).map((value) => {
    const sign = value < 0 ? '-' : '';
    return sign + String(Math.abs(value)).padStart(width - sign.length, '0');
  });
}

function range(from: number, to: number, step: number): number[] {
  const count = Math.min(Math.floor(Math.abs(to - from) / step) + 1, LIMIT);
  const direction = to < from ? -step : step;
  return Array.from({ length: count }, (_, i) => from + i * direction);
}
