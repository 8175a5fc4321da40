// jq(1), as jq 1.6. Left out: modules, --stream, --seq, SQL, time zones other than UTC.

import type { Co } from '../../co.ts';
import { readAll } from '../../open.ts';
import type { Proc, Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import { unixTime } from '../../wall-clock.ts';
import { opt } from '../text/tool.ts';
import { type Arguments, readArguments } from './arguments.ts';
import { undefinedNames } from './check.ts';
import { parseJson } from './documents.ts';
import { isTrue } from './evaluate.ts';
import { Inputs } from './inputs.ts';
import { JqSyntaxError } from './lexer.ts';
import { Break, Halt, Machine } from './machine.ts';
import { parseFilter } from './parse.ts';
import { JqError } from './paths.ts';
import { emptyEnv, withVariable } from './scope.ts';
import { compact, print } from './text.ts';
import type { Json, Node } from './tree.ts';

/** Steps of a filter before others get a turn. */
const STEPS = 5000;
/** Results likewise: each takes a few steps only. */
const RESULTS = 500;

const HINT =
  'Use jq --help for help with command-line options,\nor see the jq manpage, or online docs  at https://stedolan.github.io/jq\n';

export const jq: Program = {
  name: 'jq',
  options: {
    about: 'jq - command-line JSON processor',
    operands: '<jq filter> [file...]',
    options: [
      opt('c', 'compact-output', 'print each result on one line'),
      opt('n', 'null-input', "don't read any input"),
      opt('e', 'exit-status', 'set the exit status from the last result'),
      opt('s', 'slurp', 'read all inputs into one array'),
      opt('r', 'raw-output', 'print strings without quotes'),
      opt('R', 'raw-input', 'read lines of text, not JSON'),
      opt('j', 'join-output', 'as -r, without newlines'),
      opt('C', 'color-output', 'colour the output'),
      opt('M', 'monochrome-output', "don't colour the output"),
      opt('S', 'sort-keys', 'sort the keys of objects'),
      opt('a', 'ascii-output', 'print other characters as \\u…'),
      opt('', 'tab', 'indent with tabs'),
      opt('', 'indent=n', 'indent with n spaces'),
      opt('f', 'from-file=file', 'read the filter from a file'),
      opt('', 'arg', 'set a variable to a text: --arg a v'),
      opt('', 'argjson', 'set a variable to a JSON value'),
      opt('', 'slurpfile', 'set a variable to the documents of a file'),
      opt('', 'rawfile', 'set a variable to the text of a file'),
      opt('', 'args', 'the operands are positional arguments'),
      opt('', 'jsonargs', 'the operands are positional JSON arguments'),
    ],
  },
  *run(proc, words) {
    const parsed = readArguments(words);
    if (!parsed.ok) {
      yield* err(proc, `${parsed.error}${HINT}`);
      return 2;
    }
    const args = parsed.value;
    if (args.flags.has('V')) {
      yield* out(proc, 'jq-1.6\n');
      return 0;
    }
    const source = yield* filterText(proc, args);
    if (source === undefined) {
      yield* err(proc, `Usage:\tjq [OPTIONS] FILTER [FILES...]\n${HINT}`);
      return 2;
    }
    const variables = yield* variablesOf(proc, args);
    if (!variables) return 2;
    const filter = compiled(source, [...variables.keys()]);
    if (Array.isArray(filter)) {
      yield* err(proc, compileErrors(source, filter));
      return 3;
    }
    return yield* new Run(proc, args, filter as Node, variables).toEnd();
  },
};

/** The first operand, or with -f the file that it names. */
function* filterText(proc: Proc, { flags, filter }: Arguments): Co<string | undefined> {
  if (filter === undefined || !flags.has('f')) return filter;
  const read = yield* readAll(proc, filter);
  return read.ok ? read.value : undefined;
}

function* variablesOf(proc: Proc, args: Arguments): Co<Map<string, Json> | undefined> {
  const named = new Map(args.named);
  for (const { name, file, raw } of args.read) {
    const read = yield* readAll(proc, file);
    if (!read.ok) {
      yield* err(
        proc,
        `jq: Bad JSON in --${raw ? 'raw' : 'slurp'}file ${name} ${file}: Could not open ${file}\n`,
      );
      return undefined;
    }
    named.set(name, raw ? read.value : documentsOf(read.value));
  }
  const all = new Map<string, Json>([
    ['positional', args.positional],
    ['named', named],
  ]);
  return new Map<string, Json>([['ENV', new Map(proc.env)], ['ARGS', all], ...named]);
}

function documentsOf(text: string): Json {
  return parseJson(`[${text.trim().replaceAll(/\n(?=[[{"\d-])/g, ',')}]`);
}

function compiled(source: string, variables: readonly string[]): Node | readonly JqSyntaxError[] {
  try {
    const filter = parseFilter(source);
    const errors = undefinedNames(filter, variables);
    return errors.length > 0 ? errors : filter;
  } catch (thrown) {
    if (thrown instanceof JqSyntaxError) return [thrown];
    throw thrown;
  }
}

/** The line of each error, and spaces as far as where it is. */
function compileErrors(source: string, errors: readonly JqSyntaxError[]): string {
  const shown = errors.map(({ message, at }) => {
    const before = source.slice(0, at).split('\n');
    const line = source.split('\n')[before.length - 1] ?? '';
    const gap = ' '.repeat(before.at(-1)?.length ?? 0);
    return `jq: error: ${message} at <top-level>, line ${before.length}:\n${line}${gap}\n`;
  });
  return `${shown.join('')}jq: ${errors.length} compile error${errors.length > 1 ? 's' : ''}\n`;
}

class Run {
  readonly #proc: Proc;
  readonly #args: Arguments;
  readonly #filter: Node;
  readonly #inputs: Inputs;
  readonly #machine: Machine;
  #said = '';
  #last: Json | undefined;
  #status = 0;

  constructor(proc: Proc, args: Arguments, filter: Node, variables: ReadonlyMap<string, Json>) {
    this.#proc = proc;
    this.#args = args;
    this.#filter = filter;
    this.#inputs = new Inputs(proc, args.files, args.flags.has('R'));
    this.#machine = new Machine({
      input: () => this.#inputs.next(),
      line: () => this.#inputs.lines,
      file: () => (this.#inputs.file === '<stdin>' ? null : (this.#inputs.file ?? null)),
      now: () => unixTime(proc.world.now).seconds,
      say: (text) => void (this.#said += text),
    });
    this.#machine.outermost = [...variables].reduce(
      (env, [name, value]) => withVariable(env, name, value),
      emptyEnv,
    );
  }

  *toEnd(): Co<number> {
    const { flags } = this.#args;
    try {
      if (flags.has('n')) yield* this.#filterOne(null);
      else if (flags.has('s')) yield* this.#filterOne(yield* this.#inputs.slurp());
      else yield* this.#filterAll();
    } catch (thrown) {
      if (thrown instanceof Halt) {
        yield* err(this.#proc, thrown.text);
        return thrown.status;
      }
      if (!(thrown instanceof SyntaxError)) throw thrown;
      yield* err(this.#proc, `parse error: ${thrown.message}\n`);
      // Debian's 1.6 ends with 4 here, where the manual says 2.
      return 4;
    }
    const status = this.#status || this.#inputs.status;
    if (status !== 0 || !flags.has('e')) return status;
    return this.#last === undefined ? 4 : isTrue(this.#last) ? 0 : 1;
  }

  *#filterAll(): Co<void> {
    for (;;) {
      const got = this.#inputs.next();
      if (got === undefined) return;
      if (got === 'wait') yield* this.#inputs.fetch();
      else yield* this.#filterOne(got.value);
    }
  }

  *#filterOne(input: Json): Co<void> {
    this.#machine.start(this.#filter, input);
    try {
      for (let results = 1; ; results++) {
        if (results % RESULTS === 0) yield { for: 'turn' };
        const outcome = this.#machine.run(STEPS);
        if (this.#said !== '') {
          yield* err(this.#proc, this.#said);
          this.#said = '';
        }
        if (outcome === 'done') return;
        if (outcome === 'turn') yield { for: 'turn' };
        else if (outcome === 'wait') yield* this.#inputs.fetch();
        else yield* this.#show(outcome.value);
      }
    } catch (thrown) {
      if (!(thrown instanceof JqError) && !(thrown instanceof Break)) throw thrown;
      yield* this.#complain(thrown instanceof JqError ? thrown.value : 'break');
    }
  }

  *#show(value: Json): Co<void> {
    const { flags, indent } = this.#args;
    this.#last = value;
    if (typeof value === 'string' && (flags.has('r') || flags.has('j')))
      return yield* out(this.#proc, flags.has('j') ? value : `${value}\n`);
    const gap = flags.has('tab') ? '\t' : ' '.repeat(indent);
    const text = print(value, {
      indent: flags.has('c') || flags.has('j') || gap === '' ? undefined : gap,
      sort: flags.has('S'),
      ascii: flags.has('a'),
      colour: flags.has('C'),
    });
    yield* out(this.#proc, flags.has('j') ? text : `${text}\n`);
  }

  *#complain(error: Json): Co<void> {
    this.#status = 5;
    const { file, lines } = this.#inputs;
    const where = file === undefined ? '<unknown>' : `${file}:${lines}`;
    const text = typeof error === 'string' ? `: ${error}` : ` (not a string): ${compact(error)}`;
    yield* err(this.#proc, `jq: error (at ${where})${text}\n`);
  }
}
