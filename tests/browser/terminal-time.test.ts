// Terminals and the timeline: what runs stands still with it, ends when its past is changed, and never takes the page along.

import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { describePage, screenshot } from '../support/browser.ts';
import { box, card, endsWith, lines, openTerminal, type } from '../support/terminal-page.ts';

const PROMPT = 'root@A:~#';
const UNDONE = '[the network went back to an earlier state: what ran here has ended]';

async function enter(page: Page, command: string): Promise<void> {
  await page.keyboard.type(command);
  await page.keyboard.press('Enter');
}

async function replies(page: Page): Promise<number> {
  return (await lines(page)).filter((line) => line.includes('bytes from')).length;
}

/** How often the page paints in a second: it answers as long as it does. */
async function framesIn(page: Page, milliseconds: number): Promise<number> {
  return page.evaluate(
    (duration) =>
      new Promise<number>((done) => {
        const start = performance.now();
        let count = 0;
        const next = () => {
          count++;
          if (performance.now() - start < duration) requestAnimationFrame(next);
          else done(count);
        };
        requestAnimationFrame(next);
      }),
    milliseconds,
  );
}

describePage('terminals in time', (site) => {
  it('a ping stands still while the playhead is in the past, and goes on from the end', async () => {
    const page = await site.openApp();
    await openTerminal(page, 'A');
    await enter(page, 'ping 192.168.2.5');
    await expect.poll(() => replies(page), { timeout: 20_000 }).toBeGreaterThan(1);
    await page.getByRole('button', { name: 'To the start' }).click();
    const before = await replies(page);
    await page.waitForTimeout(1500);
    expect(await replies(page)).toBe(before);
    await page.getByRole('button', { name: 'To the end' }).click();
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await expect.poll(() => replies(page), { timeout: 20_000 }).toBeGreaterThan(before);
    await page.locator('.xterm-helper-textarea').focus();
    await page.keyboard.press('Control+c');
    await endsWith(page, PROMPT);
    expect((await lines(page)).some((line) => line.includes('0% packet loss'))).toBe(true);
  });

  it('Ctrl-C stops what runs even while the playhead is in the past', async () => {
    const page = await site.openApp();
    await openTerminal(page, 'A');
    await enter(page, 'ping 192.168.2.5');
    await expect.poll(() => replies(page), { timeout: 20_000 }).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'To the start' }).click();
    await page.locator('.xterm-helper-textarea').focus();
    await page.keyboard.press('Control+c');
    await endsWith(page, PROMPT);
    expect(await type(page, 'echo still here')).toEqual(['still here']);
  });

  it('an edit in the past ends what ran after it, says so, and leaves a shell that works', async () => {
    const page = await site.openApp();
    await openTerminal(page, 'A');
    await enter(page, 'ping 192.168.2.5');
    await expect.poll(() => replies(page), { timeout: 20_000 }).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'To the start' }).click();
    await page.getByRole('button', { name: 'Host', exact: true }).click();
    await expect.poll(() => lines(page), { timeout: 20_000 }).toContain(UNDONE);
    await endsWith(page, PROMPT);
    await screenshot(page, 'terminal-past-edited');
    await page.locator('.xterm-helper-textarea').focus();
    expect(await type(page, 'ping -c 1 192.168.2.5')).toContain(
      '1 packets transmitted, 1 received, 0% packet loss, time 0ms',
    );
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await endsWith(page, `${PROMPT} ping 192.168.2.5`);
  });

  it('a command at a prompt in the past goes on at the end of the recording', async () => {
    const page = await site.openApp();
    await openTerminal(page, 'A');
    await type(page, 'ip netns add red', 'ping -c 1 192.168.2.5');
    await page.getByRole('button', { name: 'To the start' }).click();
    await page.locator('.xterm-helper-textarea').focus();
    expect(await type(page, 'ip netns')).toEqual(['red']);
    await box(page, 'red').waitFor();
  });

  it.each(['seq 100000', 'yes', 'while :; do :; done'])(
    '%s floods the terminal, not the page',
    async (command) => {
      const page = await site.openApp();
      await openTerminal(page, 'A');
      await enter(page, command);
      expect(await framesIn(page, 1500)).toBeGreaterThan(10);
      await card(page, 'B').getByRole('heading').click();
      await page.getByRole('heading', { name: 'B', exact: true }).first().waitFor();
      await page.locator('.xterm-helper-textarea').focus();
      await page.keyboard.press('Control+c');
      await endsWith(page, PROMPT);
      expect(await type(page, 'echo done')).toEqual(['done']);
    },
  );

  it('a reload keeps the tabs, the files and what was typed, and a link only the files', async () => {
    const page = await site.openApp();
    await openTerminal(page, 'A');
    await type(page, 'ip addr add 10.9.9.1/24 dev eth0', 'echo kept > note');
    await page.getByText('saved', { exact: true }).waitFor();
    await page.reload();
    await page.getByRole('tab', { name: 'A', exact: true, selected: true }).waitFor();
    await endsWith(page, PROMPT);
    await page.locator('.xterm-helper-textarea').focus();
    expect(await type(page, 'cat note')).toEqual(['kept']);
    expect((await type(page, 'history')).join('\n')).toContain('ip addr add 10.9.9.1/24 dev eth0');
    await page.getByRole('button', { name: 'Share link' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const other = await site.openApp({ suffix: new URL(link).hash });
    await openTerminal(other, 'A');
    expect(await type(other, 'history')).not.toContain('    2  echo kept > note');
    expect(await type(other, 'cat note')).toEqual(['kept']);
  });

  it('a shell in a namespace has bash’s prompt, and its tab says where it is', async () => {
    const page = await site.openApp();
    await openTerminal(page, 'A');
    await type(page, 'ip netns add red');
    await enter(page, 'ip netns exec red bash');
    await expect.poll(async () => (await lines(page)).filter((line) => line === PROMPT).length).toBe(1);
    await page.getByRole('tab', { name: 'A/red', exact: true }).waitFor();
    expect(await type(page, 'ip netns identify $$')).toEqual(['red']);
    // A shell that waits for a command is nothing that runs: time stands still.
    await page.getByRole('button', { name: 'Pause' }).waitFor({ state: 'detached' });
    await enter(page, 'exit');
    await page.getByRole('tab', { name: 'A', exact: true }).waitFor();
  });

  it('text is bigger by Ctrl-+, and programs know the new width', async () => {
    const page = await site.openApp();
    await openTerminal(page, 'A');
    const [before] = await type(page, 'tput cols');
    expect(Number(before)).toBeGreaterThanOrEqual(80);
    await page.keyboard.press('Control+Equal');
    await page.keyboard.press('Control+Equal');
    await expect.poll(async () => Number((await type(page, 'tput cols'))[0])).toBeLessThan(Number(before));
    await page.keyboard.press('Control+0');
    await expect.poll(async () => (await type(page, 'tput cols'))[0]).toBe(before);
  });
});
