// fmt(1): paragraphs filled to a width. Which lines belong together is here, where they break is in fmt-break.ts.

import { describeErrno } from '../../errno-words.ts';
import { parseInteger } from './counts.ts';
import { brokenLines, type FmtWord } from './fmt-break.ts';
import { openInput, splitLines, withoutEnd } from './input.ts';
import { octetsOf, textOf } from './octet-text.ts';
import { quote, quoteAlways } from './quote.ts';
import { complain, opt, say, tool } from './tool.ts';

interface Style {
  readonly mode: 'fill' | 'crown' | 'tagged' | 'split';
  readonly uniform: boolean;
  readonly prefix: string;
  readonly width: number;
  readonly goal: number;
}

interface Line {
  /** The column where its text begins. */
  readonly indent: number;
  /** The column where its prefix begins. */
  readonly lead: number;
  readonly text: string;
  /** It has no text, or lacks the prefix: it goes out as it is. */
  readonly apart: boolean;
  readonly source: string;
}

export const fmt = tool({
  name: 'fmt',
  about: 'simple optimal text formatter',
  operands: '[-WIDTH] [OPTION]... [FILE]...',
  options: [
    opt('c', 'crown-margin', 'preserve indentation of first two lines'),
    opt('p', 'prefix=STRING', 'reformat only lines beginning with STRING'),
    opt('s', 'split-only', 'split long lines, but do not refill'),
    opt('t', 'tagged-paragraph', 'indentation of first line different from second'),
    opt('u', 'uniform-spacing', 'one space between words, two after sentences'),
    opt('w', 'width=WIDTH', 'maximum line width (default of 75 columns)'),
    opt('g', 'goal=WIDTH', 'goal width (default of 93% of width)'),
  ],
  prepare: ([first = '', ...rest]) =>
    /^-\d+$/.test(first)
      ? [`-w${first.slice(1)}`, ...rest]
      : [first, ...rest].filter((_, i) => i > 0 || first !== ''),
  *run(call) {
    const { args } = call;
    const width = parseInteger(
      args.value('w') ?? (args.has('g') ? String(Number(args.value('g')) + 10) : '75'),
    );
    if (width === undefined || width > 2500) return yield* misuseWidth(args.value('w') ?? '');
    const goal = parseInteger(args.value('g') ?? String(Math.trunc((width * 187) / 200)));
    if (goal === undefined || goal > width) return yield* misuseWidth(args.value('g') ?? '');
    const mode = args.has('s') ? 'split' : args.has('c') ? 'crown' : args.has('t') ? 'tagged' : 'fill';
    const style: Style = { mode, uniform: args.has('u'), prefix: args.value('p') ?? '', width, goal };
    let status = 0;
    for (const path of call.operands.length > 0 ? call.operands : ['-']) {
      const input = openInput(call.proc, path);
      if (!input.ok) {
        const { errno, when } = input.error;
        const why = `cannot open ${quoteAlways(path)} for reading: ${describeErrno(errno)}`;
        status = yield* complain(call, when === 'open' ? why : 'read error');
        continue;
      }
      yield* say(call, textOf(formatted(octetsOf(yield* input.value.all()), style)));
      input.value.close();
    }
    return status;

    function* misuseWidth(text: string) {
      const known = parseInteger(text);
      const why = known === undefined ? '' : ': Numerical result out of range';
      return yield* complain(call, `invalid width: ${quote(text)}${why}`);
    }
  },
});

function formatted(text: string, style: Style): string {
  const lines = splitLines(text).map((line) => lineOf(withoutEnd(line), style.prefix));
  const hasTabs = text.includes('\t');
  let result = '';
  let others = 0;
  for (let i = 0; i < lines.length; ) {
    const first = lines[i] as Line;
    if (first.apart) {
      result += `${first.source}\n`;
      i++;
      continue;
    }
    others = othersIndent(lines, i, { style, before: others });
    const count = paragraphLength(lines, i, { style, others });
    const words = lines.slice(i, i + count).flatMap((line) => wordsOf(line.text, style.uniform));
    const last = words.at(-1);
    if (last) words[words.length - 1] = { ...last, period: true, final: true };
    const broken = brokenLines(words, { first: first.indent, others, width: style.width, goal: style.goal });
    for (const [row, line] of broken.entries()) {
      const lead = spaces(0, first.lead, hasTabs) + style.prefix.trim();
      const from = first.lead + style.prefix.trim().length;
      result += `${lead}${spaces(from, row === 0 ? first.indent : others, hasTabs)}${line}\n`;
    }
    i += count;
  }
  return result;
}

