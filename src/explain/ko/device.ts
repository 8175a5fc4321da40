// Devices, cables and bridges.

import type { EventOf, FloodSkip } from '../../engine/trace.ts';
import { code, say, sentences } from '../say.ts';
import type { Body, Place, Tellers } from '../tell.ts';
import { c, duration, packetWord, w } from './words.ts';

export const device: Pick<Tellers, 'dev.xmit' | 'dev.rcv' | 'dev.state'> = {
  'dev.xmit': (e, at) => ({
    title: `${w(at.machine, '이/가')} ${w(packetWord(e.packet), '을/를')} ${w(at.dev, '으로/로')} 내보냅니다`,
    body: xmitBody(e, at),
  }),
  'dev.rcv': (e, at) => ({
    title: `${w(at.machine, '이/가')} ${w(packetWord(e.packet), '을/를')} ${w(at.dev, '으로/로')} 받습니다`,
    body: rcvBody(e, at),
  }),
  'dev.state': (e, at) => ({ title: stateTitle(e, at.dev), body: stateBody(e, at) }),
};

function xmitBody(e: EventOf<'dev.xmit'>, at: Place): Body {
  const far = code(at.names.dev(e.to.netns, e.to.ifindex));
  const there = at.names.netns(e.to.netns);
  const time = e.arrives === e.at ? '곧바로' : `${duration(e.arrives - e.at)} 뒤에`;
  switch (e.medium) {
    case 'cable':
      return say`프레임이 ${c(at.dev, '으로/로')} 나갑니다. 케이블 반대쪽은 ${there}의 ${far}이고, ${time} 도착합니다.`;
    case 'veth':
      return say`${c(at.dev, '은/는')} veth 쌍의 한쪽 끝입니다. 여기로 들어간 프레임은 ${there}의 ${far}에서 나옵니다.`;
    case 'loopback':
      return say`${c(at.dev, '은/는')} 루프백 장치입니다. 패킷은 같은 장비로 바로 되돌아옵니다.`;
    case 'bridge':
      return say`${c(at.dev, '은/는')} 브리지 자신의 장치입니다. 프레임은 브리지로 넘어가고, 어느 포트로 보낼지는 브리지가 정합니다.`;
    case 'vxlan':
      return say`${c(at.dev, '은/는')} VXLAN 터널입니다. 프레임은 UDP 데이터그램에 담겨, 목적지가 있는 터널 끝으로 갑니다.`;
    case 'macvlan':
      return say`${c(at.dev, '은/는')} macvlan입니다. 프레임은 다른 장치와 함께 쓰는 ${there}의 ${far} 장치로 나가지만, 출발지는 ${code(at.dev)} 자신의 MAC 주소입니다.`;
  }
}

function rcvBody(e: EventOf<'dev.rcv'>, at: Place): Body {
  const dst = e.packet?.eth?.dst ?? '';
  switch (e.packetType) {
    case 'host':
      return say`목적지 MAC 주소 ${c(dst, '이/가')} ${code(at.dev)}의 주소이므로 커널이 프레임을 받아들입니다.`;
    case 'broadcast':
      return say`목적지가 브로드캐스트 주소 ${code(dst)}입니다. 이 세그먼트에 있는 모든 장비가 프레임을 받아들입니다.`;
    case 'multicast':
      return say`목적지 ${c(dst, '은/는')} 그룹 주소입니다. 커널은 프레임을 받아들이고 그룹에 가입했는지 확인합니다.`;
    case 'otherhost':
      return say`프레임의 목적지는 ${code(at.dev)} 자신이 아니라 ${code(dst)}입니다. 브리지 포트는 그래도 받아서 브리지에 넘기지만, IP 스택이라면 받지 않습니다.`;
  }
}

function stateTitle(e: EventOf<'dev.state'>, dev: string): string {
  if (!e.up) return `${w(dev, '이/가')} 내려갔습니다`;
  return e.carrier ? `${w(dev, '이/가')} 올라왔습니다` : `${dev}에 캐리어가 없습니다`;
}

function stateBody(e: EventOf<'dev.state'>, at: Place): Body {
  const state = code(e.operstate);
  if (!e.up) {
    return say`${at.machine}의 ${c(at.dev, '이/가')} 꺼졌습니다(상태 ${state}). 이 장치를 지나는 경로는 모두 사라지고, 손으로 넣은 경로는 다시 켜도 돌아오지 않습니다.`;
  }
  return e.carrier
    ? say`${at.machine}의 ${c(at.dev, '이/가')} 켜져 있고 반대쪽에도 연결된 장치가 있습니다(상태 ${state}). 이제 주고받을 수 있습니다.`
    : say`${at.machine}의 ${c(at.dev, '은/는')} 켜져 있지만 반대쪽에 아무것도 없습니다(상태 ${state}, NO-CARRIER). 케이블이 빠졌거나 반대쪽이 꺼져 있습니다. 경로는 ${code('linkdown')} 표시가 붙은 채 남아 있고, 그쪽으로 가는 패킷은 사라집니다.`;
}

export const bridge: Pick<
  Tellers,
  'br.learn' | 'br.fdb.lookup' | 'br.forward' | 'br.flood' | 'br.local' | 'br.storm'
