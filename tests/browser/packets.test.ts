import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { describePage, screenshot } from '../support/browser.ts';

/** The capsules that are shown: what they say. */
async function capsules(page: Page): Promise<readonly string[]> {
  const said = await page.locator('canvas[data-capsules]').getAttribute('data-capsules');
  return said === null || said === '' ? [] : said.split('|');
}

/** Where on their drawing surface there is paint, in its pixels. */
function painted(page: Page): Promise<{ left: number; top: number; right: number; bottom: number }> {
  return page.evaluate(() => {
    const surface = document.querySelector<HTMLCanvasElement>('canvas[data-capsules]') as HTMLCanvasElement;
    const { width, height } = surface;
    const { data } = (surface.getContext('2d') as CanvasRenderingContext2D).getImageData(0, 0, width, height);
    const box = { left: width, top: height, right: -1, bottom: -1 };
    for (let i = 3; i < data.length; i += 4) {
      if ((data[i] as number) < 200) continue;
      const [x, y] = [((i - 3) / 4) % width, Math.floor((i - 3) / 4 / width)];
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y);
    }
    return box;
  });
}

async function playUntilPacket(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Play .* ping/ }).click();
  await expect
    .poll(async () => await capsules(page), { timeout: 15_000, interval: 30 })
    .toEqual(['ARP who-has .6?']);
}

describePage('packets on the canvas', (site) => {
  it('travel along their cable as labelled capsules', async () => {
    const page = await site.openApp();
    await playUntilPacket(page);
    const first = await painted(page);
    expect(first.right - first.left).toBeGreaterThan(80);
    await expect.poll(() => painted(page)).not.toEqual(first);
    await screenshot(page, 'packets-travel');
  });

  it('sit in the middle of their cable for readers who asked for less motion', async () => {
    const page = await site.openApp({ reducedMotion: true });
    await playUntilPacket(page);
    const first = await painted(page);
    await page.waitForTimeout(120);
    const later = await painted(page);
    if ((await capsules(page))[0] === 'ARP who-has .6?') expect(later).toEqual(first);
  });

  it('light up the machine that decides', async () => {
    const page = await site.openApp();
    await playUntilPacket(page);
    await expect(page.locator('article[data-tone="lit"]').count()).resolves.toBe(1);
  });

  it('leave a mark where they die, which leads to the drop', async () => {
    const page = await site.openApp();
    await page.getByRole('button', { name: 'Nobody there' }).click();
    await page.getByRole('button', { name: /^Play .* ping/ }).click();
    await page.keyboard.press('Space');
    await page.keyboard.press('End');
    const mark = page.getByRole('button', { name: /NEIGH_FAILED/ });
    await mark.click();
    await page.locator('article[data-tone="drop"]').waitFor();
    expect(await mark.textContent()).toBe('NEIGH_FAILED');
    await screenshot(page, 'packets-drop');
  });
});
