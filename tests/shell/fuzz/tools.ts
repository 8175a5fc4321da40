// Random pipelines of the text tools, with random input and options, right ones and wrong ones.

import type { Registry } from '../../../src/shell/registry.ts';
import { bashSays, oursSays, type Said } from './bash.ts';
import { Dice } from './dice.ts';
import { inputLines } from './tool-inputs.ts';
import { randomStage } from './tool-stages.ts';

/** Two files `a` and `b`, and a pipeline that begins with one of them. */
export interface ToolCase {
  readonly a: readonly string[];
  readonly b: readonly string[];
  /** Without a newline at the end. */
  readonly open: boolean;
  readonly stages: readonly string[];
}

export function toolCaseOf(seed: number): ToolCase {
  const dice = new Dice(seed);
  const kind = dice.below(9);
  return {
    a: inputLines(dice, kind),
    b: inputLines(dice, kind),
    open: dice.chance(0.15),
    stages: dice.list(1, 3, () => randomStage(dice)),
  };
}

export function toolScript({ a, b, open, stages }: ToolCase): string {
  const file = (lines: readonly string[]): string => {
    const text = lines.map((line) => `${line}\n`).join('');
    return `'${(open ? text.replace(/\n$/, '') : text).replaceAll("'", "'\\''")}'`;
  };
  const [first = 'cat', ...others] = stages;
  return `printf %s ${file(a)} >a\nprintf %s ${file(b)} >b\n${[`${first} <a`, ...others].join(' | ')}\necho " $?"`;
}

/** Which of two stages complains first is chance, and so is whether one is killed by a broken pipe. */
function inAnyOrder({ stdout, stderr, status }: Said): string {
  const lines = stderr.split('\n').filter((line) => !/terminated by signal 13$|Broken pipe$/.test(line));
  return JSON.stringify([stdout, lines.toSorted(), status]);
}

export function toolsDiffer(one: ToolCase, registry: Registry): boolean {
  const script = toolScript(one);
  const ours = inAnyOrder(oursSays(script, registry));
  return [1, 2, 3].every(() => inAnyOrder(bashSays(script)) !== ours);
}

/** With as few stages and lines as it takes. */
export function shrunkTools(one: ToolCase, fails: (one: ToolCase) => boolean): ToolCase {
  for (const fewer of withLess(one)) if (fails(fewer)) return shrunkTools(fewer, fails);
  return one;
}

function* withLess(one: ToolCase): Generator<ToolCase> {
  for (const key of ['stages', 'a', 'b'] as const)
    for (let i = one[key].length - 1; i >= 0; i--)
      if (key !== 'stages' || one.stages.length > 1) yield { ...one, [key]: one[key].toSpliced(i, 1) };
  if (one.open) yield { ...one, open: false };
}
