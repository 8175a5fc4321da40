// 터널과 macvlan.

import type { EventOf } from '../../engine/trace.ts';
import { ZERO_MAC } from '../../wire/mac.ts';
import { code, say, sentences } from '../say.ts';
import type { Body, Place, Summaries, Tellers } from '../tell.ts';
import { c, packetWord, w } from './words.ts';

type TunnelKind = Extract<keyof Tellers, `vxlan.${string}` | `macvlan.${string}`>;

export const tunnel: Pick<Tellers, TunnelKind> = {
  'vxlan.fdb.lookup': (e, at) => ({ title: lookupTitle(e, at.dev), body: lookupBody(e, at) }),
  'vxlan.learn': (e, at) => ({
    title: `${w(at.dev, '이/가')} ${e.mac}의 터널 끝을 배웁니다`,
    body: sentences(
      say`데이터그램은 ${code(e.remote)}에서 왔고 그 안의 프레임은 ${code(e.mac)}에서 왔습니다. 그래서 ${c(at.dev, '은/는')} 이 주소로 가려면 그 터널 끝을 거치면 된다고 적어 둡니다.`,
      e.movedFrom === undefined
        ? undefined
        : say`지금까지는 ${code(e.movedFrom)} 쪽에 있다고 되어 있었습니다. 자리를 옮긴 것입니다.`,
    ),
  }),
  'vxlan.encap': (e, at) => ({
    title: `${w(at.dev, '이/가')} ${w(packetWord(e.before), '을/를')} ${e.remote}행 데이터그램에 담습니다`,
    body: say`프레임 전체가 ${code(e.remote)}의 UDP 포트 ${code(e.port)}로 가는 데이터그램의 데이터가 됩니다. 앞에는 네트워크 식별자 ${code(e.vni)}가 적힌 VXLAN 헤더가 붙습니다. 길이가 50옥텟 늘어나므로 ${code(at.dev)}의 MTU는 지나갈 네트워크보다 50 작아야 합니다.`,
  }),
  'vxlan.decap': (e, at) => ({
    title: `${w(at.dev, '이/가')} ${w(packetWord(e.packet), '을/를')} 꺼냅니다`,
    body: say`${code(e.from)}에서 온 데이터그램의 네트워크 식별자 ${c(e.vni, '은/는')} ${code(at.dev)}의 것입니다. 바깥 헤더를 벗기면 안에 있던 프레임이 케이블로 온 것처럼 ${c(at.dev, '으로/로')} 들어옵니다.`,
  }),
  'vxlan.local': (e, at) => ({
    title: '터널의 반대쪽 끝도 이 장비에 있습니다',
    body: say`목적지가 이 장비 자신의 주소이므로 데이터그램을 만들지 않고 프레임을 ${c(at.names.dev(e.to.netns, e.to.ifindex), '으로/로')} 바로 넘깁니다.`,
  }),
  'vxlan.arp-proxy': (e, at) => ({
    title: `${w(at.dev, '이/가')} ARP 요청에 대신 답합니다`,
    body: say`${code(at.dev)}에는 ${c('proxy', '이/가')} 켜져 있고 이웃 테이블에 ${code(e.ip)}의 주소 ${c(e.mac, '이/가')} 있습니다. 그래서 그 장비를 대신해 답하고, 터널로는 아무것도 보내지 않습니다.`,
  }),
  'vxlan.pmtu': (e, at) => ({
    title: `${w(at.dev, '이/가')} ${e.mtu}옥텟까지만 지나갈 수 있다고 알립니다`,
    body: say`나눌 수 없는 프레임인데 터널을 지나기에는 너무 큽니다. ${c(at.dev, '은/는')} 자기 주소가 없는 브리지 포트라서 목적지의 이름으로 ICMP 오류를 돌려보냅니다.`,
  }),
  'macvlan.rcv': (e, at) => ({ title: macvlanTitle(e, at), body: macvlanBody(e, at) }),
};

function lookupTitle(e: EventOf<'vxlan.fdb.lookup'>, dev: string): string {
  if (!e.entry) return `${w(dev, '은/는')} ${w(e.mac, '을/를')} 어디로 보낼지 모릅니다`;
  if (e.entry.mac === ZERO_MAC) return `${w(dev, '이/가')} 아는 터널 끝 모두에 보냅니다`;
  return `${w(dev, '은/는')} ${e.mac}의 터널 끝을 압니다`;
}

function lookupBody(e: EventOf<'vxlan.fdb.lookup'>, at: Place): Body {
  if (!e.entry)
    return say`${code(at.dev)}의 FDB에는 ${code(e.mac)} 항목도 기본 항목(${code(ZERO_MAC)})도 없습니다. 장치를 만들 때 ${code('remote')} 또는 ${c('group', '을/를')} 주지 않았기 때문입니다.`;
  const ends = e.entry.remotes.map(({ ip }) => ip).join(', ');
  if (e.entry.mac === ZERO_MAC)
    return say`${code(e.mac)} 항목이 없으므로 기본 항목에 따라 ${c(ends, '으로/로')} 사본을 보냅니다.`;
  return say`${code(at.dev)}의 FDB에 ${c(e.mac, '이/가')} ${code(ends)} 쪽에 있다고 적혀 있습니다.`;
}

function namesIn(e: EventOf<'macvlan.rcv'>, { names }: Place): string {
  return e.to.map(({ netns, ifindex }) => names.dev(netns, ifindex)).join(', ');
}

function macvlanTitle(e: EventOf<'macvlan.rcv'>, at: Place): string {
  return e.to.length === 0
    ? `${at.dev} 위의 macvlan은 프레임을 받지 않습니다`
    : `${w(namesIn(e, at), '이/가')} 프레임을 받습니다`;
}

function macvlanBody(e: EventOf<'macvlan.rcv'>, at: Place): Body {
  if (e.to.length === 0)
    return say`프레임은 ${code(at.dev)} 위의 macvlan이 보낸 것이고, 다른 macvlan은 이미 받았거나 받을 수 없습니다.`;
  return say`${code(at.dev)} 위에는 자기 주소를 가진 macvlan이 있습니다. 목적지가 ${code(e.packet?.eth?.dst ?? '')}인 프레임은 ${code(namesIn(e, at))}의 몫입니다.`;
}

export const TUNNEL_SUMMARIES: Pick<Summaries, TunnelKind> = {
  'vxlan.fdb.lookup': (e) =>
    e.entry ? `${e.mac}: ${e.entry.remotes.map(({ ip }) => ip).join(', ')}` : `${e.mac}: 터널 끝 없음`,
  'vxlan.learn': (e) => `${w(e.mac, '은/는')} ${e.remote} 쪽`,
  'vxlan.encap': (e) => `VXLAN ${e.vni}에 담아 ${e.remote}로`,
  'vxlan.decap': (e) => `${e.from}에서 온 VXLAN ${e.vni}에서 꺼냄`,
  'vxlan.local': (e, at) => `${at.names.dev(e.to.netns, e.to.ifindex)}에 바로 전달`,
  'vxlan.arp-proxy': (e) => `대리 응답: ${w(e.ip, '은/는')} ${e.mac}`,
  'vxlan.pmtu': (e) => `MTU ${e.mtu} 알림`,
  'macvlan.rcv': (e, at) => (e.to.length > 0 ? `${namesIn(e, at)}에 전달` : '받을 macvlan 없음'),
};
