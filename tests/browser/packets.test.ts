import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { describePage, screenshot } from '../support/browser.ts';

/** The capsules that are shown: what they say and where they are. */
function capsules(page: Page): Promise<{ text: string; transform: string }[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main [data-heading]:not([hidden])')].map((capsule) => ({
      text: capsule.textContent ?? '',
      transform: capsule.style.transform,
    })),
  );
}

async function playUntilPacket(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Play .* ping/ }).click();
  await expect
    .poll(async () => (await capsules(page)).length, { timeout: 15_000, interval: 30 })
    .toBeGreaterThan(0);
}

describePage('packets on the canvas', (site) => {
  it('travel along their cable as labelled capsules', async () => {
    const page = await site.openApp();
    await playUntilPacket(page);
    const [first] = await capsules(page);
    expect(first?.text).toBe('ARP who-has .6?');
    await page.waitForTimeout(120);
    const [later] = await capsules(page);
    expect(later?.transform).not.toBe(first?.transform);
    await screenshot(page, 'packets-travel');
  });

  it('sit in the middle of their cable for readers who asked for less motion', async () => {
    const page = await site.openApp({ reducedMotion: true });
    await playUntilPacket(page);
    const [first] = await capsules(page);
    await page.waitForTimeout(120);
    const [later] = await capsules(page);
    if (later?.text === first?.text) expect(later?.transform).toBe(first?.transform);
    expect(first?.text).toBe('ARP who-has .6?');
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
