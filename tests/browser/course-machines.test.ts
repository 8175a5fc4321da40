// The first sequences of the course, built from an empty canvas and typed at terminals: a switch, routes and gateways, a
// Linux host as a router, and ip_forward after a reboot. What is printed is what the real tools print.

import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { describePage, screenshot, type Site } from '../support/browser.ts';
import { card, endsWith, lines, openTerminal, type } from '../support/terminal-page.ts';

type Kind = 'Host' | 'Router' | 'Switch';

/** An empty canvas, and machines on it: by buttons and keys alone. */
async function lab(
  site: Site,
  machines: readonly (readonly [Kind, string])[],
  cables: readonly string[],
): Promise<Page> {
  const page = await site.openApp();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('new empty lab');
  await page.keyboard.press('Enter');
  await page.locator('.react-flow__node').first().waitFor({ state: 'detached' });
  for (const [kind, name] of machines) {
    const before = await page.locator('.react-flow__node').count();
    await page.getByRole('button', { name: kind, exact: true }).click();
    await page.locator('.react-flow__node').nth(before).focus();
    await page.keyboard.press('F2');
    await page.keyboard.press('Control+a');
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await card(page, name).waitFor();
  }
  for (const cable of cables) {
    const [from = '', to = ''] = cable.split('-');
    await card(page, from).focus();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Machine').selectOption({ label: to });
    await dialog.getByRole('button', { name: 'Connect' }).click();
    await dialog.waitFor({ state: 'hidden' });
  }
  await page.keyboard.press('Shift+1');
  return page;
}

function reply(from: string, ttl: number): RegExp {
  return new RegExp(String.raw`^64 bytes from ${from}: icmp_seq=1 ttl=${ttl} time=\d+(\.\d+)? ms$`);
}

const RECEIVED = '1 packets transmitted, 1 received, 0% packet loss, time 0ms';
const LOST = '1 packets transmitted, 0 received, 100% packet loss, time 0ms';

async function twoNetworks(site: Site): Promise<Page> {
  const page = await lab(
    site,
    [
      ['Host', 'A'],
      ['Switch', 'sw1'],
      ['Host', 'B'],
      ['Switch', 'sw2'],
      ['Host', 'C'],
    ],
    ['A-sw1', 'B-sw1', 'B-sw2', 'C-sw2'],
  ); // prettier-ignore
  await openTerminal(page, 'A');
  await type(page, 'ip addr add 192.168.1.5/24 dev eth0', 'ip link set eth0 up');
  await openTerminal(page, 'B');
  await type(page, 'ip addr add 192.168.1.6/24 dev eth0', 'ip addr add 192.168.2.6/24 dev eth1');
  await type(page, 'ip link set eth0 up', 'ip link set eth1 up');
  await openTerminal(page, 'C');
  await type(page, 'ip addr add 192.168.2.5/24 dev eth0', 'ip link set eth0 up');
  return page;
}

