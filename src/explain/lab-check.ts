// What is wrong with a drawn lab before any packet moves: the mistakes that a look at the plan shows.

import { type Ipv4Cidr, parseIpv4Cidr, prefixContains } from '../wire/ipv4-addr.ts';
import type { DevDoc, LabDocument, MachineDoc } from '../document/schema.ts';
import { devKey, endKey, joinSegments, Segments } from '../document/segments.ts';
import type { Said } from './explanation.ts';
import { type Josa, josa } from './ko/josa.ts';

interface Placed {
  readonly machine: MachineDoc;
  readonly dev: DevDoc;
  readonly cidr: Ipv4Cidr;
  readonly segment: string;
}

/** One sentence a finding, in the order of the document. */
export function checkLab(document: LabDocument): readonly Said[] {
  const placed = placedAddresses(document);
  return [
    ...document.cables.flatMap((cable) => cableFindings(document, cable)),
    ...pairs(placed).flatMap(([a, b]) => [...duplicate(a, b), ...disagreement(a, b)]),
    ...loops(document),
  ];
}

function placedAddresses(document: LabDocument): Placed[] {
  const segments = joinSegments(document);
  return document.machines.flatMap((machine) =>
    machine.netns.flatMap((netns) =>
      netns.devs
        .filter((dev) => dev.kind !== 'loopback')
        .flatMap((dev) =>
          dev.addrs.flatMap((addr) => {
            const cidr = parseIpv4Cidr(addr.cidr);
            const segment = segments.find(devKey(machine.id, netns.name, dev.name));
            return cidr.ok ? [{ machine, dev, cidr: cidr.value, segment }] : [];
          }),
        ),
    ),
  );
}

function pairs(placed: readonly Placed[]): [Placed, Placed][] {
  return placed.flatMap((a, i) =>
    placed
      .slice(i + 1)
      .filter((b) => b.segment === a.segment && b.dev !== a.dev)
      .map((b): [Placed, Placed] => [a, b]),
  );
}

function duplicate(a: Placed, b: Placed): Said[] {
  if (a.cidr.addr !== b.cidr.addr) return [];
  const { addr } = a.cidr;
  return [
    {
      en: `${a.machine.name} and ${b.machine.name} both have ${addr} on one LAN: who answers ARP first, wins.`,
      ko: `같은 LAN의 ${withParticle(a.machine.name, '과/와')} ${withParticle(b.machine.name, '이/가')} 모두 ${withParticle(addr, '을/를')} 씁니다. ARP에 먼저 답하는 쪽이 이깁니다.`,
    },
  ];
}

/** One thinks that the other is on its network, and the other doesn't. */
function disagreement(a: Placed, b: Placed): Said[] {
  if (a.cidr.addr === b.cidr.addr) return [];
  if (prefixContains(a.cidr, b.cidr.addr) === prefixContains(b.cidr, a.cidr.addr)) return [];
  const texts = [a, b].map(({ machine, cidr }) => `${machine.name} (${cidr.addr}/${cidr.prefixLen})`);
  return [
    {
      en: `${texts.join(' and ')} disagree on the prefix length: only one of them thinks that both share a network.`,
      ko: `${texts.join(', ')}의 프리픽스 길이가 서로 달라, 한쪽만 같은 네트워크에 있다고 생각합니다.`,
    },
  ];
}

function cableFindings(document: LabDocument, cable: LabDocument['cables'][number]): Said[] {
  const ends = cable.ends.map((end) => {
    const machine = document.machines.find((one) => one.id === end.machine);
    const dev = machine?.netns[0]?.devs.find((one) => one.name === end.port);
    return { name: `${machine?.name} ${end.port}`, up: dev?.up ?? false };
  });
  const names = ends.map((end) => end.name);
  if (!cable.plugged) {
    return [
      {
        en: `The cable between ${names.join(' and ')} isn't plugged in.`,
        ko: `${names.join(', ')} 사이의 케이블이 꽂혀 있지 않습니다.`,
      },
    ];
  }
  return ends
    .filter((end) => !end.up)
    .map((end) => ({
      en: `${end.name} has a cable but is down: ip link set ${end.name.split(' ')[1]} up`,
      ko: `${end.name}에 케이블이 꽂혀 있지만 내려가 있습니다: ip link set ${end.name.split(' ')[1]} up`,
    }));
}

/** Cables between bridges that close a circle: unless one of them blocks a port, a broadcast goes round for ever. */
function loops(document: LabDocument): Said[] {
  const bridges = new Segments();
  for (const machine of document.machines) {
    for (const netns of machine.netns) {
      for (const dev of netns.devs) {
        const master = netns.devs.find(({ name }) => name === dev.master);
        if (dev.master === undefined || master?.bridge?.stp) continue;
        bridges.join(devKey(machine.id, netns.name, dev.master), devKey(machine.id, netns.name, dev.name));
      }
    }
  }
  return document.cables
    .filter((cable) => cable.plugged)
    .flatMap((cable) => {
      const [a, b] = [endKey(cable.ends[0]), endKey(cable.ends[1])];
      const closes = bridges.find(a) === bridges.find(b);
      bridges.join(a, b);
      return closes ? [loopFinding(cable.id)] : [];
    });
}

function loopFinding(cable: string): Said {
  return {
    en: `Cable ${cable} closes a loop of bridges: without a spanning tree the first broadcast becomes a storm.`,
    ko: `케이블 ${withParticle(cable, '이/가')} 브리지 사이에 루프를 만듭니다. 스패닝 트리가 없으면 첫 브로드캐스트가 폭풍이 됩니다.`,
  };
}

function withParticle(word: string, pair: Josa): string {
  return word + josa(word, pair);
}
