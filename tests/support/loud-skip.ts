// A test that can't run here says so where everybody reads it: in the output, by name.

import { spawnSync } from 'node:child_process';

/** Is `tool` installed? Says loudly what is skipped if not. For `test.skipIf(!hasTool(…))`. */
export function hasTool(tool: string, what: string): boolean {
  const found = spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;
  if (!found) loudSkip(`${what}: ${tool} isn't installed`);
  return found;
}

export function loudSkip(what: string): void {
  console.warn(`SKIPPED: ${what}`);
}
