// How text lies in a terminal's cells: what has no width, what has two, and where a line wraps.

/** CSI, OSC and two-character escapes. */
const ESCAPES = new RegExp(String.raw`\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07]*\x07|\x1b.`, 'g');

/** Hangul, kana, ideographs and full-width forms: Unicode's East Asian Wide, in the ranges that matter. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const MARK = /\p{M}|\u200d/u;

export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** The text as it is seen: without colours and other escapes. */
export function plain(text: string): string {
  return text.replace(ESCAPES, '');
}

export function cellWidth(character: string): number {
  if (MARK.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** Where the cursor is after `text` was written from `from` on, on lines of `columns` cells. */
export function placeAfter(text: string, from: Cell, columns: number): Cell {
  let { row, column } = from;
  for (const character of text) {
    if (character === '\n') {
      row++;
      column = 0;
      continue;
    }
    const width =
      character === '\t' ? Math.min(8 - (column % 8), columns - 1 - column) : cellWidth(character);
    if (column + width > columns) {
      row++;
      column = 0;
    }
    column += width;
  }
  return column >= columns ? { row: row + 1, column: 0 } : { row, column };
}
