// The text tools say what the machine's own ones say: standard output, standard error and status, octet for octet.

import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { loudSkip } from '../../support/loud-skip.ts';
import { STREAMS } from './cases.ts';
import { oursSays, realSays } from './compare.ts';

/** The tools that the expectations were written for. Others may word things in another way. */
const isDebian12 =
  spawnSync('sh', ['-c', 'sort --version 2>/dev/null']).stdout?.toString().includes('(GNU coreutils) 9.1') ===
  true;
if (!isDebian12) loudSkip('text tools against the real ones: coreutils 9.1 (Debian 12) is not installed');

describe.skipIf(!isDebian12)('the text tools', () => {
  test.each(STREAMS.map(([line, stdin = '']) => [line, stdin] as const))('%s', (line, stdin) => {
    expect(oursSays(line, stdin)).toEqual(realSays(line, stdin));
  });
});
