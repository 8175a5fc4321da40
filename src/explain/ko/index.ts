// Every kind of event in Korean.

import type { EventOf } from '../../engine/trace.ts';
import { handWork, type HandWork, opCommand } from '../op-text.ts';
import { code, say, sentences } from '../say.ts';
import type { Body, Place, Tellers } from '../tell.ts';
import { bridge, device } from './device.ts';
import { packetDrop } from './drop.ts';
import { icmp, process } from './icmp.ts';
import { ip } from './ip.ts';
import { neigh } from './neigh.ts';
import { route } from './route.ts';
import { stp } from './stp.ts';
import { tunnel } from './tunnel.ts';
import { packetWord, w } from './words.ts';

export const KO: Tellers = {
  ...device,
  ...bridge,
  ...stp,
  ...tunnel,
  ...neigh,
  ...route,
  ...ip,
  ...icmp,
  ...process,
  'packet.deliver': (e, at) => ({
    title: `${w(at.machine, '이/가')} ${w(packetWord(e.packet), '을/를')} 받아들입니다`,
    body: DELIVERED[e.to],
  }),
  'packet.drop': packetDrop,
  op: (e, at) => ({ title: opTitle(e, at), body: opBody(e) }),
};

const DELIVERED: Readonly<Record<EventOf<'packet.deliver'>['to'], Body>> = {
  ping: say`이 응답을 기다리던 ping이 받습니다. 패킷이 목적을 이루었습니다.`,
  icmp: say`커널의 ICMP 코드가 직접 처리합니다. 따로 실행할 프로그램은 없습니다. 패킷이 목적을 이루었습니다.`,
  arp: say`커널의 ARP 코드가 처리했습니다. 패킷이 목적을 이루었습니다.`,
  udp: say`이 포트를 열어 둔 프로그램이 데이터그램을 받습니다. 패킷이 목적을 이루었습니다.`,
  raw: say`raw 소켓을 연 프로그램이 받습니다.`,
  stp: say`스패닝 트리의 메시지이므로 브리지가 직접 처리하고 넘기지 않습니다.`,
  reassembly: say`다른 단편과 합쳐지고, 합쳐진 패킷이 대신 계속 갑니다.`,
};

const HANDS: Readonly<Record<HandWork, string>> = {
  'machine.add': '장비를 설치합니다',
  'machine.set': '장비의 이름을 바꿉니다',
  'machine.del': '장비를 치웁니다',
  'cable.add': '케이블을 연결합니다',
  'cable.set': '케이블을 바꿉니다',
  'cable.del': '케이블을 치웁니다',
};

function opTitle(e: EventOf<'op'>, at: Place): string {
  const hands = handWork(e.op);
  if (e.error !== undefined) return `${w(at.machine || '네트워크', '이/가')} 변경을 거절합니다`;
  return hands ? HANDS[hands] : `${at.machine || '장비'}의 설정을 바꿉니다`;
}

function opBody(e: EventOf<'op'>): Body {
  const command = opCommand(e.op);
  return sentences(
    command === undefined ? say`명령이 아니라 손으로 하는 일입니다.` : say`${code(command)}`,
    e.error === undefined ? undefined : say`커널의 대답: ${code(e.error)}`,
  );
}
