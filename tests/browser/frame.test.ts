import { expect, it } from 'vitest';
import { describePage, screenshot } from '../support/browser.ts';

describePage('the frame', (site) => {
  it('has its five landmarks', async () => {
    const page = await site.openApp();
    await expect(page.getByRole('banner').count()).resolves.toBe(1);
    await expect(page.getByRole('main', { name: 'Canvas' }).count()).resolves.toBe(1);
    await expect(page.getByRole('complementary', { name: 'Palette' }).count()).resolves.toBe(1);
    await expect(page.getByRole('complementary', { name: 'Inspector' }).count()).resolves.toBe(1);
    await expect(page.getByRole('region', { name: 'Timeline' }).count()).resolves.toBe(1);
    await screenshot(page, 'frame');
  });
});
