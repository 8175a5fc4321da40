import { parseInteger } from './counts.ts';
import { forEachInput, splitLines, withoutEnd } from './input.ts';
import { complain, opt, say, tool } from './tool.ts';

export const column = tool({
  name: 'column',
  about: 'columnate lists',
  options: [
    opt('c', 'output-width=width', 'width of output in number of characters'),
    opt('d', 'table-noheadings', "don't print header"),
    opt('L', 'keep-empty-lines', "don't ignore empty lines"),
    opt('N', 'table-columns=names', 'comma separated columns names'),
    opt('o', 'output-separator=string', 'columns separator for table output (default is two spaces)'),
    opt('R', 'table-right=columns', 'right align text in these columns'),
    opt('s', 'separator=string', 'possible table delimiters'),
    opt('t', 'table', 'create a table'),
    opt('x', 'fillrows', 'fill rows before columns'),
  ],
  *run(call) {
    const { args } = call;
    const lines: string[] = [];
    const status = yield* forEachInput(call, call.operands, function* (input) {
      for (const line of splitLines(yield* input.all())) lines.push(withoutEnd(line));
    });
    const kept = args.has('L') ? lines : lines.filter((line) => line.trim() !== '');
    const width = parseInteger(args.value('c') ?? '80');
    if (width === undefined) return yield* complain(call, `invalid columns argument: '${args.value('c')}'`);
    if (args.has('t')) {
      const header = args.value('N')?.split(',');
      const rows = kept.map((line) => cellsOf(line, args.value('s')));
      const right = new Set(
        (args.value('R') ?? '')
          .split(',')
          .filter(Boolean)
          .map((name) => (header?.indexOf(name) ?? -1) + 1 || Number(name)),
      );
      yield* say(
        call,
        table(header && !args.has('d') ? [header, ...rows] : rows, args.value('o') ?? '  ', right),
      );
    } else yield* say(call, filled(kept, width, args.has('x')));
    return status;
  },
});

/** Without separators white space divides, however much of it; each separator of -s divides by itself. */
function cellsOf(line: string, separators: string | undefined): string[] {
  if (separators === undefined) return line.trim().split(/[ \t]+/);
  const pattern = separators.replace(/[\\\]^-]/g, '\\$&');
  return line.split(new RegExp(`[${pattern}]`));
}

function table(rows: readonly (readonly string[])[], separator: string, right: ReadonlySet<number>): string {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, i) =>
    Math.max(...rows.map((row) => displayWidth(row[i] ?? ''))),
  );
  return rows
    .map((row) => {
      const cells = widths.map((width, i) => {
        const cell = row[i] ?? '';
        const padding = ' '.repeat(width - displayWidth(cell));
        if (right.has(i + 1)) return padding + cell;
        return i === count - 1 ? cell : cell + padding;
      });
      return `${cells.join(separator)}\n`;
    })
    .join('');
}

const TAB = 8;

/** Columns as wide as the widest entry, up to the next tab stop, filled with tabs. */
function filled(entries: readonly string[], width: number, byRows: boolean): string {
  const widest = Math.max(0, ...entries.map(displayWidth));
  const step = (Math.floor(widest / TAB) + 1) * TAB;
  const columns = Math.max(1, Math.floor(width / step));
  if (widest >= width || columns === 1) return entries.map((entry) => `${entry}\n`).join('');
  const rows = Math.ceil(entries.length / columns);
  let text = '';
  for (let r = 0; r < rows; r++) {
    const row = entries.filter((_, i) => (byRows ? Math.floor(i / columns) === r : i % rows === r));
    text += row
      .map((entry, i) => (i === row.length - 1 ? entry : entry + tabsTo(displayWidth(entry), step)))
      .join('');
    text += '\n';
  }
  return text;
}

function tabsTo(from: number, to: number): string {
  return '\t'.repeat(Math.ceil((to - from) / TAB));
}

function displayWidth(text: string): number {
  let width = 0;
  for (const character of text)
    width += /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60]/.test(
      character,
    )
      ? 2
      : 1;
  return width;
}
