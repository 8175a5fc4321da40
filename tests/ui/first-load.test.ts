// The shell and its tools come with the first terminal: the page opens without them.

import { build, type Rolldown } from 'vite';
import { beforeAll, expect, test } from 'vitest';

let chunks: ReadonlyMap<string, Rolldown.OutputChunk>;

/** What is built of the page, without writing it. */
beforeAll(async () => {
  const built = (await build({
    logLevel: 'silent',
    mode: 'production',
    build: { write: false, sourcemap: false },
  })) as Rolldown.RolldownOutput;
  const all = built.output.filter((one) => one.type === 'chunk');
  chunks = new Map(all.map((chunk) => [chunk.fileName, chunk]));
}, 120_000);

/** The modules of a chunk and of all that it imports before it runs. */
function closure(chunk: Rolldown.OutputChunk, seen = new Set<string>()): readonly string[] {
  if (seen.has(chunk.fileName)) return [];
  seen.add(chunk.fileName);
  const imported = chunk.imports.map((name) => chunks.get(name)).filter((one) => one !== undefined);
  return [...chunk.moduleIds, ...imported.flatMap((one) => closure(one, seen))];
}

const OF_TERMINALS = /\/src\/shell\/|\/src\/lab\/shell-session|\/node_modules\/(@xterm|unbash)\//;

test('no module of the shell is in what the page loads first', () => {
  const entry = [...chunks.values()].find((chunk) => chunk.isEntry);
  expect(entry && closure(entry).filter((id) => OF_TERMINALS.test(id))).toEqual([]);
});

test('the first terminal brings them all', () => {
  const panel = [...chunks.values()].find((chunk) => chunk.facadeModuleId?.endsWith('TerminalPanel.tsx'));
  const brought = panel ? closure(panel).filter((id) => OF_TERMINALS.test(id)) : [];
  for (const part of ['/src/shell/bash/', '/src/shell/commands/ip/', '/@xterm/', '/unbash/'])
    expect(brought.some((id) => id.includes(part))).toBe(true);
});
