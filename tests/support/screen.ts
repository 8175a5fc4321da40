// A screen without a terminal: what stands where after a program has written to it. As much of it as a shell's line editing
// and the everyday tools use.

import { cellWidth } from '../../src/ui/terminal/cells.ts';

const TOKENS = new RegExp(String.raw`\x1b\[([?0-9;]*)([A-Za-z@])|\x1b\][^\x07]*\x07|\x1b[=>]|[\s\S]`, 'gu');

/** The lines of the screen and of what has scrolled off it, without blanks at their ends. */
export function screenOf(written: string, columns = 80): string[] {
  const lines: string[][] = [[]];
  let [row, column] = [0, 0];
  const line = (): string[] => (lines[row] ??= []);
  const put = (char: string): void => {
    const width = cellWidth(char);
    if (column + width > columns) [row, column] = [row + 1, 0];
    for (let at = line().length; at < column; at++) line()[at] = ' ';
    line()[column++] = char;
    if (width === 2) line()[column++] = '';
  };
  const control = (verb: string, count: number, first: number): void => {
    if (verb === 'A') row = Math.max(0, row - count);
    else if (verb === 'B') row += count;
    else if (verb === 'C') column = Math.min(columns - 1, column + count);
    else if (verb === 'D') column = Math.max(0, column - count);
    else if (verb === 'G') column = count - 1;
    else if (verb === 'H') [row, column] = [0, 0];
    else if (verb === 'K' && first === 0) line().length = Math.min(line().length, column);
    else if (verb === 'P') line().splice(column, count);
    else if (verb === '@') line().splice(column, 0, ...Array.from({ length: count }, () => ' '));
    else if (verb === 'J' && first === 2) lines.splice(0, lines.length, []);
    else if (verb === 'J' && first === 0) {
      line().length = Math.min(line().length, column);
      lines.length = row + 1;
    }
  };
  for (const [all, numbers, verb] of written.matchAll(TOKENS)) {
    if (verb !== undefined) {
      const first = Number.parseInt(numbers ?? '', 10) || 0;
      control(verb, first || 1, first);
    } else if (all === '\r') column = 0;
    else if (all === '\n') row++;
    else if (all === '\b') column = Math.max(0, column - 1);
    else if (all >= ' ' && !all.startsWith('\x1b')) put(all);
  }
  return Array.from(lines, (cells) =>
    Array.from(cells ?? [], (cell) => cell ?? ' ')
      .join('')
      .trimEnd(),
  );
}
