// Takes steps out of a lab for as long as it still diverges (delta debugging): what is left is the shortest story.

import { sound, type Step } from './lab.ts';

export async function shrink(
  steps: readonly Step[],
  diverges: (steps: readonly Step[]) => Promise<boolean>,
  tries = 60,
): Promise<readonly Step[]> {
  let best = steps;
  let left = tries;
  for (let size = Math.ceil(best.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = best.length - size; at > -size && left > 0; at -= size) {
      const from = Math.max(0, at);
      const fewer = sound([...best.slice(0, from), ...best.slice(at + size)]);
      if (fewer.length === best.length) continue;
      left--;
      if (await diverges(fewer)) best = fewer;
    }
  }
  return best;
}
