// A long campaign: node tests/house/bash-fuzz.ts --runs 2000 --seed 1 [--no-shrink]. Prints each difference, shortened.

import { parseArgs } from 'node:util';
import { allPrograms } from '../support/shell.ts';
import { bashSays, differs, oursSays, scriptOf, shrunk } from '../shell/fuzz/bash.ts';
import { textOf } from '../shell/fuzz/statement.ts';

function say(...words: readonly string[]): void {
  process.stdout.write(`${words.join(' ')}\n`);
}

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    'no-shrink': { type: 'boolean', default: false },
    most: { type: 'string', default: '40' },
  },
});

const registry = await allPrograms();
const first = Number(values.seed);
const runs = Number(values.runs);
let differences = 0;
for (let seed = first; seed < first + runs; seed++) {
  const whole = scriptOf(seed);
  const fails = (statements: typeof whole): boolean => {
    try {
      return differs(statements, registry);
    } catch {
      return true;
    }
  };
  if (!fails(whole)) continue;
  if (++differences > Number(values.most)) break;
  const least = values['no-shrink'] ? whole : shrunk(whole, fails);
  const script = textOf(least);
  say(`\n===== seed ${seed}\n${script}`);
  say('--- bash', JSON.stringify(bashSays(script)));
  try {
    say('--- ours', JSON.stringify(oursSays(script, registry)));
  } catch (e) {
    say('--- ours THROWS', String((e as Error).stack).slice(0, 400));
  }
}
say(`${runs} scripts, ${differences} differences`);
