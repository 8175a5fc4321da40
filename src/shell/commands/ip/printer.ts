// What a listing is written with: text, or JSON with `-j` (lib/json_print.c). Every field says both of its forms at once, so
// that the two can't drift apart.

import { type JsonScalar, JsonWriter } from './json-writer.ts';

export type ColorKind = 'ifname' | 'mac' | 'inet' | 'inet6' | 'up' | 'down';

/** lib/color.c, for a light background. */
const COLORS: Record<ColorKind, string> = {
  ifname: '36',
  mac: '33',
  inet: '35',
  inet6: '34',
  up: '32',
  down: '31',
};

export interface PrinterOptions {
  readonly json: boolean;
  readonly pretty: boolean;
  readonly color: boolean;
}

export class Printer {
  readonly #json: JsonWriter | undefined;
  readonly #color: boolean;
  #text = '';

  constructor(options: PrinterOptions) {
    this.#json = options.json ? new JsonWriter(options.pretty) : undefined;
    this.#color = options.color;
    this.#json?.open('[');
  }

  get isJson(): boolean {
    return this.#json !== undefined;
  }

  /** A field: `key: value` in JSON, `text` otherwise. */
  put(key: string, value: JsonScalar, text: string): void {
    if (this.#json) this.json(key, value);
    else this.#text += text;
  }

  /** A field whose text has a colour of its own. */
  putColored(kind: ColorKind | undefined, key: string, value: JsonScalar, text: string): void {
    this.put(key, value, this.colored(kind, text));
  }

  /** Only in text. */
  say(text: string): void {
    if (!this.#json) this.#text += text;
  }

  /** Only in JSON. */
  json(key: string, value: JsonScalar): void {
    this.#json?.key(key);
    this.#json?.scalar(value);
  }

  /** An element of the array that is open. */
  item(value: JsonScalar, text: string): void {
    if (this.#json) this.#json.scalar(value);
    else this.#text += text;
  }

  open(key?: string): void {
    if (key !== undefined) this.#json?.key(key);
    this.#json?.open('{');
  }

  close(): void {
    this.#json?.close('}');
  }

  openArray(key: string, text = ''): void {
    this.#json?.key(key);
    this.#json?.open('[');
    this.say(text);
  }

  closeArray(text = ''): void {
    this.#json?.close(']');
    this.say(text);
  }

  colored(kind: ColorKind | undefined, text: string): string {
    return this.#color && kind ? `\x1b[${COLORS[kind]}m${text}\x1b[0m` : text;
  }

  /** Everything that was printed. */
  finish(): string {
    if (!this.#json) return this.take();
    this.#json.close(']');
    return `${this.#json.text}\n`;
  }

  /** The text so far, which is forgotten: for listings that go on. */
  take(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }
}
