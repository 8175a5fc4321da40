// The field's words in a sentence each, for tooltips: where the page or a sentence uses one, its key is here.

import type { Said } from './explanation.ts';

const GLOSSARY = {
  ARP: {
    en: 'Address Resolution Protocol (RFC 826): asks everybody on the link which MAC address an IP address has.',
    ko: '주소 결정 프로토콜(RFC 826). 어떤 IP 주소의 MAC 주소가 무엇인지 같은 링크의 모든 장비에 묻습니다.',
  },
  MAC: {
    en: 'The address of a network interface on its link, six octets. It changes at every router.',
    ko: '링크에서 네트워크 인터페이스를 가리키는 6옥텟 주소입니다. 라우터를 지날 때마다 바뀝니다.',
  },
  IP: {
    en: 'The address of an interface in the whole network. It stays the same all the way (without NAT).',
    ko: '네트워크 전체에서 인터페이스를 가리키는 주소입니다. (NAT가 없으면) 목적지까지 그대로입니다.',
  },
  prefix: {
    en: 'The first bits of an address, which name the network: 192.168.1.0/24 is the first 24.',
    ko: '네트워크를 나타내는 주소의 앞부분입니다. 192.168.1.0/24는 앞의 24비트입니다.',
  },
  gateway: {
    en: 'The router on the own link that packets for other networks are sent to.',
    ko: '다른 네트워크로 가는 패킷을 맡기는, 같은 링크에 있는 라우터입니다.',
  },
  'next hop': {
    en: 'Where a packet is sent next: the gateway, or the destination itself when it is on the link.',
    ko: '패킷을 다음에 보낼 곳입니다. 게이트웨이이거나, 같은 링크에 있으면 목적지 자신입니다.',
  },
  'routing table': {
    en: 'The list of prefixes and where to send what is in them; ip route shows it.',
    ko: '프리픽스마다 패킷을 어디로 보낼지 적은 표입니다. ip route로 봅니다.',
  },
  FIB: {
    en: 'Forwarding information base: the kernel’s routing tables.',
    ko: '전달 정보 베이스. 커널이 가진 라우팅 테이블입니다.',
  },
  'longest prefix match': {
    en: 'Of all routes that contain the destination, the one with the longest prefix wins.',
    ko: '목적지가 속하는 경로 가운데 프리픽스가 가장 긴 것을 고르는 규칙입니다.',
  },
  metric: {
    en: 'Decides between routes with the same prefix: the lowest wins.',
    ko: '프리픽스가 같은 경로들 사이의 우선순위입니다. 작은 쪽이 선택됩니다.',
  },
  'connected route': {
    en: 'The route to an interface’s own network, which the kernel makes with the address.',
    ko: '인터페이스에 주소를 붙이면 커널이 만드는, 그 네트워크로 가는 경로입니다.',
  },
  'default route': {
    en: '0.0.0.0/0: contains everything, so it is taken when nothing longer matches.',
    ko: '0.0.0.0/0. 모든 주소가 속하므로 더 긴 프리픽스가 없을 때 선택됩니다.',
  },
  ip_forward: {
    en: 'The sysctl that makes a Linux host a router: with 0 it drops packets for others.',
    ko: '리눅스 호스트를 라우터로 만드는 sysctl입니다. 0이면 남에게 가는 패킷을 버립니다.',
  },
  rp_filter: {
    en: 'Reverse path filter: drops packets whose source wouldn’t be reached through the device they came in by.',
    ko: '역경로 필터. 들어온 장치로는 돌아갈 수 없는 출발지의 패킷을 버립니다.',
  },
  TTL: {
    en: 'Time to live: every router lowers it by one; at zero the packet ends. It stops loops.',
    ko: '패킷의 수명. 라우터마다 1씩 줄이고 0이 되면 버립니다. 패킷이 영원히 도는 것을 막습니다.',
  },
  MTU: {
    en: 'The longest IP packet that fits through a link, in octets; 1500 on Ethernet.',
    ko: '링크를 지날 수 있는 IP 패킷의 최대 길이(옥텟)입니다. 이더넷에서는 1500입니다.',
  },
  DF: {
    en: 'Don’t fragment: a packet that is too long is dropped, and the sender is told the MTU.',
    ko: '단편화 금지. 너무 긴 패킷은 버려지고, 보낸 쪽에 MTU를 알려 줍니다.',
  },
  fragment: {
    en: 'A part of an IP packet that was too long for a link. Only the destination joins the parts.',
    ko: '링크에 비해 너무 긴 IP 패킷을 나눈 조각입니다. 목적지에서만 다시 합칩니다.',
  },
  PMTU: {
    en: 'Path MTU: the smallest MTU on the whole way, learned from ICMP errors.',
    ko: '경로 MTU. 전체 경로에서 가장 작은 MTU이며 ICMP 오류로 알게 됩니다.',
  },
  ICMP: {
    en: 'Internet Control Message Protocol (RFC 792): errors about packets, and echo (ping).',
    ko: '인터넷 제어 메시지 프로토콜(RFC 792). 패킷에 대한 오류와 에코(ping)를 나릅니다.',
  },
  redirect: {
    en: 'An ICMP message of a router: there is a better next hop on your own link.',
    ko: '"같은 링크에 더 나은 다음 홉이 있다"고 라우터가 알려 주는 ICMP 메시지입니다.',
  },
  bridge: {
    en: 'Joins links at the Ethernet level; a switch is a bridge with many ports.',
    ko: '이더넷 수준에서 링크를 잇습니다. 스위치는 포트가 많은 브리지입니다.',
  },
  FDB: {
    en: 'Forwarding database of a bridge: behind which port which MAC address was seen.',
    ko: '브리지의 전달 데이터베이스. 어느 MAC 주소가 어느 포트 쪽에 있는지 적혀 있습니다.',
  },
  flood: {
    en: 'A bridge sends a frame out of all ports but the one it came by, for broadcast or an unknown address.',
    ko: '브로드캐스트이거나 위치를 모르는 주소일 때, 들어온 포트를 뺀 모든 포트로 프레임을 보내는 것입니다.',
  },
  broadcast: {
    en: 'A frame or packet for everybody on the link.',
    ko: '같은 링크의 모든 장비에 보내는 프레임이나 패킷입니다.',
  },
  'broadcast storm': {
    en: 'Frames that go round in a loop of switches and multiply until nothing else gets through.',
    ko: '스위치가 고리를 이루면 프레임이 돌면서 불어나 다른 통신을 모두 막는 현상입니다.',
  },
  'spanning tree': {
    en: 'What bridges agree on (IEEE 802.1D) so that no loop is left: one is the root, and spare ports are blocked.',
    ko: '고리가 남지 않도록 브리지들이 정하는 구조(IEEE 802.1D). 하나가 루트가 되고 남는 포트는 막힙니다.',
  },
  BPDU: {
    en: 'Bridge protocol data unit: what bridges tell each other to build the spanning tree.',
    ko: '스패닝 트리를 만들려고 브리지끼리 주고받는 메시지입니다.',
  },
  netns: {
    en: 'Network namespace: a network stack of its own, with own devices, addresses and routes.',
    ko: '네트워크 네임스페이스. 장치, 주소, 경로를 따로 가진 독립된 네트워크 스택입니다.',
  },
  veth: {
    en: 'A pair of virtual interfaces: what goes into one comes out of the other.',
    ko: '가상 인터페이스 한 쌍. 한쪽에 들어간 것이 다른 쪽에서 나옵니다.',
  },
  loopback: {
    en: 'The device lo, through which a machine talks to itself.',
    ko: '장비가 자기 자신과 통신할 때 쓰는 장치 lo입니다.',
  },
  carrier: {
    en: 'Is there somebody at the other end of the cable? Without it a device is up, but sends into nothing.',
    ko: '케이블 반대쪽에 장치가 있는지를 나타냅니다. 없으면 장치가 켜져 있어도 보낼 곳이 없습니다.',
  },
  neighbour: {
    en: 'A machine on the same link, as the neighbour (ARP) table has it; ip neigh shows it.',
    ko: '같은 링크에 있는 장비. 이웃(ARP) 테이블에 적혀 있으며 ip neigh로 봅니다.',
  },
  NUD: {
    en: 'Neighbour unreachability detection: the states in which a neighbour entry is believed or asked again.',
    ko: '이웃 도달 불가 탐지. 이웃 항목을 그대로 믿을지 다시 물을지를 정하는 상태들입니다.',
  },
  martian: {
    en: 'A packet with an address that can’t be there: an own source from outside, 127.0.0.1 on a wire.',
    ko: '있을 수 없는 주소를 가진 패킷입니다. 밖에서 온 자신의 주소, 회선 위의 127.0.0.1 같은 것입니다.',
  },
  'gratuitous ARP': {
    en: 'An ARP packet nobody asked for, in which a machine tells its own address.',
    ko: '아무도 묻지 않았는데 자신의 주소를 알리는 ARP 패킷입니다.',
  },
  scope: {
    en: 'How far away a route’s destination is: host (the machine itself), link, or global.',
    ko: '경로의 목적지가 얼마나 먼지를 나타냅니다. host(자신), link(같은 링크), global이 있습니다.',
  },
  checksum: {
    en: 'A sum over a header’s words (RFC 1071) by which damage is noticed.',
    ko: '손상을 알아내기 위해 헤더의 워드를 더한 값(RFC 1071)입니다.',
  },
} as const satisfies Record<string, Said>;

export type Term = keyof typeof GLOSSARY;

export const TERMS = Object.keys(GLOSSARY) as readonly Term[];

export function define(term: Term): Said {
  return GLOSSARY[term];
}
