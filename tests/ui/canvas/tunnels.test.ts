import { expect, test } from 'vitest';
import { drawLab } from '../../../src/document/draw.ts';
import type { LabDocument } from '../../../src/document/schema.ts';
import { deriveTunnels, tunnelCurve } from '../../../src/ui/canvas/model/tunnels.ts';

interface Tunnel {
  readonly vni?: number;
  readonly remote?: string;
  readonly port?: number;
}

/** A with 192.0.2.1 and B with 192.0.2.2, joined by a cable, and a vxlan device on each. */
function lab(a: Tunnel, b: Tunnel, learnedByA?: string): LabDocument {
  const drawn = drawLab({
    name: 'two ends',
    machines: [
      { name: 'A', at: [0, 0], eth: ['192.0.2.1/24'] },
      { name: 'B', at: [400, 0], eth: ['192.0.2.2/24'] },
    ],
    cables: ['A B'],
    stimuli: [],
  });
  const machines = drawn.machines.map((machine, i) => {
    const vxlan = { vni: 100, ...(i === 0 ? a : b) };
    const netns = machine.netns.map((root) => ({
      ...root,
      devs: [...root.devs, { name: 'vx', kind: 'vxlan' as const, up: true, addrs: [], vxlan }],
      fdb:
        i === 0 && learnedByA !== undefined
          ? [{ port: 'vx', mac: '00:00:00:00:00:00', remotes: [{ ip: learnedByA }] }]
          : root.fdb,
    }));
    return { ...machine, netns };
  });
  return { ...drawn, machines };
}

const A = { remote: '192.0.2.2' };
const B = { remote: '192.0.2.1' };

test('two vxlan devices that name each other’s addresses are a tunnel', () => {
  const [tunnel] = deriveTunnels(lab(A, B));
  expect(tunnel).toMatchObject({ vni: 100, ends: [{ dev: 'vx' }, { dev: 'vx' }] });
});

test('the forwarding database may name the remote as well', () => {
  expect(deriveTunnels(lab({}, B, '192.0.2.2'))).toHaveLength(1);
});

test('another VNI, another port or an end that names nobody is none', () => {
  expect(deriveTunnels(lab(A, { ...B, vni: 7 }))).toEqual([]);
  expect(deriveTunnels(lab(A, { ...B, port: 8472 }))).toEqual([]);
  expect(deriveTunnels(lab(A, {}))).toEqual([]);
});

test('a tunnel is drawn beside the cable between the same cards', () => {
  const [a, b] = [0, 400].map((x) => ({ x, y: 0, width: 160, height: 120 }));
  if (!a || !b) throw new Error('two cards');
  const curve = tunnelCurve(a, b, [a, b]);
  expect([curve.from.x, curve.to.x]).toEqual([160, 400]);
  expect(Math.abs(curve.from.y - 60)).toBeGreaterThan(15);
});
