import type { Nanos } from '../../../engine/ids.ts';
import { byText } from '../../../base/order.ts';
import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import { unixTime } from '../../wall-clock.ts';
import { err } from '../../say.ts';
import { formatDate } from './date-format.ts';
import { type Change, changesBetween } from './diff-lines.ts';
import { openInput, splitLines } from './input.ts';
import { absolute, inside, isDirectoryAt, lastPart, statPath } from './paths.ts';
import { quoteAlways } from './quote.ts';
import { type Call, complain, opt, say, tool } from './tool.ts';

const TROUBLE = 2;

export const diff = tool({
  name: 'diff',
  about: 'compare files line by line',
  operands: 'FILES',
  usageStatus: TROUBLE,
  options: [
    opt('b', 'ignore-space-change', 'ignore changes in the amount of white space'),
    opt('B', 'ignore-blank-lines', 'ignore changes where lines are all blank'),
    opt('i', 'ignore-case', 'ignore case differences in file contents'),
    opt('', 'label=LABEL', 'use LABEL instead of file name and timestamp (can be repeated)'),
    opt('N', 'new-file', 'treat absent files as empty'),
    opt('q', 'brief', 'report only when files differ'),
    opt('r', 'recursive', 'recursively compare any subdirectories found'),
    opt('s', 'report-identical-files', 'report when two files are the same'),
    opt('u', '', 'output 3 lines of unified context'),
    opt('U', 'unified=NUM', 'output NUM lines of unified context'),
    opt('w', 'ignore-all-space', 'ignore all white space'),
    opt('y', 'side-by-side', 'output in two columns'),
    opt('', 'color=[WHEN]', 'color output'),
  ],
  *run(call) {
    const { operands } = call;
    const [left, right, extra] = operands;
    if (left === undefined || right === undefined) {
      const what =
        left === undefined
          ? `missing operand after '${call.name}'`
          : `missing operand after ${quoteAlways(left)}`;
      return yield* wrong(call, what);
    }
    if (extra !== undefined) return yield* wrong(call, `extra operand ${quoteAlways(extra)}`);
    return yield* compare(call, left, right, false);
  },
});

function* wrong(call: Call, what: string): Co<number> {
  yield* err(
    call.proc,
    `${call.name}: ${what}\n${call.name}: Try '${call.name} --help' for more information.\n`,
  );
  return TROUBLE;
}

function* compare(call: Call, left: string, right: string, isInner: boolean): Co<number> {
  const { proc } = call;
  const folders = [left, right].map((path) => path !== '-' && isDirectoryAt(proc, path));
  if (folders[0] && folders[1]) return yield* compareFolders(call, left, right);
  if (folders[0]) return yield* compare(call, inside(left, lastPart(right)), right, isInner);
  if (folders[1]) return yield* compare(call, left, inside(right, lastPart(left)), isInner);
  const texts: string[] = [];
  for (const path of [left, right]) {
    const input = openInput(proc, path);
    if (!input.ok && input.error.errno === 'ENOENT' && call.args.has('N')) texts.push('');
    else if (!input.ok) yield* complain(call, `${path}: ${describeErrno(input.error.errno)}`);
    else {
      texts.push(yield* input.value.all());
      input.value.close();
    }
  }
  const [before, after] = texts;
  if (before === undefined || after === undefined) return TROUBLE;
  return yield* report(call, [left, right], [before, after], isInner);
}

function* compareFolders(call: Call, left: string, right: string): Co<number> {
  const { args, proc } = call;
  const namesIn = (folder: string): readonly string[] => {
    const list = proc.files.list(absolute(proc, folder));
    return list.ok ? list.value : [];
  };
  const [here, there] = [namesIn(left), namesIn(right)];
  let status = 0;
  for (const name of [...new Set([...here, ...there])].sort(byText)) {
    const isBoth = here.includes(name) && there.includes(name);
    const paths = [inside(left, name), inside(right, name)] as const;
    const areFolders = paths.map((path) => isDirectoryAt(proc, path));
    if (!isBoth && !args.has('N')) {
      yield* say(call, `Only in ${here.includes(name) ? left : right}: ${name}\n`);
      status = Math.max(status, 1);
    } else if (areFolders[0] && areFolders[1] && !args.has('r')) {
      yield* say(call, `Common subdirectories: ${paths[0]} and ${paths[1]}\n`);
    } else status = Math.max(status, yield* compare(call, paths[0], paths[1], true));
  }
  return status;
}

