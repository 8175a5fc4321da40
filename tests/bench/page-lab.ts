// The lab that the page is measured with: machines in rows around one switch, hosts cabled to it.

import type { DevDoc, LabDocument, MachineDoc } from '../../src/document/schema.ts';

/** Rows of twenty. The first place, the switch's, is in the middle of the top. */
export function benchPosition(i: number): { x: number; y: number } {
  return { x: (i % 20) * 240, y: Math.floor(i / 20) * 170 };
}

const LO: DevDoc = { name: 'lo', kind: 'loopback', up: true, addrs: [{ cidr: '127.0.0.1/8' }] };

function machine(i: number, kind: MachineDoc['kind'], devs: readonly DevDoc[]): MachineDoc {
  const tables = { routes: [], deletedRoutes: [], rules: [], neigh: [], fdb: [], sysctl: {} };
  return {
    id: `m${i}`,
    name: `h${i}`,
    kind,
    position: benchPosition(i),
    netns: [{ name: '', devs, ...tables }],
  };
}

/** A star of `count` machines: m0 is the switch. */
export function benchLab(count: number): LabDocument {
  const hosts = Array.from({ length: count - 1 }, (_, k) => k + 1);
  const ports = hosts.map(
    (i): DevDoc => ({ name: `swp${i}`, kind: 'physical', up: true, addrs: [], master: 'br0' }),
  );
  const bridge: DevDoc = { name: 'br0', kind: 'bridge', up: true, addrs: [] };
  const eth0 = (i: number): DevDoc => ({
    name: 'eth0',
    kind: 'physical',
    up: true,
    addrs: [{ cidr: `10.0.${i >> 8}.${i & 255}/16` }],
  });
  return {
    format: 'packetwalk',
    version: 1,
    name: 'A star',
    seed: 1,
    machines: [
      machine(0, 'switch', [{ ...LO, up: false, addrs: [] }, bridge, ...ports]),
      ...hosts.map((i) => machine(i, 'host', [LO, eth0(i)])),
    ],
    cables: hosts.map((i) => ({
      id: `c${i}`,
      ends: [
        { machine: `m${i}`, port: 'eth0' },
        { machine: 'm0', port: `swp${i}` },
      ],
      delay: 100,
      loss: 0,
      plugged: true,
    })),
    stimuli: [{ id: 's1', kind: 'ping', machine: 'm1', netns: '', to: '10.0.0.2', count: 1 }],
  };
}
