// The ready examples: each is a lab, a stimulus that shows its point, and two sentences. The first is what a new user sees.

import { drawLab } from './draw.ts';
import type { LabDocument } from './schema.ts';

interface Texts {
  readonly en: string;
  readonly ko: string;
}

export interface Example {
  readonly id: string;
  readonly title: Texts;
  /** What there is to see. */
  readonly about: Texts;
  readonly document: LabDocument;
}

const linuxRouter: Example = {
  id: 'linux-router',
  title: { en: 'Linux host as a router', ko: '라우터가 된 리눅스 호스트' },
  about: {
    en: 'A and C are on different networks; B has a leg in both and ip_forward=1. Switch it off and see where the packet ends.',
    ko: 'A와 C는 서로 다른 네트워크에 있고, B는 양쪽에 다리를 걸친 채 ip_forward=1입니다. 이 값을 끄고 패킷이 어디서 끝나는지 보세요.',
  },
  document: drawLab({
    name: 'Linux host as a router',
    machines: [
      { name: 'A', at: [0, 40], eth: ['192.168.1.5/24'], routes: ['default via 192.168.1.6'] },
      { name: 'sw1', kind: 'switch', at: [210, 220] },
      { name: 'B', kind: 'router', at: [400, 0], eth: ['192.168.1.6/24', '192.168.2.6/24'] },
      { name: 'sw2', kind: 'switch', at: [620, 220] },
      { name: 'C', at: [820, 40], eth: ['192.168.2.5/24'], routes: ['default via 192.168.2.6'] },
    ],
    cables: ['A sw1', 'B:eth0 sw1', 'B:eth1 sw2', 'C sw2'],
    stimuli: [
      { from: 'A', to: '192.168.2.5' },
      { from: 'C', to: '192.168.1.5' },
    ],
  }),
};

const oneLan: Example = {
  id: 'one-lan',
  title: { en: 'One LAN, one switch', ko: '스위치 하나로 만든 LAN' },
  about: {
    en: 'Three hosts on a switch. The first frame is flooded, the answer is not: watch the switch learn who is where.',
    ko: '스위치 하나에 호스트 셋. 첫 프레임은 모든 포트로 퍼지지만 응답은 그렇지 않습니다. 스위치가 위치를 배우는 과정을 보세요.',
  },
  document: drawLab({
    name: 'One LAN, one switch',
    machines: [
      { name: 'h1', at: [0, 0], eth: ['192.0.2.1/24'] },
      { name: 'h2', at: [560, 0], eth: ['192.0.2.2/24'] },
      { name: 'h3', at: [280, 380], eth: ['192.0.2.3/24'] },
      { name: 's1', kind: 'switch', at: [290, 150] },
    ],
    cables: ['h1 s1', 'h2 s1', 'h3 s1'],
    stimuli: [
      { from: 'h1', to: '192.0.2.2', count: 2 },
      { from: 'h3', to: '192.0.2.1' },
    ],
  }),
};

const noWayBack: Example = {
  id: 'no-way-back',
  title: { en: 'The way back is missing', ko: '돌아오는 길이 없다' },
  about: {
    en: 'The request arrives, and h1 still hears nothing: r2 has no route back to it and complains to h2, not to h1.',
    ko: '요청은 도착하는데 h1은 아무 응답도 듣지 못합니다. r2에 돌아가는 경로가 없고, r2는 h1이 아니라 h2에게 불평합니다.',
  },
  document: drawLab({
    name: 'The way back is missing',
    machines: [
      { name: 'h1', at: [0, 0], eth: ['192.0.2.1/24'], routes: ['default via 192.0.2.254'] },
      {
        name: 'r1',
        kind: 'router',
        at: [280, 130],
        eth: ['192.0.2.254/24', '203.0.113.1/30'],
        routes: ['198.51.100.0/24 via 203.0.113.2'],
      },
      { name: 'r2', kind: 'router', at: [580, 130], eth: ['203.0.113.2/30', '198.51.100.254/24'] },
      { name: 'h2', at: [860, 0], eth: ['198.51.100.1/24'], routes: ['default via 198.51.100.254'] },
    ],
    cables: ['h1 r1:eth0', 'r1:eth1 r2:eth0', 'r2:eth1 h2'],
    stimuli: [{ from: 'h1', to: '198.51.100.1' }],
  }),
};

