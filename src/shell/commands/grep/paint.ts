// How a line is shown: the name, the number, the separators, the colours (GREP_COLORS' defaults).

import { octetLength } from '../../octets.ts';
import type { Span } from './matcher.ts';
import type { Settings } from './settings.ts';

/** SGR, then "erase to the end of the line", as grep writes it. */
const COLOURS = { match: '01;31', name: '35', number: '32', separator: '36' } as const;

export interface ShownLine {
  readonly text: string;
  readonly number: number;
  /** Octets before it in the file. */
  readonly offset: number;
  /** It was selected; otherwise it is context. */
  readonly selected: boolean;
}

export class Painter {
  readonly #settings: Settings;
  /** The file's name, if it is printed. */
  readonly #name: string | undefined;

  constructor(settings: Settings, name: string | undefined) {
    this.#settings = settings;
    this.#name = name;
  }

  line(line: ShownLine, spans: readonly Span[]): string {
    return `${this.#prefix(line, line.offset)}${this.#marked(line.text, spans)}${this.#settings.end}`;
  }

  /** -o: each part in a line of its own. */
  parts(line: ShownLine, spans: readonly Span[]): string {
    return spans
      .map(({ start, end }) => {
        const before = this.#settings.byteOffsets ? octetLength(line.text.slice(0, start)) : 0;
        const part = this.#colour('match', line.text.slice(start, end));
        return `${this.#prefix(line, line.offset + before)}${part}${this.#settings.end}`;
      })
      .join('');
  }

  groupSeparator(): string {
    const { separator } = this.#settings;
    return separator === undefined ? '' : `${this.#colour('separator', separator)}\n`;
  }

  count(count: number): string {
    return `${this.#nameAnd(':')}${count}\n`;
  }

  /** A name in a line of its own (-l, -L). */
  name(name: string): string {
    return this.#colour('name', name) + (this.#settings.nulAfterName ? '\0' : '\n');
  }

  #prefix(line: ShownLine, offset: number): string {
    const { lineNumbers, byteOffsets, initialTab } = this.#settings;
    const separator = line.selected ? ':' : '-';
    const mark = this.#colour('separator', separator);
    let text = this.#nameAnd(separator);
    if (lineNumbers) text += this.#colour('number', this.#width(line.number)) + mark;
    if (byteOffsets) text += this.#colour('number', this.#width(offset)) + mark;
    return text !== '' && initialTab ? `${text}\t` : text;
  }

  /** -T pads numbers, so that the tab stops of neighbours agree. */
  #width(number: number): string {
    return this.#settings.initialTab && this.#name !== undefined
      ? String(number).padStart(2)
      : String(number);
  }

  #nameAnd(separator: string): string {
    if (this.#name === undefined) return '';
    const name = this.#colour('name', this.#name);
    return name + (this.#settings.nulAfterName ? '\0' : this.#colour('separator', separator));
  }

  #marked(text: string, spans: readonly Span[]): string {
    if (!this.#settings.colour || spans.length === 0) return text;
    let marked = '';
    let at = 0;
    for (const { start, end } of spans) {
      marked += text.slice(at, start) + this.#colour('match', text.slice(start, end));
      at = end;
    }
    return marked + text.slice(at);
  }

  #colour(role: keyof typeof COLOURS, text: string): string {
    return this.#settings.colour && text !== '' ? `\x1b[${COLOURS[role]}m\x1b[K${text}\x1b[m\x1b[K` : text;
  }
}
