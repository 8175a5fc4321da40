import type { Locator, Page } from 'playwright';
import { expect, it } from 'vitest';
import { violations } from '../support/accessibility.ts';
import { describePage, screenshot } from '../support/browser.ts';

function timeline(page: Page): Locator {
  return page.getByRole('region', { name: 'Timeline' });
}

/** The number of the current step (0 before the first) and of all. */
async function position(page: Page): Promise<{ readonly step: number; readonly of: number }> {
  const slider = page.getByRole('slider', { name: 'Position in the run' });
  const [now, max] = await Promise.all([
    slider.getAttribute('aria-valuenow'),
    slider.getAttribute('aria-valuemax'),
  ]);
  return { step: Number(now), of: Number(max) };
}

async function step(page: Page): Promise<number> {
  return (await position(page)).step;
}

async function isAtEnd(page: Page): Promise<boolean> {
  const { step: now, of } = await position(page);
  return of > 0 && now === of;
}

function row(page: Page, text: string | RegExp): Locator {
  return timeline(page).getByRole('option').filter({ hasText: text });
}

async function play(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Play A → C ping' }).click();
  await timeline(page).getByRole('listbox').waitFor();
}

async function ranToTheEnd(page: Page): Promise<void> {
  await play(page);
  await page.getByRole('button', { name: 'To the end' }).click();
}

