// Where cp, mv and ln put things: `SOURCE DEST`, `SOURCE... DIRECTORY`, `-t DIRECTORY SOURCE...`.

import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import { isDirectoryAt, inside, lastPart, statPath } from './paths.ts';
import { quoteAlways } from './quote.ts';
import { type Call, complain, misuse } from './tool.ts';

export interface Pair {
  readonly from: string;
  readonly to: string;
}

/** The pairs, or the status after complaining. */
export function* pairsOf(call: Call): Co<readonly Pair[] | number> {
  const { args, operands, proc } = call;
  const into = args.value('t');
  if (operands.length === 0) return yield* misuse(call, 'missing file operand');
  const target = into ?? operands.at(-1) ?? '';
  const sources = into === undefined ? operands.slice(0, -1) : operands;
  if (sources.length === 0) {
    return yield* misuse(call, `missing destination file operand after ${quoteAlways(operands[0] ?? '')}`);
  }
  const isFolder = !args.has('T') && isDirectoryAt(proc, target, !args.has('n') || call.name !== 'ln');
  if (!isFolder && into !== undefined) return yield* notFolder(call, target, 'target directory');
  if (!isFolder && args.has('T') && sources.length > 1) {
    return yield* misuse(call, `extra operand ${quoteAlways(operands[2] ?? '')}`);
  }
  if (!isFolder && sources.length > 1) return yield* notFolder(call, target, 'target');
  return sources.map((from) => ({ from, to: isFolder ? inside(target, lastPart(from)) : target }));
}

function* notFolder(call: Call, target: string, what: string): Co<number> {
  const found = statPath(call.proc, target);
  const why = describeErrno(found.ok ? 'ENOTDIR' : found.error);
  return yield* complain(call, `${what} ${quoteAlways(target)}: ${why}`);
}
