import { describe, expect, test } from 'vitest';
import { unwrap } from '../../src/base/result.ts';
import { parseFrame } from '../../src/wire/frame.ts';
import { parsePcap, pcapFile } from '../../src/wire/pcap.ts';
import { tcpdumpLine } from '../../src/wire/tcpdump.ts';
import { captureOf, capturePoints } from '../../src/formats/capture.ts';
import { played } from '../support/played.ts';

const { document, lab } = played('linux-router');
const { events } = lab.world;

function lines(point?: Parameters<typeof captureOf>[1]): string[] {
  const records = unwrap(parsePcap(pcapFile(captureOf(events, point))));
  return records.map(({ octets }) => tcpdumpLine(unwrap(parseFrame(octets))));
}

describe('a capture of the run', () => {
  test('at one device holds what tcpdump -i shows there', () => {
    const c = document.machines.find((machine) => machine.name === 'C')?.id;
    const point = capturePoints(events).find(({ netns, dev }) => netns === c && dev === 'eth0');
    expect(lines(point)).toEqual([
      'ARP, Request who-has 192.168.2.5 tell 192.168.2.6, length 28',
      expect.stringMatching(/^ARP, Reply 192\.168\.2\.5 is-at/),
      expect.stringContaining('192.168.1.5 > 192.168.2.5: ICMP echo request'),
      expect.stringContaining('192.168.2.5 > 192.168.1.5: ICMP echo reply'),
    ]);
  });

  test('of everything holds each frame once, as it leaves', () => {
    expect(lines().length).toBe(events.filter((event) => event.kind === 'dev.xmit').length);
  });

  test('knows the devices that saw something', () => {
    const name = (id: string) => document.machines.find((machine) => machine.id === id)?.name;
    expect(capturePoints(events).map(({ netns, dev }) => `${name(netns)} ${dev}`)).toEqual([
      'A eth0',
      'sw1 swp1',
      'sw1 swp2',
      'sw1 br0',
      'B eth0',
      'B eth1',
      'sw2 swp1',
      'sw2 swp2',
      'sw2 br0',
      'C eth0',
    ]);
  });
});
