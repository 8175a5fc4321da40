// The last sequences of the course, typed on one host: two namespaces and a veth pair, then four on a bridge with the host
// as their gateway. The commands are the course's; NAT is left out.

import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { describePage, screenshot } from '../support/browser.ts';
import { box, card, openTerminal, type, wire } from '../support/terminal-page.ts';

const RECEIVED = '1 packets transmitted, 1 received, 0% packet loss, time 0ms';

async function connectPair(page: Page): Promise<void> {
  await type(page, 'ip netns add red', 'ip netns add blue');
  await type(page, 'ip link add veth-red type veth peer name veth-blue');
  await type(page, 'ip link set veth-red netns red', 'ip link set veth-blue netns blue');
  await type(page, 'ip -n red addr add 192.168.15.1/24 dev veth-red');
  await type(page, 'ip -n blue addr add 192.168.15.2/24 dev veth-blue');
  await type(page, 'ip -n red link set veth-red up', 'ip -n blue link set veth-blue up');
}

const NAMES = ['red', 'blue', 'green', 'gray'] as const;

describePage('the course, in the namespaces of one host', (site) => {
  it('5. two namespaces, joined by a veth pair, find each other; the host knows of neither', async () => {
    const page = await site.openApp();
    await openTerminal(page, 'A');
    await type(page, 'ip netns add red', 'ip netns add blue');
    expect(await type(page, 'ip netns')).toEqual(['blue', 'red']);
    await box(page, 'red').waitFor();
    await box(page, 'blue').waitFor();
    const inside = ['1: lo: <LOOPBACK> mtu 65536 qdisc noop state DOWN mode DEFAULT group default qlen 1000'];
    expect((await type(page, 'ip netns exec red ip link')).join('')).toContain(inside[0]);
    expect(await type(page, 'ip -n red link')).toEqual(await type(page, 'ip netns exec red ip link'));
    expect(await type(page, 'ip netns exec red arp', 'ip netns exec red route')).toEqual([
      'Kernel IP routing table',
      'Destination     Gateway         Genmask         Flags Metric Ref    Use Iface',
    ]);
    await type(page, 'ip netns del red', 'ip netns del blue');
    await box(page, 'red').waitFor({ state: 'detached' });
    await connectPair(page);
    await wire(
      page,
      /veth-red in red – veth-blue in blue, up|veth-blue in blue – veth-red in red, up/,
    ).waitFor();
    await screenshot(page, 'course-5-pair');
    expect(await type(page, 'ip netns exec red ping -c 1 192.168.15.2')).toContain(RECEIVED);
    await screenshot(page, 'course-5-ping');
    const arp = await type(page, 'ip netns exec red arp');
    expect(arp.join('')).toMatch(/192\.168\.15\.2 +ether +02:[0-9a-f:]+ +C +veth-red$/);
    expect(await type(page, 'arp')).toEqual([]);
    expect((await type(page, 'ip -br link')).join(' ')).not.toContain('veth');
  });

  it('6. four namespaces on a bridge reach each other, the host, and through it other networks', async () => {
    const page = await site.openApp();
    await openTerminal(page, 'A');
    await connectPair(page);
    await type(page, 'ip -n red link del veth-red');
    await wire(page, /veth-red/).waitFor({ state: 'detached' });
    await type(page, 'ip netns add green', 'ip netns add gray', 'ip link add v-net-0 type bridge');
    expect((await type(page, 'ip -br link show v-net-0')).join('')).toMatch(/^v-net-0 +DOWN +/);
    await type(page, 'ip link set dev v-net-0 up');
    for (const [i, name] of NAMES.entries()) {
      await type(page, `ip link add veth-${name} type veth peer name veth-${name}-br`);
      await type(
        page,
        `ip link set veth-${name} netns ${name}`,
        `ip link set veth-${name}-br master v-net-0`,
      );
      await type(page, `ip -n ${name} addr add 192.168.15.${i + 1}/24 dev veth-${name}`);
      await type(page, `ip -n ${name} link set veth-${name} up`, `ip link set veth-${name}-br up`);
      await wire(page, new RegExp(`veth-${name} in ${name}.*, up|veth-${name}-br.*, up`)).waitFor();
    }
    await box(page, 'v-net-0').waitFor();
    await screenshot(page, 'course-6-bridge');
    expect(await type(page, 'ip netns exec red ping -c 1 192.168.15.4')).toContain(RECEIVED);
    expect(await type(page, 'ping -c 1 -W 1 192.168.15.1')).not.toContain(RECEIVED);
    await type(page, 'ip addr add 192.168.15.5/24 dev v-net-0');
    await box(page, 'v-net-0').getByText('192.168.15.5/24').waitFor();
    expect(await type(page, 'ping -c 1 192.168.15.1')).toContain(RECEIVED);
    const blue = 'ip netns exec blue';
    expect(await type(page, `${blue} ping -c 1 192.168.1.6`)).toEqual([
      'ping: connect: Network is unreachable',
    ]);
    await type(page, `${blue} ip route add 192.168.1.0/24 via 192.168.15.5`);
    // There is a way there, and none back: nobody out there knows of 192.168.15.0/24.
    expect(await type(page, `${blue} ping -c 1 -W 1 192.168.1.6`)).not.toContain(RECEIVED);
    await type(page, 'sysctl -w net.ipv4.ip_forward=1');
    await openTerminal(page, 'B');
    await type(page, 'ip route add 192.168.15.0/24 via 192.168.1.5');
    await openTerminal(page, 'A');
    expect(await type(page, `${blue} ping -c 1 192.168.1.6`)).toContain(RECEIVED);
    await type(page, `${blue} ip route add default via 192.168.15.5`);
    await screenshot(page, 'course-6-gateway');
    await card(page, 'A').getByText('192.168.15.0/24').waitFor();
    await page.getByRole('tab', { name: 'Device' }).click();
    await screenshot(page, 'course-6-device');
  });
});
