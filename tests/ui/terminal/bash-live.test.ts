// What a user sees who types at a shell: ours and the real bash, key by key, each on its own screen.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loudSkip } from '../../support/loud-skip.ts';
import { screenOf } from '../../support/screen.ts';
import { SESSIONS } from './sessions.ts';
import { typed } from './typed.ts';

/** Process ids and clocks are everybody's own. */
function masked(written: string): string {
  return screenOf(written)
    .join('\n')
    .replaceAll(/^(\[\d+\]) \d+$/gm, '$1 PID')
    .trimEnd();
}

const real = spawnSync('python3', [join(import.meta.dirname, 'type-at-bash.py')], {
  input: JSON.stringify(SESSIONS.map(({ steps }) => steps)),
  encoding: 'utf8',
});
const hasReal = real.status === 0;
if (!hasReal) loudSkip(`typing at a real bash: python3 with pty, and bash: ${real.stderr ?? real.error}`);

describe.skipIf(!hasReal)('typed at a terminal, as at the real one', () => {
  const screens = hasReal ? (JSON.parse(real.stdout) as string[]) : [];
  test.each(SESSIONS.map((session, i) => ({ ...session, real: screens[i] ?? '' })))(
    '$name',
    ({ steps, real }) => {
      expect(masked(typed(steps))).toBe(masked(real));
    },
  );
});
