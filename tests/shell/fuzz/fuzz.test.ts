// Random scripts under the machine's bash and ours, a few of them; tests/house/bash-fuzz.ts runs as many as one likes.

import { expect, test } from 'vitest';
import { hasTool } from '../../support/loud-skip.ts';
import { allPrograms } from '../../support/shell.ts';
import { differs, scriptOf } from './bash.ts';
import { KNOWN } from './known.ts';

const hasBash = hasTool('bash', 'random scripts beside the real bash');
const registry = await allPrograms();

test.skipIf(!hasBash)('120 random scripts do what bash does', () => {
  const seeds = Array.from({ length: 120 }, (_, i) => i + 1);
  expect(seeds.filter((seed) => !KNOWN.has(seed) && differs(scriptOf(seed), registry))).toEqual([]);
});

test.skipIf(!hasBash)('those that are known to differ still do, and are few', () => {
  expect([...KNOWN.keys()].filter((seed) => !differs(scriptOf(seed), registry))).toEqual([]);
  expect(KNOWN.size).toBeLessThan(12);
});
