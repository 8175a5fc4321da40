import { describe, expect, test } from 'vitest';
import { joinSegments } from '../../../src/document/segments.ts';
import type { CableDoc, DevDoc, LabDocument, MachineDoc } from '../../../src/document/schema.ts';
import { deriveNetworks } from '../../../src/ui/canvas/model/networks.ts';
import { readTopology } from '../../../src/ui/canvas/model/topology.ts';

/** `h1: eth0 192.0.2.1/24, eth1` · `s1* : p1, p2` is a switch · `h1.eth0 - s1.p1` a cable, `-/-` a pulled one. */
function draw(...lines: string[]): LabDocument {
  return {
    format: 'packetwalk',
    version: 1,
    name: 'drawn',
    seed: 1,
    machines: lines.filter((line) => line.includes(':')).map(drawMachine),
    cables: lines.filter((line) => !line.includes(':')).map(drawCable),
    stimuli: [],
  };
}

function drawMachine(line: string): MachineDoc {
  const [name, devices] = line.split(':').map((part) => part.trim()) as [string, string];
  const isSwitch = name.endsWith('*');
  const id = name.replace('*', '').trim();
  const devs = devices.split(',').map((text): DevDoc => {
    const [dev, ...addrs] = text.trim().split(' ') as [string, ...string[]];
    const up = !dev.endsWith('!');
    return {
      name: dev.replace('!', ''),
      kind: dev.startsWith('br') ? 'bridge' : 'physical',
      mac: '02:00:00:00:00:01',
      mtu: 1500,
      up,
      addrs: addrs.map((cidr) => ({ cidr })),
      ...(isSwitch && !dev.startsWith('br') && { master: 'br0' }),
    };
  });
  const root = { name: '', devs, routes: [], deletedRoutes: [], rules: [], neigh: [], fdb: [], sysctl: {} };
  return { id, name: id, kind: isSwitch ? 'switch' : 'host', position: { x: 0, y: 0 }, netns: [root] };
}

function drawCable(line: string): CableDoc {
  const plugged = !line.includes('-/-');
  const [a, b] = line.split(plugged ? ' - ' : ' -/- ').map((end) => end.trim().split('.')) as [
    [string, string],
    [string, string],
  ];
  const ends = [
    { machine: a[0], port: a[1] },
    { machine: b[0], port: b[1] },
  ] as const;
  return { id: line, ends, delay: 100, loss: 0, plugged };
}

/** `192.0.2.0/24#1 h1 s1 h2` */
function networksOf(document: LabDocument): string[] {
  return deriveNetworks(document, joinSegments(document)).map(
    (n) => `${n.prefix}#${n.tint} ${n.machines.join(' ')}`,
  );
}

const lan = ['h1: eth0 192.0.2.1/24', 's1*: br0, p1, p2', 'h2: eth0 192.0.2.2/24', 'h1.eth0 - s1.p1'];

describe('networks of a document', () => {
  test('hosts on one switch that share a prefix are one network, the switch included', () => {
    expect(networksOf(draw(...lan, 's1.p2 - h2.eth0'))).toEqual(['192.0.2.0/24#1 h1 s1 h2']);
  });

  test('a pulled cable makes two networks of one, in one colour', () => {
    expect(networksOf(draw(...lan, 's1.p2 -/- h2.eth0'))).toEqual([
      '192.0.2.0/24#1 h1 s1',
      '192.0.2.0/24#1 h2',
    ]);
  });

  test('a router is in both of its networks, and its switch ports keep them apart', () => {
    const document = draw(
      'a: eth0 192.0.2.1/24',
      'r: eth0 192.0.2.254/24, eth1 198.51.100.254/24',
      'c: eth0 198.51.100.1/24',
      'a.eth0 - r.eth0',
      'r.eth1 - c.eth0',
    );
    expect(networksOf(document)).toEqual(['192.0.2.0/24#1 a r', '198.51.100.0/24#2 r c']);
  });

  test('two prefixes on one wire are two networks over the same cables', () => {
    const document = draw('a: eth0 192.0.2.1/24', 'b: eth0 198.51.100.1/24', 'a.eth0 - b.eth0');
    const networks = deriveNetworks(document, joinSegments(document));
    expect(networks.map((n) => n.cables)).toEqual([['a.eth0 - b.eth0'], ['a.eth0 - b.eth0']]);
  });

  test('an address without a network (/32) and a host without an address are in none', () => {
    expect(networksOf(draw('a: eth0 192.0.2.1/32', 'b: eth0', 'a.eth0 - b.eth0'))).toEqual([]);
  });

  test('two switches with two cables between them are one segment', () => {
    const document = draw(
      'a: eth0 192.0.2.1/24',
      's1*: br0, p1, p2, p3',
      's2*: br0, p1, p2',
      'a.eth0 - s1.p3',
      's1.p1 - s2.p1',
      's1.p2 - s2.p2',
    );
    expect(networksOf(document)).toEqual(['192.0.2.0/24#1 a s1 s2']);
  });
});

describe('link states', () => {
  const states = (document: LabDocument) =>
    readTopology(document).machines.flatMap((m) => m.ports.map((p) => `${m.id}.${p.name} ${p.state}`));

  test('a link is up when both ends are and the cable is in', () => {
    expect(states(draw('a: eth0', 'b: eth0', 'a.eth0 - b.eth0'))).toEqual(['a.eth0 up', 'b.eth0 up']);
  });

  test('a link that is down takes the carrier from the other end', () => {
    expect(states(draw('a: eth0!', 'b: eth0', 'a.eth0 - b.eth0'))).toEqual([
      'a.eth0 down',
      'b.eth0 no-carrier',
    ]);
  });

  test('a pulled cable takes the carrier from both', () => {
    expect(states(draw('a: eth0', 'b: eth0', 'a.eth0 -/- b.eth0'))).toEqual([
      'a.eth0 no-carrier',
      'b.eth0 no-carrier',
    ]);
  });

  test('views keep their identity when only a card moved', () => {
    const document = draw(...lan, 's1.p2 - h2.eth0');
    const moved = {
      ...document,
      machines: document.machines.map((machine) => ({ ...machine, position: { x: 40, y: 8 } })),
    };
    const before = readTopology(document);
    expect(readTopology(moved, before)).toBe(before);
  });
});
