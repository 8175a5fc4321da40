// Random choices from a seed: the same seed makes the same script on every machine.

export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed * 2_654_435_761) >>> 0;
  }

  /** mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }

  /** One of the words of a text. */
  word(words: string): string {
    return this.of(words.split(' '));
  }

  /** One of these, called: the choices that aren't taken cost nothing. */
  do(...choices: readonly (() => string)[]): string {
    return this.of(choices)();
  }

  list(min: number, max: number, make: () => string): string[] {
    return Array.from({ length: min + this.below(max - min + 1) }, make);
  }
}
