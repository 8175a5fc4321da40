// Everyday commands of the network tools, mistakes included, in one lab a table: what each prints and how it ends is the same as
// with the tools of this machine. Left out of the tables is what depends on the machine: hash seeds (the order of `arp`), a DNS
// server that isn't there, and clocks.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { loudSkip } from '../support/loud-skip.ts';
import { kernelMissing } from './kernel-run.ts';
import { ourTools, parseTable, realTools } from './tool-run.ts';

const FOLDER = join(import.meta.dirname, 'tools');
const tables = readdirSync(FOLDER).filter((name) => name.endsWith('.cmds'));
const lab = readFileSync(join(FOLDER, 'lab.sh'), 'utf8');

const missing = kernelMissing();
if (missing) loudSkip(`${tables.length} tables of commands beside the real tools: ${missing}`);

describe.skipIf(missing)('the network tools say what the real ones say', () => {
  test.concurrent.for(tables)('%s', { timeout: 180_000 }, async (name, { expect }) => {
    const table = parseTable(lab, readFileSync(join(FOLDER, name), 'utf8'));
    const real = await realTools(table);
    const ours = ourTools(table);
    const shown = (told: readonly (readonly string[])[]) =>
      table.commands.map(({ netns, text }, i) => [`${netns}$ ${text}`, ...(told[i] ?? [])].join('\n'));
    expect(shown(ours)).toEqual(shown(real));
  });
});
