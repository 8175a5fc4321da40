// 스패닝 트리.

import type { EventOf } from '../../engine/trace.ts';
import type { Bpdu } from '../../wire/bpdu.ts';
import { SECOND } from '../../engine/ids.ts';
import { code, say, sentences } from '../say.ts';
import type { Body, Place, Summaries, Tellers } from '../tell.ts';
import { c, w } from './words.ts';

type StpKind = Extract<keyof Tellers, `br.stp.${string}`>;

export const stp: Pick<Tellers, StpKind> = {
  'br.stp.send': (e, at) =>
    e.bpdu.type === 'tcn'
      ? {
          title: `${w(at.machine, '이/가')} 토폴로지가 바뀌었다고 루트에 알립니다`,
          body: say`${code(e.bridge)}의 포트가 열리거나 막혔습니다. 토폴로지 변경 알림을 루트 포트 ${c(at.dev, '으로/로')} 보내고, 다음 브리지가 확인해 줄 때까지 되풀이합니다.`,
        }
      : {
          title: `${w(at.machine, '이/가')} ${w(at.dev, '으로/로')} BPDU를 보냅니다`,
          body: claim(e.bridge, e.bpdu),
        },
  'br.stp.rcv': (e, at) => ({ title: receivedTitle(e, at), body: VERDICT[e.verdict](e, at) }),
  'br.stp.state': (e, at) => ({
    title: `${at.dev}의 상태가 ${w(e.to, '으로/로')} 바뀝니다`,
    body: stateBody(e, at),
  }),
  'br.stp.root': (e, at) =>
    e.port === undefined
      ? {
          title: `${w(at.machine, '이/가')} 스패닝 트리의 루트입니다`,
          body: say`${c(e.bridge, '은/는')} 자기 식별자 ${code(e.root)}보다 낮은 브리지를 듣지 못했습니다. 그래서 자신이 루트이고, 모든 경로의 비용은 여기서부터 잽니다.`,
        }
      : {
          title: `${w(at.machine, '은/는')} ${w(e.port, '으로/로')} 루트에 닿습니다`,
          body: say`루트는 식별자가 가장 낮은 브리지 ${code(e.root)}입니다. ${code(e.bridge)}의 포트 가운데 ${c(e.port, '이/가')} 루트까지 가장 싼 길이며, 경로 비용은 ${e.cost}입니다.`,
        },
  'br.stp.topology': (e, at) => ({
    title: e.changing
      ? `${w(at.machine, '이/가')} 토폴로지 변경을 알게 됩니다`
      : `${at.machine}의 토폴로지가 안정되었습니다`,
    body: e.changing
      ? say`주소가 이전과 다른 포트 쪽으로 옮겨 갔을 수 있습니다. 그래서 ${c(e.bridge, '은/는')} 다음에 FDB를 정리할 때 최근 ${e.ageing / SECOND}초(전달 지연) 안에 본 것만 남깁니다.`
      : say`${c(e.bridge, '은/는')} 배운 것을 다시 에이징 시간인 ${e.ageing / SECOND}초 동안 기억합니다.`,
  }),
};

function claim(bridge: string, bpdu: Extract<Bpdu, { type: 'config' }>): Body {
  return sentences(
    say`이 세그먼트는 ${c(bridge, '이/가')} 대표합니다. 루트는 ${code(bpdu.root)}이고 여기서 루트까지의 비용은 ${bpdu.rootPathCost}이며 자신은 ${code(bpdu.bridge)}라고 알립니다.`,
    bpdu.topologyChange ? say`토폴로지 변경 플래그는 배운 주소를 더 일찍 잊으라는 뜻입니다.` : undefined,
    bpdu.topologyChangeAck ? say`변경 알림을 받았다는 확인도 함께 보냅니다.` : undefined,
  );
}

function receivedTitle({ bpdu, verdict }: EventOf<'br.stp.rcv'>, { machine }: Place): string {
  const who = w(machine, '이/가');
  if (verdict === 'change') return `${who} 토폴로지 변경을 전해 듣습니다`;
  if (verdict === 'guarded') return `${who} BPDU가 오면 안 되는 포트를 닫습니다`;
  if (verdict === 'better') return `${who} 더 나은 BPDU를 따릅니다`;
  return verdict === 'worse'
    ? `${who} BPDU보다 나은 정보를 갖고 있습니다`
    : `${who} ${bpdu.type} BPDU를 무시합니다`;
}

const VERDICT: Readonly<
  Record<EventOf<'br.stp.rcv'>['verdict'], (e: EventOf<'br.stp.rcv'>, at: Place) => Body>
