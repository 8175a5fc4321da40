import type { Locator, Page } from 'playwright';
import { expect, it } from 'vitest';
import { describePage, screenshot } from '../support/browser.ts';

/** The card of a machine, by its name. */
function card(page: Page, name: string): Locator {
  return page.locator('.react-flow__node').filter({ has: page.getByRole('heading', { name, exact: true }) });
}

function cards(page: Page): Locator {
  return page.locator('.react-flow__node');
}

function cables(page: Page): Locator {
  return page.locator('.react-flow__edge');
}

async function middle(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error('not on the page');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 6 });
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
}

/** How many steps of undo there are, by taking them back one by one. */
async function undoAll(page: Page): Promise<number> {
  const undo = page.getByRole('button', { name: /^Undo/ });
  let steps = 0;
  while (await undo.isEnabled()) {
    await undo.click();
    steps++;
  }
  return steps;
}

const EMPTY_SPOT = { x: 700, y: 560 };

describePage('the canvas', (site) => {
  it('opens on the example: five machines, four cables, two networks', async () => {
    const page = await site.openApp();
    await cables(page).first().waitFor();
    expect(await cards(page).count()).toBe(5);
    expect(await cables(page).count()).toBe(4);
    await expect(page.locator('main svg text').allTextContents()).resolves.toEqual([
      '192.168.1.0/24',
      '192.168.2.0/24',
    ]);
    await screenshot(page, 'canvas-example');
  });

  it('takes a machine from the palette by drag, by click and by key, one step of undo each', async () => {
    const page = await site.openApp();
    const tile = page.getByRole('button', { name: 'Host', exact: true });
    await drag(page, await middle(tile), EMPTY_SPOT);
    await card(page, 'h1').waitFor();
    await tile.click();
    await card(page, 'h2').waitFor();
    await tile.press('Enter');
    await card(page, 'h3').waitFor();
    expect(await cards(page).count()).toBe(8);
    expect(await undoAll(page)).toBe(3);
    expect(await cards(page).count()).toBe(5);
  });

  it('a new machine found by itself covers no other', async () => {
    const page = await site.openApp();
    for (const kind of ['Host', 'Router', 'Switch', 'Host']) {
      await page.getByRole('button', { name: kind, exact: true }).click();
    }
    await page.keyboard.press('Shift+1');
    await page.waitForTimeout(500);
    const boxes = await Promise.all((await cards(page).all()).map((each) => each.boundingBox()));
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) {
        const apart =
          !a ||
          !b ||
          a.x + a.width <= b.x ||
          b.x + b.width <= a.x ||
          a.y + a.height <= b.y ||
          b.y + b.height <= a.y;
        expect(apart).toBe(true);
      }
    }
  });

  it('moves a machine by drag in one step, and its cable follows', async () => {
    const page = await site.openApp();
    await cables(page).first().waitFor();
    const before = await middle(card(page, 'A'));
    const path = await cables(page).first().locator('path').first().getAttribute('d');
    await drag(page, before, { x: before.x + 30, y: before.y + 190 });
    const after = await middle(card(page, 'A'));
    expect(after.y).toBeGreaterThan(before.y + 100);
    expect(await cables(page).first().locator('path').first().getAttribute('d')).not.toBe(path);
    expect(await undoAll(page)).toBe(1);
    expect((await middle(card(page, 'A'))).y).toBeCloseTo(before.y, 0);
  });

  it('moves a machine by arrow keys: a row of presses is one step', async () => {
    const page = await site.openApp();
    const before = await middle(card(page, 'A'));
    await card(page, 'A').focus();
    await page.keyboard.press('Enter');
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowDown');
    await page.waitForTimeout(900);
    expect((await middle(card(page, 'A'))).y).toBeGreaterThan(before.y + 10);
    expect(await undoAll(page)).toBe(1);
  });

  it('cables by dragging from a new port onto a card, which takes a free port or makes one', async () => {
    const page = await site.openApp();
    await drag(page, await middle(page.getByRole('button', { name: 'Host', exact: true })), EMPTY_SPOT);
    await card(page, 'h1').hover();
    const port = card(page, 'h1').locator('.react-flow__handle').first();
    await drag(page, await middle(port), await middle(card(page, 'sw2')));
    await page.waitForTimeout(200);
    expect(await cables(page).count()).toBe(5);
    await expect(card(page, 'sw2').getByText('swp3').first().isVisible()).resolves.toBe(true);
    expect(await undoAll(page)).toBe(2);
  });

  it('pulls an end out and plugs it in elsewhere', async () => {
    const page = await site.openApp();
    await cables(page).first().waitFor();
    await page.waitForTimeout(400);
    const end = card(page, 'C').locator('[data-cabled]');
    await drag(page, await middle(end), EMPTY_SPOT);
    await page.waitForTimeout(200);
    await expect(cables(page).nth(3).locator('[data-state="no-carrier"]').count()).resolves.toBe(1);
    await screenshot(page, 'canvas-unplugged');
    await drag(page, await middle(end), await middle(card(page, 'sw1')));
    await page.waitForTimeout(200);
    await expect(card(page, 'sw1').getByText('swp3').first().isVisible()).resolves.toBe(true);
    expect(await undoAll(page)).toBe(2);
  });

  it('cables by keyboard: C, choose, Enter', async () => {
    const page = await site.openApp();
    await card(page, 'A').focus();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Machine').selectOption({ label: 'C' });
    await dialog.getByRole('button', { name: 'Connect' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await cables(page).count()).toBe(5);
  });

  it('renames in place, and says why a name is refused', async () => {
    const page = await site.openApp();
    await card(page, 'A').focus();
    await page.keyboard.press('F2');
    await page.keyboard.type('C');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('alpha');
    await page.keyboard.press('Enter');
    await card(page, 'alpha').waitFor();
    expect(await undoAll(page)).toBe(1);
    await card(page, 'A').getByRole('heading').dblclick();
    await page.keyboard.type('beta');
    await page.keyboard.press('Escape');
    await card(page, 'A').waitFor();
  });

  it('selects many, duplicates and deletes them together', async () => {
    const page = await site.openApp();
    await card(page, 'A').click();
    await card(page, 'sw1').click({ modifiers: ['Shift'] });
    expect(await page.locator('.react-flow__node.selected').count()).toBe(2);
    await page.keyboard.press('Control+d');
    await expect.poll(() => cards(page).count()).toBe(7);
    await expect.poll(() => cables(page).count()).toBe(5);
    await expect.poll(() => page.locator('.react-flow__node:focus.selected').count()).toBe(1);
    await page.keyboard.press('Delete');
    expect(await cards(page).count()).toBe(5);
    expect(await undoAll(page)).toBe(2);
  });

  it('selects by a box drawn with Shift', async () => {
    const page = await site.openApp();
    await page.keyboard.down('Shift');
    await drag(page, { x: 212, y: 180 }, { x: 560, y: 520 });
    await page.keyboard.up('Shift');
    expect(await page.locator('.react-flow__node.selected').count()).toBeGreaterThanOrEqual(2);
  });

  it('changes a cable from its menu: delay, loss, the plug', async () => {
    const page = await site.openApp();
    await cables(page).first().waitFor();
    await cables(page).first().focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Delay and loss…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/Delay/).fill('12.5');
    await dialog.getByLabel(/Loss/).fill('5');
    await page.keyboard.press('Enter');
    await page.getByText('delay 12.5 ms · loss 5 %').waitFor();
    await cables(page).first().focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Pull the plug' }).click();
    await expect(cables(page).first().locator('[data-state="no-carrier"]').count()).resolves.toBe(1);
    expect(await undoAll(page)).toBe(2);
  });

  it('opens the menu of a machine by right click and by Shift+F10', async () => {
    const page = await site.openApp();
    await card(page, 'B').click({ button: 'right' });
    await page.getByRole('menu', { name: 'Menu of B' }).waitFor();
    await screenshot(page, 'canvas-menu');
    await page.keyboard.press('Escape');
    await card(page, 'C').focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menu', { name: 'Menu of C' }).waitFor();
    await page.getByRole('menuitem', { name: /Rename/ }).click();
    expect(await page.getByRole('textbox', { name: 'Name of C' }).inputValue()).toBe('C');
  });

  it('fits another example that is opened', async () => {
    const page = await site.openApp();
    await page.getByRole('button', { name: 'One LAN, one switch' }).click();
    await card(page, 'h3').waitFor();
    await page.waitForTimeout(400);
    const main = await page.locator('main').boundingBox();
    const boxes = await Promise.all((await cards(page).all()).map((each) => each.boundingBox()));
    for (const box of boxes) {
      expect(box && main && box.x > main.x && box.x + box.width < main.x + main.width).toBe(true);
      expect(box && main && box.y > main.y && box.y + box.height < main.y + main.height).toBe(true);
    }
  });
});
