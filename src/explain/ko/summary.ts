// One short line for every kind of event, for the timeline.

import type { EventOf, PingErrorKind } from '../../engine/trace.ts';
import { icmpCode, icmpTypeNumber } from '../../wire/icmpv4.ts';
import type { Packet } from '../../wire/packet.ts';
import { routeText, winnerOf } from '../fib-reasons.ts';
import { opCommand } from '../op-text.ts';
import { packetKind, pingCommand } from '../packet-words.ts';
import { endsOf, type Place, type Summaries } from '../tell.ts';
import { because } from './route.ts';
import { STP_SUMMARIES } from './stp.ts';
import { TUNNEL_SUMMARIES } from './tunnel.ts';
import { duration, icmpWord, packetWord, w } from './words.ts';

export const SUMMARIES: Summaries = {
  ...STP_SUMMARIES,
  ...TUNNEL_SUMMARIES,
  'dev.xmit': (e) => packetLine(e.packet),
  'dev.rcv': (e, at) => `${at.dev} 수신: ${packetLine(e.packet)}`,
  'dev.state': (e, at) => `${at.dev} ${e.up ? (e.carrier ? '켜짐' : '켜짐, 캐리어 없음') : '꺼짐'}`,
  'br.learn': (e, at) =>
    `${w(e.mac, '은/는')} ${at.dev} 쪽에 있음${e.movedFrom ? `(${e.movedFrom}에서 이동)` : ''}`,
  'br.fdb.lookup': fdbLine,
  'br.forward': (e) => `${w(e.port, '으로/로')} 전달`,
  'br.flood': (e) =>
    e.ports.length > 0 ? `${w(e.ports.join(', '), '으로/로')} 플러딩` : '플러딩할 포트 없음',
  'br.local': (e) => `${w(e.bridge, '으로/로')} 올림`,
  'br.storm': () => '브로드캐스트 스톰',
  'neigh.lookup': (e) => (e.mac === undefined ? `${e.ip}: MAC 주소 모름` : `${e.ip} → ${e.mac} ${e.state}`),
  'neigh.state': (e) => `${e.ip} ${e.from} → ${e.to}`,
  'neigh.queue': (e) => `${w(packetWord(e.packet), '이/가')} ${w(e.ip, '을/를')} 기다림`,
  'neigh.probe': (e) => `${e.ip} 찾기, ${e.of}번 중 ${e.n}번째`,
  'arp.rcv': (e) => ARP[e.decision](endsOf(e.packet).dst, endsOf(e.packet).src),
  'fib.lookup': lookupLine,
  'fib.source': (e) => `출발지 ${e.chosen}`,
  'fib.rp-filter': (e) => `rp_filter ${e.passed ? '통과' : '차단'}`,
  'fib.exception': (e) => `${e.dst}: ${e.mtu === undefined ? `via ${e.gateway}` : `MTU ${e.mtu}`}`,
  'fib.multipath': (e) => `다음 홉 ${e.route.nexthops?.length ?? 1}개 중 ${e.chosen + 1}번째`,
  'addr.lifetime': (e) => `${e.addr} ${e.to === 'deleted' ? '삭제' : 'deprecated'}`,
  'ip.rcv': (e) => `IP 헤더 정상: ${packetLine(e.packet)}`,
  'nf.hook': (e) => e.hook,
  'ip.local-deliver': (e) => `자신의 주소: ${e.matched}`,
  'ip.forward': (e) => `${w(e.oif, '으로/로')} ${e.nextHop}에 전달`,
  'ip.output': (e) => `${w(e.oif, '으로/로')} ${e.nextHop}에 전송`,
  'ip.loopback-copy': () => '자신의 브로드캐스트가 되돌아옴',
  'ip.fragment': (e) => `단편 ${e.fragments.length}개로 나눔, MTU ${e.mtu}`,
  'ip.defrag': (e) => (e.complete ? `단편 ${e.have}개를 합침` : `단편 ${e.have}개 보관`),
  'ip.mtu-exceeded': (e) => `${e.length}옥텟, MTU ${e.mtu}, DF 켜짐`,
  'ip.redirect': (e) => `${w(e.gateway, '으로/로')} 리다이렉트: ${REDIRECT[e.decision]}`,
  'icmp.send': (e) => `${e.to}에 ${icmpWord(icmpTypeNumber(e.message), icmpCode(e.message))}`,
  'icmp.limited': (e) => `전송 제한: "${icmpWord(e.type, e.code)}" 보내지 않음`,
  'icmp.suppressed': (e) => `"${icmpWord(e.type, e.code)}" 보내지 않음`,
  'icmp.rcv': (e) => `ICMP: ${icmpWord(icmpTypeNumber(e.message), icmpCode(e.message))}`,
  'ping.start': (e) => pingCommand(e),
  'ping.send': (e) => `icmp_seq=${e.icmpSeq}`,
  'ping.reply': (e) =>
    `icmp_seq=${e.icmpSeq} 응답, ${e.from}${e.duplicate ? ' (DUP!)' : `, ${duration(e.rtt)}`}`,
  'ping.error': (e) => errorLine(e.error),
  'ping.end': (e) => `${e.sent}개 보내 ${e.received}개 받음`,
  'udp.send': (e) => `UDP ${e.sport} → ${e.dport}`,
  'udp.error': (e) => errorLine(e.error),
  'packet.deliver': (e) => `도착: ${packetWord(e.packet)}`,
  'packet.drop': (e) => `버림: ${packetWord(e.packet)} (${e.reason})`,
  op: (e) => `${opCommand(e.op) ?? e.op.op}${e.error === undefined ? '' : `: ${e.error}`}`,
};

