// Neighbours and ARP.

import type { ArpIgnored, EventOf, NeighWhy } from '../../engine/trace.ts';
import { code, say, sentences } from '../say.ts';
import { type Body, endsOf, type Place, type Tellers } from '../tell.ts';
import { c, NUD, packetWord, w } from './words.ts';

export const neigh: Pick<
  Tellers,
  'neigh.lookup' | 'neigh.state' | 'neigh.queue' | 'neigh.probe' | 'arp.rcv'
> = {
  'neigh.lookup': (e, at) => ({
    title: `${w(at.machine, '은/는')} ${e.ip}의 MAC 주소를 ${e.mac === undefined ? '모릅니다' : '압니다'}`,
    body: lookupBody(e, at),
  }),
  'neigh.state': (e, at) => ({
    title: `${at.machine}: 이웃 ${w(e.ip, '이/가')} ${w(e.to, '으로/로')} 바뀝니다`,
    body: sentences(stateWhy(e, at), stateMac(e)),
  }),
  'neigh.queue': (e, at) => ({
    title: `${w(packetWord(e.packet), '이/가')} ARP를 기다립니다`,
    body: say`${code(e.ip)}의 MAC 주소를 모르면 프레임을 만들 수 없습니다. 그래서 ${w(at.machine, '은/는')} 답이 올 때까지 패킷을 붙들어 둡니다(기다리는 패킷 ${e.waiting}개).`,
  }),
  'neigh.probe': (e, at) => ({
    title: `${w(at.machine, '이/가')} ${e.ip}의 MAC 주소를 묻습니다(${e.of}번 중 ${e.n}번째)`,
    body:
      e.mode === 'broadcast'
        ? say`누구에게 물어야 할지 아직 모르므로 ARP 요청을 ${c(at.dev, '으로/로')} 브로드캐스트합니다. 1초 안에 답이 없으면 다시 묻고, ${e.of}번 모두 답이 없으면 이웃을 ${c('FAILED', '으로/로')} 봅니다.`
        : say`알고 있는 주소가 아직 맞는지 확인하려고 그 주소로만 ARP 요청을 보냅니다(${c(at.dev, '으로/로')}). 다른 장비는 방해받지 않습니다.`,
  }),
  'arp.rcv': (e, at) => ({ title: arpTitle(e, at), body: arpBody(e, at) }),
};

function lookupBody(e: EventOf<'neigh.lookup'>, at: Place): Body {
  const table = say`${at.machine}의 이웃 테이블(${code(at.dev)})에서 ${c(e.ip, '을/를')} 찾습니다.`;
  if (e.mac === undefined) return sentences(table, say`${NUD[e.state]}. 먼저 ARP로 물어보아야 합니다.`);
  return sentences(table, say`MAC 주소는 ${code(e.mac)}, 상태는 ${code(e.state)}입니다. ${NUD[e.state]}.`);
}

function stateWhy(e: EventOf<'neigh.state'>, at: Place): Body {
  const machine = w(at.machine, '은/는');
  const texts: Readonly<Record<NeighWhy, () => Body>> = {
    'first-use': () =>
      say`${c(e.ip, '으로/로')} 보낼 패킷이 처음 생겼습니다. ${machine} 항목을 만들고 ARP로 물어봅니다.`,
    'request-seen': () =>
      say`${c(e.ip, '이/가')} ${at.machine}에 ARP 요청을 보냈습니다. 요청에는 묻는 쪽의 주소도 들어 있으므로, 확인되지 않은 상태인 ${c(e.to, '으로/로')} 적어 둡니다.`,
    'reply-seen': () =>
      say`${c(e.ip, '이/가')} ARP 요청에 대답했습니다. 그 자리에 있다는 것이 확인되었습니다.`,
    unsolicited: () =>
      say`묻지도 않은 ARP 패킷이 ${c(e.ip, '을/를')} 알려 왔습니다. 내용은 받아들이지만 확인된 것으로 치지는 않습니다.`,
    'used-stale': () =>
      say`${code(e.ip)} 항목은 오래되었지만 일단 그대로 씁니다. 5초 동안 통신으로 확인되지 않으면 ARP로 다시 물어봅니다.`,
    'delay-over': () =>
      say`5초가 지나도록 ${c(e.ip, '이/가')} 확인되지 않았습니다. 그래서 ${machine} 알고 있는 주소로 직접 물어봅니다.`,
    'reachable-over': () =>
      say`${c(e.ip, '을/를')} 마지막으로 확인한 지 도달 가능 시간(15~45초)이 지났습니다. 항목은 남지만 오래된 것으로 봅니다.`,
    'no-answer': () =>
      say`${c(e.ip, '을/를')} 찾는 요청에 끝내 아무도 대답하지 않았습니다. 기다리던 패킷은 포기합니다.`,
    confirmed: () => say`상위 계층의 응답으로 ${c(e.ip, '이/가')} 도달 가능하다는 것이 확인되었습니다.`,
    admin: () => say`누군가 ${code(e.ip)} 항목을 손으로 설정했습니다.`,
    'dev-down': () =>
      say`${c(at.dev, '이/가')} 내려갔거나 주소를 잃었습니다. 그 장치에서 알던 ${code(e.ip)} 정보도 함께 사라집니다.`,
    'mac-changed': () => say`${code(at.dev)}의 MAC 주소가 바뀌었으므로 이웃을 처음부터 다시 알아내야 합니다.`,
    'arp-switched': () =>
      say`${code(at.dev)}의 ARP가 켜지거나 꺼졌으므로 이웃을 처음부터 다시 알아내야 합니다.`,
    'carrier-lost': () =>
      say`${c(at.dev, '이/가')} 캐리어를 잃었으므로 ${c(e.ip, '을/를')} 더는 믿을 수 없습니다.`,
    gc: () =>
      say`이웃 테이블이 커졌는데 ${c(e.ip, '은/는')} 한동안 쓰이지 않았습니다. 그래서 항목을 치웁니다.`,
  };
  return texts[e.why]();
}

