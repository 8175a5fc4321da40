import { octetLength } from '../../octets.ts';
import { forEachInput } from './input.ts';
import { quote } from './quote.ts';
import { type Call, complain, opt, say, tool } from './tool.ts';

export const expand = tool({
  name: 'expand',
  about: 'convert tabs to spaces',
  options: [
    opt('i', 'initial', 'do not convert tabs after non blanks'),
    opt('t', 'tabs=N', 'have tabs N characters apart, not 8, or a comma separated list of positions'),
  ],
  prepare: tabStyle,
  *run(call) {
    const stops = stopsOf(call);
    if (typeof stops === 'string') return yield* complain(call, stops);
    return yield* forEachInput(call, call.operands, function* (input) {
      for (let lines = yield* input.lines(); lines; lines = yield* input.lines()) {
        yield* say(call, lines.map((line) => expanded(line, stops, call.args.has('i'))).join(''));
      }
    });
  },
});

/** `expand -4`. */
export function tabStyle(args: readonly string[]): readonly string[] {
  return args.map((arg) => (/^-\d+(,\d+)*$/.test(arg) ? `-t${arg.slice(1)}` : arg));
}

/** One number: every so many columns; several: there, and beyond the last one each column. */
export function stopsOf({ args }: Call): readonly number[] | string {
  const list = (args.value('t') ?? '8').split(/[, ]/);
  const bad = list.find((stop) => !/^\d+$/.test(stop));
  if (bad !== undefined) return `tab size contains invalid character(s): ${quote(bad)}`;
  const stops = list.map(Number);
  return stops.includes(0) ? 'tab size cannot be 0' : stops;
}

export function nextStop(stops: readonly number[], column: number): number {
  const [first = 8] = stops;
  if (stops.length === 1) return column + first - (column % first);
  return stops.find((stop) => stop > column) ?? column + 1;
}

function expanded(line: string, stops: readonly number[], onlyInitial: boolean): string {
  let text = '';
  let column = 0;
  let isInitial = true;
  for (const character of line) {
    if (character === '\t' && (isInitial || !onlyInitial)) {
      const next = nextStop(stops, column);
      text += ' '.repeat(next - column);
      column = next;
      continue;
    }
    if (character !== ' ' && character !== '\t') isInitial = false;
    text += character;
    // Columns are octets (coreutils 9.1).
    column = character === '\b' ? Math.max(0, column - 1) : column + octetLength(character);
  }
  return text;
}