> = {
  better: (e, at) =>
    say`${c(at.dev, '이/가')} 지금까지 알던 것보다 못하지 않은 정보입니다: ${words(e.bpdu)}. 먼저 루트가 낮은 쪽, 그다음 비용, 브리지, 포트가 낮은 쪽을 따릅니다. ${c(e.bridge, '은/는')} 루트 포트와 각 포트의 역할을 다시 정합니다.`,
  worse: (e, at) =>
    say`내용은 ${words(e.bpdu)}인데, ${code(at.dev)}에서는 ${c(e.bridge, '이/가')} 더 나은 정보를 갖고 있습니다. 보낸 쪽도 알도록 답합니다.`,
  ignored: (e, at) =>
    say`${c(at.dev, '이/가')} 이 세그먼트를 대표하지 않거나, 메시지가 너무 오래되었거나 이미 아는 것보다 못합니다. ${code(e.bridge)}에서는 아무것도 바뀌지 않습니다.`,
  change: (e) =>
    say`아래쪽 브리지의 포트가 열리거나 막혔습니다. ${c(e.bridge, '은/는')} 다음 BPDU로 확인해 주고, 루트 쪽으로 이 소식을 넘깁니다.`,
  guarded: (_e, at) =>
    say`${code(at.dev)}에 BPDU 가드가 켜져 있습니다. 그쪽에 브리지가 있으면 안 되므로 포트를 닫습니다.`,
};

function words(bpdu: Bpdu): Body {
  if (bpdu.type === 'tcn') return say`토폴로지 변경`;
  return say`루트 ${code(bpdu.root)}, 비용 ${bpdu.rootPathCost}, 브리지 ${code(bpdu.bridge)}`;
}

const ROLES: Readonly<Record<EventOf<'br.stp.state'>['role'], string>> = {
  root: '루트 브리지로 가는 포트입니다(루트 포트).',
  designated: '이 브리지가 이 세그먼트를 대표합니다(지정 포트).',
  alternate:
    '이 세그먼트는 다른 브리지가 대표하고 루트로는 다른 포트로 가므로, 이 포트까지 열면 고리가 생깁니다.',
  disabled: '',
};

function stateBody(e: EventOf<'br.stp.state'>, at: Place): Body {
  const state: Readonly<Record<typeof e.to, Body>> = {
    disabled: say`${c(at.dev, '은/는')} 참여하지 않습니다. 이 포트나 ${c(e.bridge, '이/가')} 꺼져 있습니다.`,
    blocking: say`${c(at.dev, '은/는')} 프레임을 넘기지도 주소를 배우지도 않지만 BPDU는 계속 듣습니다. BPDU가 끊기면 대신 나섭니다.`,
    listening: say`${c(at.dev, '은/는')} 아직 프레임을 넘기지도 주소를 배우지도 않습니다. 전달 지연 한 번 동안 더 나은 브리지가 있는지 듣습니다.`,
    learning: say`${c(at.dev, '은/는')} 누가 이쪽에 있는지 배우지만, 전달 지연이 한 번 더 지날 때까지 프레임을 넘기지 않습니다.`,
    forwarding: say`${c(at.dev, '은/는')} 주소를 배우고 프레임을 넘깁니다.`,
  };
  return sentences(state[e.to], say`${ROLES[e.role]}`);
}

const VERDICT_WORDS: Readonly<Record<EventOf<'br.stp.rcv'>['verdict'], string>> = {
  better: '따름',
  worse: '답함',
  ignored: '무시',
  change: '변경 알림',
  guarded: '포트 닫음',
};

export const STP_SUMMARIES: Pick<Summaries, StpKind> = {
  'br.stp.send': (e) =>
    e.bpdu.type === 'tcn' ? '토폴로지 변경' : `루트 ${e.bpdu.root}, 비용 ${e.bpdu.rootPathCost}`,
  'br.stp.rcv': (e) =>
    `${e.bpdu.type === 'tcn' ? 'TCN' : `${e.bpdu.bridge}의 BPDU`}: ${VERDICT_WORDS[e.verdict]}`,
  'br.stp.state': (e, at) => `${at.dev} ${e.from} → ${e.to}`,
  'br.stp.root': (e) =>
    e.port === undefined ? `${w(e.bridge, '이/가')} 루트` : `루트 ${e.root}, ${e.port} 쪽, 비용 ${e.cost}`,
  'br.stp.topology': (e) => (e.changing ? '토폴로지 변경 중' : '토폴로지 안정'),
};
