import type { Locator, Page } from 'playwright';
import { expect, it } from 'vitest';
import { violations } from '../support/accessibility.ts';
import { describePage, type OpenOptions, screenshot, type Site } from '../support/browser.ts';

function card(page: Page, name: string): Locator {
  return page.locator('.react-flow__node').filter({ has: page.getByRole('heading', { name, exact: true }) });
}

async function lines(page: Page): Promise<readonly string[]> {
  const rows = await page.locator('.xterm-rows > div').allTextContents();
  return rows.map((row) => row.trimEnd()).filter((row) => row !== '');
}

/** Waits until the terminal's last line is this. */
async function endsWith(page: Page, line: string): Promise<void> {
  await expect.poll(async () => (await lines(page)).at(-1), { timeout: 15_000 }).toBe(line);
}

const PROMPT = 'root@A:~#';

async function enter(page: Page, command: string): Promise<void> {
  await page.keyboard.type(command);
  await page.keyboard.press('Enter');
}

async function run(page: Page, command: string): Promise<void> {
  await enter(page, command);
  await endsWith(page, PROMPT);
}

/** A page with the terminal of A, by the key. */
async function withTerminal(site: Site, options: OpenOptions = {}): Promise<Page> {
  const page = await site.openApp(options);
  await card(page, 'A').click();
  await page.keyboard.press('t');
  await endsWith(page, PROMPT);
  return page;
}

describePage('the terminal', (site) => {
  it('configures a machine: its card follows, and undo takes the command back', async () => {
    const page = await withTerminal(site);
    await run(page, 'ip addr add 10.9.9.1/24 dev eth0');
    await card(page, 'A').getByText('10.9.9.1/24').waitFor();
    await page.getByRole('button', { name: 'Undo: ip addr add 10.9.9.1/24 dev eth0' }).click();
    await card(page, 'A').getByText('10.9.9.1/24').waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: 'A', exact: true }).press('Enter');
    await run(page, 'ip addr show dev eth0 | grep -c 10.9.9.1');
    expect((await lines(page)).at(-2)).toBe('0');
  });

  it('draws namespaces, and opens a terminal in one', async () => {
    const page = await withTerminal(site);
    await run(page, 'ip netns add red && ip link add v0 type veth peer name v1 netns red');
    await card(page, 'A').getByRole('group', { name: 'namespace red' }).waitFor();
    await card(page, 'A').getByText('v1', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Another terminal…' }).click();
    await page.getByRole('menuitem', { name: 'A/red' }).click();
    await page.getByRole('tab', { name: 'A/red', selected: true }).waitFor();
    await endsWith(page, PROMPT);
    await run(page, 'ip -br link | grep -c v1');
    expect((await lines(page)).at(-2)).toBe('1');
    await screenshot(page, 'terminal-netns');
  });

  it('pings in step with the timeline: replies come in, pause stops them, play goes on', async () => {
    const page = await withTerminal(site);
    await run(page, 'ping -c 2 192.168.2.5');
    const printed = await lines(page);
    expect(printed.filter((line) => line.includes('bytes from 192.168.2.5'))).toHaveLength(2);
    expect(printed).toContain('2 packets transmitted, 2 received, 0% packet loss, time 1000ms');
    const timeline = page.getByRole('region', { name: 'Timeline' });
    await timeline.getByRole('option').filter({ hasText: 'icmp_seq=2 from 192.168.2.5' }).waitFor();
    await screenshot(page, 'terminal-ping');
    await enter(page, 'ping 192.168.2.5');
    const replies = async () => (await lines(page)).filter((line) => line.includes('bytes from')).length;
    await expect.poll(replies, { timeout: 10_000 }).toBeGreaterThan(3);
    await page.getByRole('button', { name: 'Pause' }).click();
    const paused = await replies();
    await page.waitForTimeout(1500);
    expect(await replies()).toBe(paused);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await expect.poll(replies, { timeout: 10_000 }).toBeGreaterThan(paused);
  });

  it('stops a busy loop by Ctrl-C, and the page stays alive meanwhile', async () => {
    const page = await withTerminal(site);
    await enter(page, 'while true; do :; done');
    const frames = await page.evaluate(
      () =>
        new Promise<number>((done) => {
          const start = performance.now();
          let count = 0;
          const next = () => {
            count++;
            if (performance.now() - start < 1000) requestAnimationFrame(next);
            else done(count);
          };
          requestAnimationFrame(next);
        }),
    );
    expect(frames).toBeGreaterThan(25);
    await page.keyboard.press('Control+c');
    await endsWith(page, PROMPT);
    expect(await lines(page)).toContain('^C');
  });

  it('takes a pasted script a line at a time', async () => {
    const page = await withTerminal(site);
    const script = [
      'ip netns add red',
      'ip netns add blue',
      'cat <<EOF',
      'two',
      'EOF',
      'ip netns | wc -l',
      '',
    ];
    await page.evaluate((text) => navigator.clipboard.writeText(text), script.join('\n'));
    await page.keyboard.press('Control+v');
    await expect.poll(() => lines(page)).toContain('2');
    expect(await lines(page)).toContain('two');
    await expect(page.getByRole('button', { name: 'Undo: ip netns add blue' }).isEnabled()).resolves.toBe(
      true,
    );
  });

  it('completes, remembers and searches', async () => {
    const page = await withTerminal(site);
    await page.keyboard.type('cat /etc/hostn');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await lines(page)).at(-2)).toBe('A');
    await page.keyboard.press('ArrowUp');
    await endsWith(page, `${PROMPT} cat /etc/hostname`);
    await page.keyboard.press('Control+u');
    await page.keyboard.press('Control+r');
    await page.keyboard.type('cat');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await lines(page)).filter((line) => line === 'A').length).toBe(2);
  });

  it('ends what runs with a clear line when another lab is opened', async () => {
    const page = await withTerminal(site);
    await enter(page, 'sleep 100');
    await page.getByRole('button', { name: 'Nobody there' }).click();
    await expect.poll(() => lines(page)).toContain('[the lab was booted anew: what ran here has ended]');
  });

  it('is left by Esc and F6, entered by Enter, and has no accessibility violation', async () => {
    const page = await withTerminal(site);
    const tab = page.getByRole('tab', { name: 'A', exact: true });
    const hasFocus = (locator: Locator) => locator.evaluate((element) => element === document.activeElement);
    for (const key of ['Escape', 'F6']) {
      await page.keyboard.press(key);
      expect(await hasFocus(tab)).toBe(true);
      await page.keyboard.press('Enter');
      expect(await hasFocus(page.locator('.xterm-helper-textarea'))).toBe(true);
    }
    await page.getByRole('button', { name: 'Screen reader mode' }).click();
    expect(await violations(page, '#terminal')).toEqual([]);
    await page.getByRole('button', { name: 'Hide the terminals' }).click();
    await page.locator('.xterm').waitFor({ state: 'detached' });
  });

  it('speaks Korean around the shell', async () => {
    const page = await site.openApp({ language: 'ko', theme: 'dark', width: 1280, height: 720 });
    await page.getByRole('button', { name: '터미널', exact: true }).click();
    await page.getByRole('region', { name: '터미널' }).waitFor();
    await endsWith(page, PROMPT);
    await run(page, 'echo 안녕하세요');
    expect((await lines(page)).at(-2)).toBe('안녕하세요');
    await screenshot(page, 'terminal-ko-dark');
    expect(await violations(page, '#terminal')).toEqual([]);
  });
});