const REDIRECT = { send: '보냄', accept: '따름', ignore: '무시' };

const ARP: Readonly<Record<EventOf<'arp.rcv'>['decision'], (dst: string, src: string) => string>> = {
  answer: (dst) => `${dst}에 대해 대답`,
  learn: (_dst, src) => `${src}의 주소를 배움`,
  ignore: (dst) => `${w(dst, '을/를')} 찾는 ARP 무시`,
};

function fdbLine(e: EventOf<'br.fdb.lookup'>, at: Place): string {
  if (!e.hit || e.aged) return `${e.mac}: 위치 모름`;
  if (e.hit.local) return `${e.mac}: 자신의 주소`;
  const port = e.netns === undefined ? '' : at.names.dev(e.netns, e.hit.port);
  return `${w(e.mac, '은/는')} ${port} 쪽에 있음`;
}

function lookupLine(e: EventOf<'fib.lookup'>, at: Place): string {
  const { dst } = e.answer.flow;
  const winner = winnerOf(e.answer);
  if (!winner) return `${w(dst, '으로/로')} 가는 경로 없음`;
  if (winner.type === 'local') return `${w(dst, '은/는')} 자신의 주소`;
  return `${because(e)} ${routeText(winner, e.netns, at.names)}`;
}

function errorLine(error: PingErrorKind): string {
  if (error.type === 'local') return error.errno;
  return `${error.from}: ${icmpWord(icmpTypeNumber(error.message), icmpCode(error.message))}`;
}

/** `에코 요청 192.168.1.5 → 192.168.2.5, ttl 64` */
function packetLine(packet: Packet | undefined): string {
  if (!packet) return '';
  const { net } = packet;
  const { src, dst } = endsOf(packet);
  if (net.kind === 'unknown') return `프레임 ${src} → ${dst}`;
  if (net.kind === 'ipv4') return `${packetWord(packet)} ${src} → ${dst}, ttl ${net.ttl}`;
  switch (packetKind(packet)) {
    case 'arp-request':
      return `${net.tpa}의 MAC 주소는? ${net.spa}에 알려 주세요`;
    case 'arp-probe':
      return `${w(net.tpa, '을/를')} 쓰는 장비가 있습니까?`;
    case 'arp-gratuitous':
      return `${net.spa}의 MAC 주소는 ${net.sha} (gratuitous)`;
    case 'arp-reply':
      return `${net.spa}의 MAC 주소는 ${net.sha}`;
    default:
      return `ARP ${src} → ${dst}`;
  }
}
