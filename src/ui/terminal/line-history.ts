// Walking and searching the history list, which is the shell's (Prompt.history): up and down, Ctrl-R, Alt-. .

export class LineHistory {
  readonly #lines: () => readonly string[];
  /** How many lines back; 0: what is being typed. */
  #back = 0;
  /** What was being typed before the walk began. */
  #draft = '';
  /** How many lines back Alt-. took its word from. */
  #wordBack = 0;

  constructor(lines: () => readonly string[]) {
    this.#lines = lines;
  }

  /** A new line begins. */
  rest(): void {
    this.#back = 0;
    this.#wordBack = 0;
  }

  /** The line that many further back (negative) or forth; undefined: there is none. */
  walk(by: number, current: string): string | undefined {
    const lines = this.#lines();
    const back = Math.max(0, Math.min(lines.length, this.#back - by));
    if (back === this.#back) return undefined;
    if (this.#back === 0) this.#draft = current;
    this.#back = back;
    return back === 0 ? this.#draft : lines.at(-back);
  }

  /** The newest line with `text` in it, before the ones that `skip` newer ones matched. */
  find(text: string, skip: number): string | undefined {
    const found = [...new Set(this.#lines().toReversed())].filter((line) => line.includes(text));
    return found[skip];
  }

  /** The last word of the line before; asked `again`, of the one before that. */
  lastWord(again: boolean): string | undefined {
    this.#wordBack = again ? this.#wordBack + 1 : 1;
    return this.#lines().at(-this.#wordBack)?.trim().split(/\s+/).at(-1);
  }
}
