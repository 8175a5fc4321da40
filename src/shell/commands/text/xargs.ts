import { nullStream } from '../../plain-streams.ts';
import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import { err } from '../../say.ts';
import { parseInteger } from './counts.ts';
import { Input, openInput } from './input.ts';
import { quoteName } from './quote.ts';
import { statusOfFailure } from './run-command.ts';
import { type Call, complain, fileError, misuse, opt, tool } from './tool.ts';

/** What Linux lets a command line be (ARG_MAX less what findutils leaves). */
const MAX_LINE = 131_072;

export const xargs = tool({
  name: 'xargs',
  about: 'build and execute command lines from standard input',
  operands: '[COMMAND [INITIAL-ARGUMENTS]...]',
  stopAtOperand: true,
  options: [
    opt('0', 'null', 'items are separated by a null, not whitespace'),
    opt('a', 'arg-file=FILE', 'read arguments from FILE, not standard input'),
    opt('d', 'delimiter=CHARACTER', 'items in input stream are separated by CHARACTER'),
    opt('I', '=R', 'replace R in INITIAL-ARGUMENTS with names read from standard input'),
    opt('i', 'replace=[R]', 'the same; R is {} if it is left out'),
    opt('L', 'max-lines=MAX-LINES', 'use at most MAX-LINES non-blank input lines per command line'),
    opt('n', 'max-args=MAX-ARGS', 'use at most MAX-ARGS arguments per command line'),
    opt('P', 'max-procs=MAX-PROCS', 'run at most MAX-PROCS processes at a time; 0: as many as possible'),
    opt('r', 'no-run-if-empty', 'if there are no arguments, then do not run COMMAND'),
    opt('s', 'max-chars=MAX-CHARS', 'limit length of command line to MAX-CHARS'),
    opt('t', 'verbose', 'print commands before executing them'),
    opt('x', 'exit', 'exit if the size is exceeded'),
  ],
  *run(call) {
    const { args, operands, proc } = call;
    for (const name of ['n', 'L', 'P', 's']) {
      const text = args.value(name);
      if (text === undefined) continue;
      const number = parseInteger(text);
      if (number === undefined) return yield* misuse(call, `invalid number "${text}" for -${name} option`);
      if (number < 1 && name !== 'P')
        return yield* misuse(call, `value ${text} for -${name} option should be >= 1`);
    }
    const file = args.value('a');
    const input = file === undefined ? undefined : openInput(proc, file);
    if (input && !input.ok) return yield* fileError(call, file ?? '', input.error.errno);
    const source = input?.value ?? new Input(proc, proc.fds.get(0) ?? nullStream);
    const text = yield* source.all();
    source.close();
    const items = itemsOf(call, text);
    if (typeof items === 'string') return yield* complain(call, items);
    const command = operands.length > 0 ? operands : ['echo'];
    const runner = new Runner(call);
    for (const argv of commandsOf(call, command, items)) {
      yield* runner.run(argv);
      if (runner.isOver) break;
    }
    yield* runner.finish();
    return runner.status;
  },
});

/** Each item, and the line that it was on. */
interface Item {
  readonly text: string;
  readonly line: number;
}

function itemsOf({ args }: Call, text: string): Item[] | string {
  const delimiter = args.has('0') ? '\0' : delimiterOf(args.value('d'));
  if (delimiter !== undefined) {
    const parts = text.split(delimiter);
    if (parts.at(-1) === '') parts.pop();
    return parts.map((part, line) => ({ text: part, line }));
  }
  if (args.has('I') || args.has('i')) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    return lines.map((line, i) => ({ text: withoutQuotes(line.replace(/^[ \t]+/, '')), line: i }));
  }
  return quotedWords(text);
}

function delimiterOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return { '\\n': '\n', '\\t': '\t', '\\0': '\0' }[text] ?? text;
}

