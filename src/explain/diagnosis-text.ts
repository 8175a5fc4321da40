// The sentences of a diagnosis that an event alone can't give.

import type { EventOf } from '../engine/trace.ts';
import type { Names, Said } from './explanation.ts';
import type { Absence } from './absence.ts';
import { type Josa, josa } from './ko/josa.ts';
import type { RootCause } from './root-cause.ts';
import { endsOf, netnsOf } from './tell.ts';

export function titleText({ event, what }: RootCause, names: Names): Said {
  const machine = event.netns === undefined ? '' : names.netns(event.netns);
  if (event.kind === 'br.storm')
    return { en: 'A loop in the cabling', ko: '케이블이 고리를 이루고 있습니다' };
  if (what === 'start') {
    return {
      en: `${machine} can't send the probe`,
      ko: `${machine}${josa(machine, '이/가')} 패킷을 보내지 못합니다`,
    };
  }
  if (what === 'reply') {
    return {
      en: `The request arrives, but the answer ends at ${machine}`,
      ko: `요청은 도착하지만 응답이 ${machine}에서 끝납니다`,
    };
  }
  return { en: `The request ends at ${machine}`, ko: `요청이 ${machine}에서 끝납니다` };
}

/** `event`: the echo reply that couldn't be sent, or the one that a router had no route for. */
export function noReturnText(event: EventOf<'icmp.suppressed' | 'packet.drop'>, names: Names): Said {
  const machine = names.netns(netnsOf(event));
  const { src, dst } = endsOf(event.packet);
  const back = event.kind === 'icmp.suppressed' ? src : dst;
  return {
    en: `${machine} has no route back to ${back}. A ping needs both ways: the way there and the way back.`,
    ko: `${machine}에 ${back}${josa(back, '으로/로')} 돌아가는 경로가 없습니다. ping이 성공하려면 가는 길과 오는 길이 모두 있어야 합니다.`,
  };
}

export interface Unanswered {
  readonly ip: string;
  /** The next hop is a gateway, not the destination itself. */
  readonly isGateway: boolean;
  readonly why: Absence['kind'] | 'unknown';
  /** The machine that has the address, and its device; empty if nobody has it. */
  readonly owner: string;
  readonly dev: string;
}

export function neighbourText(event: EventOf<'packet.drop'>, names: Names, about: Unanswered): Said {
  const machine = names.netns(netnsOf(event));
  const dev = event.dev ?? '';
  const { ip, isGateway, why } = about;
  const gateway = isGateway ? { en: 'the gateway ', ko: '게이트웨이 ' } : { en: '', ko: '' };
  const reason = REASONS[why]({ ...about, machine });
  return {
    en: `${machine} asked by ARP on ${dev} for ${gateway.en}${ip}, and nobody answered. ${reason.en}`,
    ko: `${w(machine, '이/가')} ${dev}에서 ${gateway.ko}${w(ip, '을/를')} ARP로 찾았지만 아무도 대답하지 않았습니다. ${reason.ko}`,
  };
}

type Reason = (about: Unanswered & { readonly machine: string }) => Said;

const REASONS: Readonly<Record<Unanswered['why'], Reason>> = {
  unknown: () => ({
    en: 'Whoever has this address is switched off, or not on this link.',
    ko: '이 주소를 가진 장비가 꺼져 있거나 이 링크에 없습니다.',
  }),
  nobody: () => ({
    en: "No machine has this address: it is mistyped, or the machine isn't there.",
    ko: '이 주소를 가진 장비가 없습니다. 주소를 잘못 적었거나 장비가 없는 것입니다.',
  }),
  down: ({ owner, dev }) => ({
    en: `${owner} has this address, but its ${dev} is down.`,
    ko: `이 주소는 ${owner}의 것인데 ${owner}의 ${w(dev, '이/가')} 꺼져 있습니다.`,
  }),
  'no-carrier': ({ owner, dev }) => ({
    en: `${owner} has this address, but its ${dev} has no carrier: the cable is out, or nothing is at the other end.`,
    ko: `이 주소는 ${owner}의 것인데 ${owner}의 ${dev}에 캐리어가 없습니다. 케이블이 빠졌거나 반대쪽에 아무것도 없습니다.`,
  }),
  'other-subnet': ({ owner, machine }) => ({
    en: `${owner} has this address, but in another network: ${machine}'s prefix is too short, so that it looks for ${owner} on its own link instead of sending to a gateway.`,
    ko: `이 주소는 ${owner}의 것이지만 다른 네트워크에 있습니다. ${machine}의 프리픽스가 너무 짧아서, 게이트웨이로 보내지 않고 자기 링크에서 ${w(owner, '을/를')} 찾고 있습니다.`,
  }),
  'not-connected': ({ owner }) => ({
    en: `${owner} has this address, but no working link leads there: look at the cables and ports in between.`,
    ko: `이 주소는 ${owner}의 것이지만 거기까지 이어진 링크가 없습니다. 중간의 케이블과 포트를 확인해야 합니다.`,
  }),
};

function w(word: string, pair: Josa): string {
  return word + josa(word, pair);
}

export function ttlText(event: EventOf<'packet.drop'>, names: Names, circled: boolean): Said {
  const machine = names.netns(netnsOf(event));
  const { dst } = endsOf(event.packet);
  if (circled) {
    return {
      en: `A routing loop: the packet to ${dst} goes round between the same routers until its TTL runs out, at last at ${machine}. One of their routes points the wrong way.`,
      ko: `라우팅 루프입니다. ${dst}${josa(dst, '으로/로')} 가는 패킷이 같은 라우터 사이를 돌다가 마침내 ${machine}에서 TTL이 다합니다. 어느 라우터의 경로가 잘못된 쪽을 가리키고 있습니다.`,
    };
  }
  return {
    en: `The packet started with too small a TTL: it runs out at ${machine}, before ${dst}. Linux starts with 64 unless told otherwise (ping -t).`,
    ko: `패킷의 TTL이 처음부터 너무 작아서 ${dst}에 닿기 전에 ${machine}에서 다합니다. 따로 정하지 않으면 Linux는 64로 시작합니다(ping -t).`,
  };
}

export function tooBigText(event: EventOf<'packet.drop'>, names: Names): Said {
  const machine = names.netns(netnsOf(event));
  const { mtu = '?', length = '?' } = event.detail ?? {};
  return {
    en: `The packet is ${length} octets long, and ${machine} can only pass ${mtu} on. Send less (ping -s), allow fragments (ping -M dont), or raise the MTU of the link.`,
    ko: `패킷은 ${length}옥텟인데 ${machine}${josa(machine, '은/는')} ${mtu}옥텟까지만 보낼 수 있습니다. 더 작게 보내거나(ping -s), 단편화를 허용하거나(ping -M dont), 링크의 MTU를 키워야 합니다.`,
  };
}