> = {
  'br.learn': (e, at) => ({
    title: `${w(at.machine, '이/가')} ${e.mac}의 위치를 배웁니다`,
    body: sentences(
      say`출발지가 ${code(e.mac)}인 프레임이 ${c(at.dev, '으로/로')} 들어왔습니다. 그래서 ${c(e.bridge, '은/는')} 이 주소가 ${code(at.dev)} 쪽에 있다고 FDB(전달 데이터베이스)에 적어 둡니다.`,
      e.movedFrom === undefined
        ? undefined
        : say`지금까지는 ${code(e.movedFrom)} 쪽에 있다고 되어 있었습니다. 장비가 자리를 옮겼으므로 항목도 따라 옮깁니다.`,
    ),
  }),
  'br.fdb.lookup': (e, at) => ({ title: fdbTitle(e, at.machine), body: fdbBody(e, at) }),
  'br.forward': (e, at) => ({
    title: `${w(at.machine, '이/가')} 프레임을 ${e.port}에만 보냅니다`,
    body: say`${c(e.bridge, '은/는')} ${c(e.packet?.eth?.dst ?? '', '이/가')} 어디에 있는지 알고 있습니다. 그래서 프레임은 ${c(e.port, '으로/로')}만 나가고, 다른 포트에서는 보이지 않습니다.`,
  }),
  'br.flood': (e, at) => ({
    title:
      e.ports.length === 0
        ? `${at.machine}에는 플러딩할 포트가 없습니다`
        : `${w(at.machine, '이/가')} 프레임을 플러딩합니다`,
    body: floodBody(e),
  }),
  'br.local': (e, at) => ({
    title: `${w(e.bridge, '이/가')} 프레임을 ${at.machine} 자신에게도 넘깁니다`,
    body: say`브리지 자신의 장치 ${code(e.bridge)}도 같은 세그먼트에 있는 호스트처럼 프레임을 받습니다. 어떻게 처리할지는 ${at.machine}의 스택이 정합니다.`,
  }),
  'br.storm': (e) => ({
    title: '브로드캐스트 스톰',
    body: say`같은 프레임이 브리지 포트 ${e.frames}개를 지나 다시 돌아왔습니다. 케이블이 고리를 이루고 있어서, 스패닝 트리가 없는 브리지는 돌아온 프레임을 끝없이 다시 플러딩합니다. 고리를 이루는 케이블 ${e.cables.length}개 가운데 하나를 빼야 합니다.`,
  }),
};

function fdbTitle(e: EventOf<'br.fdb.lookup'>, machine: string): string {
  if (e.hit?.local && !e.aged) return `${machine} 자신에게 온 프레임입니다`;
  if (!e.hit || e.aged) return `${w(machine, '은/는')} ${w(e.mac, '이/가')} 어디에 있는지 모릅니다`;
  return `${w(machine, '은/는')} ${w(e.mac, '이/가')} 어디에 있는지 압니다`;
}

function fdbBody(e: EventOf<'br.fdb.lookup'>, at: Place): Body {
  if (!e.hit) {
    return say`${code(e.bridge)}의 FDB에 ${code(e.mac)} 항목이 없습니다. 이 주소에서 온 프레임을 본 적이 없다는 뜻이므로 프레임을 플러딩합니다.`;
  }
  const port = e.netns === undefined ? '' : at.names.dev(e.netns, e.hit.port);
  if (e.aged) {
    return say`${c(e.mac, '이/가')} ${code(port)} 쪽에 있다는 항목은 에이징 시간이 지나 더는 쓰지 않습니다. 그래서 프레임을 플러딩합니다.`;
  }
  if (e.hit.local) {
    return say`${c(e.mac, '은/는')} ${code(e.bridge)} 자신의 주소이므로 프레임은 ${at.machine}의 스택으로 올라갑니다.`;
  }
  return say`${code(e.bridge)}의 FDB에 ${c(e.mac, '이/가')} ${code(port)} 쪽에 있다고 적혀 있습니다${e.hit.permanent ? '(고정 항목)' : '. 전에 그 주소의 프레임이 그 포트로 들어왔기 때문입니다'}.`;
}

const SKIPS: Readonly<Record<FloodSkip, string>> = {
  ingress: '프레임이 들어온 포트',
  'not-forwarding': '전달 상태가 아님',
  'flood-off': '플러딩이 꺼져 있음',
  isolated: '두 포트가 모두 격리됨',
};

function floodBody(e: EventOf<'br.flood'>): Body {
  const dst = e.packet?.eth?.dst ?? '';
  const skipped = e.skipped.map(({ port, why: skip }) => `${port}(${SKIPS[skip]})`).join(', ');
  const not = skipped === '' ? undefined : say`제외: ${skipped}.`;
  if (e.ports.length === 0) return sentences(say`${code(e.bridge)}에는 사본을 받을 포트가 없습니다.`, not);
  const why =
    dst === 'ff:ff:ff:ff:ff:ff'
      ? say`목적지 ${c(dst, '은/는')} 모두를 뜻하므로`
      : say`${c(dst, '이/가')} 어디에 있는지 모르므로`;
  return sentences(
    say`${why} ${c(e.bridge, '은/는')} ${c(e.ports.join(', '), '으로/로')} 사본을 보냅니다.`,
    not,
  );
}
