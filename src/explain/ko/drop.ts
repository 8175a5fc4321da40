// Why a packet ends.

import type { EventOf } from '../../engine/trace.ts';
import { code, say } from '../say.ts';
import { type Body, type DropTellers, endsOf, type Place, type Teller } from '../tell.ts';
import type { Josa } from './josa.ts';
import { c, packetWord, w } from './words.ts';

type Drop = EventOf<'packet.drop'>;

export const packetDrop: Teller<Drop> = (e, at) => DROPS[e.reason](e, at);

/** `title` names what died, and where; the body says why. */
function drop(title: (at: Place, word: string) => string, body: (e: Drop, at: Place) => Body): Teller<Drop> {
  return (e, at) => ({ title: title(at, packetWord(e.packet)), body: body(e, at) });
}

const here = (at: Place, word: string) => `${w(at.machine, '이/가')} ${w(word, '을/를')} 버립니다`;
const ignored = (at: Place, word: string) => `${w(at.machine, '이/가')} ${w(word, '을/를')} 무시합니다`;
const lost = (_at: Place, word: string) => `${w(word, '이/가')} 케이블에서 사라집니다`;
const dst = (e: Drop, pair: Josa) => c(endsOf(e.packet).dst, pair);
const src = (e: Drop, pair: Josa) => c(endsOf(e.packet).src, pair);
const detail = (e: Drop, key: string) => e.detail?.[key];

