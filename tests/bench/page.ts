// How smooth the page is: 200 machines on the canvas, frame times while one of them is dragged and while 50 packets and
// more travel (a flood), beside a bare React Flow with as many nodes in the same run. Frame times are what
// requestAnimationFrame sees, in a headless Chromium that draws in software.
//
// Run with: npm run bench

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { Page } from 'playwright';
import { build } from 'vite';
import { encodeLink } from '../../src/document/link.ts';
import { launchBrowser, servePage } from '../support/serve.ts';
import { benchLab, FLOOD } from './page-lab.ts';

const NODES = 200;
const ROUNDS = 3;

interface FrameTimes {
  readonly p50: number;
  readonly p95: number;
  readonly worst: number;
}

/** Collects frame times in the page while `act` runs. */
async function frameTimes(page: Page, act: () => Promise<void>): Promise<FrameTimes> {
  await page.evaluate(() => {
    const state = { times: [] as number[], on: true };
    Object.assign(window, { benchFrames: state });
    let last = performance.now();
    const tick = (now: number): void => {
      state.times.push(now - last);
      last = now;
      if (state.on) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await act();
  const times = await page.evaluate(() => {
    const state = (window as unknown as { benchFrames: { times: number[]; on: boolean } }).benchFrames;
    state.on = false;
    return state.times.slice(2);
  });
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), worst: at(1) };
}

/** Drags the node at `selector` along a circle, a step a frame. */
async function drag(page: Page, selector: string): Promise<void> {
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`nothing to drag at ${selector}`);
  const x = box.x + box.width / 2;
  const y = box.y + Math.min(8, box.height / 2);
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let i = 0; i <= 120; i++) {
    await page.mouse.move(x + 60 * Math.sin(i / 10), y + 60 * (1 - Math.cos(i / 10)));
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(undefined))));
  }
  await page.mouse.up();
}

const best = (runs: readonly FrameTimes[]): FrameTimes => runs.reduce((a, b) => (a.p95 <= b.p95 ? a : b));

function row(name: string, times: FrameTimes, unit?: FrameTimes): string {
  const cells = [times.p50, times.p95, times.worst].map((ms) => `${ms.toFixed(1).padStart(7)} ms`);
  const ratio = unit ? `   ${(times.p95 / unit.p95).toFixed(2)} x` : '';
  return `${name.padEnd(44)} ${cells.join(' ')}${ratio}`;
}

const directory = mkdtempSync(join(tmpdir(), 'packetwalk-bench-'));
process.env['NODE_ENV'] = 'production';
await build({ build: { outDir: join(directory, 'app'), sourcemap: false }, logLevel: 'error' });
await build({
  configFile: false,
  root: 'tests/bench/bare',
  base: './',
  plugins: [react()],
  build: { outDir: join(directory, 'bare'), sourcemap: false },
  logLevel: 'error',
});
const app = await servePage(join(directory, 'app'));
const bare = await servePage(join(directory, 'bare'));
const browser = await launchBrowser();
if (!browser) throw new Error('the bench needs a Chromium (set CHROMIUM_PATH)');
const link = await encodeLink(benchLab(NODES));

const results: Record<'bareDrag' | 'bareIdle' | 'drag' | 'travel', FrameTimes[]> = {
  bareDrag: [],
  bareIdle: [],
  drag: [],
  travel: [],
};
for (let round = 0; round < ROUNDS; round++) {
  const plain = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await plain.goto(`${bare.url}?nodes=${NODES}`);
  await plain
    .locator('.react-flow__node')
    .nth(NODES - 1)
    .waitFor();
  results.bareDrag.push(await frameTimes(plain, () => drag(plain, '.react-flow__node[data-id="n110"]')));
  results.bareIdle.push(await frameTimes(plain, () => plain.waitForTimeout(3000)));
  await plain.close();

  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${app.url}#lab=${link}`);
  await page
    .locator('.react-flow__node')
    .nth(NODES - 1)
    .waitFor();
  await page.waitForTimeout(1500);
  results.drag.push(await frameTimes(page, () => drag(page, '.react-flow__node[data-id="m110"]')));
  await startFlood(page);
  results.travel.push(await frameTimes(page, () => travel(page)));
  await page.close();
}

/** Runs the ping and stops where its ARP request is about to reach the switch, which floods it. */
async function startFlood(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.locator('#canvas').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowRight');
}

/** FLOOD copies at once. */
async function travel(page: Page): Promise<void> {
  await page.keyboard.press('Space');
  await page.waitForTimeout(6000);
}

console.log(
  `${NODES} machines, best of ${ROUNDS} rounds            p50        p95      worst   p95 beside bare`,
);
console.log(row('bare React Flow, one node dragged', best(results.bareDrag)));
console.log(row('Packetwalk, one machine dragged', best(results.drag), best(results.bareDrag)));
console.log(row('bare React Flow, at rest', best(results.bareIdle)));
console.log(
  row(`Packetwalk, a flood of ${FLOOD} frames travels`, best(results.travel), best(results.bareIdle)),
);
await browser.close();
await app.close();
await bare.close();