const nobodyThere: Example = {
  id: 'nobody-there',
  title: { en: 'Nobody there', ko: '아무도 없는 주소' },
  about: {
    en: '192.0.2.9 does not exist. Three ARP requests, three seconds, then Destination Host Unreachable. Asked from behind the router, the router says so.',
    ko: '192.0.2.9는 없는 주소입니다. ARP 요청 세 번, 3초 뒤에 Destination Host Unreachable. 라우터 너머에서 물으면 라우터가 대신 알려 줍니다.',
  },
  document: drawLab({
    name: 'Nobody there',
    machines: [
      { name: 'h1', at: [0, 0], eth: ['192.0.2.1/24'] },
      { name: 'h2', at: [0, 260], eth: ['192.0.2.2/24'] },
      { name: 's1', kind: 'switch', at: [260, 140] },
      { name: 'r1', kind: 'router', at: [500, 130], eth: ['192.0.2.254/24', '198.51.100.254/24'] },
      { name: 'h3', at: [790, 130], eth: ['198.51.100.1/24'], routes: ['default via 198.51.100.254'] },
    ],
    cables: ['h1 s1', 'h2 s1', 'r1:eth0 s1', 'r1:eth1 h3'],
    stimuli: [
      { from: 'h1', to: '192.0.2.9' },
      { from: 'h3', to: '192.0.2.9' },
    ],
  }),
};

const storm: Example = {
  id: 'storm',
  title: { en: 'Two switches, two cables: a storm', ko: '스위치 둘, 케이블 둘: 브로드캐스트 폭풍' },
  about: {
    en: 'One broadcast goes round for ever, because nobody runs STP. Pull one of the two cables out and ping again.',
    ko: 'STP가 없으니 브로드캐스트 하나가 끝없이 돕니다. 두 케이블 중 하나를 뽑고 다시 ping 해 보세요.',
  },
  document: drawLab({
    name: 'Two switches, two cables: a storm',
    machines: [
      { name: 'h1', at: [0, 100], eth: ['192.0.2.1/24'] },
      { name: 's1', kind: 'switch', at: [280, 110] },
      { name: 's2', kind: 'switch', at: [580, 110] },
      { name: 'h2', at: [840, 100], eth: ['192.0.2.2/24'] },
    ],
    cables: ['h1 s1', 's1 s2', 's1 s2', 'h2 s2'],
    stimuli: [{ from: 'h1', to: '192.0.2.2' }],
  }),
};

const routingLoop: Example = {
  id: 'routing-loop',
  title: { en: 'Two routers that trust each other: a loop', ko: '서로를 믿는 두 라우터: 라우팅 루프' },
  about: {
    en: 'Each router thinks that the other knows the way. The TTL falls by one at every hop, until somebody says Time exceeded.',
    ko: '두 라우터는 서로 상대가 길을 안다고 생각합니다. TTL이 한 홉마다 1씩 줄다가 누군가 Time exceeded를 알립니다.',
  },
  document: drawLab({
    name: 'Two routers that trust each other: a loop',
    machines: [
      { name: 'h1', at: [0, 0], eth: ['192.0.2.1/24'], routes: ['default via 192.0.2.254'] },
      {
        name: 'r1',
        kind: 'router',
        at: [290, 90],
        eth: ['192.0.2.254/24', '198.51.100.1/30'],
        routes: ['default via 198.51.100.2'],
      },
      {
        name: 'r2',
        kind: 'router',
        at: [620, 90],
        eth: ['198.51.100.2/30'],
        routes: ['default via 198.51.100.1'],
      },
    ],
    cables: ['h1 r1:eth0', 'r1:eth1 r2:eth0'],
    stimuli: [{ from: 'h1', to: '203.0.113.9' }],
  }),
};

const pathMtu: Example = {
  id: 'path-mtu',
  title: { en: 'A narrow link: path MTU', ko: '좁은 구간: 경로 MTU' },
  about: {
    en: 'The link between the routers takes 1400 octets, the ping has 1500 and may not be cut. r1 says how much fits; h1 remembers it.',
    ko: '라우터 사이 구간은 1400옥텟까지만 받는데, ping은 1500옥텟이고 쪼갤 수 없습니다. r1이 허용 크기를 알려 주고 h1은 기억합니다.',
  },
  document: drawLab({
    name: 'A narrow link: path MTU',
    machines: [
      { name: 'h1', at: [0, 0], eth: ['192.0.2.1/24'], routes: ['default via 192.0.2.254'] },
      {
        name: 'r1',
        kind: 'router',
        at: [280, 130],
        eth: ['192.0.2.254/24', '203.0.113.1/30'],
        mtu: { eth1: 1_400 },
        routes: ['198.51.100.0/24 via 203.0.113.2'],
      },
      {
        name: 'r2',
        kind: 'router',
        at: [580, 130],
        eth: ['203.0.113.2/30', '198.51.100.254/24'],
        mtu: { eth0: 1_400 },
        routes: ['192.0.2.0/24 via 203.0.113.1'],
      },
      { name: 'h2', at: [860, 0], eth: ['198.51.100.1/24'], routes: ['default via 198.51.100.254'] },
    ],
    cables: ['h1 r1:eth0', 'r1:eth1 r2:eth0', 'r2:eth1 h2'],
    stimuli: [
      { from: 'h1', to: '198.51.100.1', count: 2, size: 1_472, pmtudisc: 'do' },
      { from: 'h1', to: '198.51.100.1', count: 1, size: 3_000 },
    ],
  }),
};

