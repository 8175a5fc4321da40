// Random pipelines of text tools beside the machine's; `npm run fuzz -- --tools` runs as many as one likes.

import { expect, test } from 'vitest';
import { hasTool } from '../../support/loud-skip.ts';
import { allPrograms } from '../../support/shell.ts';
import { KNOWN_TOOLS } from './known-tools.ts';
import { toolCaseOf, toolsDiffer } from './tools.ts';

const hasTools = hasTool('bash', 'random pipelines beside the real tools');
const registry = await allPrograms();

test.skipIf(!hasTools)('100 random pipelines of text tools print what the real ones print', () => {
  const seeds = Array.from({ length: 100 }, (_, i) => i + 1);
  expect(seeds.filter((seed) => !KNOWN_TOOLS.has(seed) && toolsDiffer(toolCaseOf(seed), registry))).toEqual(
    [],
  );
});

test.skipIf(!hasTools)('those that are known to differ still do', () => {
  const same = [...KNOWN_TOOLS.keys()].filter((seed) => !toolsDiffer(toolCaseOf(seed), registry));
  expect(same).toEqual([]);
});
