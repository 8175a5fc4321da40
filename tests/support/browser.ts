// The page in real Chromium. Each test file builds the page once into a directory of its own, serves it on a free port of
// localhost, and opens as many pages as it likes. Without a Chromium the browser tests are skipped, loudly.

import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { build, type PreviewServer, preview } from 'vite';
import { afterAll, beforeAll, describe } from 'vitest';

const PLACES = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const SCREENSHOTS = 'tests/.out';

export interface OpenOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
  readonly language?: 'en' | 'ko';
  readonly reducedMotion?: boolean;
  /** `#lab=…`, or a query. */
  readonly suffix?: string;
}

export interface Site {
  /** A page in a browser context of its own: nothing is stored from before. */
  openApp(options?: OpenOptions): Promise<Page>;
}

const executablePath = PLACES.find((place) => place !== undefined && existsSync(place));

/** `describe`, for what needs a browser. The site is there while the tests inside run. */
export function describePage(title: string, body: (site: Site) => void): void {
  if (executablePath === undefined) {
    process.stderr.write(`\n*** SKIPPED, no Chromium (set CHROMIUM_PATH): ${title}\n\n`);
    describe.skip(title, () => body({ openApp: () => Promise.reject(new Error('no Chromium')) }));
    return;
  }
  describe(title, () => {
    let server: PreviewServer | undefined;
    let browser: Browser | undefined;
    const directory = mkdtempSync(join(tmpdir(), 'packetwalk-site-'));
    let url = '';

    beforeAll(async () => {
      await buildSite(directory);
      server = await preview({
        build: { outDir: directory },
        preview: { port: 0, host: '127.0.0.1', open: false },
        logLevel: 'silent',
      });
      const address = server.httpServer.address();
      url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
      browser = await chromium.launch({ executablePath, args: ARGS });
    }, 120_000);

    afterAll(async () => {
      await browser?.close();
      await server?.close();
      rmSync(directory, { recursive: true, force: true });
    });

    body({
      openApp: async (options = {}) => openPage(browser as Browser, url, options),
    });
  });
}

/** Keeps a picture for people to look at: tests/.out/NAME.png. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}

/** Vitest sets NODE_ENV to `test`, which would build React for development. */
async function buildSite(outDir: string): Promise<void> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await build({ build: { outDir, emptyOutDir: true, sourcemap: false }, logLevel: 'error' });
  } finally {
    process.env['NODE_ENV'] = before;
  }
}

async function openPage(browser: Browser, url: string, options: OpenOptions): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    colorScheme: options.theme ?? 'light',
    locale: options.language === 'ko' ? 'ko-KR' : 'en-US',
    reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  const broken = new Promise<never>((_resolve, reject) => page.once('pageerror', reject));
  broken.catch(() => {});
  await page.goto(url + (options.suffix ?? ''));
  await Promise.race([page.locator('header').waitFor({ timeout: 10_000 }), broken]);
  return page;
}
