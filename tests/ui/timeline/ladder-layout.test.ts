import { describe, expect, test } from 'vitest';
import type { AppState } from '../../../src/store/app-state.ts';
import { ladderItemAt, ladderLayout } from '../../../src/ui/timeline/ladder-layout.ts';
import { played } from '../../support/played.ts';

function drawn(state: AppState, filter: AppState['filter'] = []): string[] {
  const { columns, items } = ladderLayout(state.lab.world.events, state.document.machines, filter);
  const name = (column: number) =>
    state.document.machines.find((machine) => machine.id === columns[column])?.name ?? '?';
  return items.map((item) =>
    item.kind === 'arrow'
      ? `${name(item.from)} > ${name(item.to)} ${item.label}`
      : `${name(item.from)} x ${item.label}`,
  );
}

describe('the ladder', () => {
  const state = played('linux-router');

  test('draws every frame that leaves a machine, in order', () => {
    expect(drawn(state, ['icmp'])).toEqual([
      'A > sw1 echo request 1, ttl 64',
      'sw1 > B echo request 1, ttl 64',
      'B > sw2 echo request 1, ttl 63',
      'sw2 > C echo request 1, ttl 63',
      'C > sw2 echo reply 1, ttl 64',
      'sw2 > B echo reply 1, ttl 64',
      'B > sw1 echo reply 1, ttl 63',
      'sw1 > A echo reply 1, ttl 63',
    ]);
  });

  test('has its columns in the order of the canvas', () => {
    const { columns } = ladderLayout(state.lab.world.events, state.document.machines, []);
    const names = columns.map((id) => state.document.machines.find((machine) => machine.id === id)?.name);
    expect(names).toEqual(['A', 'sw1', 'B', 'sw2', 'C']);
  });

  test('leaves out copies of a flood that nobody wanted', () => {
    expect(drawn(state).filter((line) => line.includes(' x '))).toEqual([]);
  });

  test('crosses out a packet where it died', () => {
    const b = state.document.machines.find((machine) => machine.name === 'B')?.id ?? '';
    const off = { op: 'sysctl.write', netns: b, key: 'net.ipv4.ip_forward', value: '0' } as const;
    const dead = drawn(played('linux-router', [off as never]));
    expect(dead.filter((line) => line.includes(' x '))).toEqual(['B x forwarding-disabled']);
  });

  test('finds the item of a step between two frames', () => {
    const { items } = ladderLayout(state.lab.world.events, state.document.machines, []);
    const second = items[1]?.seq ?? 0;
    expect([ladderItemAt(items, second - 1), ladderItemAt(items, second), ladderItemAt(items, -1)]).toEqual([
      0, 1, -1,
    ]);
  });
});
