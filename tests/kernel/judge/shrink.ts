// Takes steps out of a lab for as long as it still diverges (delta debugging): what is left is the shortest story. A step
// whose namespace or device is gone fails on both sides alike, and is taken out in its turn.

import type { Step } from './lab.ts';

export async function shrink(
  steps: readonly Step[],
  diverges: (steps: readonly Step[]) => Promise<boolean>,
  tries = 80,
): Promise<readonly Step[]> {
  let best = steps;
  let left = tries;
  for (let size = Math.ceil(best.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = best.length - size; at > -size && left > 0; at -= size) {
      const fewer = [...best.slice(0, Math.max(0, at)), ...best.slice(at + size)];
      if (fewer.length === best.length) continue;
      left--;
      if (await diverges(fewer)) best = fewer;
    }
  }
  return best;
}
