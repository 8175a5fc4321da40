// Routing decisions.

import type { Route } from '../../engine/fib/route.ts';
import type { EventOf } from '../../engine/trace.ts';
import {
  matchingLosers,
  nextHopOf,
  routeCount,
  routeText,
  type RouteReason,
  winnerOf,
} from '../fib-reasons.ts';
import { code, say, sentences } from '../say.ts';
import { type Body, netnsOf, type Place, type Tellers } from '../tell.ts';
import { c, w } from './words.ts';

type Lookup = EventOf<'fib.lookup'>;

export const route: Pick<
  Tellers,
  'fib.lookup' | 'fib.source' | 'fib.rp-filter' | 'fib.exception' | 'fib.multipath' | 'addr.lifetime'
> = {
  'fib.lookup': (e, at) => ({ title: lookupTitle(e, at), body: lookupBody(e, at) }),
  'fib.source': (e, at) => ({
    title: `${at.machine}의 출발지 주소는 ${e.chosen}입니다`,
    body: sourceBody(e, at),
  }),
  'fib.rp-filter': (e, at) => ({
    title: e.passed ? '역경로 필터를 통과합니다' : '역경로 필터에 걸립니다',
    body: rpFilterBody(e, at),
  }),
  'fib.exception': (e, at) => ({
    title: `${w(at.machine, '이/가')} ${e.dst}에 대해 배운 것을 적어 둡니다`,
    body: exceptionBody(e, at),
  }),
  'fib.multipath': (e, at) => ({
    title: `${w(at.machine, '이/가')} 다음 홉 ${e.route.nexthops?.length ?? 1}개 가운데 ${e.chosen + 1}번째를 고릅니다`,
    body: multipathBody(e, at),
  }),
  'addr.lifetime': (e, at) => ({
    title:
      e.to === 'deleted'
        ? `주소 ${e.addr}의 유효 기간이 끝났습니다`
        : `주소 ${e.addr}의 우선 사용 기간이 끝났습니다`,
    body:
      e.to === 'deleted'
        ? say`${code('valid_lft')}가 다 되어 커널이 ${code(at.dev)}에서 이 주소를 지웁니다. 주소에 딸린 경로도 함께 사라집니다.`
        : say`${code('preferred_lft')}가 다 되어 주소가 ${code('deprecated')} 상태가 됩니다. 주소는 아직 남아 있습니다.`,
  }),
};

/** Why a route that matches didn't win. */
export const REASONS: Readonly<Record<RouteReason, string>> = {
  won: '선택됨',
  'no-match': '목적지가 이 프리픽스에 속하지 않음',
  shorter: '프리픽스가 더 긴 경로가 있음',
  metric: 'metric이 더 큼',
  tos: '다른 TOS를 위한 경로',
  scope: 'scope가 좁아서 쓸 수 없음',
  'other-dev': '지정된 장치가 아닌 다른 장치로 나가는 경로',
  linkdown: '링크에 캐리어가 없음',
  throw: '다음 규칙으로 넘기는 경로',
  later: '같은 조건의 경로가 먼저 있음',
  suppressed: '규칙이 이 결과를 쓰지 않음',
};

function lookupTitle(e: Lookup, at: Place): string {
  const { dst } = e.answer.flow;
  const { type } = e.answer.result;
  if (e.purpose === 'rp-filter')
    return `${w(at.machine, '이/가')} ${w(dst, '으로/로')} 돌아가는 길을 찾습니다`;
  if (type === 'none') return `${at.machine}에 ${w(dst, '으로/로')} 가는 경로가 없습니다`;
  if (type === 'local') {
    return e.purpose === 'input'
      ? `${at.machine}에게 온 패킷입니다`
      : `${w(dst, '은/는')} ${at.machine} 자신의 주소입니다`;
  }
  if (type === 'broadcast') return `${w(dst, '은/는')} 브로드캐스트 주소입니다`;
  if (type === 'unicast') return `${w(at.machine, '이/가')} ${w(dst, '으로/로')} 가는 경로를 찾았습니다`;
  return `${type} 경로가 ${w(dst, '을/를')} 막습니다`;
}

function lookupBody(e: Lookup, at: Place): Body {
  return sentences(question(e, at), answerOf(e, at), losersOf(e, at));
}

