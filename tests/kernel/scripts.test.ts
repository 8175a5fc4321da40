// Scripts as tutorials and labs have them: what they print, every frame and every table are the same under the real kernel
// and by `packetwalk run`.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { loudSkip } from '../support/loud-skip.ts';
import { kernelMissing } from './kernel-run.ts';
import { engineScript, kernelScript } from './script-run.ts';

const FOLDER = join(import.meta.dirname, 'scripts');
const scripts = readdirSync(FOLDER).filter((name) => name.endsWith('.sh'));

const missing = kernelMissing();
if (missing) loudSkip(`${scripts.length} scripts under the real kernel: ${missing}`);

describe.skipIf(missing)('a script does in the engine what it does under the kernel', () => {
  test.concurrent.for(scripts)('%s', async (name, { expect }) => {
    const text = readFileSync(join(FOLDER, name), 'utf8');
    expect(engineScript(text)).toEqual(await kernelScript(text));
  });
});
