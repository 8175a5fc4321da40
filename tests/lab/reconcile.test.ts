import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unwrap } from '../../src/base/result.ts';
import { EXAMPLES } from '../../src/document/examples.ts';
import { emptyNetns, LOOPBACK } from '../../src/document/kinds.ts';
import type { DevDoc, LabDocument, MachineDoc } from '../../src/document/schema.ts';
import { applyOp } from '../../src/engine/apply.ts';
import type { NetnsId } from '../../src/engine/ids.ts';
import type { Op } from '../../src/engine/netlink.ts';
import { startPing } from '../../src/engine/process/ping.ts';
import { run } from '../../src/engine/walk.ts';
import { applyAll } from '../../src/lab/apply-all.ts';
import { commandOf } from '../../src/lab/commands.ts';
import { compile } from '../../src/lab/compile.ts';
import { difference } from '../../src/lab/difference.ts';
import { reconcile } from '../../src/lab/reconcile.ts';
import { snapshot } from '../../src/lab/snapshot.ts';
import { ipv4Of } from '../../src/lab/texts.ts';
import { arbitraryDocument } from '../support/arbitrary-document.ts';

const canonical = (document: LabDocument): LabDocument => snapshot(unwrap(compile(document)));
const reached = (from: LabDocument, to: LabDocument): LabDocument =>
  snapshot(reconcile(unwrap(compile(from)), to).lab);

describe('a running lab and another document', () => {
  test('a lab becomes any other lab of the same seed', () => {
    fc.assert(
      fc.property(arbitraryDocument, arbitraryDocument, (a, b) => {
        const to = canonical({ ...b, seed: a.seed });
        expect(reached(a, to)).toEqual(to);
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  test('nothing differs between a lab and its own snapshot', () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const own = canonical(document);
        expect(difference(own, structuredClone(own))).toEqual([]);
      }),
      { numRuns: 50, seed: 4 },
    );
  });

  test('a new lab is built in one go: Linux refuses none of the operations', () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const to = canonical(document);
        const blank = unwrap(compile({ ...to, machines: [], cables: [], stimuli: [] }));
        expect(applyAll(blank.world, difference(snapshot(blank), to))).toEqual({
          ok: true,
          value: undefined,
        });
      }),
      { numRuns: 100, seed: 5 },
    );
  });

  test('secondary addresses go before the primary one that would take them along', () => {
    const withAddrs = (...cidrs: string[]): LabDocument => {
      const { document } = EXAMPLES[0];
      const [a, ...rest] = document.machines as [MachineDoc, ...MachineDoc[]];
      const netns = emptyNetns('', [
        LOOPBACK,
        { ...(a.netns[0]?.devs[1] as DevDoc), addrs: cidrs.map((cidr) => ({ cidr })) },
      ]);
      return { ...document, machines: [{ ...a, netns: [netns] }, ...rest] };
    };
    const from = withAddrs('192.0.2.1/24', '198.51.100.1/24', '192.0.2.2/24');
    const ops = difference(from, withAddrs('198.51.100.1/24'));
    expect(ops.map((op) => commandOf(op))).toEqual([
      'ip addr del 192.0.2.2/24 dev eth0',
      'ip addr del 192.0.2.1/24 dev eth0',
    ]);
    expect(applyAll(unwrap(compile(from)).world, ops).ok).toBe(true);
  });

  test('operations are done all or none', () => {
    const { world } = unwrap(compile(EXAMPLES[0].document));
    const netns = 'm1' as NetnsId;
    const up: Op = { op: 'link.set', netns, name: 'eth0', up: false };
    const done = applyAll(world, [up, { ...up, name: 'eth7' }]);
    expect(done).toMatchObject({ ok: false, error: { op: { name: 'eth7' }, error: { errno: 'ENODEV' } } });
    expect(world.events).toEqual([]);
    expect(world.journal.length).toBe(0);
  });

  test('what is the same in both keeps what it learned', () => {
    const document = EXAMPLES[0].document;
    const lab = unwrap(compile(document));
    const { world } = lab;
    startPing(world, 'm1' as NetnsId, ipv4Of('192.168.2.5'), { count: 1 });
    run(world, { maxEvents: 10_000 });
    const learned = () => ['m1', 'm2', 'm3'].map((id) => world.netns.get(id as NetnsId)?.fdb.size);
    const neighbours = () => ['m1', 'm3', 'm5'].map((id) => world.netns.get(id as NetnsId)?.neigh.size);
    const before = [learned(), neighbours()];
    expect(neighbours()).toEqual([1, 2, 1]);

    reconcile(lab, {
      ...document,
      machines: document.machines.slice(0, 4),
      cables: document.cables.slice(0, 3),
    });
    reconcile(lab, document);
    expect(world.netns.get('m5' as NetnsId)?.neigh.size).toBe(0);
    expect([learned(), neighbours().with(2, 1)]).toEqual(before);
  });

  test('routes that a device lost when it went down come back with the document', () => {
    const document = EXAMPLES[0].document;
    const lab = unwrap(compile(document));
    for (const up of [false, true])
      applyOp(lab.world, { op: 'link.set', netns: 'm1' as NetnsId, name: 'eth0', up });
    expect(snapshot(lab).machines[0]?.netns[0]?.routes).toEqual([]);
    expect(reconcile(lab, document).exact).toBe(true);
    expect(snapshot(lab)).toEqual(document);
  });

  test('a renamed port keeps its cable', () => {
    const document = EXAMPLES[0].document;
    const lab = unwrap(compile(document));
    applyOp(lab.world, { op: 'link.set', netns: 'm1' as NetnsId, name: 'eth0', rename: 'lan0' });
    const renamed = snapshot(lab);
    expect(renamed.cables[0]?.ends[0]).toEqual({ machine: 'm1', port: 'lan0' });
    const back = difference(renamed, document).map((op) => op.op);
    expect(back).toEqual(['link.set']);
    expect(reached(renamed, document)).toEqual(document);
  });
});