const redirect: Example = {
  id: 'redirect',
  title: { en: 'Ask the other router: redirect', ko: '옆 라우터에게 물어보세요: 리다이렉트' },
  about: {
    en: 'h1 only knows r1, but r2 on the same LAN is the way. r1 forwards the packet and tells h1 to go straight next time.',
    ko: 'h1은 r1만 알지만 실제 길은 같은 LAN의 r2입니다. r1은 패킷을 넘겨주면서 다음부터는 곧장 가라고 알려 줍니다.',
  },
  document: drawLab({
    name: 'Ask the other router: redirect',
    machines: [
      { name: 'h1', at: [0, 150], eth: ['192.0.2.1/24'], routes: ['default via 192.0.2.253'] },
      { name: 's1', kind: 'switch', at: [270, 160] },
      {
        name: 'r1',
        kind: 'router',
        at: [500, 0],
        eth: ['192.0.2.253/24'],
        routes: ['198.51.100.0/24 via 192.0.2.254'],
      },
      { name: 'r2', kind: 'router', at: [500, 290], eth: ['192.0.2.254/24', '198.51.100.254/24'] },
      { name: 'h2', at: [800, 290], eth: ['198.51.100.1/24'], routes: ['default via 198.51.100.254'] },
    ],
    cables: ['h1 s1', 'r1:eth0 s1', 'r2:eth0 s1', 'r2:eth1 h2'],
    stimuli: [{ from: 'h1', to: '198.51.100.1', count: 3 }],
  }),
};

const longestPrefix: Example = {
  id: 'longest-prefix',
  title: { en: 'The longest prefix wins', ko: '가장 긴 프리픽스가 이긴다' },
  about: {
    en: 'Three routes of r1 match 10.1.2.3: the default, 10.0.0.0/8 and 10.1.0.0/16. Which neighbour gets the packet?',
    ko: 'r1의 경로 셋이 10.1.2.3에 맞습니다: 기본 경로, 10.0.0.0/8, 10.1.0.0/16. 패킷은 누구에게 갈까요?',
  },
  document: drawLab({
    name: 'The longest prefix wins',
    machines: [
      { name: 'h1', at: [0, 180], eth: ['192.0.2.1/24'], routes: ['default via 192.0.2.254'] },
      {
        name: 'r1',
        kind: 'router',
        at: [270, 160],
        eth: ['192.0.2.254/24', '198.51.100.1/30', '198.51.100.5/30', '198.51.100.9/30'],
        routes: ['default via 198.51.100.2', '10.0.0.0/8 via 198.51.100.6', '10.1.0.0/16 via 198.51.100.10'],
      },
      {
        name: 'r2',
        kind: 'router',
        at: [600, 0],
        eth: ['198.51.100.2/30', '203.0.113.254/24'],
        routes: ['192.0.2.0/24 via 198.51.100.1'],
      },
      {
        name: 'r3',
        kind: 'router',
        at: [600, 180],
        eth: ['198.51.100.6/30', '10.2.0.1/16'],
        routes: ['192.0.2.0/24 via 198.51.100.5'],
      },
      {
        name: 'r4',
        kind: 'router',
        at: [600, 360],
        eth: ['198.51.100.10/30', '10.1.0.1/16'],
        routes: ['192.0.2.0/24 via 198.51.100.9'],
      },
      { name: 'h2', at: [900, 0], eth: ['203.0.113.1/24'], routes: ['default via 203.0.113.254'] },
      { name: 'h3', at: [900, 180], eth: ['10.2.3.4/16'], routes: ['default via 10.2.0.1'] },
      { name: 'h4', at: [900, 360], eth: ['10.1.2.3/16'], routes: ['default via 10.1.0.1'] },
    ],
    cables: [
      'h1 r1:eth0',
      'r1:eth1 r2:eth0',
      'r1:eth2 r3:eth0',
      'r1:eth3 r4:eth0',
      'r2:eth1 h2',
      'r3:eth1 h3',
      'r4:eth1 h4',
    ],
    stimuli: [
      { from: 'h1', to: '10.1.2.3' },
      { from: 'h1', to: '10.2.3.4' },
      { from: 'h1', to: '203.0.113.1' },
    ],
  }),
};

export const EXAMPLES: readonly [Example, ...Example[]] = [
  linuxRouter,
  oneLan,
  nobodyThere,
  noWayBack,
  longestPrefix,
  routingLoop,
  redirect,
  pathMtu,
  storm,
];

/** The example's document, named in the user's language. */
export function exampleDocument(example: Example, language: 'en' | 'ko'): LabDocument {
  return { ...example.document, name: example.title[language] };
}