function stateMac(e: EventOf<'neigh.state'>): Body | undefined {
  if (e.mac === undefined) return undefined;
  if (e.oldMac !== undefined && e.oldMac !== e.mac) {
    return say`MAC 주소가 ${code(e.oldMac)}에서 ${c(e.mac, '으로/로')} 바뀌었습니다.`;
  }
  return say`MAC 주소는 ${code(e.mac)}입니다.`;
}

function arpTitle(e: EventOf<'arp.rcv'>, at: Place): string {
  const { src, dst } = endsOf(e.packet);
  if (e.decision === 'answer') return `${w(at.machine, '이/가')} ${dst}에 대해 대답합니다`;
  if (e.decision === 'learn') return `${w(at.machine, '이/가')} ${src}의 ARP 패킷에서 배웁니다`;
  return `${w(at.machine, '이/가')} ARP 패킷을 무시합니다`;
}

function arpBody(e: EventOf<'arp.rcv'>, at: Place): Body {
  const { src, dst } = endsOf(e.packet);
  const machine = w(at.machine, '은/는');
  if (e.decision === 'ignore') return ignoredBody(e.why ?? 'not-our-address', at, dst);
  if (e.decision === 'learn') {
    return say`${w(packetWord(e.packet), '이/가')} ${c(src, '이/가')} 어디에 있는지 알려 줍니다. ${w(at.machine, '이/가')} 알고 싶던 것입니다.`;
  }
  if (e.proxy) {
    return say`${c(dst, '은/는')} ${at.machine}의 주소가 아니지만 proxy_arp가 켜져 있고 그쪽으로 가는 경로가 있습니다. ${machine} 자신의 MAC 주소로 대답하고, 패킷이 오면 대신 전달합니다.`;
  }
  return say`요청이 찾는 ${c(dst, '은/는')} ${at.machine}의 주소입니다. 그래서 ${machine} ${code(at.dev)}의 MAC 주소로 대답하고, 물어본 ${code(src)}의 주소도 바로 적어 둡니다.`;
}

function ignoredBody(why: ArpIgnored, at: Place, dst: string): Body {
  const machine = w(at.machine, '은/는');
  const texts: Readonly<Record<ArpIgnored, () => Body>> = {
    'not-our-address': () =>
      say`요청이 찾는 ${c(dst, '은/는')} ${at.machine}의 주소가 아닙니다. 대답은 다른 장비의 몫입니다.`,
    'own-packet': () => say`${w(at.machine, '이/가')} 보낸 패킷이 되돌아온 것입니다.`,
    'loopback-or-multicast': () =>
      say`${c(dst, '은/는')} 루프백이나 멀티캐스트 주소라서 ARP의 대상이 아닙니다.`,
    'unknown-op': () => say`Linux는 ARP 요청과 응답만 처리합니다.`,
    'not-asked': () =>
      say`${machine} 물어본 적이 없고, 이 패킷으로 고칠 항목도 없습니다(${c('arp_accept', '이/가')} 0이면 새로 만들지 않습니다).`,
    'nothing-new': () => say`이웃 테이블에 이미 있는 내용입니다.`,
    'static-entry': () => say`손으로 넣은 항목은 ARP 패킷으로 바뀌지 않습니다.`,
    locktime: () =>
      say`항목이 바뀐 지 1초가 지나지 않았습니다. Linux는 그동안 먼저 온 답을 믿고 다른 답은 무시합니다.`,
    'arp-ignore': () =>
      say`${code('arp_ignore')} 설정 때문에 ${machine} 여기서 이 주소에 대해 대답하지 않습니다.`,
    noarp: () => say`${code(at.dev)}에 ${code('arp off')}가 설정되어 있어 ARP를 묻지도 듣지도 않습니다.`,
    'arp-filter': () =>
      say`${c('arp_filter', '이/가')} 켜져 있는데, 물어본 쪽으로 돌아가는 경로가 다른 장치를 지납니다.`,
    'no-route-to-sender': () =>
      say`${machine} 물어본 쪽에서 온 패킷을 여기서 받지 않습니다(돌아가는 경로가 없거나 역경로 필터 때문입니다). 그래서 ARP에도 대답하지 않습니다.`,
  };
  return texts[why]();
}