function withoutQuotes(line: string): string {
  return line.replace(
    /"([^"\n]*)"|'([^'\n]*)'|\\(.)/g,
    (_, double, single, escaped) => double ?? single ?? escaped,
  );
}

function quotedWords(text: string): Item[] | string {
  const items: Item[] = [];
  const word = /(?:"([^"\n]*)"|'([^'\n]*)'|\\([^])|[^\s"'\\])+/g;
  const open = text.replace(/"[^"\n]*"|'[^'\n]*'|\\[^]/g, '').match(/["']/);
  if (open) {
    const kind = open[0] === '"' ? 'double' : 'single';
    return `unmatched ${kind} quote; by default quotes are special to xargs unless you use the -0 option`;
  }
  let line = 0;
  let from = 0;
  for (const match of text.matchAll(word)) {
    const between = text.slice(from, match.index);
    // A line that ends in a blank goes on.
    line += (between.match(/(?<![ \t])\n/g) ?? []).length > 0 ? 1 : 0;
    from = match.index + match[0].length;
    items.push({ text: withoutQuotes(match[0]), line });
  }
  return items;
}

function* commandsOf(
  { args }: Call,
  command: readonly string[],
  items: readonly Item[],
): Generator<readonly string[]> {
  const replace = args.value('I') ?? (args.has('i') ? args.value('i') || '{}' : undefined);
  if (replace !== undefined) {
    for (const { text } of items) yield command.map((word) => word.replaceAll(replace, text));
    return;
  }
  if (items.length === 0) {
    if (!args.has('r')) yield command;
    return;
  }
  const most = Number(args.value('n') ?? Infinity);
  const lines = Number(args.value('L') ?? Infinity);
  const limit = Number(args.value('s') ?? MAX_LINE);
  let group: Item[] = [];
  let length = 0;
  for (const item of items) {
    const isFull =
      group.length >= most ||
      item.line - (group[0]?.line ?? item.line) >= lines ||
      length + item.text.length + 1 > limit;
    if (isFull && group.length > 0) {
      yield [...command, ...group.map(({ text }) => text)];
      group = [];
      length = 0;
    }
    group.push(item);
    length += item.text.length + 1;
  }
  yield [...command, ...group.map(({ text }) => text)];
}

class Runner {
  status = 0;
  isOver = false;
  readonly #call: Call;
  readonly #most: number;
  readonly #running = new Map<number, string>();

  constructor(call: Call) {
    this.#call = call;
    this.#most = Number(call.args.value('P') ?? 1) || Infinity;
  }

  /** Starts a command as soon as one of those that run makes room for it. */
  *run(argv: readonly string[]): Co<void> {
    const { args, proc } = this.#call;
    while (this.#running.size >= this.#most) yield* this.#awaitOne();
    if (this.isOver) return;
    if (args.has('t')) yield* err(proc, `${argv.map(quoteName).join(' ')}\n`);
    const started = proc.spawn(argv, { fds: new Map(proc.fds).set(0, nullStream) });
    if (started.ok) {
      this.#running.set(started.value, argv[0] ?? '');
      return;
    }
    yield* complain(this.#call, `${argv[0]}: ${describeErrno(started.error)}`);
    this.status = statusOfFailure(started.error);
    this.isOver = true;
  }

  *finish(): Co<void> {
    while (this.#running.size > 0) yield* this.#awaitOne();
  }

  *#awaitOne(): Co<void> {
    const { proc } = this.#call;
    const pids = [...this.#running.keys()];
    yield { for: 'exit', pids };
    const pid = pids.find((each) => proc.processes.get(each)?.ended !== undefined);
    if (pid === undefined) return;
    const name = this.#running.get(pid);
    this.#running.delete(pid);
    const status = yield* proc.wait(pid);
    if (status === 0) return;
    this.isOver ||= status === 255 || status > 128;
    if (status === 255) yield* complain(this.#call, `${name}: exited with status 255; aborting`);
    this.status = status === 255 ? 124 : status > 128 ? 125 : 123;
  }
}
