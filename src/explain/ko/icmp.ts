// ICMP, and the programs that send probes.

import { pingCommand } from '../packet-words.ts';
import type { EventOf, PingErrorKind } from '../../engine/trace.ts';
import { icmpCode, icmpTypeNumber, isIcmpError } from '../../wire/icmpv4.ts';
import { code, say, sentences } from '../say.ts';
import type { Body, Place, Tellers } from '../tell.ts';
import { c, duration, icmpWord, packetWord, w } from './words.ts';

export const icmp: Pick<Tellers, 'icmp.send' | 'icmp.limited' | 'icmp.suppressed' | 'icmp.rcv'> = {
  'icmp.send': (e, at) => ({
    title: `${w(at.machine, '이/가')} ${e.to}에 알립니다: ${icmpWord(icmpTypeNumber(e.message), icmpCode(e.message))}`,
    body: sentences(
      isIcmpError(e.message)
        ? say`${w(packetWord(e.about), '을/를')} 보낸 ${c(e.to, '으로/로')} ICMP 오류를 보냅니다. 오류 안에는 그 패킷의 앞부분이 들어 있습니다.`
        : say`${c(e.to, '으로/로')} ICMP 메시지를 보냅니다.`,
      sourceBody(e, at),
    ),
  }),
  'icmp.limited': (e, at) => ({
    title: `${w(at.machine, '은/는')} ICMP 오류를 보내지 않습니다`,
    body: say`"${icmpWord(e.type, e.code)}"를 알려야 하지만 ${LIMITS[e.limit]}. 보낸 쪽은 아무것도 듣지 못합니다.`,
  }),
  'icmp.suppressed': (e, at) => ({
    title: `${w(at.machine, '은/는')} ICMP 메시지를 보내지 않습니다`,
    body: say`"${icmpWord(e.type, e.code)}"를 알려야 하지만 ${SUPPRESSED[e.why]}.`,
  }),
  'icmp.rcv': (e, at) => ({
    title: `${w(at.machine, '이/가')} ICMP 메시지를 받습니다: ${icmpWord(icmpTypeNumber(e.message), icmpCode(e.message))}`,
    body: rcvBody(e, at),
  }),
};

const LIMITS: Readonly<Record<EventOf<'icmp.limited'>['limit'], string>> = {
  peer: '이 호스트에는 조금 전에 이미 여러 번 보냈습니다(icmp_ratelimit: 1초에 한 번, 한꺼번에 여섯 번까지)',
  global: '이 장비가 조금 전에 ICMP 오류를 너무 많이 보냈습니다(icmp_msgs_per_sec)',
  'route-error': '경로가 없다는 오류는 1초에 한 번(한꺼번에 다섯 번)까지만 보냅니다',
};

const SUPPRESSED: Readonly<Record<EventOf<'icmp.suppressed'>['why'], string>> = {
  'about-icmp-error':
    'ICMP 오류에 대해서는 다시 오류를 보내지 않습니다. 그러지 않으면 두 장비가 끝없이 주고받을 수 있습니다',
  broadcast:
    '브로드캐스트나 멀티캐스트에 대해서는 오류를 보내지 않습니다. 그러지 않으면 모두가 한꺼번에 대답하게 됩니다',
  fragment: '오류는 첫 단편에 대해서만 보냅니다',
  'no-route': '보낸 쪽으로 돌아가는 경로가 없습니다',
  ignored: '설정에서 막아 두었습니다',
};

function sourceBody(e: EventOf<'icmp.send'>, at: Place): Body {
  switch (e.sourceWhy) {
    case 'addressed-to-us':
      return say`출발지는 그 패킷의 목적지였던 ${code(e.from)}입니다.`;
    case 'route-back':
      return say`출발지는 ${code(e.from)}입니다. 보낸 쪽으로 돌아가는 길에 쓰는 ${at.machine}의 주소입니다.`;
    case 'inbound-address':
      return say`출발지는 패킷이 들어온 장치의 주소 ${code(e.from)}입니다.`;
  }
}

function rcvBody(e: EventOf<'icmp.rcv'>, at: Place): Body {
  const { message } = e;
  if (message.type === 'echo-request') {
    return say`에코 요청입니다. ${at.machine}의 커널이 같은 id, 순서 번호, 데이터로 직접 대답합니다. 프로그램은 필요 없습니다.`;
  }
  if (message.type === 'echo-reply') {
    return say`에코 응답입니다. 식별자가 ${code(message.id)}인 ping이 기다리던 것입니다.`;
  }
  if (!isIcmpError(message)) return say`타입 ${icmpTypeNumber(message)}, 코드 ${icmpCode(message)}입니다.`;
  const { src, dst } = message.original.header;
  return say`${code(src)} → ${code(dst)} 패킷에 대한 메시지입니다. 안에 든 그 패킷의 앞부분을 보고 어느 프로그램에 알릴지 정합니다.`;
}

export const process: Pick<
  Tellers,
  'ping.start' | 'ping.send' | 'ping.reply' | 'ping.error' | 'ping.end' | 'udp.send' | 'udp.error'
