// Terminals on the page as a user has them: opened by a key, typed at key by key, read from their rows.

import type { Locator, Page } from 'playwright';
import { expect } from 'vitest';

export function card(page: Page, name: string): Locator {
  return page.locator('.react-flow__node').filter({ has: page.getByRole('heading', { name, exact: true }) });
}

/** A namespace or a bridge inside a card. */
export function box(page: Page, name: string): Locator {
  return page.locator('div[data-inside]').filter({ has: page.getByText(name, { exact: true }) });
}

/** A veth pair inside a card. */
export function wire(page: Page, label: RegExp): Locator {
  return page.locator('g[data-inside]').and(page.getByLabel(label));
}

/** What stands in the terminal, without empty lines. */
export async function lines(page: Page): Promise<readonly string[]> {
  const rows = await page.locator('.xterm-rows > div').allTextContents();
  return rows.map((row) => row.replaceAll('\u00A0', ' ').trimEnd()).filter((row) => row !== '');
}

/** Waits until the terminal's last line is this. */
export async function endsWith(page: Page, line: string): Promise<void> {
  await expect.poll(async () => (await lines(page)).at(-1), { timeout: 30_000 }).toBe(line);
}

/** The terminal of a machine on the canvas, ready for a command. */
export async function openTerminal(page: Page, machine: string): Promise<void> {
  await card(page, machine).getByRole('heading').click();
  await page.keyboard.press('t');
  await page.getByRole('tab', { name: machine, exact: true, selected: true }).waitFor();
  await page.locator('.xterm-helper-textarea').focus();
  await endsWith(page, `root@${machine}:~#`);
}

/** Types commands, one after another, and gives what the last one printed. */
export async function type(page: Page, ...commands: readonly string[]): Promise<readonly string[]> {
  let printed: readonly string[] = [];
  for (const command of commands) {
    await page.keyboard.press('Control+l');
    const prompt = (await promptOf(page)) ?? '';
    await page.keyboard.type(command);
    await page.keyboard.press('Enter');
    await expect
      .poll(() => lines(page), { timeout: 30_000, message: command })
      .toSatisfy((shown: readonly string[]) => isDone(shown, prompt));
    printed = (await lines(page)).slice(1, -1);
  }
  return printed;
}

/** The screen is clear but for the prompt. */
async function promptOf(page: Page): Promise<string | undefined> {
  let shown: readonly string[] = [];
  // What was seen is what counts: the next look may find the screen half drawn.
  await expect
    .poll(async () => (shown = await lines(page)))
    .toSatisfy((now: readonly string[]) => now.length === 1 && /[#$]$/.test(now[0] ?? ''));
  return shown[0];
}

function isDone(shown: readonly string[], prompt: string): boolean {
  return shown.length > 1 && shown.at(-1) === prompt;
}
