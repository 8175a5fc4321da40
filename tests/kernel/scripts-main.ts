// `npm run scripts -- [FILE…] [--repeat N] [--jobs N]`: the scripts of tests/kernel/scripts, or any others, under the real
// kernel and by `packetwalk run`, with what differs. --repeat asks the kernel several times: what it doesn't always do is
// not to be compared.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { kernelMissing } from './kernel-run.ts';
import { engineScript, kernelScript, type ScriptRun } from './script-run.ts';

const FOLDER = join(import.meta.dirname, 'scripts');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { repeat: { type: 'string', default: '1' }, jobs: { type: 'string', default: '5' } },
});

const missing = kernelMissing();
if (missing) {
  console.error(`the kernel can't be asked: ${missing}`);
  process.exit(2);
}

const files = positionals.length > 0 ? positionals : readdirSync(FOLDER).map((name) => join(FOLDER, name));
const queue = Array.from({ length: Number(values.repeat) }, () => files).flat();
const scratch = mkdtempSync(join(tmpdir(), 'scripts-'));
let differing = 0;
await Promise.all(Array.from({ length: Number(values.jobs) }, work));
rmSync(scratch, { recursive: true });
console.log(`${files.length} scripts, ${differing} differ`);
process.exit(differing === 0 ? 0 : 1);

async function work(): Promise<void> {
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    const text = readFileSync(file, 'utf8');
    const linux = told(await kernelScript(text));
    const ours = told(engineScript(text));
    if (linux === ours) console.log(`same     ${basename(file)}`);
    else {
      differing++;
      console.log(`DIFFERS  ${basename(file)}\n${difference(linux, ours)}`);
    }
  }
}

function told({ status, stdout, stderr, frames, tables }: ScriptRun): string {
  const parts = Object.entries({ stdout, stderr, ...frames, ...tables });
  const lines = parts.flatMap(([name, rows]) => rows.map((row) => `${name}: ${row}`));
  return `${[`status ${status}`, ...lines].join('\n')}\n`;
}

function difference(linux: string, ours: string): string {
  const names = ['linux', 'packetwalk'].map((name) => join(scratch, name)) as [string, string];
  writeFileSync(names[0], linux);
  writeFileSync(names[1], ours);
  return spawnSync('diff', ['-U2', ...names], { encoding: 'utf8' }).stdout;
}
