// One random script under the machine's bash and under ours.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeOctets } from '../../../src/shell/octets.ts';
import type { Registry } from '../../../src/shell/registry.ts';
import { runScript } from '../../support/shell.ts';
import { Dice } from './dice.ts';
import { randomScript, type Statement, textOf } from './statement.ts';

export interface Said {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null | undefined;
}

export function scriptOf(seed: number): readonly Statement[] {
  return randomScript(new Dice(seed));
}

/** The folder and process ids differ. */
function masked(text: string): string {
  return text
    .replaceAll(/\/tmp\/fuzz-\w+/g, '/tmp/work')
    .replaceAll(/line (\d+): +\d+ /g, 'line $1: PID ')
    .replace(/^(real|user|sys)\t.*$/gm, '$1');
}

export function bashSays(script: string): Said {
  const cwd = mkdtempSync(join(tmpdir(), 'fuzz-'));
  const env = { PATH: '/usr/sbin:/usr/bin', HOME: '/root', LANG: 'C.UTF-8', USER: 'root' };
  const ran = spawnSync('bash', ['--norc', '-c', script], { cwd, env, input: '', timeout: 20_000 });
  rmSync(cwd, { recursive: true });
  return {
    stdout: masked(decodeOctets(ran.stdout)),
    stderr: masked(decodeOctets(ran.stderr)),
    status: ran.status,
  };
}

export function oursSays(script: string, registry: Registry): Said {
  const ran = runScript(script, { registry, maxSteps: 4_000 });
  return { ...ran, stdout: masked(ran.stdout), stderr: masked(ran.stderr) };
}

/**
 * bash counts the lines of a command substitution, an evaluated text and a trap in ways of its own; elsewhere the numbers of
 * lines must be equal.
 */
function asText({ stdout, stderr, status }: Said, script: string): string {
  const fuzzy = /[$<>]\((?!\()|`|eval|trap|set -[xv]/.test(script);
  const said = (text: string): string => (fuzzy ? text.replaceAll(/line \d+/g, 'line N') : text);
  return JSON.stringify([said(stdout), said(stderr), status]);
}

/** Do they differ? Both are asked again with every statement that a shrinker takes away. */
export function differs(statements: readonly Statement[], registry: Registry): boolean {
  const script = textOf(statements);
  const ours = asText(oursSays(script, registry), script);
  // Of a pipeline's stages now this one writes first, now that one: bash gets three chances.
  return [1, 2, 3].every(() => asText(bashSays(script), script) !== ours);
}

/** Takes statements away, the inner ones too, for as long as the two still differ. */
export function shrunk(
  statements: readonly Statement[],
  stillFails: (s: readonly Statement[]) => boolean,
): readonly Statement[] {
  let best = statements;
  for (let again = true; again; ) {
    again = false;
    for (const fewer of withOneLess(best)) {
      if (!stillFails(fewer)) continue;
      best = fewer;
      again = true;
      break;
    }
  }
  return best;
}

function* withOneLess(statements: readonly Statement[]): Generator<readonly Statement[]> {
  for (let i = statements.length - 1; i >= 0; i--) {
    const statement = statements[i] as Statement;
    const [before, after] = [statements.slice(0, i), statements.slice(i + 1)];
    yield [...before, ...after];
    for (const [at, part] of statement.parts.entries()) {
      if (typeof part === 'string') continue;
      if (part.length > 0) yield [...before, ...part, ...after];
      for (const fewer of withOneLess(part))
        yield [...before, { parts: statement.parts.with(at, fewer) }, ...after];
    }
  }
}
