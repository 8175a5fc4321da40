import { forEachInput, withoutEnd } from './input.ts';
import { octetsOf, textOf } from './octet-text.ts';
import { quote } from './quote.ts';
import { type Call, misuse, opt, say, tool } from './tool.ts';

/** Inclusive, from 1. */
interface Range {
  readonly from: number;
  readonly to: number;
}

interface Cutting {
  readonly ranges: readonly Range[];
  readonly complement: boolean;
  readonly byFields: boolean;
  readonly delimiter: string;
  readonly outputDelimiter: string | undefined;
  readonly onlyDelimited: boolean;
}

export const cut = tool({
  name: 'cut',
  about: 'remove sections from each line of files',
  operands: 'OPTION... [FILE]...',
  options: [
    opt('b', 'bytes=LIST', 'select only these bytes'),
    opt('c', 'characters=LIST', 'select only these characters'),
    opt('d', 'delimiter=DELIM', 'use DELIM instead of TAB for field delimiter'),
    opt(
      'f',
      'fields=LIST',
      'select only these fields; also print any line that contains no delimiter character',
    ),
    opt('n', '', '(ignored)'),
    opt('', 'complement', 'complement the set of selected bytes, characters or fields'),
    opt('s', 'only-delimited', 'do not print lines not containing delimiters'),
    opt('', 'output-delimiter=STRING', 'use STRING as the output delimiter'),
    opt('z', 'zero-terminated', 'line delimiter is NUL, not newline'),
  ],
  *run(call) {
    const cutting = cuttingOf(call);
    if (typeof cutting === 'string') return yield* misuse(call, cutting);
    const end = call.args.has('z') ? '\0' : '\n';
    return yield* forEachInput(call, call.operands, function* (input) {
      for (let lines = yield* input.lines(end); lines; lines = yield* input.lines(end)) {
        const rows: string[] = [];
        for (const line of lines) {
          const body = withoutEnd(line, end);
          const row = cutting.byFields ? cutFields(body, cutting) : cutOctets(body, cutting);
          if (row !== undefined) rows.push(row + end);
        }
        yield* say(call, rows.join(''));
      }
    });
  },
});

function cuttingOf({ args }: Call): Cutting | string {
  const lists = args.given.filter(({ spec }) => ['b', 'c', 'f'].includes(spec.short ?? ''));
  if (lists.length > 1) return 'only one list may be specified';
  const [list] = lists;
  const delimiter = args.value('d');
  if (delimiter !== undefined && octetsOf(delimiter).length > 1)
    return 'the delimiter must be a single character';
  if (!list) return 'you must specify a list of bytes, characters, or fields';
  const byFields = list.spec.short === 'f';
  if (delimiter !== undefined && !byFields)
    return 'an input delimiter may be specified only when operating on fields';
  if (args.has('s') && !byFields) {
    return 'suppressing non-delimited lines makes sense\n\tonly when operating on fields';
  }
  const ranges = parseRanges(list.value ?? '', byFields ? 'fields' : 'bytes');
  if (typeof ranges === 'string') return ranges;
  return {
    ranges,
    complement: args.has('complement'),
    byFields,
    delimiter: delimiter === '' ? '\0' : (delimiter ?? '\t'),
    outputDelimiter: args.value('output-delimiter'),
    onlyDelimited: args.has('s'),
  };
}

function parseRanges(list: string, what: 'fields' | 'bytes'): Range[] | string {
  const ranges: Range[] = [];
  for (const part of list.split(/[, \t]/)) {
    const match = /^(\d*)(-?)(\d*)$/.exec(part);
    if (!match) {
      const bad = /^[\d-]*/.exec(part)?.[0] ?? '';
      const value = /^\d*-.*-/.test(part)
        ? undefined
        : part.slice(bad.length > 0 && /^\d+-/.test(part) ? bad.length : 0);
      if (value === undefined) return `invalid ${what === 'fields' ? 'field' : 'byte or character'} range`;
      return what === 'fields'
        ? `invalid field value ${quote(value)}`
        : `invalid byte/character position ${quote(value)}`;
    }
    const [, from = '', dash = '', to = ''] = match;
    if (part === '-') return 'invalid range with no endpoint: -';
    if (part === '' || Number(from || 1) === 0 || (to !== '' && Number(to) === 0 && from === '')) {
      return what === 'fields'
        ? 'fields are numbered from 1'
        : 'byte/character positions are numbered from 1';
    }
    const range = { from: Number(from || 1), to: dash ? (to === '' ? Infinity : Number(to)) : Number(from) };
    if (range.to < range.from) return 'invalid decreasing range';
    ranges.push(range);
  }
  return ranges;
}

function isSelected({ ranges, complement }: Cutting, position: number): boolean {
  return ranges.some(({ from, to }) => position >= from && position <= to) !== complement;
}

function cutOctets(line: string, cutting: Cutting): string {
  const octets = octetsOf(line);
  const delimiter = cutting.outputDelimiter;
  let result = '';
  for (let i = 0; i < octets.length; i++) {
    if (!isSelected(cutting, i + 1)) continue;
    const begins = !isSelected(cutting, i) || startsRange(cutting, i + 1);
    if (delimiter !== undefined && result !== '' && begins) result += octetsOf(delimiter);
    result += octets[i];
  }
  return textOf(result);
}

/** A range that follows another without a gap is a piece of its own, unless they overlap. */
function startsRange({ ranges, complement }: Cutting, position: number): boolean {
  if (complement) return false;
  return (
    ranges.some(({ from }) => from === position) &&
    !ranges.some(({ from, to }) => from < position && to >= position)
  );
}

function cutFields(line: string, cutting: Cutting): string | undefined {
  const { delimiter, outputDelimiter = delimiter } = cutting;
  if (!line.includes(delimiter)) return cutting.onlyDelimited ? undefined : line;
  return line
    .split(delimiter)
    .filter((_, i) => isSelected(cutting, i + 1))
    .join(outputDelimiter);
}
