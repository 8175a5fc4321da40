// The FIB's judge: the same random addresses, routes, rules, links and sysctls in a real network namespace and in the
// engine. Each command must say the same, the tables must look the same, and `ip route get` must answer the same.
//
// FIB_LIVES=200 npx vitest run tests/kernel/fib    a longer campaign; FIB_SEED=1000 begins it elsewhere

import { describe, expect, test } from 'vitest';
import { commandOf } from '../../src/lab/commands.ts';
import { loudSkip } from '../support/loud-skip.ts';
import { getWords, randomLife, type Step } from './fib-commands.ts';
import { engineSees, type Seen } from './fib-engine.ts';
import { kernelSees } from './fib-kernel.ts';
import { kernelMissing } from './kernel-run.ts';

const missing = kernelMissing();
if (missing) loudSkip(`the FIB under the real kernel: ${missing}`);

const LIVES = Number(process.env['FIB_LIVES'] ?? 4);
const SEED = Number(process.env['FIB_SEED'] ?? 1);
const LENGTH = 80;

/** Each step's command and what came of it, so that a failure shows the life up to it. */
function told(steps: readonly Step[], seen: readonly Seen[]): string[] {
  return steps.flatMap(({ op, look }, i) => [
    `$ ${commandOf(op, () => '')}`,
    ...(seen[i]?.said ? [seen[i].said] : []),
    ...(seen[i]?.tables ?? []),
    ...(look ?? []).map((get, j) => `get ${getWords(get)} → ${seen[i]?.gets[j]}`),
  ]);
}

describe.skipIf(missing !== undefined)('the FIB does as the kernel does', () => {
  for (let seed = SEED; seed < SEED + LIVES; seed++) {
    test(`life ${seed}`, () => {
      const steps = randomLife(seed, LENGTH);
      expect(told(steps, engineSees(steps))).toEqual(told(steps, kernelSees(steps)));
    });
  }
});
