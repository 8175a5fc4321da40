// `npm run judge -- --runs N --seed S`: random labs under the real kernel and in the engine. Prints the runs, and for each
// divergence what differs and the shortest script that shows it. `--show` prints the script of a seed.

import { parseArgs } from 'node:util';
import { kernelMissing } from '../kernel-run.ts';
import { FeatureShares } from './features.ts';
import { randomLab } from './generate.ts';
import { judge, type Judgement, shortest } from './judge.ts';
import { labScript } from './lab.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '6' },
    'no-shrink': { type: 'boolean', default: false },
    show: { type: 'boolean', default: false },
  },
});

async function main(): Promise<number> {
  const [runs, seed] = [Number(values.runs), Number(values.seed)];
  if (values.show) {
    say(labScript(randomLab(seed).steps));
    return 0;
  }
  const missing = kernelMissing();
  if (missing) {
    say(`SKIPPED: the kernel can't be asked: ${missing}`);
    return 0;
  }
  const start = performance.now();
  const shares = new FeatureShares();
  const progress = (done: number, judgement: Judgement): void => {
    shares.add(judgement.lab);
    tell(judgement);
    if (done % 50 === 0) say(`${done} of ${runs}`);
  };
  const judged = await judge({ runs, seed, jobs: Number(values.jobs), progress });
  const rate = judged.runs / ((performance.now() - start) / 1000);
  if (!values['no-shrink'])
    for (const divergence of judged.divergences)
      say(`\n# seed ${divergence.lab.seed}, shortened:\n${await shortest(divergence)}`);
  const { flaky, listed, diverges } = judged.counts;
  say(`labs with: ${shares.toString()}`);
  say(`${rate.toFixed(2)} labs a second; ${listed} with listed deviations, ${flaky} with a flaky kernel`);
  say(`${judged.runs} runs, ${diverges} divergences`);
  return diverges === 0 ? 0 : 1;
}

function tell({ lab, found, verdict }: Judgement): void {
  if (verdict === 'flaky') say(`seed ${lab.seed}: flaky kernel (differed, but not each time): ${found[0]}`);
  if (verdict !== 'diverges') return;
  say(`\nseed ${lab.seed} diverges:`);
  for (const line of found.slice(0, 12)) say(`  ${line}`);
  if (found.length > 12) say(`  … and ${found.length - 12} more`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

process.exitCode = await main();
