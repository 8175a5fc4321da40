import type { Locator, Page } from 'playwright';
import { expect, it } from 'vitest';
import { violations } from '../support/accessibility.ts';
import { describePage, type OpenOptions, screenshot, type Site } from '../support/browser.ts';

function inspector(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Inspector' });
}

function timeline(page: Page): Locator {
  return page.getByRole('region', { name: 'Timeline' });
}

async function tab(page: Page, name: 'Step' | 'Packet' | 'Device'): Promise<void> {
  await inspector(page).getByRole('tab', { name }).click();
}

/** The page with the example's ping run to its end. */
async function ran(site: Site, options: OpenOptions = {}): Promise<Page> {
  const page = await site.openApp({ reducedMotion: true, ...options });
  await page.getByRole('button', { name: 'Play A → C ping' }).click();
  await page.getByRole('button', { name: 'To the end' }).click();
  return page;
}

/** Goes to the step whose row says `text`. */
async function goTo(page: Page, text: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: 'To the start' }).click();
  const row = timeline(page).getByRole('option').filter({ hasText: text }).first();
  for (let tries = 0; tries < 30 && !(await row.isVisible()); tries++) {
    await timeline(page).getByRole('listbox').press('PageDown');
  }
  await row.click();
}

async function inspect(page: Page, machine: string): Promise<void> {
  await tab(page, 'Device');
  await inspector(page).getByLabel('Machine').selectOption({ label: machine });
}

function table(page: Page, name: string): Locator {
  return inspector(page).getByRole('table', { name });
}

describePage('the step panel', (site) => {
  it('tells what was decided, lights the winning route and names the command', async () => {
    const page = await ran(site);
    await goTo(page, 'default via 192.168.1.6');
    const panel = inspector(page);
    await panel.getByRole('heading', { name: 'A finds the route to 192.168.2.5' }).waitFor();
    const won = panel.locator('tr[data-verdict="won"]').first();
    await expect(won.textContent()).resolves.toContain('default');
    await expect(won.textContent()).resolves.toContain('(wins)');
    await panel.getByText('ip route get 192.168.2.5').waitFor();
    await screenshot(page, 'step-route');
    expect(await violations(page, '#inspector')).toEqual([]);
  });

  it('shows the header before and after forwarding', async () => {
    const page = await ran(site);
    await goTo(page, 'forward to 192.168.2.5');
    const panel = inspector(page);
    await panel.getByRole('heading', { name: 'B forwards the packet' }).waitFor();
    await expect(panel.locator('del').allTextContents()).resolves.toContain('was 64');
    await panel.getByText('63', { exact: true }).first().waitFor();
    await screenshot(page, 'step-forward');
    expect(await violations(page, '#inspector')).toEqual([]);
  });

  it('goes back to the cause and on to what happens to the packet next', async () => {
    const page = await ran(site);
    await goTo(page, 'default via 192.168.1.6');
    await inspector(page)
      .getByRole('button', { name: /^because of step 1/ })
      .click();
    const title = inspector(page).getByRole('heading', { level: 2 });
    await expect(title.textContent()).resolves.toBe('A pings 192.168.2.5');
  });

  it('says where and why the packet died, and its button repairs it', async () => {
    const page = await site.openApp({ reducedMotion: true });
    await inspect(page, 'B · router');
    await inspector(page).getByRole('switch', { name: 'net.ipv4.ip_forward' }).click();
    await inspector(page).getByText('sysctl -w net.ipv4.ip_forward=0').waitFor();
    await timeline(page).getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('button', { name: 'To the end' }).click();
    await timeline(page).getByRole('button', { name: 'Go to that step' }).click();
    await tab(page, 'Step');
    const panel = inspector(page);
    await panel.getByRole('heading', { name: 'B drops the echo request' }).waitFor();
    await panel.getByText('forwarding-disabled').first().waitFor();
    await screenshot(page, 'step-drop');
    expect(await violations(page, '#inspector')).toEqual([]);
    await panel.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('button', { name: 'To the end' }).click();
    await timeline(page).getByText('Delivered', { exact: true }).waitFor();
  });
});

