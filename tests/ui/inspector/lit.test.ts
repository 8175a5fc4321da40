import { describe, expect, test } from 'vitest';
import type { NetnsId } from '../../../src/engine/ids.ts';
import { litBy } from '../../../src/ui/inspector/device/lit.ts';
import { eventOf, played } from '../../support/played.ts';

const { events } = played('linux-router').lab.world;

describe('the rows that a step lights', () => {
  test('are the route that won', () => {
    const lookup = eventOf(events, 'fib.lookup');
    expect(litBy(lookup, lookup.netns as NetnsId).route?.via).toBe('192.168.1.6');
  });

  test('are the neighbour that is asked for', () => {
    const probe = eventOf(events, 'neigh.probe');
    expect(litBy(probe, probe.netns as NetnsId).neigh).toBe('192.168.1.6');
  });

  test('are the setting that forwards', () => {
    const forward = eventOf(events, 'ip.forward');
    expect(litBy(forward, forward.netns as NetnsId).sysctl).toBe('ip_forward');
  });

  test('are none on another machine', () => {
    expect(litBy(eventOf(events, 'ip.forward'), 'elsewhere' as NetnsId)).toEqual({});
  });
});
