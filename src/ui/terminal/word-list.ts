// The list of candidates that the second Tab shows, as readline lays it out.

/** Without their folders, in columns, down first. */
export function columnsOf(words: readonly string[], width: number): readonly string[] {
  const names = words.map((name) => name.replace(/^.*\/(?=.)/, ''));
  const wide = Math.max(0, ...names.map((name) => name.length)) + 2;
  const perRow = Math.max(1, Math.floor(width / wide));
  const height = Math.ceil(names.length / perRow);
  return Array.from({ length: height }, (_, row) =>
    names
      .filter((_name, i) => i % height === row)
      .map((name) => name.padEnd(wide))
      .join('')
      .trimEnd(),
  );
}

export function commonStart(words: readonly string[]): string {
  let common = words[0] ?? '';
  for (const word of words) while (!word.startsWith(common)) common = common.slice(0, -1);
  return common;
}
