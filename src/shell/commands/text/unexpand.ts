import { forEachInput } from './input.ts';
import { octetsOf, textOf } from './octet-text.ts';
import { nextStop, stopsOf, tabStyle } from './expand.ts';
import { complain, opt, say, tool } from './tool.ts';

export const unexpand = tool({
  name: 'unexpand',
  about: 'convert spaces to tabs',
  options: [
    opt('a', 'all', 'convert all blanks, instead of just initial blanks'),
    opt('', 'first-only', 'convert only leading sequences of blanks (overrides -a)'),
    opt('t', 'tabs=N', 'have tabs N characters apart instead of 8 (enables -a), or a list of positions'),
  ],
  prepare: oldStyle,
  *run(call) {
    const stops = stopsOf(call);
    if (typeof stops === 'string') return yield* complain(call, stops);
    const everywhere = (call.args.has('a') || call.args.has('t')) && !call.args.has('first-only');
    return yield* forEachInput(call, call.operands, function* (input) {
      for (let lines = yield* input.lines(); lines; lines = yield* input.lines()) {
        yield* say(call, lines.map((line) => unexpanded(line, stops, everywhere)).join(''));
      }
    });
  },
});

/** `unexpand -4` is `-t4`, but without what -t implies. */
function oldStyle(args: readonly string[]): readonly string[] {
  const isOld = args.some((arg) => /^-\d/.test(arg)) && !args.some((arg) => /^(-a|--all)$/.test(arg));
  return isOld ? ['--first-only', ...tabStyle(args)] : tabStyle(args);
}

/** Blanks are held back until it is clear whether they reach a stop. A lone one just before a stop stays as it is, unless
 * another blank follows. */
class Blanks {
  text = '';
  column = 0;
  #held = '';
  #isLone = false;
  #afterBlank = true;
  readonly #stops: readonly number[];

  constructor(stops: readonly number[]) {
    this.#stops = stops;
  }

  /** Behind the last stop of a list nothing is converted. */
  get isBeyond(): boolean {
    return this.#stops.length > 1 && this.column >= (this.#stops.at(-1) ?? 0);
  }

  blank(octet: string): void {
    const stop = nextStop(this.#stops, this.column);
    this.column = octet === '\t' ? stop : this.column + 1;
    const reaches = this.column === stop;
    if (octet === ' ' && !(reaches && this.#afterBlank)) {
      this.#isLone ||= reaches;
      this.#held += octet;
    } else {
      this.#held = this.#isLone && this.#held !== '' ? '\t' : '';
      this.flush();
      this.text += '\t';
    }
    this.#afterBlank = true;
  }

  other(octet: string): void {
    this.flush();
    this.#afterBlank = false;
    this.column = octet === '\b' ? Math.max(0, this.column - 1) : this.column + 1;
    this.text += octet;
  }

  flush(): void {
    this.text += this.#held.length > 1 && this.#isLone ? `\t${this.#held.slice(1)}` : this.#held;
    this.#held = '';
    this.#isLone = false;
  }
}

function unexpanded(line: string, stops: readonly number[], everywhere: boolean): string {
  const blanks = new Blanks(stops);
  const octets = octetsOf(line);
  for (let i = 0; i < octets.length; i++) {
    const octet = octets[i] as string;
    const isBlank = octet === ' ' || octet === '\t';
    if (isBlank && !blanks.isBeyond) blanks.blank(octet);
    else {
      blanks.other(octet);
      if (isBlank || !everywhere) return textOf(blanks.text + octets.slice(i + 1));
    }
  }
  blanks.flush();
  return textOf(blanks.text);
}