describePage('the course, on a canvas of machines', (site) => {
  it('1. a switch: two hosts of one network reach each other', async () => {
    const page = await lab(
      site,
      [
        ['Host', 'A'],
        ['Switch', 'sw1'],
        ['Host', 'B'],
      ],
      ['A-sw1', 'B-sw1'],
    );
    await openTerminal(page, 'A');
    const links = await type(page, 'ip link');
    expect(links[0]).toBe('1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN mode DEFAULT');
    expect(links.join(' ')).toMatch(
      /2: eth0(@\w+)?: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc \w+ state UP/,
    );
    expect(await type(page, 'ping -c 1 192.168.1.11')).toEqual(['ping: connect: Network is unreachable']);
    await type(page, 'ip addr add 192.168.1.10/24 dev eth0');
    await card(page, 'A').getByText('192.168.1.10/24').waitFor();
    await openTerminal(page, 'B');
    await type(page, 'ip addr add 192.168.1.11/24 dev eth0');
    await card(page, 'B').getByText('192.168.1.11/24').waitFor();
    await page.getByText('192.168.1.0/24', { exact: true }).waitFor();
    await openTerminal(page, 'A');
    const [head, answer, , , statistics] = await pinged(page, '192.168.1.11');
    expect(head).toBe('PING 192.168.1.11 (192.168.1.11) 56(84) bytes of data.');
    expect(answer).toMatch(reply('192.168.1.11', 64));
    expect(statistics).toMatch(/^rtt min\/avg\/max\/mdev = /);
    const timeline = page.getByRole('region', { name: 'Timeline' });
    await timeline.getByRole('option').filter({ hasText: 'icmp_seq=1 from 192.168.1.11' }).waitFor();
    await screenshot(page, 'course-1-switch');
  });

  it('2. routes and gateways: networks meet at a router', async () => {
    const page = await lab(
      site,
      [
        ['Host', 'B'],
        ['Switch', 'sw1'],
        ['Router', 'R'],
        ['Switch', 'sw2'],
        ['Host', 'C'],
      ],
      ['B-sw1', 'R-sw1', 'R-sw2', 'C-sw2'],
    ); // prettier-ignore
    await openTerminal(page, 'R');
    await type(page, 'ip addr add 192.168.1.1/24 dev eth0', 'ip addr add 192.168.2.1/24 dev eth1');
    await openTerminal(page, 'C');
    await type(page, 'ip addr add 192.168.2.10/24 dev eth0', 'ip route add 192.168.1.0/24 via 192.168.2.1');
    await openTerminal(page, 'B');
    await type(page, 'ip addr add 192.168.1.11/24 dev eth0');
    expect(await type(page, 'route')).toEqual([
      'Kernel IP routing table',
      'Destination     Gateway         Genmask         Flags Metric Ref    Use Iface',
      '192.168.1.0     0.0.0.0         255.255.255.0   U     0      0        0 eth0',
    ]);
    expect(await type(page, 'ping -c 1 192.168.2.10')).toEqual(['ping: connect: Network is unreachable']);
    await type(page, 'ip route add 192.168.2.0/24 via 192.168.1.1');
    expect((await pinged(page, '192.168.2.10'))[1]).toMatch(reply('192.168.2.10', 63));
    await type(page, 'ip route del 192.168.2.0/24', 'ip route add default via 192.168.1.1');
    expect(await type(page, 'route -n')).toEqual([
      'Kernel IP routing table',
      'Destination     Gateway         Genmask         Flags Metric Ref    Use Iface',
      '0.0.0.0         192.168.1.1     0.0.0.0         UG    0      0        0 eth0',
      '192.168.1.0     0.0.0.0         255.255.255.0   U     0      0        0 eth0',
    ]);
    await card(page, 'B').getByText('default via 192.168.1.1').waitFor();
    expect((await pinged(page, '192.168.2.10'))[1]).toMatch(reply('192.168.2.10', 63));
    await screenshot(page, 'course-2-gateway');
  });

  it('3. a Linux host as a router: nothing passes until ip_forward is 1', async () => {
    const page = await twoNetworks(site);
    await openTerminal(page, 'A');
    expect(await type(page, 'ping -c 1 192.168.2.5')).toEqual(['ping: connect: Network is unreachable']);
    await type(page, 'ip route add 192.168.2.0/24 via 192.168.1.6');
    await openTerminal(page, 'C');
    await type(page, 'ip route add 192.168.1.0/24 via 192.168.2.6');
    await openTerminal(page, 'A');
    expect(await type(page, 'ping -c 1 -W 1 192.168.2.5')).toContain(LOST);
    await page.getByText('ip_forward', { exact: false }).first().waitFor();
    await screenshot(page, 'course-3-no-forward');
    await openTerminal(page, 'B');
    expect(await type(page, 'cat /proc/sys/net/ipv4/ip_forward')).toEqual(['0']);
    await type(page, 'echo 1 > /proc/sys/net/ipv4/ip_forward');
    expect(await type(page, 'cat /proc/sys/net/ipv4/ip_forward')).toEqual(['1']);
    await card(page, 'B').getByText('ip_forward').waitFor();
    await openTerminal(page, 'A');
    expect(await type(page, 'ping -c 1 192.168.2.5')).toContain(RECEIVED);
    await screenshot(page, 'course-3-router');
    await page.getByRole('tab', { name: 'Device' }).click();
    await screenshot(page, 'course-3-device');
  });

  it('4. ip_forward is 0 again after a reboot, unless /etc/sysctl.conf says otherwise', async () => {
    const page = await twoNetworks(site);
    await openTerminal(page, 'B');
    await type(page, 'echo 1 > /proc/sys/net/ipv4/ip_forward');
    await reboot(page, 'B');
    expect(await type(page, 'cat /proc/sys/net/ipv4/ip_forward')).toEqual(['0']);
    expect(await type(page, 'ip -4 -br addr show eth0')).toEqual([]);
    await type(page, 'echo net.ipv4.ip_forward = 1 >> /etc/sysctl.conf');
    expect(await type(page, 'sysctl -p')).toEqual(['net.ipv4.ip_forward = 1']);
    await reboot(page, 'B');
    expect(await type(page, 'cat /proc/sys/net/ipv4/ip_forward')).toEqual(['1']);
    await card(page, 'B').getByText('ip_forward').waitFor();
    await screenshot(page, 'course-4-rebooted');
  });
});

/** The lines of `ping -c 1`, in step with the timeline. */
async function pinged(page: Page, to: string): Promise<readonly string[]> {
  return type(page, `ping -c 1 ${to}`);
}

/** The terminal outlives its machine. */
async function reboot(page: Page, machine: string): Promise<void> {
  await page.keyboard.press('Control+l');
  await page.keyboard.type('reboot');
  await page.keyboard.press('Enter');
  await expect.poll(() => lines(page)).toContain('[the machine has started again]');
  await endsWith(page, `root@${machine}:~#`);
}