> = {
  'ping.start': (e, at) => ({
    title: `${w(at.machine, '이/가')} ${e.to}에 ping을 보냅니다`,
    body: say`${c(pingCommand(e), '을/를')} 시작합니다. 에코 요청 ${e.count === Infinity ? '을 계속' : `${e.count}개를`} 보내고 각각 에코 응답을 기다립니다.`,
  }),
  'ping.send': (e, at) => ({
    title: `${w(at.machine, '이/가')} ${e.icmpSeq}번째 에코 요청을 만듭니다`,
    body: say`순서 번호가 ${e.icmpSeq}인 ICMP 에코 요청을 IP 계층에 넘깁니다. MAC 주소는 아직 없습니다. 맨 마지막에 정해집니다.`,
  }),
  'ping.reply': (e, at) => ({
    title: e.duplicate ? `${w(at.machine, '이/가')} 같은 응답을 또 받았습니다` : 'ping에 응답이 왔습니다',
    body: e.duplicate
      ? say`${code(e.from)}에서 icmp_seq=${e.icmpSeq}에 대한 응답이 또 왔습니다. ping은 (DUP!)라고 표시합니다. 요청이 두 번 도착했거나, 둘 이상의 장비가 대답한 것입니다.`
      : say`icmp_seq=${e.icmpSeq}에 대한 응답이 ${code(e.from)}에서 ${duration(e.rtt)} 만에 왔습니다. TTL은 ${e.ttl}입니다${hops(e.ttl)}.`,
  }),
  'ping.error': (e, at) => ({ title: errorTitle(e.error, at), body: errorBody(e.error) }),
  'ping.end': (e, at) => ({
    title: e.received === 0 ? `${at.machine}의 ping이 실패했습니다` : `${at.machine}의 ping이 끝났습니다`,
    body: say`${e.sent}개를 보내 ${e.received}개를 받았습니다${e.errors > 0 ? `(오류 ${e.errors}개)` : ''}. 손실률은 ${loss(e)}%입니다.`,
  }),
  'udp.send': (e, at) => ({
    title: `${w(at.machine, '이/가')} ${e.dport}번 포트로 UDP 데이터그램을 보냅니다`,
    body: say`${e.sport}번 포트에서 ${e.dport}번 포트로 갑니다. UDP는 응답을 기다리지 않습니다. 받는 프로그램이 없을 때만 ICMP 오류로 알 수 있습니다.`,
  }),
  'udp.error': (e, at) => ({ title: errorTitle(e.error, at), body: errorBody(e.error) }),
};

/** Linux starts at 64. */
function hops(ttl: number): string {
  return ttl < 64 && ttl > 32 ? `(라우터 ${64 - ttl}대를 지났다는 뜻입니다)` : '';
}

function loss(e: EventOf<'ping.end'>): number {
  return e.sent === 0 ? 100 : Math.round((100 * (e.sent - e.received)) / e.sent);
}

const ERRNO: Readonly<Record<Extract<PingErrorKind, { type: 'local' }>['errno'], string>> = {
  ENETUNREACH: 'Network is unreachable: 맞는 경로가 없고 기본 경로도 없습니다',
  EHOSTUNREACH: 'No route to host: unreachable 경로가 막고 있습니다',
  EACCES: 'Permission denied: 브로드캐스트 주소라면 ping -b가 필요하고, 아니면 prohibit 경로가 막고 있습니다',
  EINVAL: 'Invalid argument: blackhole 경로가 삼켜 버립니다',
  EMSGSIZE: 'Message too long: 크기가 맞지 않는데 단편화할 수도 없습니다',
  ENODEV: 'No such device: 그런 장치가 없습니다',
  ENETDOWN: 'Network is down: 장치가 꺼져 있습니다',
  ENOBUFS:
    'No buffer space available: 드라이버가 프레임을 거부했거나(케이블 반대편이 이렇게 큰 프레임을 받지 않습니다) 소켓의 송신 버퍼에 들어가지 않습니다',
  EADDRNOTAVAIL: 'Cannot assign requested address: 출발지가 이 장비의 주소가 아닙니다',
};

function errorTitle(error: PingErrorKind, at: Place): string {
  if (error.type === 'local') return `${w(at.machine, '은/는')} 보내지도 못합니다`;
  return `${w(at.machine, '이/가')} 알림을 받습니다: ${icmpWord(icmpTypeNumber(error.message), icmpCode(error.message))}`;
}

function errorBody(error: PingErrorKind): Body {
  if (error.type === 'icmp') {
    return say`${c(error.from, '이/가')} ${error.seq}번째 요청에 대해 알려 온 것을 프로그램이 듣습니다.`;
  }
  const mtu = error.mtu === undefined ? '' : `(MTU ${error.mtu})`;
  return say`시스템 호출이 바로 실패하고, 패킷은 장비를 떠나지 못합니다. ${ERRNO[error.errno]}${mtu}.`;
}
