import { describe, expect, test } from 'vitest';
import type { NetnsId } from '../../../src/engine/ids.ts';
import { destinationText, specOf, tablesOf } from '../../../src/ui/inspector/device/route-text.ts';
import { playedStore } from '../../support/played.ts';

function routesOfA() {
  const store = playedStore('linux-router');
  const { lab, document } = store.getState();
  const id = document.machines.find((machine) => machine.name === 'A')?.id as NetnsId;
  const ns = lab.world.netns.get(id);
  if (!ns) throw new Error('no machine A');
  return { store, ns };
}

describe('the routes in the device panel', () => {
  test('are those of table main, and of table local when it is asked for', () => {
    const { ns } = routesOfA();
    expect(tablesOf(ns, false).map(({ name, routes }) => [name, routes.map(destinationText)])).toEqual([
      ['main', ['default', '192.168.1.0/24']],
    ]);
    expect(tablesOf(ns, true).map(({ name }) => name)).toEqual(['main', 'local']);
  });

  test('can be deleted each by its own row, those of the kernel too', () => {
    const { store, ns } = routesOfA();
    const rows = tablesOf(ns, true).flatMap(({ routes }) => routes);
    for (const route of rows) {
      const dev = route.dev === undefined ? '' : (ns.devs.get(route.dev)?.name ?? '');
      const op = { op: 'route.del', netns: ns.id, route: specOf(route, dev) } as const;
      expect(store.getState().actions.applyOps({ key: 'edit' }, [op])).toEqual({
        ok: true,
        value: undefined,
      });
    }
    expect(store.getState().lab.world.netns.get(ns.id)?.routes.get()).toEqual([]);
  });
});
