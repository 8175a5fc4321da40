// JSON as iproute2 writes it (lib/json_writer.c): its own spacing, so that `-j` and `-j -p` come out octet for octet.

export type JsonScalar = string | number | boolean | null | { readonly raw: string };

export class JsonWriter {
  readonly #pretty: boolean;
  #text = '';
  #depth = 0;
  #separator = '';

  constructor(pretty: boolean) {
    this.#pretty = pretty;
  }

  get text(): string {
    return this.#text;
  }

  key(name: string): void {
    this.#text += this.#separator;
    this.#line();
    this.#separator = '';
    this.#text += `${JSON.stringify(name)}:${this.#pretty ? ' ' : ''}`;
  }

  scalar(value: JsonScalar): void {
    this.#text += this.#separator + scalarText(value);
    this.#separator = ',';
  }

  open(bracket: '{' | '['): void {
    this.#text += this.#separator + bracket + (bracket === '[' && this.#pretty ? ' ' : '');
    this.#depth++;
    this.#separator = '';
  }

  close(bracket: '}' | ']'): void {
    if (bracket === ']') {
      if (this.#pretty && this.#separator !== '') this.#text += ' ';
      this.#separator = '';
    }
    this.#depth--;
    if (this.#separator !== '') this.#line();
    this.#text += bracket;
    this.#separator = ',';
  }

  #line(): void {
    if (this.#pretty) this.#text += `\n${'    '.repeat(this.#depth)}`;
  }
}

function scalarText(value: JsonScalar): string {
  return typeof value === 'object' && value !== null ? value.raw : JSON.stringify(value);
}