function question(e: Lookup, at: Place): Body | undefined {
  const { dst } = e.answer.flow;
  const { type } = e.answer.result;
  if (e.purpose === 'rp-filter') {
    return say`패킷의 출발지는 ${code(dst)}입니다. ${w(at.machine, '이/가')} 그쪽으로 답을 보낸다면 어디로 보낼까요?`;
  }
  if (e.purpose === 'icmp') return say`${c(dst, '으로/로')} 보낼 ICMP 메시지의 경로를 찾습니다.`;
  if (type === 'local' || type === 'broadcast') return undefined;
  return e.purpose === 'input'
    ? say`${c(dst, '은/는')} ${at.machine} 자신의 주소가 아니므로 라우팅 테이블에서 경로를 찾습니다.`
    : say`${w(at.machine, '이/가')} ${c(dst, '으로/로')} 가는 경로를 라우팅 테이블에서 찾습니다.`;
}

function answerOf(e: Lookup, at: Place): Body {
  const winner = winnerOf(e.answer);
  const { dst } = e.answer.flow;
  if (!winner) return noneOf(e, at);
  const won = routeText(winner, e.netns, at.names);
  switch (winner.type) {
    case 'local':
      return say`local 테이블의 ${c(won, '을/를')} 보면 ${c(dst, '은/는')} ${at.machine} 자신의 주소입니다. 패킷은 여기서 처리합니다.`;
    case 'broadcast':
      return say`${c(won, '을/를')} 보면 ${c(dst, '은/는')} ${w(at.machine, '이/가')} 속한 네트워크의 브로드캐스트 주소입니다.`;
    case 'unicast':
      return say`${because(e)} ${c(won, '이/가')} 선택됩니다. ${hop(winner, e, at)}`;
    case 'unreachable':
      return say`${c(won, '이/가')} 선택되는데, 이 경로는 거절을 뜻합니다. 보낸 쪽에는 "호스트 도달 불가"를 알립니다.`;
    case 'blackhole':
      return say`${c(won, '이/가')} 선택됩니다. 이 경로에 걸린 패킷은 아무 말 없이 사라집니다.`;
    case 'prohibit':
      return say`${c(won, '이/가')} 선택되는데, 이 경로는 금지를 뜻합니다. 보낸 쪽에는 "패킷이 차단됨"을 알립니다.`;
    default:
      return say`${c(won, '이/가')} 선택됩니다.`;
  }
}

function noneOf(e: Lookup, at: Place): Body {
  const routes = routeCount(e.answer);
  if (routes === 0) return say`그런데 ${at.machine}에는 경로가 하나도 없습니다.`;
  if (matchingLosers(e.answer).length > 0) return say`일치하는 경로 가운데 쓸 수 있는 것이 없습니다.`;
  return say`경로 ${routes}개 가운데 ${c(e.answer.flow.dst, '이/가')} 속하는 것이 없고, 기본 경로(default)도 없습니다.`;
}

/** What made the difference. */
export function because(e: Lookup): string {
  const reasons = new Set(matchingLosers(e.answer).map(({ reason }) => reason));
  if (reasons.size === 0) return '일치하는 유일한 경로인';
  if (reasons.has('metric')) return 'metric이 가장 작은';
  return reasons.has('shorter') ? '프리픽스가 가장 긴' : '먼저 나오는';
}

function hop(winner: Route, e: Lookup, at: Place): Body {
  const next = nextHopOf(winner, e.answer.flow.dst);
  const dev = winner.dev === undefined ? '' : at.names.dev(netnsOf(e), winner.dev);
  return winner.via === undefined
    ? say`${c(next, '은/는')} ${code(dev)}에 바로 연결된 네트워크에 있으므로 게이트웨이가 필요 없습니다.`
    : say`다음 홉은 ${code(dev)} 쪽의 게이트웨이 ${code(next)}입니다.`;
}

function losersOf(e: Lookup, at: Place): Body | undefined {
  const { type } = e.answer.result;
  const losers = type === 'local' || type === 'broadcast' ? [] : matchingLosers(e.answer);
  if (losers.length === 0) return undefined;
  const shown = losers.slice(0, 3).map(({ route: loser, reason }, i) => {
    return say`${i === 0 ? '' : ', '}${code(routeText(loser, e.netns, at.names))}(${REASONS[reason]})`;
  });
  const more = losers.length > 3 ? ` 외 ${losers.length - 3}개` : '';
  return say`일치하지만 선택되지 않은 경로: ${shown}${more}.`;
}

