// find's expression: tests and actions joined by -a, -o, ! and parentheses.

import type { FileKind, Stat } from '../../../engine/vfs/files.ts';
import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import type { Proc } from '../../program.ts';
import { err, out } from '../../say.ts';
import { globToRegExp } from './glob.ts';
import { changeMode } from './mode.ts';
import { absolute, lastPart, statPath } from './paths.ts';
import { quote } from './quote.ts';

export interface Found {
  readonly path: string;
  readonly stat: Stat;
  isPruned: boolean;
}

type Test = (found: Found) => Co<boolean>;

export interface Action {
  readonly minDepth: number;
  readonly maxDepth: number;
  readonly depthFirst: boolean;
  readonly evaluate: Test;
  /** Runs what `-exec … +` has gathered. */
  finish(): Co<void>;
  status(): number;
}

const KINDS: Readonly<Record<string, FileKind>> = {
  f: 'file',
  d: 'directory',
  l: 'symlink',
  p: 'fifo',
  c: 'character',
};
const SIZES: Readonly<Record<string, number>> = { c: 1, w: 2, b: 512, k: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/** The string is what is wrong. */
export function parseFind(proc: Proc, words: readonly string[]): Action | string {
  const parser = new Parser(proc, words);
  try {
    return parser.parse();
  } catch (problem) {
    if (problem instanceof Wrong) return problem.message;
    throw problem;
  }
}

class Wrong extends Error {}

class Parser {
  readonly #proc: Proc;
  readonly #words: readonly string[];
  readonly #gathered: { command: readonly string[]; paths: string[] }[] = [];
  #at = 0;
  #minDepth = 0;
  #maxDepth = Infinity;
  #depthFirst = false;
  #acts = false;
  #status = 0;

  constructor(proc: Proc, words: readonly string[]) {
    this.#proc = proc;
    this.#words = words;
  }

  parse(): Action {
    const test = this.#words.length === 0 ? when(() => true) : this.#or();
    const extra = this.#words[this.#at];
    if (extra !== undefined) {
      throw new Wrong(extra === ')' ? "you have too many ')'" : `paths must precede expression: \`${extra}'`);
    }
    const evaluate = this.#acts ? test : and(test, this.#print('\n'));
    return {
      minDepth: this.#minDepth,
      maxDepth: this.#maxDepth,
      depthFirst: this.#depthFirst,
      evaluate,
      finish: () => this.#finish(),
      status: () => this.#status,
    };
  }

  #or(): Test {
    let left = this.#and();
    while (this.#words[this.#at] === '-o' || this.#words[this.#at] === '-or') {
      this.#at++;
      const [first, second] = [left, this.#and()];
      left = function* (found) {
        return (yield* first(found)) || (yield* second(found));
      };
    }
    return left;
  }

  #and(): Test {
    let left = this.#not();
    for (;;) {
      const word = this.#words[this.#at];
      if (word === '-a' || word === '-and') this.#at++;
      else if (word === undefined || word === ')' || word === '-o' || word === '-or') return left;
      left = and(left, this.#not());
    }
  }

  #not(): Test {
    const word = this.#words[this.#at];
    if (word === '!' || word === '-not') {
      this.#at++;
      const test = this.#not();
      return function* (found) {
        return !(yield* test(found));
      };
    }
    if (word !== '(') return this.#primary();
    this.#at++;
    const test = this.#or();
    if (this.#words[this.#at++] !== ')')
      throw new Wrong("invalid expression; I was expecting to find a ')' somewhere but did not see one.");
    return test;
  }

  #primary(): Test {
    const word = this.#words[this.#at++] ?? '';
    switch (word) {
      case '-name':
      case '-iname': {
        const pattern = globToRegExp(this.#argument(word), word === '-iname');
        return when(({ path }) => pattern.test(lastPart(path)));
      }
      case '-path':
      case '-wholename': {
        const pattern = globToRegExp(this.#argument(word), false);
        return when(({ path }) => pattern.test(path));
      }
      case '-type':
        return this.#type();
      case '-maxdepth':
      case '-mindepth': {
        const depth = this.#depth(word);
        if (word === '-maxdepth') this.#maxDepth = depth;
        else this.#minDepth = depth;
        return when(() => true);
      }
      case '-empty':
        return when((found) => this.#isEmpty(found));
      case '-size':
        return this.#size();
      case '-newer': {
        const path = this.#argument(word);
        const other = statPath(this.#proc, path);
        if (!other.ok) throw new Wrong(`${quote(path)}: ${describeErrno(other.error)}`);
        return when(({ stat }) => stat.mtime > other.value.mtime);
      }
      case '-perm':
        return this.#perm();
      case '-true':
        return when(() => true);
      case '-false':
        return when(() => false);
      case '-depth':
        this.#depthFirst = true;
        return when(() => true);
      case '-prune':
        return when((found) => {
          found.isPruned = true;
          return true;
        });
      case '-print':
        this.#acts = true;
        return this.#print('\n');
      case '-print0':
        this.#acts = true;
        return this.#print('\0');
      case '-delete':
        this.#acts = true;
        this.#depthFirst = true;
        return this.#delete();
      case '-exec':
        this.#acts = true;
        return this.#exec();
      default:
        if (word.startsWith('-')) throw new Wrong(`unknown predicate \`${word}'`);
        throw new Wrong(`paths must precede expression: \`${word}'`);
    }
  }

  #argument(word: string): string {
    const argument = this.#words[this.#at++];
    if (argument === undefined) throw new Wrong(`missing argument to \`${word}'`);
    return argument;
  }

  #type(): Test {
    const letters = this.#argument('-type').split(',');
    for (const letter of letters) {
      if (!KINDS[letter] && !/^[bsD]$/.test(letter)) throw new Wrong(`Unknown argument to -type: ${letter}`);
    }
    return when(({ stat }) => letters.some((letter) => KINDS[letter] === stat.kind));
  }

  #depth(word: string): number {
    const text = this.#argument(word);
    if (!/^\d+$/.test(text)) {
      throw new Wrong(`Expected a positive decimal integer argument to ${word}, but got ${quote(text)}`);
    }
    return Number(text);
  }

  #size(): Test {
    const text = this.#argument('-size');
    const match = /^([-+]?)(\d+)([cwbkMG]?)$/.exec(text);
    if (!match) throw new Wrong(`Invalid argument \`${text}' to -size`);
    const [, sign, digits, unit = ''] = match;
    const wanted = Number(digits);
    const units = (stat: Stat): number => Math.ceil(stat.size / (SIZES[unit || 'b'] as number));
    return when(({ stat }) =>
      sign === '+' ? units(stat) > wanted : sign === '-' ? units(stat) < wanted : units(stat) === wanted,
    );
  }

  #perm(): Test {
    const text = this.#argument('-perm');
    const how = /^[-/]/.exec(text)?.[0] ?? '';
    const bits = changeMode(text.slice(how.length), 0, false, 0);
    if (bits === undefined) throw new Wrong(`invalid mode ${quote(text)}`);
    return when(({ stat: { mode } }) =>
      how === '-' ? (mode & bits) === bits : how === '/' ? (mode & bits) !== 0 : mode === bits,
    );
  }

  #isEmpty({ path, stat }: Found): boolean {
    if (stat.kind === 'file') return stat.size === 0;
    const names = stat.kind === 'directory' ? this.#proc.files.list(absolute(this.#proc, path)) : undefined;
    return names?.ok === true && names.value.length === 0;
  }

  #print(end: string): Test {
    const proc = this.#proc;
    return function* ({ path }) {
      yield* out(proc, path + end);
      return true;
    };
  }

  #delete(): Test {
    return ({ path }) => this.#remove(path);
  }

  *#remove(path: string): Co<boolean> {
    if (path === '.') return true;
    const removed = this.#proc.files.remove(absolute(this.#proc, path));
    if (removed.ok) return true;
    this.#status = 1;
    yield* err(this.#proc, `find: cannot delete ${quote(path)}: ${describeErrno(removed.error)}\n`);
    return false;
  }

  #exec(): Test {
    const from = this.#at;
    const end = this.#words.findIndex(
      (word, i) => i >= from && (word === ';' || (word === '+' && this.#words[i - 1] === '{}')),
    );
    if (end < 0 || end === from) throw new Wrong("missing argument to `-exec'");
    const command = this.#words.slice(from, end);
    this.#at = end + 1;
    if (this.#words[end] === '+') {
      const gathered = { command: command.slice(0, -1), paths: [] as string[] };
      this.#gathered.push(gathered);
      return when(({ path }) => gathered.paths.push(path) > 0);
    }
    const execute = (argv: readonly string[]): Co<number> => this.#execute(argv);
    return function* ({ path }) {
      return (yield* execute(command.map((word) => word.replaceAll('{}', path)))) === 0;
    };
  }

  *#finish(): Co<void> {
    for (const { command, paths } of this.#gathered) {
      if (paths.length > 0) yield* this.#execute([...command, ...paths]);
    }
  }

  *#execute(argv: readonly string[]): Co<number> {
    const started = this.#proc.spawn(argv);
    if (started.ok) return yield* this.#proc.wait(started.value);
    yield* err(this.#proc, `find: ${quote(argv[0] ?? '')}: ${describeErrno(started.error)}\n`);
    return 1;
  }
}

function when(test: (found: Found) => boolean): Test {
  // eslint-disable-next-line require-yield -- a test is a coroutine, this one never waits
  return function* (found) {
    return test(found);
  };
}

function and(first: Test, second: Test): Test {
  return function* (found) {
    return (yield* first(found)) && (yield* second(found));
  };
}
