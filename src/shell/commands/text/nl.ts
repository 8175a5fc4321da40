// nl(1): logical pages of header, body and footer, each numbered in its own style.

import { compileRegex, type Regex } from '../../regex/compile.ts';
import type { ParsedArgs } from '../../args.ts';
import { forEachInput, withoutEnd } from './input.ts';
import { quote } from './quote.ts';
import { type Call, complain, misuse, opt, say, tool } from './tool.ts';

const SECTIONS = [
  ['h', 'header', 'n'],
  ['b', 'body', 't'],
  ['f', 'footer', 'n'],
] as const;
type Section = (typeof SECTIONS)[number][0];
type Style = 'a' | 't' | 'n' | Regex;

/** Whole numbers that are options, with what a wrong one is called and the least that is allowed. */
const NUMBERS = [
  ['v', 'starting line number', '1', -Infinity],
  ['i', 'line number increment', '1', -Infinity],
  ['l', 'line number of blank lines', '1', 1],
  ['w', 'line number field width', '6', 1],
] as const;

export const nl = tool({
  name: 'nl',
  about: 'number lines of files',
  options: [
    opt('b', 'body-numbering=STYLE', 'use STYLE for numbering body lines: a all, t nonempty, n none, pBRE'),
    opt('d', 'section-delimiter=CC', 'use CC for logical page delimiters'),
    opt('f', 'footer-numbering=STYLE', 'use STYLE for numbering footer lines'),
    opt('h', 'header-numbering=STYLE', 'use STYLE for numbering header lines'),
    opt('i', 'line-increment=NUMBER', 'line number increment at each line'),
    opt('l', 'join-blank-lines=NUMBER', 'group of NUMBER empty lines counted as one'),
    opt('n', 'number-format=FORMAT', 'insert line numbers according to FORMAT: ln, rn, rz'),
    opt('p', 'no-renumber', 'do not reset line numbers for each section'),
    opt('s', 'number-separator=STRING', 'add STRING after (possible) line number'),
    opt('v', 'starting-line-number=NUMBER', 'first line number for each section'),
    opt('w', 'number-width=NUMBER', 'use NUMBER columns for line numbers'),
  ],
  *run(call) {
    const { args } = call;
    const badNumber = wrongNumber(args);
    if (badNumber !== undefined) return yield* complain(call, badNumber);
    const problem = wrongWord(args);
    if (problem !== undefined) return yield* misuse(call, problem);
    const pages = new Pages(args);
    return yield* forEachInput(call, call.operands, function* (input) {
      for (let lines = yield* input.lines(); lines; lines = yield* input.lines())
        for (const line of lines) yield* say(call, `${pages.line(withoutEnd(line))}\n`);
    });
  },
});

function wrongNumber(args: Call['args']): string | undefined {
  for (const [name, what, usual, least] of NUMBERS) {
    const text = args.value(name) ?? usual;
    if (!/^[-+]?\d+$/.test(text)) return `invalid ${what}: ${quote(text)}`;
    if (Number(text) < least) return `invalid ${what}: ${quote(text)}: Numerical result out of range`;
  }
  return undefined;
}

function wrongWord(args: ParsedArgs): string | undefined {
  for (const [name, what, usual] of SECTIONS) {
    const text = args.value(name) ?? usual;
    if (!/^([atn]$|p)/.test(text)) return `invalid ${what} numbering style: ${quote(text)}`;
  }
  const format = args.value('n') ?? 'rn';
  return ['ln', 'rn', 'rz'].includes(format) ? undefined : `invalid line numbering format: ${quote(format)}`;
}

/** Where in its pages a text is: the section and the next number go on from file to file. */
class Pages {
  readonly #args: ParsedArgs;
  readonly #styles: Readonly<Record<Section, Style>>;
  readonly #delimiter: string;
  readonly #separator: string;
  readonly #width: number;
  readonly #format: string;
  readonly #join: number;
  #section: Section = 'b';
  #next: number;
  #blank = 0;

  constructor(args: ParsedArgs) {
    this.#args = args;
    const style = (name: Section, usual: Style): Style => styleOf(args.value(name)) ?? usual;
    this.#styles = { h: style('h', 'n'), b: style('b', 't'), f: style('f', 'n') };
    const given = args.value('d') ?? '\\:';
    this.#delimiter = given.length === 1 ? `${given}:` : given;
    this.#separator = args.value('s') ?? '\t';
    this.#width = Number(args.value('w') ?? 6);
    this.#format = args.value('n') ?? 'rn';
    this.#join = Number(args.value('l') ?? 1);
    this.#next = Number(args.value('v') ?? 1);
  }

  line(body: string): string {
    const section = this.#opened(body);
    if (section === undefined) return this.#start(body) + body;
    this.#section = section;
    if (!this.#args.has('p')) this.#next = Number(this.#args.value('v') ?? 1);
    return '';
  }

  /** The section that begins here: the delimiter thrice is a header, twice a body, once a footer. */
  #opened(body: string): Section | undefined {
    const delimiter = this.#delimiter;
    if (delimiter === '') return undefined;
    if (body === delimiter.repeat(3)) return 'h';
    if (body === delimiter.repeat(2)) return 'b';
    return body === delimiter ? 'f' : undefined;
  }

  #start(body: string): string {
    if (!this.#isNumbered(body)) return ' '.repeat(this.#width + this.#separator.length);
    const text = this.#padded(this.#next) + this.#separator;
    this.#next += Number(this.#args.value('i') ?? 1);
    return text;
  }

  #isNumbered(body: string): boolean {
    const style = this.#styles[this.#section];
    if (style === 'n') return false;
    if (style === 't') return body !== '';
    if (style !== 'a') return style.test(body);
    // Of blank lines one after the other only each -l'th counts.
    if (body === '' && ++this.#blank < this.#join) return false;
    this.#blank = 0;
    return true;
  }

  #padded(number: number): string {
    const width = this.#width;
    if (this.#format === 'ln') return String(number).padEnd(width);
    if (this.#format === 'rn') return String(number).padStart(width);
    const sign = number < 0 ? '-' : '';
    return sign + String(Math.abs(number)).padStart(width - sign.length, '0');
  }
}

/** `pBRE`: lines that the expression matches. */
function styleOf(text: string | undefined): Style | undefined {
  if (text === undefined || text === 'a' || text === 't' || text === 'n') return text;
  const compiled = compileRegex(text.slice(1), { syntax: 'grep-basic' });
  return compiled.ok ? compiled.value : 'n';
}
