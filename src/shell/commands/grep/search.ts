// The search of one file, line by line as they come.

import type { Co } from '../../co.ts';
import { octetLength } from '../../octets.ts';
import { type Input, withoutEnd } from '../text/input.ts';
import type { Matcher } from './matcher.ts';
import type { Painter } from './paint.ts';
import { type ShownLine } from './paint.ts';
import type { Settings } from './settings.ts';

/** An octet that isn't UTF-8 makes a file binary where it would be printed; NUL makes it so at once. */
const NOT_TEXT = /[\uDC80-\uDCFF]/;

/** Groups of lines are kept apart from those of the file before, too. */
export interface Groups {
  any: boolean;
}

export interface Search {
  readonly settings: Settings;
  readonly matcher: Matcher;
  readonly painter: Painter;
  readonly groups: Groups;
  readonly say: (text: string) => Co<void>;
}

export interface Found {
  readonly count: number;
  readonly binary: boolean;
}

export function* searchInput(input: Input, search: Search): Co<Found> {
  return yield* new FileSearch(search).run(input);
}

class FileSearch {
  readonly #search: Search;
  #number = 0;
  #offset = 0;
  #count = 0;
  #binary = false;
  /** A line was left out, for it isn't text. */
  #hidden = false;
  #done = false;
  #text = '';
  /** Lines that may turn out to be context. */
  #held: ShownLine[] = [];
  #afterLeft = 0;
  /** The number of the last line that was printed. */
  #printed = 0;

  constructor(search: Search) {
    this.#search = search;
  }

  *run(input: Input): Co<Found> {
    const { settings, say } = this.#search;
    if (settings.most === 0) return { count: 0, binary: false };
    while (!this.#done) {
      const lines = yield* input.lines(settings.end);
      if (!lines) break;
      this.#text = '';
      // Simplified: of the text that has come so far, not of the file's first 32 KiB.
      if (this.#looksBinary(lines)) this.#becomeBinary();
      for (const line of lines) {
        if (this.#done) break;
        this.#take(withoutEnd(line, settings.end));
      }
      yield* say(this.#text);
    }
    return { count: this.#count, binary: this.#binary || this.#hidden };
  }

  #take(text: string): void {
    const { settings, matcher } = this.#search;
    const isOver = this.#count >= settings.most;
    const selected = !isOver && matcher.test(text) !== settings.invert;
    const line = { text, number: ++this.#number, offset: this.#offset, selected };
    if (settings.byteOffsets) this.#offset += octetLength(text) + 1;
    if (selected) this.#select(line);
    else this.#context(line);
  }

  #select(line: ShownLine): void {
    const { settings } = this.#search;
    this.#count++;
    if (settings.show === 'nothing' || settings.show.endsWith('files')) this.#done = true;
    else if (settings.show !== 'count') this.#show(line);
    this.#afterLeft = settings.after;
    if (this.#count >= settings.most && (settings.after === 0 || settings.show === 'count'))
      this.#done = true;
  }

  #context(line: ShownLine): void {
    const { settings } = this.#search;
    if (settings.show !== 'lines' || this.#binary) return;
    if (this.#afterLeft > 0) {
      this.#afterLeft--;
      this.#print(line);
    } else if (this.#count >= settings.most) this.#done = true;
    else if (settings.before > 0) {
      this.#held.push(line);
      if (this.#held.length > settings.before) this.#held.shift();
    }
  }

  #show(line: ShownLine): void {
    if (this.#binary) {
      this.#done = true;
      return;
    }
    const { settings, painter, groups } = this.#search;
    const first = this.#held[0]?.number ?? line.number;
    const isGrouped = settings.grouped;
    const isApart = this.#printed === 0 ? groups.any : first > this.#printed + 1;
    if (isGrouped && isApart) this.#text += painter.groupSeparator();
    for (const held of this.#held) this.#print(held);
    this.#held = [];
    this.#print(line);
    if (isGrouped) groups.any = true;
  }

  #print(line: ShownLine): void {
    const { settings, matcher, painter } = this.#search;
    if (settings.binary !== 'text' && NOT_TEXT.test(line.text)) {
      this.#hidden = true;
      return;
    }
    this.#printed = line.number;
    if (settings.show === 'parts') {
      if (!settings.invert) this.#text += painter.parts(line, matcher.spans(line.text));
    } else {
      const isMarked = settings.colour && line.selected !== settings.invert;
      this.#text += painter.line(line, isMarked ? matcher.spans(line.text) : []);
    }
  }

  #looksBinary(lines: readonly string[]): boolean {
    const { binary, end } = this.#search.settings;
    return binary !== 'text' && end === '\n' && lines.some((line) => line.includes('\0'));
  }

  #becomeBinary(): void {
    this.#binary = true;
    if (this.#search.settings.binary === 'without-match') {
      this.#count = 0;
      this.#done = true;
    }
  }
}
