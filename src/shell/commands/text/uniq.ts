import { parseInteger } from './counts.ts';
import { openInput, withoutEnd } from './input.ts';
import { quote, quoteAlways, quoteFile } from './quote.ts';
import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import { type Call, complain, fileError, misuse, opt, say, tool } from './tool.ts';

export const uniq = tool({
  name: 'uniq',
  about: 'report or omit repeated lines',
  operands: '[INPUT [OUTPUT]]',
  options: [
    opt('c', 'count', 'prefix lines by the number of occurrences'),
    opt('d', 'repeated', 'only print duplicate lines, one for each group'),
    opt('D', '', 'print all duplicate lines'),
    opt(
      '',
      'all-repeated=[METHOD]',
      'like -D, with an empty line between the groups: none, prepend, separate',
    ),
    opt('f', 'skip-fields=N', 'avoid comparing the first N fields'),
    opt('', 'group=[METHOD]', 'show all lines, the groups apart: separate, prepend, append, both'),
    opt('i', 'ignore-case', 'ignore differences in case when comparing'),
    opt('s', 'skip-chars=N', 'avoid comparing the first N characters'),
    opt('u', 'unique', 'only print unique lines'),
    opt('w', 'check-chars=N', 'compare no more than N characters in lines'),
    opt('z', 'zero-terminated', 'line delimiter is NUL, not newline'),
  ],
  *run(call) {
    const { args, operands, proc } = call;
    for (const [name, what] of [
      ['f', 'fields to skip'],
      ['s', 'bytes to skip'],
      ['w', 'bytes to compare'],
    ] as const) {
      const text = args.value(name);
      if (text !== undefined && parseInteger(text) === undefined) {
        return yield* complain(call, `${text}: invalid number of ${what}`);
      }
    }
    const grouping = groupingOf(call);
    if (typeof grouping === 'string') return yield* misuse(call, grouping);
    if (operands.length > 2) return yield* misuse(call, `extra operand ${quote(operands[2] ?? '')}`);
    const path = operands[0] ?? '-';
    const input = openInput(proc, path);
    if (!input.ok) {
      if (input.error.when === 'read') return yield* complain(call, `error reading ${quoteAlways(path)}`);
      return yield* fileError(call, path, input.error.errno);
    }
    const target = operands[1];
    if (target !== undefined && target !== '-') {
      const opened = proc.open(target, 'write');
      if (!opened.ok) return yield* complain(call, `${quoteFile(target)}: ${describeErrno(opened.error)}`);
      opened.value.open();
      proc.fds.get(1)?.close();
      proc.fds.set(1, opened.value);
    }
    const end = args.has('z') ? '\0' : '\n';
    let group: string[] = [];
    let key: string | undefined;
    let printed = 0;
    const finishGroup = function* (): Co<void> {
      const text = shown(call, group, end);
      if (text !== '') yield* say(call, apart(grouping, text, end, printed++ === 0));
    };
    for (let lines = yield* input.value.lines(end); lines; lines = yield* input.value.lines(end)) {
      for (const line of lines) {
        const body = withoutEnd(line, end);
        const next = keyOf(call, body);
        if (key === next) {
          group.push(body);
          continue;
        }
        if (key !== undefined) yield* finishGroup();
        group = [body];
        key = next;
      }
    }
    if (key !== undefined) yield* finishGroup();
    if (printed > 0 && (grouping.method === 'append' || grouping.method === 'both')) yield* say(call, end);
    input.value.close();
    return 0;
  },
});

function keyOf({ args }: Call, line: string): string {
  let rest = line;
  for (let n = Number(args.value('f') ?? 0); n > 0; n--) rest = rest.replace(/^[ \t]*[^ \t]*/, '');
  rest = rest.slice(Number(args.value('s') ?? 0));
  const width = args.value('w');
  if (width !== undefined) rest = rest.slice(0, Number(width));
  return args.has('i') ? rest.toLowerCase() : rest;
}

/** Where the empty lines between groups go. */
interface Grouping {
  readonly method: 'none' | 'prepend' | 'append' | 'separate' | 'both';
}

const GROUP = ['prepend', 'append', 'separate', 'both'] as const;
const ALL_REPEATED = ['none', 'prepend', 'separate'] as const;

/** How the groups are kept apart, or what is wrong with what was asked for. */
function groupingOf({ args }: Call): Grouping | string {
  for (const [name, methods, usual] of [
    ['group', GROUP, 'separate'],
    ['all-repeated', ALL_REPEATED, 'none'],
  ] as const) {
    if (!args.has(name)) continue;
    const text = args.value(name) ?? '';
    const method = text === '' ? usual : methods.find((known) => known.startsWith(text));
    if (method === undefined) {
      const valid = methods.map((known) => `\n  - ${quote(known)}`).join('');
      return `invalid argument ${quote(text)} for ${quote(`--${name}`)}\nValid arguments are:${valid}`;
    }
    if (name === 'group' && ['c', 'd', 'D', 'u', 'all-repeated'].some((other) => args.has(other)))
      return '--group is mutually exclusive with -c/-d/-D/-u';
    if (name === 'group') return { method };
    if (!args.has('c')) return { method };
  }
  const isAll = args.has('D') || args.has('all-repeated');
  if (isAll && args.has('c')) return 'printing all duplicated lines and repeat counts is meaningless';
  return { method: 'none' };
}

function apart({ method }: Grouping, text: string, end: string, isFirst: boolean): string {
  const isBefore = method === 'prepend' || method === 'both' || (method !== 'none' && !isFirst);
  return isBefore ? end + text : text;
}

function shown({ args }: Call, group: readonly string[], end: string): string {
  const isRepeated = group.length > 1;
  const all = (lines: readonly string[]): string => lines.map((line) => line + end).join('');
  if (args.has('group')) return all(group);
  // With -u the first of each group is left out, too.
  if (args.has('D') || args.has('all-repeated'))
    return isRepeated ? all(group.slice(args.has('u') ? 1 : 0)) : '';
  if (args.has('d') && !isRepeated) return '';
  if (args.has('u') && isRepeated) return '';
  const count = args.has('c') ? `${String(group.length).padStart(7)} ` : '';
  return `${count}${group[0]}${end}`;
}
