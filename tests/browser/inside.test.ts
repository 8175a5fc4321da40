import type { Locator, Page } from 'playwright';
import { expect, it } from 'vitest';
import { violations } from '../support/accessibility.ts';
import { describePage, type OpenOptions, screenshot, type Site } from '../support/browser.ts';

const PROMPT = 'root@A:~#';

function card(page: Page, name: string): Locator {
  return page.locator('.react-flow__node').filter({ has: page.getByRole('heading', { name, exact: true }) });
}

function box(page: Page, name: string): Locator {
  return page.locator('div[data-inside]').filter({ has: page.getByText(name, { exact: true }) });
}

function wire(page: Page, label: RegExp): Locator {
  return page.locator('g[data-inside]').and(page.getByLabel(label));
}

async function lastLine(page: Page): Promise<string | undefined> {
  const rows = await page.locator('.xterm-rows > div').allTextContents();
  return rows
    .map((row) => row.trimEnd())
    .filter((row) => row !== '')
    .at(-1);
}

async function ready(page: Page): Promise<void> {
  await expect.poll(() => lastLine(page), { timeout: 15_000 }).toBe(PROMPT);
}

async function run(page: Page, command: string): Promise<void> {
  await page.keyboard.type(command);
  await page.keyboard.press('Enter');
  await ready(page);
}

/** The text that `command` prints, in one line. */
async function output(page: Page, command: string): Promise<string> {
  await page.locator('.xterm-helper-textarea').focus();
  await run(page, `clear; ${command}`);
  const rows = await page.locator('.xterm-rows > div').allTextContents();
  return ` ${rows.join(' ').replaceAll(/\s+/g, ' ')}`;
}

async function withTerminal(site: Site, options: OpenOptions = {}): Promise<Page> {
  const page = await site.openApp(options);
  await card(page, 'A').click();
  await page.keyboard.press('t');
  await ready(page);
  return page;
}

const STAR = [
  'ip link add br0 type bridge; ip link set br0 up; ip addr add 10.0.0.254/24 dev br0',
  'i=1; for n in red blue green orange; do ip netns add $n; ip link add v-$n type veth peer name eth0 netns $n; ip link set v-$n master br0 up; ip -n $n addr add 10.0.0.$i/24 dev eth0; ip -n $n link set eth0 up; i=$((i+1)); done',
].join('; ');

describePage('what is inside of a machine', (site) => {
  it('a command draws a namespace, and a cable between the ends of a veth pair', async () => {
    const page = await withTerminal(site);
    await run(page, 'ip netns add red');
    await box(page, 'red').waitFor();
    await run(page, 'ip link add v0 type veth peer name v1 netns red');
    await wire(page, /v0 – v1 in red, down/).waitFor();
    await run(page, 'ip link set v0 up');
    await wire(page, /v0 – v1 in red, no carrier/).waitFor();
    await run(page, 'ip link add br0 type bridge; ip link set v0 master br0');
    await box(page, 'br0').waitFor();
    expect(await wire(page, /v0 – v1 in red/).getAttribute('data-state')).toBe('no-carrier');
  });

  it('four namespaces on a bridge are a figure in the card, and the other cards make room', async () => {
    const page = await withTerminal(site);
    await run(page, STAR);
    await box(page, 'orange').waitFor();
    await page.getByText('10.0.0.0/24', { exact: true }).waitFor();
    const boxes = await page.locator('.react-flow__node').all();
    await expect
      .poll(async () => {
        const rects = await Promise.all(boxes.map((each) => each.boundingBox()));
        return rects.flatMap((a, i) =>
          rects
            .slice(i + 1)
            .filter(
              (b) =>
                a &&
                b &&
                a.x < b.x + b.width &&
                b.x < a.x + a.width &&
                a.y < b.y + b.height &&
                b.y < a.y + a.height,
            ),
        ).length;
      })
      .toBe(0);
    await screenshot(page, 'inside-star');
    await page.getByRole('button', { name: /^Undo/ }).click();
    await box(page, 'orange').waitFor({ state: 'detached' });
  });

  it('Delete on a cable is `ip link del`, on a box `ip netns del`; undo brings them back', async () => {
    const page = await withTerminal(site);
    await run(page, 'ip netns add red; ip link add v0 type veth peer name v1 netns red');
    await wire(page, /v0 – v1 in red/).focus();
    await page.keyboard.press('Delete');
    await wire(page, /v0 – v1 in red/).waitFor({ state: 'detached' });
    expect(await output(page, 'ip -br link | grep -c v0')).toContain(' 0 ');
    await page.getByRole('button', { name: 'Undo: delete v0' }).click();
    await wire(page, /v0 – v1 in red/).waitFor();
    await box(page, 'red').click();
    await page.keyboard.press('Delete');
    await box(page, 'red').waitFor({ state: 'detached' });
    await page.locator('[role=status]').getByText('ip netns del red').waitFor();
    expect(await output(page, 'ip netns | wc -l; ip -br link | grep -c v0')).toContain(' 0 0 ');
  });

  it('is drawn by hand as well: by the menu and by keys, with the command that does the same', async () => {
    const page = await site.openApp();
    await card(page, 'A').focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: /Add a namespace/ }).click();
    await box(page, 'ns1').waitFor();
    await page.getByRole('status').getByText('ip netns add ns1').waitFor();
    await card(page, 'A').focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: /Add a bridge/ }).click();
    await box(page, 'br0').focus();
    await page.keyboard.press('c');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await wire(page, /veth0 – veth1/).waitFor();
    await page.getByRole('status').getByText('ip link add veth0 type veth peer name veth1').waitFor();
  });

  it('what is selected inside is let go of by a click on the canvas', async () => {
    const page = await withTerminal(site);
    await run(page, 'ip netns add red');
    await box(page, 'red').click();
    await page.locator('[data-inside][data-selected]').waitFor();
    await page.locator('.react-flow__pane').click({ position: { x: 400, y: 20 } });
    await page.locator('[data-inside][data-selected]').waitFor({ state: 'detached' });
  });

  it('refuses a veth pair in the kernel’s words', async () => {
    const page = await site.openApp();
    await card(page, 'A').click({ button: 'right' });
    await page.getByRole('menuitem', { name: /Add a veth pair/ }).click();
    await page.getByRole('textbox', { name: 'Device' }).first().fill('eth0');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('alert').getByText('File exists').waitFor();
  });

  it('frames travel along the veth pairs', async () => {
    const page = await withTerminal(site);
    await run(page, `${STAR}; ip netns exec red ping -c 1 10.0.0.2 >/dev/null`);
    await page.locator('#canvas').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Space');
    await page.locator('canvas[data-capsules*="who-has .2"]').waitFor({ timeout: 30_000 });
    await screenshot(page, 'inside-playing');
  });

  for (const options of [{ theme: 'light' }, { theme: 'dark', language: 'ko' }] as const) {
    it(`has no accessibility violations (${JSON.stringify(options)})`, async () => {
      const page = await withTerminal(site, options);
      await run(page, STAR);
      await box(page, 'orange').waitFor();
      expect(await violations(page, '#canvas')).toEqual([]);
      await screenshot(page, `inside-${options.theme}`);
    });
  }
});
