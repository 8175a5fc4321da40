// The machine's own bash is asked, too: what it prints, says and ends with has to be what ours does. The scripts are in
// live-scripts.txt: one a line, or several lines between {{{ and }}}. They run in an empty folder, without standard input.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasTool } from '../../support/loud-skip.ts';
import { allPrograms, runScript } from '../../support/shell.ts';
import { DEVIATIONS } from './live-deviations.ts';

const hasBash = hasTool('bash', 'comparing with the real bash');
const registry = await allPrograms();
const scripts = readScripts(readFileSync(join(import.meta.dirname, 'live-scripts.txt'), 'utf8'));

function readScripts(text: string): string[] {
  return [...text.matchAll(/^\{\{\{\n([\s\S]*?)\n\}\}\}$|^(.+)$/gm)].map(
    (match) => match[1] ?? (match[2] as string),
  );
}

/** Process ids, and the folder that a script ran in, differ. */
function masked(text: string): string {
  return text
    .replaceAll(/\/tmp\/live-\w+/g, '/tmp/work')
    .replaceAll(/[\udc80-\udcff]/gu, '\ufffd')
    .replaceAll(/line (\d+): +\d+ /g, 'line $1: PID ')
    .replaceAll(/^(real|user|sys)\t.*$/gm, '$1\tTIME');
}

/** --norc: with a socket as its standard input bash takes itself for a remote shell, and reads ~/.bashrc. */
function askBash(script: string) {
  const cwd = mkdtempSync(join(tmpdir(), 'live-'));
  const env = { PATH: '/usr/sbin:/usr/bin', HOME: '/root', LANG: 'C.UTF-8', USER: 'root' };
  const ran = spawnSync('bash', ['--norc', '-c', script], {
    cwd,
    env,
    encoding: 'utf8',
    input: '',
    timeout: 10_000,
  });
  rmSync(cwd, { recursive: true });
  return { stdout: masked(ran.stdout), stderr: masked(ran.stderr), status: ran.status };
}

function askOurs(script: string) {
  const { stdout, stderr, status } = runScript(script, { registry });
  return { stdout: masked(stdout), stderr: masked(stderr), status };
}

describe.skipIf(!hasBash)('agrees with the real bash about', () => {
  for (const script of scripts)
    test(script.split('\n')[0] ?? '', () => {
      const isEqual = JSON.stringify(askOurs(script)) === JSON.stringify(askBash(script));
      const deviates = DEVIATIONS.some(({ starts }) => script.startsWith(starts));
      expect(deviates ? isEqual : askOurs(script)).toEqual(deviates ? false : askBash(script));
    });
});

test('compares more than 150 scripts, few of which may differ', () => {
  expect(scripts.length).toBeGreaterThan(150);
  expect(DEVIATIONS.length).toBeLessThan(scripts.length / 20);
});
