// Where a piece of script came from: its name for messages, and the line of each position.

export class Source {
  readonly text: string;
  readonly name: string;
  /** The number of its first line. */
  readonly firstLine: number;
  /** What it is, in messages about its syntax: `eval`, `trap`. */
  readonly label: string | undefined;
  #starts: number[] | undefined;

  constructor(text: string, name: string, firstLine = 1, label?: string) {
    this.text = text;
    this.name = name;
    this.firstLine = firstLine;
    this.label = label;
  }

  lineAt(pos: number): number {
    this.#starts ??= lineStarts(this.text);
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= pos) low = middle;
      else high = middle - 1;
    }
    return this.firstLine + low;
  }

  /** Line `number` as it is written. */
  line(number: number): string {
    return this.text.split('\n')[number - this.firstLine] ?? '';
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  return starts;
}
