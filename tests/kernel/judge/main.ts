// `npm run judge -- --runs N --seed S`: random labs under the real kernel and in the engine. Prints the runs, and for each
// divergence what differs and the shortest script that shows it.

import { parseArgs } from 'node:util';
import { kernelMissing } from '../kernel-run.ts';
import { type Divergence, judge, shortest } from './judge.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '6' },
    'no-shrink': { type: 'boolean', default: false },
  },
});

async function main(): Promise<number> {
  const missing = kernelMissing();
  if (missing) {
    say(`SKIPPED: the kernel can't be asked: ${missing}`);
    return 0;
  }
  const runs = Number(values.runs);
  const progress = (done: number, divergence: Divergence | undefined): void => {
    if (divergence) tell(divergence);
    if (done % 50 === 0) say(`${done} of ${runs}`);
  };
  const judged = await judge({ runs, seed: Number(values.seed), jobs: Number(values.jobs), progress });
  if (!values['no-shrink']) {
    for (const divergence of judged.divergences) {
      say(`\n# seed ${divergence.lab.seed}, shortened:\n${await shortest(divergence)}`);
    }
  }
  say(`${judged.runs} runs, ${judged.divergences.length} divergences`);
  return judged.divergences.length === 0 ? 0 : 1;
}

function tell({ lab, found }: Divergence): void {
  say(`\nseed ${lab.seed} diverges:`);
  for (const line of found.slice(0, 12)) say(`  ${line}`);
  if (found.length > 12) say(`  … and ${found.length - 12} more`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

process.exitCode = await main();
