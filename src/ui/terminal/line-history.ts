// The command lines that were typed: up and down walk them, Ctrl-R searches them.

const LONGEST = 1000;

export class LineHistory {
  readonly #lines: string[] = [];
  #at = 0;
  /** What was being typed before the walk began. */
  #draft = '';

  /** Blank lines and repetitions aren't remembered. */
  remember(line: string): void {
    if (line.trim() !== '' && line !== this.#lines.at(-1)) this.#lines.push(line);
    if (this.#lines.length > LONGEST) this.#lines.shift();
    this.#at = this.#lines.length;
  }

  /** The line one further back (-1) or forth (1); undefined: there is none. */
  walk(direction: -1 | 1, current: string): string | undefined {
    const next = this.#at + direction;
    if (next < 0 || next > this.#lines.length) return undefined;
    if (this.#at === this.#lines.length) this.#draft = current;
    this.#at = next;
    return this.#lines[next] ?? this.#draft;
  }

  /** The newest line with `text` in it, before the one that `skip` newer ones matched. */
  find(text: string, skip: number): string | undefined {
    const found = [...new Set(this.#lines.toReversed())].filter((line) => line.includes(text));
    return found[skip];
  }
}
