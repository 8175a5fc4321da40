// The first walk, as a user reads it: every decision of a ping from A across router B to C.

import { expect, test } from 'vitest';
import { startPing } from '../../src/engine/process/ping.ts';
import { explain } from '../../src/explain/explain.ts';
import type { Language, Names } from '../../src/explain/explanation.ts';
import { plain } from '../../src/explain/say.ts';
import { summarize } from '../../src/explain/summary.ts';
import { consulted } from '../../src/explain/consulted.ts';
import { seekEvent } from '../../src/engine/playhead.ts';
import type { Ipv4Addr } from '../../src/wire/ipv4-addr.ts';
import { topology } from '../support/topology.ts';

function walked() {
  const lab = topology()
    .host('A', (pen) => pen.eth('192.168.1.5/24').route('default', '192.168.1.6'))
    .router('B', (pen) => pen.eth('192.168.1.6/24').eth('192.168.2.6/24', { name: 'eth1' }))
    .host('C', (pen) => pen.eth('192.168.2.5/24').route('default', '192.168.2.6'))
    .switch('s1')
    .switch('s2')
    .cable('A', 's1', { delay: 100 })
    .cable('B:eth0', 's1', { delay: 100 })
    .cable('B:eth1', 's2', { delay: 100 })
    .cable('C', 's2', { delay: 100 })
    .build()
    .seal();
  startPing(lab.world, lab.ns('A').id, '192.168.2.5' as Ipv4Addr, {});
  lab.run();
  return lab.world;
}

const world = walked();
const names: Names = {
  netns: (id) => id,
  dev: (netns, ifindex) => world.netns.get(netns)?.devs.get(ifindex)?.name ?? '?',
};

test.each<Language>(['en', 'ko'])('the walk from A to C is told in %s', async (language) => {
  const told = world.events.map((event) => {
    const { where, title, body } = explain(event, names, language);
    return [`[${where}] ${summarize(event, names, language)}`, `  ${title}.`, `  ${plain(body)}`].join('\n');
  });
  await expect(`${told.join('\n')}\n`).toMatchFileSnapshot(`walk.${language}.txt`);
});

test('the tables are the ones of the step, not of the end', () => {
  const lookup = world.events.find((event) => event.kind === 'neigh.lookup');
  if (!lookup) throw new Error('no look-up');
  const rows = (seq: number) => {
    seekEvent(world, seq);
    return consulted(lookup, names, world)[0]?.rows.map(({ cells }) => cells.join(' '));
  };
  const atTheStep = rows(lookup.seq);
  const atTheEnd = rows(world.events.length - 1);
  expect([atTheStep, atTheEnd]).toMatchInlineSnapshot(`
    [
      [
        "192.168.1.6 eth0  NONE",
      ],
      [
        "192.168.1.6 eth0 02:00:00:02:00:02 REACHABLE",
      ],
    ]
  `);
});
