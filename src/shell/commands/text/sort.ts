import { byText } from '../../../base/order.ts';
import { describeErrno } from '../../errno-words.ts';
import { openInput, splitLines, withoutEnd } from './input.ts';
import { octetsOf } from './octet-text.ts';
import { quote, quoteFile } from './quote.ts';
import { comparatorOf, type KeyOrder, keyText, orderOf, parseKey, type SortKey } from './sort-key.ts';
import { type Call, complain, misuse, opt, say, tool } from './tool.ts';

const TROUBLE = 2;

interface Ordering {
  readonly keys: readonly SortKey[];
  readonly order: KeyOrder;
  readonly separator: string | undefined;
  readonly compare: (a: string, b: string) => number;
}

export const sort = tool({
  name: 'sort',
  about: 'sort lines of text files',
  usageStatus: TROUBLE,
  options: [
    opt('b', 'ignore-leading-blanks', 'ignore leading blanks'),
    opt('c', 'check', 'check for sorted input; do not sort'),
    opt('C', '', 'like -c, but do not report first bad line'),
    opt('d', 'dictionary-order', 'consider only blanks and alphanumeric characters'),
    opt('f', 'ignore-case', 'fold lower case to upper case characters'),
    opt('g', 'general-numeric-sort', 'compare according to general numerical value'),
    opt('h', 'human-numeric-sort', 'compare human readable numbers (e.g., 2K 1G)'),
    opt('k', 'key=KEYDEF', 'sort via a key; KEYDEF gives location and type'),
    opt('m', 'merge', 'merge already sorted files; do not sort'),
    opt('M', 'month-sort', "compare (unknown) < 'JAN' < ... < 'DEC'"),
    opt('n', 'numeric-sort', 'compare according to string numerical value'),
    opt('o', 'output=FILE', 'write result to FILE instead of standard output'),
    opt('r', 'reverse', 'reverse the result of comparisons'),
    opt('s', 'stable', 'stabilize sort by disabling last-resort comparison'),
    opt('t', 'field-separator=SEP', 'use SEP instead of non-blank to blank transition'),
    opt(
      'u',
      'unique',
      'with -c, check for strict ordering; without -c, output only the first of an equal run',
    ),
    opt('V', 'version-sort', 'natural sort of (version) numbers within text'),
    opt('z', 'zero-terminated', 'line delimiter is NUL, not newline'),
  ],
  *run(call) {
    const { args, operands, proc } = call;
    const ordering = orderingOf(call);
    if (typeof ordering === 'string') return yield* complainTrouble(call, ordering);
    const checks = args.has('c') || args.has('C');
    if (checks && operands.length > 1) {
      return yield* misuse(call, `extra operand ${quote(operands[1] ?? '')} not allowed with -c`, TROUBLE);
    }
    const end = args.has('z') ? '\0' : '\n';
    const lines: string[] = [];
    for (const path of operands.length > 0 ? operands : ['-']) {
      const input = openInput(proc, path);
      if (!input.ok) {
        const what = input.error.when === 'open' ? 'cannot read' : 'read failed';
        return yield* complainTrouble(
          call,
          `${what}: ${quoteFile(path)}: ${describeErrno(input.error.errno)}`,
        );
      }
      const text = yield* input.value.all();
      for (const line of splitLines(text, end)) lines.push(withoutEnd(line, end));
      input.value.close();
    }
    if (checks) return yield* check(call, lines, ordering, operands[0] ?? '-');
    lines.sort(ordering.compare);
    const kept = args.has('u')
      ? lines.filter((line, i) => i === 0 || byKeys(lines[i - 1] as string, line, ordering) !== 0)
      : lines;
    const text = kept.map((line) => line + end).join('');
    const target = args.value('o');
    if (target === undefined) {
      yield* say(call, text);
      return 0;
    }
    const opened = proc.open(target, 'write');
    if (!opened.ok)
      return yield* complainTrouble(
        call,
        `open failed: ${quoteFile(target)}: ${describeErrno(opened.error)}`,
      );
    opened.value.open();
    yield* opened.value.write(text);
    opened.value.close();
    return 0;
  },
});

function* complainTrouble(call: Call, message: string) {
  yield* complain(call, message);
  return TROUBLE;
}

const LETTERS = ['b', 'd', 'f', 'g', 'h', 'M', 'n', 'r', 'V'];

function orderingOf({ args }: Call): Ordering | string {
  const letters = LETTERS.filter((letter) => args.has(letter)).join('');
  const separator = args.value('t');
  if (separator === '') return 'empty tab';
  if (separator !== undefined && separator !== '\\0' && Array.from(separator).length > 1) {
    return `multi-character tab ${quote(separator)}`;
  }
  const clash = ['n', 'g', 'h', 'M', 'V'].filter((letter) => letters.includes(letter));
  if (clash.length > 1) return `options '-${clash.sort(byText).join('')}' are incompatible`;
  const keys: SortKey[] = [];
  for (const text of args.values('k')) {
    const key = parseKey(text, letters);
    if (typeof key === 'string') return key;
    keys.push(key);
  }
  const ordering = { keys, order: orderOf(letters), separator: separator === '\\0' ? '\0' : separator };
  const isStable = args.has('s') || args.has('u');
  const compare = (a: string, b: string): number => {
    const order = byKeys(a, b, ordering);
    if (order !== 0 || isStable) return order;
    const last = byText(octetsOf(a), octetsOf(b));
    return ordering.order.reverse ? -last : last;
  };
  return { ...ordering, compare };
}

function byKeys(a: string, b: string, { keys, order, separator }: Omit<Ordering, 'compare'>): number {
  if (keys.length === 0) return comparatorOf(order)(a, b);
  for (const key of keys) {
    const result = comparatorOf(key.order)(keyText(a, key, separator), keyText(b, key, separator));
    if (result !== 0) return result;
  }
  return 0;
}

function* check(call: Call, lines: readonly string[], ordering: Ordering, path: string) {
  const strict = call.args.has('u');
  for (let i = 1; i < lines.length; i++) {
    const order = strict
      ? byKeys(lines[i - 1] as string, lines[i] as string, ordering)
      : ordering.compare(lines[i - 1] as string, lines[i] as string);
    if (strict ? order < 0 : order <= 0) continue;
    if (!call.args.has('C')) yield* complain(call, `${path}:${i + 1}: disorder: ${lines[i]}`);
    return 1;
  }
  return 0;
}
