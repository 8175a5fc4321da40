import type { Co } from '../../co.ts';
import type { Proc, Program } from '../../program.ts';
import { err } from '../../say.ts';
import { quote } from './quote.ts';
import { evaluateTest } from './test-expression.ts';

const options = { about: 'test - check file types and compare values', operands: 'EXPRESSION', options: [] };

export const test: Program = {
  name: 'test',
  options,
  run: (proc, args) => evaluate(proc, 'test', args),
};

export const bracket: Program = {
  name: '[',
  options: { ...options, about: '[ - check file types and compare values', operands: 'EXPRESSION ]' },
  *run(proc, args) {
    if (args.at(-1) === ']') return yield* evaluate(proc, '[', args.slice(0, -1));
    yield* err(proc, `[: missing ${quote(']')}\n`);
    return 2;
  },
};

function* evaluate(proc: Proc, name: string, args: readonly string[]): Co<number> {
  const value = evaluateTest(proc, args);
  if (typeof value === 'boolean') return value ? 0 : 1;
  yield* err(proc, `${name}: ${value}\n`);
  return 2;
}