const DROPS: DropTellers = {
  NO_SOCKET: drop(ignored, (e, at) =>
    detail(e, 'port') === undefined
      ? say`${at.machine}에는 이 응답을 기다리는 프로그램이 (더는) 없습니다.`
      : say`${at.machine}의 UDP ${detail(e, 'port') ?? ''}번 포트에서 받는 프로그램이 없습니다. 보낸 쪽에 "포트 도달 불가"를 알립니다.`,
  ),
  PKT_TOO_BIG: drop(here, (e, at) =>
    detail(e, 'mtu') === undefined
      ? say`${w(at.machine, '이/가')} 내보낼 수 있는 크기보다 큽니다.`
      : say`패킷은 ${detail(e, 'length') ?? '?'}옥텟인데 여기의 MTU는 ${detail(e, 'mtu') ?? '?'}입니다. DF가 켜져 있거나 브리지가 나누어야 하는 경우라서(브리지는 나누지 않습니다) 나눌 수 없습니다.`,
  ),
  OTHERHOST: drop(
    ignored,
    (e, at) =>
      say`프레임의 목적지 MAC 주소는 ${code(e.packet?.eth?.dst ?? '?')}인데 ${code(at.dev)}의 주소는 다릅니다. 스위치가 플러딩했기 때문에 ${at.machine}까지 왔을 뿐입니다.`,
  ),
  IP_CSUM: drop(here, () => say`IP 헤더의 체크섬이 틀립니다. 오는 길에 손상되었습니다.`),
  IP_INHDR: drop(here, inHeader),
  IP_RPFILTER: drop(
    here,
    (e, at) =>
      say`역경로 필터 때문입니다. ${w(at.machine, '이/가')} ${src(e, '으로/로')} 보낼 때는 ${c(at.dev, '을/를')} 쓰지 않으므로, 거기서 온 패킷이 이쪽으로 들어올 수 없습니다. 돌아가는 경로가 빠졌거나, 가는 길과 오는 길이 달라서 ${c('rp_filter', '을/를')} 2(느슨)로 해야 합니다.`,
  ),
  IP_OUTNOROUTES: drop(here, (e, at) => say`${at.machine}에 ${dst(e, '으로/로')} 가는 경로가 없습니다.`),
  IP_INNOROUTES: drop(
    here,
    (e, at) =>
      say`${at.machine}에 ${dst(e, '으로/로')} 가는 경로도, 기본 경로도 없습니다. 보낸 쪽에 "목적지 네트워크 도달 불가"를 알립니다.`,
  ),
  IP_LOCAL_SOURCE: drop(
    here,
    (e, at) =>
      say`martian 패킷입니다. 밖에서 들어왔는데 출발지 ${c(endsOf(e.packet).src, '이/가')} ${at.machine} 자신의 주소입니다. 두 장비가 같은 주소를 쓰고 있을 수 있습니다.`,
  ),
  IP_INVALID_SOURCE: drop(
    here,
    (e) =>
      say`martian 패킷입니다. ${src(e, '은/는')} 출발지가 될 수 없는 주소입니다(브로드캐스트, 멀티캐스트, 0.0.0.0).`,
  ),
  IP_INVALID_DEST: drop(
    here,
    (e) => say`martian 패킷입니다. ${dst(e, '은/는')} 목적지가 될 수 없는 주소입니다.`,
  ),
  IP_LOCALNET: drop(
    here,
    () =>
      say`martian 패킷입니다. ${code('127.0.0.0/8')} 주소는 장비 밖으로 나가지도, 밖에서 들어오지도 않습니다.`,
  ),
  IP_NOPROTO: drop(
    here,
    (e, at) =>
      say`${at.machine}에는 IP 프로토콜 ${w(`${detail(e, 'protocol') ?? '?'}`, '을/를')} 처리할 것이 없습니다. 보낸 쪽에 "프로토콜 도달 불가"를 알립니다.`,
  ),
  ICMP_CSUM: drop(here, () => say`ICMP 체크섬이 틀립니다.`),
  UDP_CSUM: drop(here, () => say`UDP 체크섬이 틀립니다.`),
  NEIGH_FAILED: drop(
    here,
    (e, at) =>
      say`${w(at.machine, '이/가')} ${c(at.dev, '으로/로')} 보낸 ARP 요청에 아무도 대답하지 않아 프레임을 만들 수 없습니다. 다음 홉이 꺼져 있거나, 다른 세그먼트에 있거나, 주소가 다릅니다. 패킷을 보낸 ${src(e, '은/는')} "목적지 호스트 도달 불가"를 듣게 됩니다.`,
  ),
  NEIGH_QUEUEFULL: drop(
    here,
    () => say`같은 ARP 응답을 기다리는 패킷이 너무 많아 가장 오래된 것을 버립니다.`,
  ),
  NEIGH_CREATEFAIL: drop(here, (_e, at) => say`${at.machine}의 이웃 테이블이 가득 찼습니다.`),
  NEIGH_DEAD: drop(here, () => say`필요한 이웃 항목이 지워지는 중입니다.`),
  QUEUE_PURGE: drop(here, () => say`기다리던 대상이 사라졌습니다.`),
  DUP_FRAG: drop(here, () => say`이미 받은 단편이거나 다른 단편과 겹칩니다.`),
  FRAG_REASM_TIMEOUT: drop(
    here,
    () => say`나머지 단편이 제때(30초) 오지 않아, 지금까지 받은 단편이 쓸모없게 되었습니다.`,
  ),
  FRAG_TOO_FAR: drop(here, () => say`그사이 같은 곳에서 다른 패킷의 단편이 너무 많이 왔습니다.`),
  NETFILTER_DROP: drop(here, (_e, at) => say`${at.machine}의 netfilter 규칙이 버립니다.`),
  UNHANDLED_PROTO: drop(ignored, () => say`이 장비에는 이 프로토콜을 처리할 것이 없습니다.`),
  DEV_READY: drop(here, (_e, at) => say`${at.machine}의 ${c(at.dev, '이/가')} 꺼져 있습니다.`),
  TC_EGRESS: drop(here, () => say`장치의 큐잉 규칙이 버립니다.`),
  BRIDGE_INGRESS_STP_STATE: drop(
    here,
    (_e, at) =>
      say`브리지 포트 ${c(at.dev, '이/가')} (아직) 전달 상태가 아니므로, 들어온 프레임을 넘기지 않습니다.`,
  ),
  BRIDGE_NON_FORWARDING_STATE: drop(here, () => say`나갈 포트가 전달 상태가 아닙니다.`),
  NO_TX_TARGET: drop(here, () => say`사본을 받을 다른 포트가 없습니다. 플러딩할 곳이 없습니다.`),
  VXLAN_INVALID_HDR: drop(here, () => say`VXLAN 포트로 왔지만 UDP 헤더 뒤에 VXLAN 헤더와 프레임이 없습니다.`),
  VXLAN_VNI_NOT_FOUND: drop(here, (e, at) =>
    detail(e, 'vni') === undefined
      ? say`터널의 반대쪽 끝이 ${at.machine} 자신이어야 하는데, 켜져 있는 터널 가운데 네트워크 식별자와 포트가 같은 것이 없습니다.`
      : say`네트워크 식별자가 ${code(detail(e, 'vni') ?? '')}인데, ${at.machine}의 켜져 있는 VXLAN 장치 가운데 그 식별자를 쓰는 것이 없습니다. 터널 양쪽 끝은 ${c('id', '이/가')} 같아야 합니다.`,
  ),
  VXLAN_ENTRY_EXISTS: drop(
    here,
    (e, at) =>
      say`${code(at.dev)}에는 ${c(e.packet?.eth?.src ?? '?', '이/가')} 다른 터널 끝에 있다는 고정 항목이 있습니다. 다른 곳에서 그 주소로 보낸 것은 받지 않습니다.`,
  ),
  VXLAN_NO_REMOTE: drop(here, (_e, at) => say`${code(at.dev)}의 FDB 항목에 터널 끝이 적혀 있지 않습니다.`),
  LOCAL_MAC: drop(
    here,
    (_e, at) => say`출발지가 ${code(at.dev)} 자신의 MAC 주소입니다. 고리를 돌아 되돌아온 것입니다.`,
  ),
  MAC_INVALID_SOURCE: drop(
    here,
    (e) => say`${c(e.packet?.eth?.src ?? '?', '은/는')} 프레임의 출발지가 될 수 없는 주소입니다.`,
  ),
  NOT_SPECIFIED: drop(here, () => say`Linux는 이유를 알려 주지 않습니다.`),
  'forwarding-disabled': drop(
    here,
    (e, at) =>
      say`${dst(e, '은/는')} ${at.machine}의 주소가 아니고, ${w(at.machine, '은/는')} 라우터가 아닙니다. ${c('net.ipv4.ip_forward', '이/가')} 0이기 때문입니다. 그래서 패킷은 여기서 끝나고, 아무에게도 알리지 않습니다. (Linux는 IpInAddrErrors로 셉니다.)`,
  ),
  'route-unreachable': drop(here, (e) => say`unreachable 경로가 ${dst(e, '을/를')} 거절합니다.`),
  'route-blackhole': drop(here, (e) => say`blackhole 경로가 ${dst(e, '으로/로')} 가는 패킷을 모두 삼킵니다.`),
  'route-prohibit': drop(here, (e) => say`prohibit 경로가 ${dst(e, '을/를')} 금지합니다.`),
  'arp-not-for-us': drop(
    ignored,
    (e, at) => say`요청이 찾는 ${dst(e, '은/는')} ${at.machine}의 주소가 아닙니다.`,
  ),
  'arp-ignored': drop(ignored, () => say`이 장비가 처리할 내용이 없습니다.`),
  'icmp-ignored': drop(ignored, icmpIgnored),
  'broadcast-forward': drop(
    here,
    () => say`링크 계층 브로드캐스트로 온 패킷입니다. 라우터는 이런 패킷을 전달하지 않습니다.`,
  ),
  'multicast-not-joined': drop(
    ignored,
    (e, at) => say`${at.machine}에는 그룹 ${code(endsOf(e.packet).dst)}에 가입한 프로그램이 없습니다.`,
  ),
  'bridge-same-port': drop(
    here,
    (_e, at) => say`목적지가 프레임이 들어온 ${code(at.dev)} 쪽에 있습니다. 이미 그곳을 지나온 프레임입니다.`,
  ),
  'bridge-isolated': drop(
    here,
    () => say`두 포트가 모두 격리되어 있습니다. 격리된 포트끼리는 주고받지 않습니다.`,
  ),
  'tunnel-loop': drop(
    here,
    (e, at) =>
      say`터널의 반대쪽 끝 ${c(detail(e, 'remote') ?? '?', '으로/로')} 가는 길이 바로 이 터널 ${c(at.dev, '을/를')} 지나갑니다.`,
  ),
  'tunnel-proxy': drop(
    ignored,
    (_e, at) =>
      say`${code(at.dev)}에 ${c('proxy', '이/가')} 켜져 있어 ARP 요청에는 자기 이웃 테이블로 답하고 터널로는 보내지 않습니다. 이 요청에는 답할 항목이 없습니다.`,
  ),
  'reserved-multicast': drop(
    here,
    () =>
      say`${code('01:80:c2:00:00:0x')} 주소는 같은 케이블에 있는 이웃끼리만 쓰는 것이라 브리지가 넘기지 않습니다.`,
  ),
  'no-carrier': drop(
    lost,
    (_e, at) => say`${code(at.dev)}의 반대쪽에 아무것도 없습니다. 케이블이 빠졌거나 반대쪽이 꺼져 있습니다.`,
  ),
  'cable-loss': drop(
    lost,
    () => say`이 케이블은 프레임을 일정한 비율로 잃어버리는데, 이 프레임이 거기에 걸렸습니다.`,
  ),
  'transport-not-modelled': drop(
    ignored,
    (e) =>
      say`Linux라면 대답하겠지만, 이 시뮬레이션에는 아직 IP 프로토콜 ${w(`${detail(e, 'protocol') ?? '?'}`, '이/가')} 없습니다.`,
  ),
  'storm-bound': drop(
    (_at, word) => `${w(word, '을/를')} 고리에서 꺼냅니다`,
    () => say`실제 케이블이라면 끝없이 돌 것입니다. 시뮬레이션이 여기서 멈춥니다.`,
  ),
};

