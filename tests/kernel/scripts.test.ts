// Scripts as tutorials and labs have them: what they print, every frame and every table are the same under the real kernel
// and by `packetwalk run`.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loudSkip } from '../support/loud-skip.ts';
import { kernelMissing } from './kernel-run.ts';
import { DEVIATIONS } from './script-deviations.ts';
import { engineScript, kernelScript, type ScriptRun } from './script-run.ts';

const FOLDER = join(import.meta.dirname, 'scripts');
const scripts = readdirSync(FOLDER).filter((name) => name.endsWith('.sh'));
const [equal, deviating] = [true, false].map((isEqual) =>
  scripts.filter((name) => name in DEVIATIONS !== isEqual),
) as [string[], string[]];
const textOf = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

const missing = kernelMissing();
if (missing) loudSkip(`${scripts.length} scripts under the real kernel: ${missing}`);

describe.skipIf(missing)('a script does in the engine what it does under the kernel', () => {
  test.concurrent.for(equal)('%s', { timeout: 180_000 }, async (name, { expect }) => {
    const text = textOf(name);
    const ours = engineScript(text);
    expect(ours).toEqual(await linuxLike(text, ours));
  });

  test.concurrent.for(deviating)(
    '%s is one of the deviations',
    { timeout: 180_000 },
    async (name, { expect }) => {
      const text = textOf(name);
      expect(engineScript(text)).not.toEqual(await kernelScript(text));
    },
  );
});

describe('a script can be compared', () => {
  test('every deviation is a script', () => {
    expect(deviating).toEqual(Object.keys(DEVIATIONS));
  });

  test.for(scripts)('%s leaves tables that stay as they are for a while', (name) => {
    const text = textOf(name);
    const [early, late] = [0.3, 1.6].map((tail) => engineScript(text, tail).tables);
    expect(early).toEqual(late);
  });
});

/**
 * On a machine that is busy with something else a script's second is longer, and a neighbour is probed that wouldn't be:
 * Linux is asked again, and has to do once what the engine does.
 */
async function linuxLike(text: string, ours: ScriptRun): Promise<ScriptRun> {
  for (let more = 2; ; more--) {
    const linux = await kernelScript(text);
    if (more === 0 || JSON.stringify(linux) === JSON.stringify(ours)) return linux;
  }
}
