// A long campaign: npm run fuzz -- [--tools] [--runs 2000] [--seed 1] [--no-shrink]. Prints each difference, shortened:
// scripts of bash, or pipelines of the text tools.

import { parseArgs } from 'node:util';
import { allPrograms } from '../support/shell.ts';
import { bashSays, differs, oursSays, scriptOf, shrunk } from '../shell/fuzz/bash.ts';
import { type Statement, textOf } from '../shell/fuzz/statement.ts';
import { shrunkTools, type ToolCase, toolCaseOf, toolScript, toolsDiffer } from '../shell/fuzz/tools.ts';

function say(...words: readonly string[]): void {
  process.stdout.write(`${words.join(' ')}\n`);
}

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    tools: { type: 'boolean', default: false },
    'no-shrink': { type: 'boolean', default: false },
    most: { type: 'string', default: '40' },
  },
});

interface Found {
  readonly script: string;
}

/** The script of that seed, made short, if it is run differently. */
function bashCase(seed: number): Found | undefined {
  const fails = (statements: readonly Statement[]): boolean => throws(() => differs(statements, registry));
  const whole = scriptOf(seed);
  if (!fails(whole)) return undefined;
  return { script: textOf(values['no-shrink'] ? whole : shrunk(whole, fails)) };
}

function toolCase(seed: number): Found | undefined {
  const fails = (one: ToolCase): boolean => throws(() => toolsDiffer(one, registry));
  const whole = toolCaseOf(seed);
  if (!fails(whole)) return undefined;
  return { script: toolScript(values['no-shrink'] ? whole : shrunkTools(whole, fails)) };
}

/** A crash is a difference, too. */
function throws(differ: () => boolean): boolean {
  try {
    return differ();
  } catch {
    return true;
  }
}

function oursOr(script: string): string {
  try {
    return JSON.stringify(oursSays(script, registry));
  } catch (e) {
    return `THROWS ${String((e as Error).stack).slice(0, 400)}`;
  }
}

const registry = await allPrograms();
const first = Number(values.seed);
const runs = Number(values.runs);
let differences = 0;
for (let seed = first; seed < first + runs && differences < Number(values.most); seed++) {
  const found = values.tools ? toolCase(seed) : bashCase(seed);
  if (!found) continue;
  differences++;
  say(`\n===== seed ${seed}\n${found.script}`);
  say('--- real', JSON.stringify(bashSays(found.script)));
  say('--- ours', oursOr(found.script));
}
say(`${runs} scripts, ${differences} differences`);
