// IPv4 on its way through a machine.

import type { Hook } from '../../engine/netfilter/hooks.ts';
import type { EventOf } from '../../engine/trace.ts';
import { code, say } from '../say.ts';
import { type Body, endsOf, type Place, type Tellers } from '../tell.ts';
import { c, packetWord, w } from './words.ts';

export const ip: Pick<
  Tellers,
  | 'ip.rcv'
  | 'nf.hook'
  | 'ip.local-deliver'
  | 'ip.forward'
  | 'ip.output'
  | 'ip.loopback-copy'
  | 'ip.fragment'
  | 'ip.defrag'
  | 'ip.mtu-exceeded'
  | 'ip.redirect'
> = {
  'ip.rcv': (e, at) => ({
    title: `${w(at.machine, '이/가')} IP 헤더를 검사합니다`,
    body: rcvBody(e, at),
  }),
  'nf.hook': (e, at) => ({
    title: `${e.hook}: 막는 것이 없습니다`,
    body: say`패킷이 ${at.machine}의 netfilter 훅 ${c(e.hook, '을/를')} 지납니다(${HOOKS[e.hook]}). 규칙이 없으므로 통과합니다.`,
  }),
  'ip.local-deliver': (e, at) => ({
    title: `패킷이 ${at.machine}에 도착했습니다`,
    body: say`${c(e.matched, '은/는')} ${at.machine} 자신의 주소입니다. 그래서 전달하지 않고 프로토콜 ${w(protocol(e.protocol), '으로/로')} 넘깁니다.`,
  }),
  'ip.forward': (e, at) => ({
    title: `${w(at.machine, '이/가')} 패킷을 전달합니다`,
    body: forwardBody(e, at),
  }),
  'ip.output': (e, at) => ({
    title: `${w(at.machine, '이/가')} ${e.nextHop} 쪽으로 패킷을 보냅니다`,
    body: outputBody(e),
  }),
  'ip.loopback-copy': (_e, at) => ({
    title: `${w(at.machine, '이/가')} 자신의 브로드캐스트도 받습니다`,
    body: say`브로드캐스트는 보낸 쪽을 포함해 모두에게 가는 것입니다. ${c(at.dev, '으로/로')} 나가는 프레임과 별도로 사본 하나가 ${at.machine}의 스택으로 되돌아옵니다.`,
  }),
  'ip.fragment': (e, at) => ({
    title: `${w(at.machine, '이/가')} 패킷을 ${e.fragments.length}개로 나눕니다`,
    body: say`패킷이 ${code(at.dev)}의 MTU ${e.mtu}옥텟보다 크고 단편화가 허용됩니다(DF 꺼짐). 그래서 같은 id를 가진 단편 ${e.fragments.length}개로 나누어 보냅니다. 다시 합치는 것은 목적지에서만 합니다.`,
  }),
  'ip.defrag': (e, at) => ({
    title: e.complete
      ? `${at.machine}에 단편이 모두 모였습니다`
      : `${w(at.machine, '이/가')} 나머지 단편을 기다립니다`,
    body: e.complete
      ? say`이것으로 단편 ${e.have}개가 빠짐없이 모였습니다. 패킷이 원래대로 합쳐집니다.`
      : say`이 패킷의 단편이 지금까지 ${e.have}개 왔습니다. 30초 안에 나머지가 오지 않으면 모두 버립니다.`,
  }),
  'ip.mtu-exceeded': (e, at) => ({
    title: `패킷이 ${w(at.machine, '이/가')} 내보낼 수 있는 크기를 넘습니다`,
    body: say`패킷은 ${e.length}옥텟인데 MTU는 ${e.mtu}이고, DF(단편화 금지)가 켜져 있습니다. 더 갈 수 없으므로 보낸 쪽에 알맞은 크기를 알려 줍니다.`,
  }),
  'ip.redirect': (e, at) => ({ title: redirectTitle(e, at), body: redirectBody(e, at) }),
};

const HOOKS: Readonly<Record<Hook, string>> = {
  PREROUTING: '들어온 직후, 경로를 정하기 전',
  INPUT: '이 장비의 프로세스에 넘기기 전',
  FORWARD: '지나가는 패킷이 들어와서 나가기 전',
  OUTPUT: '이 장비가 만든 패킷이 나갈 때',
  POSTROUTING: '장비를 떠나기 직전',
};

