import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { violations } from '../support/accessibility.ts';
import { describePage, screenshot } from '../support/browser.ts';

const THEMES = ['light', 'dark'] as const;

async function openCommands(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').waitFor();
}

describePage('the frame', (site) => {
  it('has its five landmarks', async () => {
    const page = await site.openApp();
    expect(await page.getByRole('banner').count()).toBe(1);
    expect(await page.getByRole('main', { name: 'Canvas' }).count()).toBe(1);
    expect(await page.getByRole('complementary', { name: 'Palette' }).count()).toBe(1);
    expect(await page.getByRole('complementary', { name: 'Inspector' }).count()).toBe(1);
    expect(await page.getByRole('region', { name: 'Timeline' }).count()).toBe(1);
    await screenshot(page, 'frame');
  });

  it('begins with links to its panels for those who come by keyboard', async () => {
    const page = await site.openApp();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('inspector');
  });

  it('speaks Korean when asked, at once and in the document’s language', async () => {
    const page = await site.openApp();
    await page.getByRole('button', { name: '한국어' }).click();
    await page.getByRole('main', { name: '캔버스' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('ko');
    expect(await page.locator('.react-flow__node').first().getAttribute('aria-label')).toContain('호스트 A');
    await page.reload();
    await page.getByRole('main', { name: '캔버스' }).waitFor();
  });

  it('folds a panel away and back', async () => {
    const page = await site.openApp();
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    await page.getByRole('button', { name: 'Hide inspector' }).click();
    await inspector.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Show inspector' }).click();
    await inspector.waitFor();
    expect((await inspector.boundingBox())?.width).toBeGreaterThan(200);
  });

  it('resizes a panel by keyboard', async () => {
    const page = await site.openApp();
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    const before = (await inspector.boundingBox())?.width ?? 0;
    await page.getByRole('separator', { name: 'Resize inspector' }).focus();
    await page.keyboard.press('ArrowLeft');
    expect((await inspector.boundingBox())?.width ?? 0).toBeGreaterThan(before);
  });

  it('runs a command by typing: adds a router, opens an example, changes the theme', async () => {
    const page = await site.openApp();
    await openCommands(page);
    await page.keyboard.type('add router');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'r1', exact: true }).waitFor();
    await openCommands(page);
    await page.keyboard.type('theme: dark');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
    await openCommands(page);
    await page.keyboard.type('one lan');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'h3', exact: true }).waitFor();
  });

  it('renames the lab in place: Esc keeps the old name, Enter takes the new one', async () => {
    const page = await site.openApp();
    const name = page.getByRole('textbox', { name: 'Lab name' });
    await name.fill('Thrown away');
    await name.press('Escape');
    expect(await name.inputValue()).toBe('Linux host as a router');
    await name.fill('Kept');
    await name.press('Enter');
    await page.getByRole('button', { name: 'Undo: rename the lab' }).click();
    expect(await name.inputValue()).toBe('Linux host as a router');
  });

  it('copies a link that opens the same lab in another window', async () => {
    const page = await site.openApp();
    await page.getByRole('textbox', { name: 'Lab name' }).fill('Shared lab');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Share link' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const other = await site.openApp({ suffix: new URL(link).hash });
    await expect(other.getByRole('textbox', { name: 'Lab name' }).inputValue()).resolves.toBe('Shared lab');
    expect(new URL(other.url()).hash).toBe('');
  });

  it('refuses a mangled link with a reason, and the lab is still there', async () => {
    const page = await site.openApp({ suffix: '#lab=1.notalink' });
    await page.getByText('This link can’t be opened').waitFor();
    expect(await page.locator('.react-flow__node').count()).toBe(5);
    await screenshot(page, 'frame-bad-link');
  });

  it('keeps edits across a reload', async () => {
    const page = await site.openApp();
    await page.getByRole('button', { name: 'Switch', exact: true }).click();
    await page.getByText('saved', { exact: true }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 's1', exact: true }).waitFor();
    expect(await page.locator('.react-flow__node').count()).toBe(6);
  });

  it('exports the lab as a file and as a script, and opens the file again', async () => {
    const page = await site.openApp();
    await page.getByRole('button', { name: 'Export' }).click();
    const [json] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: /\.json/ }).click(),
    ]);
    expect(json.suggestedFilename()).toBe('linux-host-as-a-router.json');
    await page.getByRole('button', { name: 'Export' }).click();
    const [script] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: /\.sh/ }).click(),
    ]);
    expect(script.suggestedFilename()).toBe('linux-host-as-a-router.sh');
    const path = await json.path();
    await page.getByRole('button', { name: 'One LAN, one switch' }).click();
    await page.getByRole('button', { name: 'File', exact: true }).click();
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('menuitem', { name: 'Open a file…' }).click(),
    ]);
    await chooser.setFiles(path);
    await page.getByRole('heading', { name: 'sw2', exact: true }).waitFor();
  });

  for (const theme of THEMES) {
    it(`has nothing that axe objects to, in the ${theme} theme`, async () => {
      const page = await site.openApp({ theme });
      await page.locator('.react-flow__edge').first().waitFor();
      expect(await violations(page, 'header')).toEqual([]);
      expect(await violations(page, '#palette')).toEqual([]);
      expect(await violations(page, '#canvas')).toEqual([]);
    });

    it(`has nothing that axe objects to in its dialogs and menus, in the ${theme} theme`, async () => {
      const page = await site.openApp({ theme });
      await openCommands(page);
      expect(await violations(page, '[role="dialog"]')).toEqual([]);
      await screenshot(page, `frame-commands-${theme}`);
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      expect(await violations(page, '[role="dialog"]')).toEqual([]);
      await screenshot(page, `frame-help-${theme}`);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Share link' }).click();
      await page.getByRole('button', { name: 'Copied' }).waitFor();
      expect(await violations(page, '[role="dialog"]')).toEqual([]);
      await screenshot(page, `frame-share-${theme}`);
      await page.keyboard.press('Escape');
      await page.locator('.react-flow__node').first().focus();
      await page.keyboard.press('c');
      await page.getByRole('dialog').waitFor();
      expect(await violations(page, '[role="dialog"]')).toEqual([]);
      await screenshot(page, `frame-connect-${theme}`);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'File', exact: true }).click();
      expect(await violations(page, '[role="menu"]')).toEqual([]);
      await screenshot(page, `frame-file-${theme}`);
    });
  }
});
