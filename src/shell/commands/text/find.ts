import { byText } from '../../../base/order.ts';
import type { FileKind, Stat } from '../../../engine/vfs/files.ts';
import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import type { Program } from '../../program.ts';
import { err } from '../../say.ts';
import { type Action, type Found, parseFind } from './find-expression.ts';
import { absolute, inside, statPath } from './paths.ts';
import { quote } from './quote.ts';
import type { Proc } from '../../program.ts';

export const find: Program = {
  name: 'find',
  options: {
    about: 'find - search for files in a directory hierarchy',
    operands: '[path...] [expression]',
    options: ['name', 'iname', 'path', 'type', 'maxdepth', 'mindepth', 'size', 'newer', 'perm', 'exec'].map(
      (name) => ({
        long: name,
        argument: 'ARG',
        about: `test or action -${name}`,
      }),
    ),
  },
  *run(proc, args) {
    const first = args.findIndex((arg) => /^(-.+|[(),!])$/.test(arg));
    const starts = first < 0 ? args : args.slice(0, first);
    const parsed = parseFind(proc, first < 0 ? [] : args.slice(first));
    if (typeof parsed === 'string') {
      yield* err(proc, `find: ${parsed}\n`);
      return 1;
    }
    const walk = new Walk(proc, parsed);
    for (const start of starts.length > 0 ? starts : ['.']) yield* walk.from(start);
    yield* parsed.finish();
    return walk.status || parsed.status();
  },
};

class Walk {
  status = 0;
  readonly #proc: Proc;
  readonly #action: Action;

  constructor(proc: Proc, action: Action) {
    this.#proc = proc;
    this.#action = action;
  }

  *from(path: string): Co<void> {
    const found = statPath(this.#proc, path, false);
    if (found.ok) return yield* this.#visit(path, found.value, 0);
    yield* err(this.#proc, `find: ${quote(path)}: ${describeErrno(found.error)}\n`);
    this.status = 1;
  }

  *#visit(path: string, stat: Stat, depth: number): Co<void> {
    const { minDepth, maxDepth, depthFirst, evaluate } = this.#action;
    const found: Found = { path, stat, isPruned: false };
    const isWanted = depth >= minDepth;
    if (isWanted && !depthFirst) yield* evaluate(found);
    if (stat.kind === ('directory' satisfies FileKind) && depth < maxDepth && !found.isPruned) {
      const names = this.#proc.files.list(absolute(this.#proc, path));
      for (const name of names.ok ? [...names.value].sort(byText) : []) {
        const child = inside(path, name);
        const inner = statPath(this.#proc, child, false);
        if (inner.ok) yield* this.#visit(child, inner.value, depth + 1);
      }
    }
    if (isWanted && depthFirst) yield* evaluate(found);
  }
}