function* report(
  call: Call,
  [left, right]: readonly [string, string],
  [before, after]: readonly [string, string],
  isInner: boolean,
): Co<number> {
  const { args } = call;
  const key = keyFor(call);
  const [old, now] = [splitLines(before), splitLines(after)];
  const changes = changesBetween(old.map(key), now.map(key)).filter(
    (change) => !args.has('B') || !isBlankOnly(old, now, change),
  );
  if (changes.length === 0) {
    if (args.has('s')) yield* say(call, `Files ${left} and ${right} are identical\n`);
    return 0;
  }
  if (args.has('q')) {
    yield* say(call, `Files ${left} and ${right} differ\n`);
    return 1;
  }
  const context = args.has('U') ? Number(args.value('U')) : args.has('u') ? 3 : undefined;
  if (isInner) {
    const options = args.given.map(({ spec, value }) => `-${spec.short ?? `-${spec.long}`}${value ?? ''}`);
    yield* say(call, `${['diff', ...options, left, right].join(' ')}\n`);
  }
  if (context === undefined) yield* say(call, changes.map((change) => normal(old, now, change)).join(''));
  else {
    const labels = args.values('label');
    const heads = [left, right].map((path, i) => labels[i] ?? `${path}\t${timeOf(call, path)}`);
    yield* say(call, `--- ${heads[0]}\n+++ ${heads[1]}\n${unified(old, now, changes, context)}`);
  }
  return 1;
}

function keyFor({ args }: Call): (line: string) => string {
  return (line) => {
    let key = line;
    if (args.has('w')) key = key.replace(/\s+/g, '');
    else if (args.has('b')) key = key.replace(/\s+/g, ' ').trimEnd();
    return args.has('i') ? key.toLowerCase() : key;
  };
}

function isBlankOnly(
  old: readonly string[],
  now: readonly string[],
  { from, to, newFrom, newTo }: Change,
): boolean {
  return [...old.slice(from, to), ...now.slice(newFrom, newTo)].every((line) => line.trim() === '');
}

function timeOf({ proc }: Call, path: string): string {
  const found = statPath(proc, path);
  const time = unixTime((found.ok ? found.value.mtime : proc.world.now) as Nanos);
  return formatDate('%Y-%m-%d %H:%M:%S.%N %z', time);
}

function normal(
  old: readonly string[],
  now: readonly string[],
  { from, to, newFrom, newTo }: Change,
): string {
  const range = (first: number, last: number): string =>
    last - first > 1 ? `${first + 1},${last}` : `${last}`;
  const letter = from === to ? 'a' : newFrom === newTo ? 'd' : 'c';
  const head = `${range(from, to)}${letter}${range(newFrom, newTo)}\n`;
  const gone = old
    .slice(from, to)
    .map((line) => marked('< ', line))
    .join('');
  const come = now
    .slice(newFrom, newTo)
    .map((line) => marked('> ', line))
    .join('');
  return `${head}${gone}${letter === 'c' ? '---\n' : ''}${come}`;
}

function marked(mark: string, line: string): string {
  return line.endsWith('\n') ? mark + line : `${mark}${line}\n\\ No newline at end of file\n`;
}

function unified(
  old: readonly string[],
  now: readonly string[],
  changes: readonly Change[],
  context: number,
): string {
  let text = '';
  for (let i = 0; i < changes.length; ) {
    let last = i;
    while (
      last + 1 < changes.length &&
      (changes[last + 1] as Change).from - (changes[last] as Change).to <= 2 * context
    )
      last++;
    text += hunk(old, now, changes.slice(i, last + 1), context);
    i = last + 1;
  }
  return text;
}

function hunk(
  old: readonly string[],
  now: readonly string[],
  changes: readonly Change[],
  context: number,
): string {
  const first = changes[0] as Change;
  const final = changes.at(-1) as Change;
  const lead = Math.min(context, first.from);
  const trail = Math.min(context, old.length - final.to);
  const range = (from: number, to: number): string =>
    to - from === 1 ? `${to}` : `${to === from ? to : from + 1},${to - from}`;
  let text = `@@ -${range(first.from - lead, final.to + trail)} +${range(first.newFrom - lead, final.newTo + trail)} @@\n`;
  let at = first.from - lead;
  for (const { from, to, newFrom, newTo } of changes) {
    for (; at < from; at++) text += marked(' ', old[at] as string);
    for (; at < to; at++) text += marked('-', old[at] as string);
    for (let j = newFrom; j < newTo; j++) text += marked('+', now[j] as string);
  }
  for (; at < final.to + trail; at++) text += marked(' ', old[at] as string);
  return text;
}