function inHeader(e: Drop, at: Place): Body {
  const ttl = detail(e, 'ttl');
  if (ttl !== undefined) {
    return say`TTL이 ${ttl}입니다. ${w(at.machine, '이/가')} 1을 빼면 0이 되므로 패킷은 여기서 끝나고, 보낸 쪽에 "TTL 초과"를 알립니다. TTL을 일부러 작게 보냈거나(traceroute가 그렇게 합니다), 라우터들이 패킷을 빙빙 돌리고 있는 경우입니다.`;
  }
  const option = detail(e, 'option');
  if (option !== undefined) return say`IP 옵션 ${c(option, '이/가')} 잘못되었습니다.`;
  return say`IP 헤더가 올바르지 않습니다. 버전이나 길이가 틀렸거나 잘렸습니다.`;
}

function icmpIgnored(e: Drop, at: Place): Body {
  switch (detail(e, 'why')) {
    case 'broadcast':
      return say`브로드캐스트 주소로 온 패킷인데, ${c('net.ipv4.icmp_echo_ignore_broadcasts', '이/가')} 기본값인 1이라서 대답하지 않습니다.`;
    case 'icmp_echo_ignore_all':
      return say`${at.machine}의 ${c('net.ipv4.icmp_echo_ignore_all', '이/가')} 1입니다. 어떤 ping에도 대답하지 않습니다.`;
    case 'no socket':
      return say`이미 없어진 프로그램이 보낸 패킷에 대한 메시지입니다.`;
    default:
      return say`${at.machine}에는 이 ICMP 메시지를 기다리는 것이 없습니다.`;
  }
}
