import { describe, expect, test } from 'vitest';
import { nextHop } from '../../../src/ui/timeline/use-player.ts';
import { played } from '../../support/played.ts';

const { events } = played('linux-router').lab.world;

function hops(from: number, direction: 1 | -1, count: number): string[] {
  const kinds: string[] = [];
  for (let at = from; kinds.length < count; ) {
    at = nextHop(events, [], at, direction);
    kinds.push(events[at]?.kind ?? 'nowhere');
  }
  return kinds;
}

describe('hopping', () => {
  test('goes from frame to frame, over the decisions between', () => {
    expect(hops(-1, 1, 5)).toEqual(['ping.start', 'ping.send', 'dev.xmit', 'dev.xmit', 'packet.deliver']);
  });

  test('goes back the same way', () => {
    const last = events.length - 1;
    expect(hops(last, -1, 3)).toEqual(['ping.reply', 'packet.deliver', 'dev.xmit']);
  });

  test('stops at the ends of the run', () => {
    expect(nextHop(events, [], 0, -1)).toBe(-1);
    expect(nextHop(events, [], events.length - 1, 1)).toBe(events.length - 1);
  });

  test('stays among what the filter shows', () => {
    const at = nextHop(events, ['icmp'], 2, 1);
    expect(events[nextHop(events, ['icmp'], at, 1)]?.packet?.net.kind).toBe('ipv4');
  });
});
