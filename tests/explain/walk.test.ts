// The first walk, as a user reads it: every decision of a ping from A across router B to C.

import { expect, test } from 'vitest';
import { startPing } from '../../src/engine/process/ping.ts';
import { explain } from '../../src/explain/explain.ts';
import type { Language, Names } from '../../src/explain/explanation.ts';
import { plain } from '../../src/explain/say.ts';
import { summarize } from '../../src/explain/summary.ts';
import { consulted } from '../../src/explain/consulted.ts';
import type { TraceEvent } from '../../src/engine/trace.ts';
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

/** The first table behind `event`, as the world has it at event `seq`. */
function tableAt(event: TraceEvent | undefined, seq: number): readonly string[] | undefined {
  if (!event) throw new Error('no such event');
  seekEvent(world, seq);
  return consulted(event, names, world)[0]?.rows.map(({ cells, verdict }) => `${cells.join(' ')} ${verdict}`);
}

test('the neighbour table is the one of the step, not of the end', () => {
  const lookup = world.events.findLast((event) => event.kind === 'neigh.lookup' && event.netns === 'B');
  const first = world.events.find((event) => event.kind === 'neigh.lookup' && event.netns === 'B');
  expect(tableAt(first, first?.seq ?? 0)).toMatchInlineSnapshot(`
    [
      "192.168.1.5 eth0 02:00:00:01:00:02 STALE neutral",
      "192.168.2.5 eth1  NONE won",
    ]
  `);
  expect(tableAt(lookup, world.events.length - 1)).toMatchInlineSnapshot(`
    [
      "192.168.1.5 eth0 02:00:00:01:00:02 DELAY won",
      "192.168.2.5 eth1 02:00:00:03:00:02 REACHABLE neutral",
    ]
  `);
});

test('the forwarding database is shown with the entry that was looked for', () => {
  const lookup = world.events.find((event) => event.kind === 'br.fdb.lookup');
  expect(tableAt(lookup, lookup?.seq ?? 0)).toMatchInlineSnapshot(`
    [
      "02:00:00:01:00:02 swp1  won",
      "02:00:00:04:00:03 swp1 permanent neutral",
      "02:00:00:02:00:02 swp2  neutral",
      "02:00:00:04:00:04 swp2 permanent neutral",
    ]
  `);
});