describePage('the timeline', (site) => {
  it('plays the ping: ARP and ICMP travel, and it is delivered', async () => {
    const page = await site.openApp({ reducedMotion: true });
    await play(page);
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    const before = await step(page);
    await page.waitForTimeout(1500);
    expect(await step(page)).toBeGreaterThan(before);
    await page.getByRole('button', { name: 'To the end' }).click();
    await timeline(page).getByText('Delivered', { exact: true }).waitFor();
    await screenshot(page, 'timeline-delivered');
  });

  it('steps forward and back by one decision, with buttons and with keys', async () => {
    const page = await site.openApp({ reducedMotion: true });
    await ranToTheEnd(page);
    await page.getByRole('button', { name: 'To the start' }).click();
    expect(await step(page)).toBe(0);
    await page.getByRole('button', { name: 'Step', exact: true }).click();
    await page.getByRole('button', { name: 'Step', exact: true }).click();
    expect(await step(page)).toBe(2);
    await page.locator('#canvas').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    expect(await step(page)).toBe(3);
    await page.keyboard.press('End');
    expect(await isAtEnd(page)).toBe(true);
    await page.keyboard.press('Home');
    expect(await step(page)).toBe(0);
  });

  it('plays and pauses with Space', async () => {
    const page = await site.openApp({ reducedMotion: true });
    await play(page);
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
  });

  it('leaves its keys to a text field', async () => {
    const page = await site.openApp({ reducedMotion: true });
    await ranToTheEnd(page);
    await page.getByRole('tab', { name: 'Device' }).click();
    await page.getByLabel('Machine').selectOption({ label: 'B · router' });
    await page.getByRole('searchbox').fill('ttl');
    await page.getByRole('searchbox').press('Home');
    await page.getByRole('searchbox').press(' ');
    expect(await isAtEnd(page)).toBe(true);
  });

  it('goes to the row that is clicked, and dims what is still to come', async () => {
    const page = await site.openApp({ reducedMotion: true });
    await play(page);
    await page.getByRole('button', { name: 'Pause' }).click();
    await row(page, 'default via 192.168.1.6').first().click();
    expect(await step(page)).toBe(2);
    await expect(row(page, 'default via').first().getAttribute('aria-selected')).resolves.toBe('true');
    await expect(row(page, 'source 192.168.1.5').first().getAttribute('data-time')).resolves.toBe('future');
  });

  it('scrubs with the pointer and with the keys of a slider', async () => {
    const page = await site.openApp({ reducedMotion: true });
    await ranToTheEnd(page);
    const slider = page.getByRole('slider', { name: 'Position in the run' });
    const box = await slider.boundingBox();
    if (!box) throw new Error('no slider');
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    const { step: half, of } = await position(page);
    expect(Math.abs(half - of / 2)).toBeLessThanOrEqual(1);
    await slider.press('PageUp');
    expect(await step(page)).toBe(half + Math.round(of / 10));
    await slider.press('ArrowLeft');
    await slider.press('Home');
    await expect(slider.getAttribute('aria-valuenow')).resolves.toBe('0');
    await slider.press('ArrowRight');
    await expect(slider.getAttribute('aria-valuetext')).resolves.toMatch(
      /^step 1 of \d+, 0\.000 ms, A pings 192\.168\.2\.5/,
    );
  });

  it('shows only the chosen protocols and steps among them', async () => {
    const page = await site.openApp({ reducedMotion: true });
    await ranToTheEnd(page);
    await page.getByRole('button', { name: 'route', exact: true }).click();
    await page.getByRole('button', { name: 'To the start' }).click();
    await page.getByRole('button', { name: 'Step', exact: true }).click();
    expect(await step(page)).toBe(2);
    const groups = await timeline(page).getByRole('option').allTextContents();
    expect(groups.every((text) => text.includes('route'))).toBe(true);
    await page.getByRole('button', { name: 'route', exact: true }).click();
    await page.getByRole('button', { name: 'UDP', exact: true }).click();
    await timeline(page).getByRole('button', { name: 'Show all' }).click();
    expect(await timeline(page).getByRole('option').count()).toBeGreaterThan(5);
  });

  it('draws the run as a ladder, and an arrow goes to its step', async () => {
    const page = await site.openApp({ reducedMotion: true });
    await ranToTheEnd(page);
    await page.getByRole('button', { name: 'Ladder' }).click();
    await page.getByRole('button', { name: 'To the start' }).click();
    const first = timeline(page).getByRole('option', { name: /A to sw1: who-has 192\.168\.1\.6/ });
    await first.click();
    expect(await step(page)).toBe(12);
    await screenshot(page, 'timeline-ladder');
    expect(await violations(page, '#timeline')).toEqual([]);
  });

  it('sends something new from the dialog, and says what is wrong at its field', async () => {
    const page = await site.openApp({ reducedMotion: true });
    await page.getByRole('button', { name: /^What to send/ }).click();
    await page.getByRole('menuitem', { name: 'New…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('To', { exact: true }).fill('nobody');
    await dialog.getByLabel('TTL').fill('0');
    await dialog.getByRole('button', { name: 'Add and run' }).click();
    await expect(dialog.getByRole('alert').allTextContents()).resolves.toEqual([
      'Neither a machine of this lab nor an IPv4 address, such as 192.0.2.1.',
      'A whole number from 1 to 255.',
    ]);
    expect(await violations(page, '[role="dialog"]')).toEqual([]);
    await dialog.getByLabel('To', { exact: true }).fill('B');
    await dialog.getByLabel('TTL').fill('1');
    await dialog.getByRole('button', { name: 'Add and run' }).click();
    await page.getByRole('button', { name: 'What to send: A → B ping' }).waitFor();
    await page.getByRole('button', { name: 'To the end' }).click();
    await timeline(page).getByText('Delivered', { exact: true }).waitFor();
  });

  it('lets time pass: ten seconds later neighbours have been probed', async () => {
    const page = await site.openApp({ reducedMotion: true });
    await ranToTheEnd(page);
    const { of } = await position(page);
    await page.getByRole('button', { name: 'Wait' }).click();
    await page.getByRole('menuitem', { name: /^10 seconds/ }).click();
    await page.getByRole('button', { name: 'To the end' }).click();
    expect(await step(page)).toBeGreaterThan(of);
  });

  it('tells a screen reader each step, and has no accessibility violation', async () => {
    const page = await site.openApp({ reducedMotion: true });
    await ranToTheEnd(page);
    await page.getByRole('button', { name: 'To the start' }).click();
    await page.getByRole('button', { name: 'Step', exact: true }).click();
    await expect(timeline(page).locator('[aria-live]').first().textContent()).resolves.toMatch(
      /^step 1 of \d+: A pings 192\.168\.2\.5$/,
    );
    expect(await violations(page, '#timeline')).toEqual([]);
  });

  it('has no accessibility violation in the dark, at the end of a lost ping', async () => {
    const page = await site.openApp({ reducedMotion: true, theme: 'dark' });
    await page.getByRole('button', { name: 'Nobody there' }).click();
    await timeline(page).getByRole('button', { name: /^Play/ }).last().click();
    await page.getByRole('button', { name: 'To the end' }).click();
    await timeline(page).getByRole('status').filter({ hasText: /./ }).first().waitFor();
    await screenshot(page, 'timeline-lost-dark');
    expect(await violations(page, '#timeline')).toEqual([]);
  });
});