function rcvBody(e: EventOf<'ip.rcv'>, at: Place): Body {
  const { src, dst } = endsOf(e.packet);
  return say`${w(packetWord(e.packet), '이/가')} ${c(at.dev, '으로/로')} 들어왔습니다(${code(src)} → ${code(dst)}). 버전, 길이, 헤더 체크섬이 모두 맞으므로 다음 단계로 넘어갑니다.`;
}

function protocol(number: number): string {
  return { 1: 'ICMP', 6: 'TCP', 17: 'UDP' }[number] ?? `${number}`;
}

function forwardBody(e: EventOf<'ip.forward'>, at: Place): Body {
  const { dst } = endsOf(e.packet);
  const before = e.before.net.kind === 'ipv4' ? e.before.net.ttl : 0;
  const way =
    e.nextHop === dst
      ? say`${c(e.oif, '을/를')} 통해 ${code(e.nextHop)}에 바로`
      : say`${c(e.oif, '을/를')} 통해 다음 홉 ${c(e.nextHop, '으로/로')}`;
  return say`${c(dst, '은/는')} 다른 장비의 주소이고 ${c('net.ipv4.ip_forward', '이/가')} 1입니다. 그래서 ${w(at.machine, '은/는')} 패킷을 ${way} 전달합니다. TTL은 ${before}에서 ${w(`${before - 1}`, '으로/로')} 줄어듭니다. IP 주소는 그대로이고 MAC 주소만 새로 붙습니다.`;
}

function outputBody(e: EventOf<'ip.output'>): Body {
  const { dst } = endsOf(e.packet);
  if (e.nextHop === dst) {
    return say`${c(dst, '은/는')} ${code(e.oif)}에 바로 연결된 네트워크에 있으므로 프레임을 직접 보냅니다. 이제 그 MAC 주소만 알면 됩니다.`;
  }
  return say`${c(dst, '은/는')} 같은 링크에 없으므로 ${c(e.oif, '을/를')} 통해 게이트웨이 ${c(e.nextHop, '으로/로')} 보냅니다. 프레임의 목적지는 게이트웨이의 MAC 주소지만, IP 목적지는 그대로 ${code(dst)}입니다.`;
}

function redirectTitle(e: EventOf<'ip.redirect'>, at: Place): string {
  if (e.decision === 'send') return `${w(at.machine, '이/가')} 보낸 쪽에 더 가까운 길을 알려 줍니다`;
  return e.decision === 'accept'
    ? `${w(at.machine, '이/가')} 리다이렉트를 따릅니다`
    : `${w(at.machine, '은/는')} 리다이렉트를 처리하지 않습니다`;
}

const IGNORED: Readonly<Record<string, string>> = {
  send_redirects: 'send_redirects가 꺼져 있기 때문입니다',
  rate: '보낸 쪽에 이미 충분히 알렸기 때문입니다',
  'no-route': '바꿀 경로가 없기 때문입니다',
  'not-the-gateway': '지금 쓰는 게이트웨이가 보낸 것이 아니기 때문입니다',
  'same-gateway': '이미 쓰고 있는 게이트웨이이기 때문입니다',
  'accept-redirects-off': 'accept_redirects가 꺼져 있기 때문입니다',
  'invalid-gateway': '호스트가 가질 수 없는 주소이기 때문입니다',
  'gateway-off-link': '새 게이트웨이가 같은 링크에 없기 때문입니다',
  'not-a-known-gateway': '그 게이트웨이를 쓰는 경로가 없기 때문입니다(secure_redirects)',
  'gateway-unresolved': '먼저 ARP로 새 게이트웨이를 찾아야 하기 때문입니다',
};

function redirectBody(e: EventOf<'ip.redirect'>, at: Place): Body {
  if (e.decision === 'send') {
    return say`패킷이 들어온 장치로 다시 나갑니다. 보낸 쪽과 다음 홉 ${c(e.gateway, '이/가')} 같은 링크에 있다는 뜻입니다. ${w(at.machine, '은/는')} 패킷을 전달하면서 ICMP 리다이렉트도 보내, 다음부터는 ${c(e.gateway, '으로/로')} 직접 보내게 합니다.`;
  }
  if (e.decision === 'accept') {
    return say`앞으로 이 목적지로 가는 패킷은 ${c(e.gateway, '으로/로')} 보냅니다. 라우팅 테이블은 그대로이고, 커널이 따로 기억합니다.`;
  }
  return say`${c(e.gateway, '이/가')} 더 나은 다음 홉이지만 아무것도 하지 않습니다. ${IGNORED[e.why ?? ''] ?? '여기서는 허용되지 않기 때문입니다'}.`;
}
