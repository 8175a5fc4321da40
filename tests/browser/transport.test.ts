import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { violations } from '../support/accessibility.ts';
import { describePage } from '../support/browser.ts';

/** How many lines the player's bar takes, and whether a button of it is cut off. */
async function bar(page: Page): Promise<{ readonly lines: number; readonly isCut: boolean }> {
  return page
    .locator('#timeline [role="group"]')
    .first()
    .evaluate((group) => {
      const box = group.parentElement as HTMLElement;
      const buttons = [...box.querySelectorAll('button')].filter((button) => button.checkVisibility());
      const middles = buttons.map((button) => {
        const { top, height } = button.getBoundingClientRect();
        return Math.round((top + height / 2) / 12);
      });
      const end = box.getBoundingClientRect().right;
      return {
        lines: new Set(middles).size,
        isCut: buttons.some((button) => button.getBoundingClientRect().right > end),
      };
    });
}

describePage('the player’s bar beside a terminal', (site) => {
  it.each(['en', 'ko'] as const)(
    'stays on one line in every window from 1100 pixels on (%s)',
    async (language) => {
      const page = await site.openApp({ language });
      await page.keyboard.press('t');
      await page.locator('.xterm-rows').waitFor();
      for (const width of [1920, 1440, 1366, 1280, 1180, 1100]) {
        await page.setViewportSize({ width, height: 800 });
        await expect
          .poll(() => bar(page), { message: `${width} pixels` })
          .toEqual({ lines: 1, isCut: false });
      }
    },
  );

  it('keeps what it has no room for in menus', async () => {
    const page = await site.openApp({ width: 1280 });
    await page.getByRole('button', { name: 'Play A → C ping' }).click();
    await page.keyboard.press('t');
    await page.locator('.xterm-rows').waitFor();
    await page.getByRole('button', { name: 'Show only' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'ARP' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'ARP', checked: true }).waitFor();
    expect(await violations(page, '#timeline')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'More', exact: true }).last().click();
    await page.getByRole('menuitem', { name: '10 seconds' }).waitFor();
    await page.getByRole('menuitem', { name: /Forget the run/ }).click();
    await page.getByText('nothing has run yet').waitFor();
  });
});
