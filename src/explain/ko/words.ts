// Korean words that several sentences share.

import type { Nanos } from '../../engine/ids.ts';
import type { NudState } from '../../engine/neigh/neigh.ts';
import type { Packet } from '../../wire/packet.ts';
import { type PacketKind, packetKind } from '../packet-words.ts';
import { code, type Piece } from '../say.ts';
import { type Josa, josa, withJosa } from './josa.ts';

const PACKETS: Readonly<Record<PacketKind, string>> = {
  'arp-request': 'ARP 요청',
  'arp-reply': 'ARP 응답',
  'arp-gratuitous': 'gratuitous ARP 패킷',
  'arp-probe': 'ARP 프로브',
  'arp-other': 'ARP 패킷',
  'echo-request': '에코 요청',
  'echo-reply': '에코 응답',
  'destination-unreachable': '"목적지 도달 불가" 메시지',
  'time-exceeded': '"시간 초과" 메시지',
  redirect: 'ICMP 리다이렉트',
  'parameter-problem': '"매개변수 오류" 메시지',
  'icmp-other': 'ICMP 메시지',
  udp: 'UDP 데이터그램',
  fragment: 'IP 단편',
  ipv4: 'IPv4 패킷',
  frame: '프레임',
};

/** `에코 요청` */
export function packetWord(packet: Packet | undefined): string {
  return packet ? PACKETS[packetKind(packet)] : '패킷';
}

/** `100 µs`, `1.5 ms`, `2초` */
export function duration(nanos: Nanos | number): string {
  if (nanos < 1_000) return `${nanos} ns`;
  if (nanos < 1_000_000) return `${round(nanos / 1_000)} µs`;
  return nanos < 1_000_000_000 ? `${round(nanos / 1_000_000)} ms` : `${round(nanos / 1_000_000_000)}초`;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Code and its particle: `c('eth0', '을/를')`. */
export function c(text: string | number, pair: Josa): Piece {
  return withJosa(code(text), pair);
}

/** A word and its particle. */
export function w(word: string, pair: Josa): string {
  return word + josa(word, pair);
}

export const NUD: Readonly<Record<NudState, string>> = {
  NONE: '아직 항목이 없습니다',
  INCOMPLETE: '이미 물어보았지만 아직 답이 없습니다',
  REACHABLE: '얼마 전에 확인된 주소이므로 그대로 씁니다',
  STALE: '오래되었지만 일단 씁니다. 5초 안에 다른 방법으로 확인되지 않으면 ARP로 다시 물어봅니다',
  DELAY: '오래되었지만 쓰고 있습니다. ARP로 다시 묻기 전에 확인되기를 잠시 기다리는 중입니다',
  PROBE: '지금 유니캐스트 ARP로 다시 확인하는 중이고, 그동안은 그대로 씁니다',
  FAILED: '지난번에 아무도 대답하지 않았습니다',
  PERMANENT: '손으로 넣은 항목이라 만료되지 않습니다',
  NOARP: 'ARP가 필요 없는 링크입니다',
};

/** What RFC 792 calls it, in the words of Korean textbooks. */
export function icmpWord(type: number, code: number): string {
  if (type === 3) return UNREACHABLE[code] ?? `목적지 도달 불가(코드 ${code})`;
  if (type === 11) return code === 1 ? '단편 재조립 시간 초과' : 'TTL 초과';
  if (type === 5) return '리다이렉트';
  if (type === 12) return '매개변수 오류';
  if (type === 0) return '에코 응답';
  return type === 8 ? '에코 요청' : `ICMP 타입 ${type}`;
}

const UNREACHABLE: Readonly<Record<number, string>> = {
  0: '목적지 네트워크 도달 불가',
  1: '목적지 호스트 도달 불가',
  2: '목적지 프로토콜 도달 불가',
  3: '목적지 포트 도달 불가',
  4: '단편화 필요',
  5: '소스 라우팅 실패',
  9: '네트워크 접근 금지',
  10: '호스트 접근 금지',
  13: '패킷이 차단됨',
};