function lineOf(source: string, prefix: string): Line {
  const lead = /^[ \t]*/.exec(source)?.[0] ?? '';
  const wanted = prefix.trim();
  const rest = source.slice(lead.length);
  const blanksBefore = columnAfter(lead, 0);
  // Without a prefix, all of the indentation is the text's.
  const leadColumn = wanted === '' ? Math.min(prefix.length, blanksBefore) : blanksBefore;
  const blanks = /^[ \t]*/.exec(rest.slice(wanted.length))?.[0] ?? '';
  const text = rest.slice(wanted.length + blanks.length);
  const needed = leadColumn + wanted.length + (/ *$/.exec(prefix)?.[0].length ?? 0);
  const indent = wanted === '' ? blanksBefore : columnAfter(blanks, leadColumn + wanted.length);
  const tooFarLeft = leadColumn < (/^ */.exec(prefix)?.[0].length ?? 0);
  const lacksPrefix = !rest.startsWith(wanted) || tooFarLeft || indent < needed;
  return {
    indent,
    lead: leadColumn,
    text,
    apart: text === '' || lacksPrefix,
    source: text === '' && wanted === '' ? '' : source,
  };
}

function columnAfter(blanks: string, from: number): number {
  return Array.from(blanks).reduce((at, blank) => (blank === '\t' ? at + 8 - (at % 8) : at + 1), from);
}

function isSameParagraph(first: Line, next: Line | undefined): next is Line {
  return next !== undefined && !next.apart && next.lead === first.lead;
}

/** How the lines after the first are indented. A tagged paragraph of one line takes over what the one before had. */
function othersIndent(
  lines: readonly Line[],
  at: number,
  { style, before }: { readonly style: Style; readonly before: number },
): number {
  const [first, second] = [lines[at] as Line, lines[at + 1]];
  const hasSecond = isSameParagraph(first, second);
  if (style.mode === 'crown') return hasSecond ? second.indent : first.indent;
  if (style.mode !== 'tagged') return first.indent;
  if (hasSecond && second.indent !== first.indent) return second.indent;
  if (before !== first.indent) return before;
  return first.indent === 0 ? 3 : 0;
}

function paragraphLength(
  lines: readonly Line[],
  at: number,
  { style, others }: { readonly style: Style; readonly others: number },
): number {
  const first = lines[at] as Line;
  if (style.mode === 'split' || (style.mode === 'tagged' && lines[at + 1]?.indent === first.indent)) return 1;
  let count = 1;
  for (let next = lines[at + 1]; isSameParagraph(first, next) && next.indent === others; )
    next = lines[at + ++count];
  return count;
}

function wordsOf(text: string, uniform: boolean): FmtWord[] {
  return [...text.matchAll(/([^ \t\n\v\f\r]+)([ \t\v\f\r]*)/g)].map(([, word = '', gap = ''], i, all) => {
    const bare = word.replace(/[)\]'"]+$/, '');
    const period = /[.?!]$/.test(bare);
    const isLast = i === all.length - 1;
    const final = period && (isLast || gap.length > 1);
    return {
      text: word,
      space: isLast || uniform ? (final ? 2 : 1) : gap.length,
      paren: /^[(['`"]/.test(word),
      period,
      punct: /[!-/:-@[-`{-~]$/.test(word),
      final,
    };
  });
}

/** From one column to another; with tabs if the input had some. */
function spaces(from: number, to: number, withTabs: boolean): string {
  const stop = Math.floor(to / 8) * 8;
  if (!withTabs || from + 1 >= stop) return ' '.repeat(Math.max(0, to - from));
  return '\t'.repeat(Math.ceil((stop - from) / 8)) + ' '.repeat(to - stop);
}