describePage('the packet panel', (site) => {
  it('lights the octets of a field, and the field of an octet', async () => {
    const page = await ran(site);
    await goTo(page, 'who has 192.168.1.6');
    await tab(page, 'Packet');
    const panel = inspector(page);
    await panel.getByText('ARP, Request who-has 192.168.1.6 tell 192.168.1.5, length 28').waitFor();
    await panel.getByRole('button', { name: /^tpa/ }).focus();
    await expect(panel.locator('[role="gridcell"][data-lit]').allTextContents()).resolves.toEqual([
      'c0',
      'a8',
      '01',
      '06',
    ]);
    await panel.getByRole('gridcell', { name: 'octet 0x0: ff, dst' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(panel.locator('button[data-lit]').textContent()).resolves.toContain('hlen');
    await screenshot(page, 'packet');
    expect(await violations(page, '#inspector')).toEqual([]);
  });

  it('saves what one device saw as a pcap file', async () => {
    const page = await ran(site);
    await tab(page, 'Packet');
    await goTo(page, 'who has 192.168.1.6');
    await inspector(page).getByRole('button', { name: 'Save pcap' }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'C eth0' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('C.eth0.pcap');
  });
});

describePage('the device panel', (site) => {
  it('shows the tables as they are at the step', async () => {
    const page = await ran(site);
    await inspect(page, 'A · host');
    const neighbours = table(page, 'Neighbours');
    await expect(neighbours.getByRole('row').nth(1).textContent()).resolves.toContain('192.168.1.6');
    await page.getByRole('button', { name: 'To the start' }).click();
    await inspector(page).getByText('No neighbour has been asked for yet.').waitFor();
    await inspector(page).getByText('as of step 0').waitFor();
  });

  it('adds an address, says the command, and refuses it a second time in the kernel’s words', async () => {
    const page = await site.openApp({ reducedMotion: true });
    await inspect(page, 'A · host');
    const panel = inspector(page);
    await panel.getByRole('button', { name: 'Add an address' }).click();
    await page.keyboard.type('10.0.0.1/24');
    await page.keyboard.press('Enter');
    await panel.getByText('ip addr add 10.0.0.1/24 dev eth0').waitFor();
    await expect(table(page, 'Addresses').textContent()).resolves.toContain('10.0.0.1/24');
    await expect(table(page, 'table main').textContent()).resolves.toContain('10.0.0.0/24');
    await panel.getByRole('button', { name: 'Add an address' }).click();
    await page.keyboard.type('10.0.0.1/24');
    await page.keyboard.press('Enter');
    await expect(panel.getByRole('alert').textContent()).resolves.toBe(
      'Error: ipv4: Address already assigned.',
    );
    await screenshot(page, 'device-refused');
    expect(await violations(page, '#inspector')).toEqual([]);
    await page.keyboard.press('Escape');
    await panel.getByRole('button', { name: 'Remove 10.0.0.1/24 from eth0' }).click();
    await expect(table(page, 'Addresses').textContent()).resolves.not.toContain('10.0.0.1/24');
  });

  it('refuses a gateway that nobody can reach', async () => {
    const page = await site.openApp({ reducedMotion: true });
    await inspect(page, 'A · host');
    const panel = inspector(page);
    await panel.getByRole('button', { name: 'Add a route' }).click();
    await page.keyboard.type('198.51.100.0/24');
    await panel.getByLabel('Via').fill('203.0.113.1');
    await page.keyboard.press('Enter');
    await expect(panel.getByRole('alert').textContent()).resolves.toBe('Error: Nexthop has invalid gateway.');
  });

  it('takes a link down and up again: the default route is gone for good', async () => {
    const page = await site.openApp({ reducedMotion: true });
    await inspect(page, 'A · host');
    const eth0 = inspector(page).getByRole('switch', { name: 'eth0 up' });
    await eth0.click();
    await inspector(page).getByText('No routes.').waitFor();
    await eth0.click();
    await expect(table(page, 'table main').textContent()).resolves.not.toContain('default');
  });

  it('shows what a switch has learned, and lights the row of the step', async () => {
    const page = await ran(site);
    await inspect(page, 'sw1 · switch');
    await goTo(page, /is behind swp1/);
    const learned = table(page, 'Forwarding database');
    await expect(learned.locator('tr[data-lit]').textContent()).resolves.toContain('swp1');
    await screenshot(page, 'device-switch');
    expect(await violations(page, '#inspector')).toEqual([]);
  });

  it('finds any setting by a part of its name, and writes it', async () => {
    const page = await site.openApp({ reducedMotion: true });
    await inspect(page, 'B · router');
    const panel = inspector(page);
    await panel.getByRole('searchbox', { name: 'Search settings' }).fill('eth1 rp_filter');
    const value = panel.getByLabel('Value of net.ipv4.conf.eth1.rp_filter');
    await value.fill('1');
    await value.press('Enter');
    await panel.getByText('sysctl -w net.ipv4.conf.eth1.rp_filter=1').waitFor();
    await value.fill('nonsense');
    await value.press('Enter');
    await expect(panel.getByRole('alert').textContent()).resolves.toContain('Invalid argument');
  });

  it('unplugs the selected cable', async () => {
    const page = await site.openApp({ reducedMotion: true });
    await tab(page, 'Device');
    await page.locator('.react-flow__edge').first().focus();
    await page.keyboard.press('Enter');
    await inspector(page).getByRole('switch', { name: 'Plugged in' }).click();
    expect(await violations(page, '#inspector')).toEqual([]);
  });

  it('has no accessibility violation in Korean and in the dark', async () => {
    const page = await site.openApp({ reducedMotion: true, theme: 'dark', language: 'ko' });
    await page.getByRole('tab', { name: '장치' }).click();
    await page.getByLabel('장비', { exact: true }).selectOption({ label: 'B · 라우터' });
    await screenshot(page, 'device-ko-dark');
    expect(await violations(page, '#inspector')).toEqual([]);
  });
});
