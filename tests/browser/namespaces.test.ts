import type { Locator, Page } from 'playwright';
import { expect, it } from 'vitest';
import { violations } from '../support/accessibility.ts';
import { describePage, screenshot, type Site } from '../support/browser.ts';

function card(page: Page, name: string): Locator {
  return page.locator('.react-flow__node').filter({ has: page.getByRole('heading', { name, exact: true }) });
}

/** A page with a namespace and a veth pair in A, and the Device panel open. */
async function withNamespace(site: Site, options = {}): Promise<Page> {
  const page = await site.openApp(options);
  for (const item of [/Add a namespace/, /Add a veth pair/]) {
    await card(page, 'A').click({ button: 'right', position: { x: 60, y: 12 } });
    await page.getByRole('menuitem', { name: item }).click();
  }
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('tab', { name: 'Device' }).click();
  return page;
}

function panel(page: Page): Locator {
  return page.getByRole('tabpanel', { name: 'Device' });
}

describePage('the device panel of a namespace', (site) => {
  it('follows the selected namespace, and the one that is chosen', async () => {
    const page = await withNamespace(site);
    await page.getByRole('group', { name: /^namespace ns1/ }).click();
    await panel(page).getByRole('switch', { name: 'veth1 up', exact: true }).waitFor();
    await panel(page).getByRole('combobox', { name: 'Network namespace' }).selectOption('');
    await panel(page).getByRole('switch', { name: 'eth0 up', exact: true }).waitFor();
  });

  it('configures the namespace: its card and the command say so', async () => {
    const page = await withNamespace(site);
    await page.getByRole('group', { name: /^namespace ns1/ }).click();
    await panel(page).getByRole('button', { name: 'Add an address' }).click();
    await panel(page).getByRole('textbox', { name: 'Address' }).fill('10.1.1.2/24');
    await panel(page).getByRole('button', { name: 'Add', exact: true }).click();
    await panel(page).getByText('ip -n ns1 addr add 10.1.1.2/24').waitFor();
    await page.getByRole('group', { name: /^namespace ns1: veth1 10\.1\.1\.2\/24/ }).waitFor();
    await screenshot(page, 'device-namespace');
  });

  it('adds, changes and deletes a rule, and says what the kernel says to a second one', async () => {
    const page = await withNamespace(site);
    const form = panel(page).getByRole('form', { name: 'Add a rule' });
    for (let i = 0; i < 2; i++) {
      await panel(page).getByRole('button', { name: 'Add a rule' }).click();
      await form.getByRole('textbox', { name: 'Preference' }).fill('100');
      await form.getByRole('textbox', { name: 'Table' }).fill('100');
      await form.getByRole('button', { name: 'Add', exact: true }).click();
      if (i === 0) await panel(page).getByRole('row', { name: '100 from all lookup 100' }).waitFor();
    }
    await form.getByText('File exists').waitFor();
    await form.getByRole('button', { name: 'Cancel' }).click();
    await panel(page).getByRole('button', { name: 'Change rule 100' }).click();
    const change = panel(page).getByRole('form', { name: 'Change rule 100' });
    await change.getByRole('textbox', { name: 'Preference' }).fill('50');
    await change.getByRole('button', { name: 'Apply' }).click();
    await panel(page).getByRole('row', { name: '50 from all lookup 100' }).waitFor();
    await panel(page).getByRole('button', { name: 'Delete rule 50' }).click();
    await panel(page).getByRole('row', { name: 'lookup 100' }).waitFor({ state: 'detached' });
  });
});

describePage('the words of the field', (site) => {
  it('say what they mean on focus, and Escape closes that and nothing else', async () => {
    const page = await site.openApp();
    await page.getByRole('button', { name: /^Play .* ping/ }).click();
    await page.keyboard.press('Space');
    const word = page.locator('#inspector').getByRole('button', { name: 'ARP', exact: true });
    for (let i = 0; i < 30 && (await word.count()) === 0; i++) await page.keyboard.press('ArrowRight');
    await word.first().focus();
    await page
      .getByRole('tooltip')
      .getByText(/RFC 826/)
      .waitFor();
    await screenshot(page, 'glossary');
    await page.keyboard.press('Escape');
    await page.getByRole('tooltip').waitFor({ state: 'detached' });
    expect(await word.first().evaluate((button) => document.activeElement === button)).toBe(true);
    expect(await violations(page, '#inspector')).toEqual([]);
  });
});

describePage('the panels', (site) => {
  it('are as large after a reload as before', async () => {
    const page = await site.openApp();
    const inspector = page.locator('#inspector');
    const before = (await inspector.boundingBox())?.width ?? 0;
    const edge = page.getByRole('separator', { name: 'Resize inspector' });
    await edge.focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft');
    await expect.poll(async () => (await inspector.boundingBox())?.width).toBeGreaterThan(before + 20);
    const resized = (await inspector.boundingBox())?.width ?? 0;
    await page.reload();
    await inspector.waitFor();
    expect((await inspector.boundingBox())?.width).toBeCloseTo(resized, -1);
  });
});
