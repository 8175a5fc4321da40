// The text tools say what the machine's own ones say: standard output, standard error and status, octet for octet.

import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { loudSkip } from '../../support/loud-skip.ts';
import { type Case, STREAMS } from './cases.ts';
import { oursSays, realSays } from './compare.ts';
import { FILES } from './file-cases.ts';
import { LAYOUT } from './layout-cases.ts';

/** The tools that the expectations were written for. Others may word things in another way. */
const { stdout } = spawnSync('sh', ['-c', 'sort --version 2>/dev/null']);
const isDebian12 = stdout.toString().includes('(GNU coreutils) 9.1');
if (!isDebian12) loudSkip('text tools against the real ones: coreutils 9.1 (Debian 12) is not installed');

describe.skipIf(!isDebian12).each<[string, readonly Case[]]>([
  ['tools that read streams', STREAMS],
  ['tools that work on files', FILES],
  ['tools that lay out, divide and join', LAYOUT],
])('%s', (_what, cases) => {
  test.each(cases.map(([line, stdin = '']) => [line, stdin] as const))('%s', (line, stdin) => {
    expect(oursSays(line, stdin)).toEqual(realSays(line, stdin));
  });
});