function sourceBody(e: EventOf<'fib.source'>, at: Place): Body {
  const texts: Readonly<Record<typeof e.why, Body>> = {
    'route-src': say`경로에 출발지로 쓸 주소가 ${code(`src ${e.chosen}`)}처럼 적혀 있습니다.`,
    'primary-on-dev': say`패킷에 아직 출발지 주소가 없습니다. 나가는 장치의 기본 주소를 쓰되, 다음 홉과 같은 서브넷의 주소가 있으면 그것을 씁니다: ${code(e.chosen)}.`,
    'other-dev': say`나가는 장치에 주소가 없으므로 ${w(at.machine, '은/는')} 다른 장치의 주소를 빌려 씁니다: ${code(e.chosen)}.`,
    given: say`보내는 프로그램이 직접 ${c(e.chosen, '을/를')} 골랐습니다.`,
  };
  const others = e.candidates.filter((addr) => addr !== e.chosen).join(', ');
  return sentences(texts[e.why], others === '' ? undefined : say`다른 후보: ${code(others)}.`);
}

function rpFilterBody(e: EventOf<'fib.rp-filter'>, at: Place): Body {
  const mode =
    e.mode === 1
      ? say`${c('rp_filter', '이/가')} 1(엄격)입니다. 패킷은 그 출발지로 돌아갈 때 쓰는 장치로만 들어올 수 있습니다.`
      : say`${c('rp_filter', '이/가')} 2(느슨)입니다. 출발지로 돌아가는 경로가 있기만 하면 어느 장치로 들어와도 됩니다.`;
  const back = e.reverse && routeText(e.reverse, e.netns, at.names);
  if (e.passed) {
    return sentences(
      mode,
      back === undefined ? undefined : say`돌아가는 경로는 ${code(back)}이므로 문제가 없습니다.`,
    );
  }
  return sentences(
    mode,
    back === undefined
      ? say`그런데 출발지로 돌아가는 경로가 없습니다.`
      : say`그런데 돌아가는 경로는 ${c(at.dev, '이/가')} 아니라 ${code(back)}입니다.`,
  );
}

function multipathBody(e: EventOf<'fib.multipath'>, at: Place): Body {
  const ways = (e.route.nexthops ?? []).map(({ via, dev, weight, dead }) => {
    const way = via === undefined ? `dev ${at.names.dev(netnsOf(e), dev)}` : `via ${via}`;
    return `${way} weight ${weight}${dead ? ' dead' : ''}`;
  });
  return sentences(
    say`이 경로에는 다음 홉이 여러 개 있습니다: ${ways.join(', ')}.`,
    e.policy === 'ports'
      ? say`어느 것을 쓸지는 주소, 프로토콜, 포트의 해시로 정합니다(${code('fib_multipath_hash_policy')}가 1). 이번 해시는 ${code(`0x${e.hash.toString(16)}`)}입니다.`
      : say`어느 것을 쓸지는 두 주소의 해시로 정합니다. 이번 해시는 ${code(`0x${e.hash.toString(16)}`)}입니다.`,
    say`그래서 한 흐름의 패킷은 모두 같은 길로 가고, 각 길은 weight만큼 몫을 받습니다.`,
  );
}

function exceptionBody(e: EventOf<'fib.exception'>, at: Place): Body {
  const machine = w(at.machine, '은/는');
  if (e.mtu !== undefined) {
    return say`앞에 있는 라우터는 ${c(e.dst, '으로/로')} ${e.mtu}옥텟이 넘는 패킷을 보낼 수 없다고 합니다. ${machine} 이 경로 MTU를 10분 동안 기억하고 더 작은 패킷을 보냅니다${e.old === undefined ? '' : `(전에는 ${e.old})`}. 라우팅 테이블 자체는 바뀌지 않습니다.`;
  }
  return say`라우터는 ${c(e.dst, '으로/로')} 가려면 ${c(e.gateway ?? '', '이/가')} 더 가까운 다음 홉이라고 합니다. ${machine} 이 목적지에 대해서만 그 말을 따릅니다. ${code('ip route')}에는 보이지 않고 ${code(`ip route get ${e.dst}`)}로 볼 수 있습니다.`;
}
