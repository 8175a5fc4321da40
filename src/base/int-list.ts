// A growing list of whole numbers below 2^32, four octets each: a long recording has millions of them, and the garbage
// collector needn't look at any.

export class IntList {
  #items = new Uint32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#items.length) this.#grow();
    this.#items[this.#length++] = value;
  }

  /** The number at `index`, which has to be there. */
  at(index: number): number {
    return this.#items[index] as number;
  }

  truncate(length: number): void {
    if (length < this.#length) this.#length = length;
  }

  /** How many of the numbers, which never fall along the list, are at most `value`. */
  countUpTo(value: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at(middle) <= value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #grow(): void {
    const items = new Uint32Array(this.#items.length * 2);
    items.set(this.#items);
    this.#items = items;
  }
}
