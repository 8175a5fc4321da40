// Small scripts with what bash 5.2 on Debian 12 printed. See bash-corpus.json: made by running them, never edited.

import { describe, expect, test } from 'vitest';
import { INSTALLED } from '../../../src/engine/vfs/installed.ts';
import { allPrograms, runScript } from '../../support/shell.ts';
import type { Program } from '../../../src/shell/program.ts';
import { createRegistry } from '../../../src/shell/registry.ts';
import { out } from '../../../src/shell/say.ts';
import corpus from './bash-corpus.json' with { type: 'json' };

/** The ping of the recording was a stand-in that answered at once. */
const ping: Program = {
  name: 'ping',
  options: { about: 'ping - a stand-in', options: [] },
  *run(proc, args) {
    const to = args.at(-1) ?? '';
    for (const seq of [1, 2, 3])
      yield* out(proc, `64 bytes from ${to}: icmp_seq=${seq} ttl=64 time=0.05 ms\n`);
    return 0;
  },
};
const all = await allPrograms();
const registry = createRegistry([ping], all.all);

/** Programs that are installed, but that nobody has written yet. */
const missing = new Set(
  INSTALLED.map((path) => path.slice(path.lastIndexOf('/') + 1)).filter((name) => !registry.get(name)),
);
function missingIn(script: string): string[] {
  return script.split(/[^\w[\]-]+/).filter((word) => missing.has(word));
}

/** The folder of the recording and the process's number are all that may differ. */
function masked(text: string): string {
  return text
    .replace(/[\udc80-\udcff]/gu, '\ufffd')
    .replace(/\/tmp\/jbr-\w+\//g, '/tmp/work/')
    .replace(/nc\.\d+/g, 'nc.PID');
}

const waiting = Object.entries(corpus).filter(([, { script }]) => missingIn(script).length > 0);
if (waiting.length > 0)
  console.warn(
    `SKIPPED: ${waiting.length} of the corpus, until there are ${[...new Set(waiting.flatMap(([, { script }]) => missingIn(script)))].join(' ')}`,
  );

describe('bash', () => {
  for (const [name, { script, stdout, stderr, exitCode }] of Object.entries(corpus)) {
    test.skipIf(missingIn(script).length > 0)(`runs ${name} as bash does`, () => {
      const ran = runScript(script, { registry, file: '/tmp/work/s.sh' });
      expect({
        stdout: masked(ran.stdout),
        status: ran.status,
        stderr: masked(ran.stderr).replaceAll('s.sh: s.sh', 's.sh'),
      }).toEqual({
        stdout: masked(stdout),
        status: exitCode,
        stderr: masked(stderr),
      });
    });
  }
});
