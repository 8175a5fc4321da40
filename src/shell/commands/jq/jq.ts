// jq(1), as jq 1.6. Left out: modules, --stream, --seq, dates, SQL, limits on endless filters, most texts of syntax errors.

import { parseArgs } from '../../args.ts';
import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import { readAll } from '../../open.ts';
import type { Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import { opt } from '../text/tool.ts';
import { type Scope, values, isTrue } from './evaluate.ts';
import { JqSyntaxError, parseFilter } from './parse.ts';
import type { Json } from './tree.ts';
import { JqError } from './paths.ts';
import { PRELUDE } from './prelude.ts';
import { parseDocuments } from './documents.ts';
import { print, compact } from './text.ts';

const FLAGS = 'n r j c s e a S C M R'.split(' ');
const LONG = [
  'null-input',
  'raw-output',
  'join-output',
  'compact-output',
  'slurp',
  'exit-status',
  'ascii-output',
  'sort-keys',
  'color-output',
  'monochrome-output',
  'raw-input',
];

export const jq: Program = {
  name: 'jq',
  options: {
    about: 'jq - command-line JSON processor',
    operands: '<jq filter> [file...]',
    options: [
      ...FLAGS.map((letter, i) => opt(letter, LONG[i] as string, (LONG[i] as string).replace('-', ' '))),
      opt('', 'tab', 'indent with tabs'),
      opt('', 'indent=n', 'indent with n spaces'),
      opt('f', 'from-file=file', 'read the filter from a file'),
      opt('', 'args', 'the operands are positional arguments'),
      opt('', 'arg', 'set a variable: --arg a v'),
      opt('', 'argjson', 'set a variable to a JSON value'),
    ],
  },
  *run(proc, words) {
    const { rest, named } = variablesOf(words);
    const parsed = parseArgs('jq', jq.options, rest, { noHint: true });
    if (!parsed.ok) {
      const bad = rest.find((word) => word.startsWith('-')) ?? '';
      yield* err(
        proc,
        `jq: Unknown option ${bad}\nUse jq --help for help with command-line options,\nor see the jq manpage, or online docs  at https://stedolan.github.io/jq\n`,
      );
      return 2;
    }
    const args = parsed.value;
    const operands = [...args.operands];
    const source = operands.shift();
    if (source === undefined) return 2;
    const positional: Json[] = args.has('args') ? operands.splice(0) : [];
    let failed = 0;
    let text = '';
    for (const path of args.has('n') && operands.length === 0 ? [] : operands.length > 0 ? operands : ['-']) {
      const read = yield* readAll(proc, path);
      if (read.ok) text += read.value;
      else {
        yield* err(proc, `jq: error: Could not open file ${path}: ${describeErrno(read.error)}\n`);
        failed = 2;
      }
    }
    if (args.has('n') && operands.length === 0 && /\binputs?\b/.test(source)) {
      const read = yield* readAll(proc, '-');
      text = read.ok ? read.value : '';
    }
    const indent = args.has('c')
      ? undefined
      : args.has('tab')
        ? '\t'
        : ' '.repeat(Number(args.value('indent') ?? 2));
    const options = {
      indent: indent === '' ? undefined : indent,
      sort: args.has('S'),
      ascii: args.has('a'),
      colour: args.has('C'),
    };
    const documents = parseDocuments(text, args.has('R'));
    let lines = 0;
    const next = (): Json => {
      const item = documents.next();
      if (item.done) throw new JqError('No more inputs');
      lines = item.value.line;
      return item.value.value;
    };
    const variables = new Map<string, Json>([
      ...named,
      ['__args', positional],
      ['ARGS', { positional, named: Object.fromEntries(named) }],
    ]);
    const debugged: Json[] = [];
    const scope: Scope = {
      variables,
      functions: new Map(),
      input: next,
      environment: Object.fromEntries(proc.env),
      debugged,
    };
    let last: Json | undefined;
    let status = failed;
    const show = function* (value: Json): Co<void> {
      last = value;
      for (const item of debugged.splice(0)) yield* err(proc, `${compact(['DEBUG:', item])}\n`);
      const isRaw = typeof value === 'string' && (args.has('r') || args.has('j'));
      yield* out(proc, (isRaw ? value : print(value, options)) + (args.has('j') ? '' : '\n'));
    };
    try {
      const filter = parseFilter(source);
      const program = parseFilter(PRELUDE.replace(/ \.$/, ' .'));
      const whole = withPrelude(program, filter);
      const inputs = args.has('n')
        ? [null][Symbol.iterator]()
        : args.has('s')
          ? [slurped(documents, args.has('R'))][Symbol.iterator]()
          : undefined;
      for (let count = 0; ; count++) {
        let input: Json;
        if (inputs) {
          const item = inputs.next();
          if (item.done) break;
          input = item.value;
        } else {
          const item = documents.next();
          if (item.done) break;
          lines = item.value.line;
          input = item.value.value;
        }
        if (count % 64 === 63) yield { for: 'turn' };
        try {
          for (const value of values(whole, input, scope)) yield* show(value);
        } catch (problem) {
          if (!(problem instanceof JqError)) throw problem;
          status = 5;
          const where = args.has('n') ? '<unknown>' : `<stdin>:${lines}`;
          const shown =
            typeof problem.value === 'string'
              ? `: ${problem.value}`
              : ` (not a string): ${compact(problem.value)}`;
          yield* err(proc, `jq: error (at ${where})${shown}\n`);
        }
      }
    } catch (problem) {
      if (problem instanceof JqSyntaxError) {
        yield* err(
          proc,
          `jq: error: ${problem.message} at <top-level>, line 1:\n${source}\njq: 1 compile error\n`,
        );
        return 3;
      }
      if (!(problem instanceof SyntaxError)) throw problem;
      yield* err(proc, `parse error: ${problem.message}\n`);
      // Debian's 1.6 ends with 4 here, where the manual says 2.
      return 4;
    }
    if (status !== 0 || !args.has('e')) return status;
    return last === undefined ? 4 : isTrue(last) ? 0 : 1;
  },
};

/** The prelude's definitions around the filter. */
function withPrelude(
  prelude: ReturnType<typeof parseFilter>,
  filter: ReturnType<typeof parseFilter>,
): ReturnType<typeof parseFilter> {
  return prelude.kind === 'define' ? { ...prelude, rest: withPrelude(prelude.rest, filter) } : filter;
}

function slurped(documents: ReturnType<typeof parseDocuments>, raw: boolean): Json {
  const all = [...documents].map(({ value }) => value);
  return raw ? all.map((line) => `${line as string}\n`).join('') : all;
}

/** `--arg name value` and `--argjson name text` take two words, which getopt doesn't know. */
function variablesOf(words: readonly string[]) {
  const rest: string[] = [];
  const named: [string, Json][] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    if (word !== '--arg' && word !== '--argjson') rest.push(word);
    else {
      const [name = '', value = ''] = [words[++i], words[++i]];
      named.push([name, word === '--arg' ? value : (JSON.parse(value) as Json)]);
    }
  }
  return { rest, named };
}
