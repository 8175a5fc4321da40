// The page in real Chromium. built-site.ts builds and serves it once; each test opens as many pages as it likes. Without a
// Chromium the browser tests are skipped, loudly.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { chromiumPath, launchBrowser } from './serve.ts';

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

/** `describe`, for what needs a browser. */
export function describePage(title: string, body: (site: Site) => void): void {
  if (chromiumPath === undefined) {
    process.stderr.write(`\n*** SKIPPED, no Chromium (set CHROMIUM_PATH): ${title}\n\n`);
    describe.skip(title, () => body({ openApp: () => Promise.reject(new Error('no Chromium')) }));
    return;
  }
  describe(title, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      browser = await launchBrowser();
    }, 60_000);
    afterAll(() => browser?.close());
    body({ openApp: (options = {}) => openPage(browser as Browser, inject('siteUrl'), options) });
  });
}

/** Keeps a picture for people to look at: tests/.out/NAME.png. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
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
