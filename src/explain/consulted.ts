// The tables that a decision was read from, as rows with a verdict. What the event carries is enough for routes; a
// bridge's and a neighbour table are read from the world, which has to stand at the event's step.

import type { BridgeDev } from '../engine/device/bridge-fdb.ts';
import { fdbInOrder } from '../engine/device/bridge-fdb.ts';
import { devByName } from '../engine/device/table.ts';
import { neighList } from '../engine/neigh/table.ts';
import type { EventOf, TraceEvent } from '../engine/trace.ts';
import type { World } from '../engine/world.ts';
import { routeTables } from './consulted-fib.ts';
import type { ConsultedRow, ConsultedTable, Names, RowVerdict, Said } from './explanation.ts';

export function consulted(event: TraceEvent, names: Names, world?: World): readonly ConsultedTable[] {
  switch (event.kind) {
    case 'fib.lookup':
      return routeTables(event.answer, event.netns, names);
    case 'fib.rp-filter':
      return [rpFilterTable(event)];
    case 'fib.source':
      return [sourceTable(event)];
    case 'br.fdb.lookup':
    case 'br.learn':
      return fdbTable(event, names, world);
    case 'br.flood':
      return [floodTable(event)];
    case 'neigh.lookup':
    case 'neigh.state':
    case 'neigh.queue':
      return neighTable(event, names, world);
    default:
      return [];
  }
}

const FDB_COLUMNS = ['mac', 'dev', 'flags'];

function fdbTable(
  event: EventOf<'br.fdb.lookup' | 'br.learn'>,
  names: Names,
  world: World | undefined,
): readonly ConsultedTable[] {
  const ns = event.netns === undefined ? undefined : world?.netns.get(event.netns);
  const bridge = ns && devByName(ns, event.bridge);
  if (!world || !ns || !bridge?.bridge) return [];
  const rows = fdbInOrder(ns, bridge as BridgeDev, world.now).map(
    (entry): ConsultedRow => ({
      cells: [entry.mac, names.dev(ns.id, entry.port), entry.local ? 'permanent' : ''],
      verdict: entry.mac === event.mac ? 'won' : 'neutral',
    }),
  );
  return [{ title: titled('Forwarding database of', 'FDB:', event.bridge), columns: FDB_COLUMNS, rows }];
}

const SKIPS: Readonly<Record<EventOf<'br.flood'>['skipped'][number]['why'], Said>> = {
  ingress: { en: 'the frame came in here', ko: '프레임이 들어온 포트' },
  'not-forwarding': { en: "the port isn't forwarding", ko: '전달 상태가 아님' },
  'flood-off': { en: 'flooding is off', ko: '플러딩이 꺼져 있음' },
  isolated: { en: 'both ports are isolated', ko: '두 포트가 모두 격리됨' },
};

function floodTable(event: EventOf<'br.flood'>): ConsultedTable {
  const sent = event.ports.map((port): ConsultedRow => ({ cells: [port], verdict: 'won' }));
  const skipped = event.skipped.map(
    ({ port, why }): ConsultedRow => ({
      cells: [port],
      verdict: 'lost',
      why: SKIPS[why],
    }),
  );
  return {
    title: titled('Ports of', '포트:', event.bridge),
    columns: ['port'],
    rows: [...sent, ...skipped],
  };
}

function neighTable(
  event: EventOf<'neigh.lookup' | 'neigh.state' | 'neigh.queue'>,
  names: Names,
  world: World | undefined,
): readonly ConsultedTable[] {
  const ns = event.netns === undefined ? undefined : world?.netns.get(event.netns);
  if (!ns) return [];
  const rows = neighList(ns).map((neigh): ConsultedRow => {
    const dev = names.dev(ns.id, neigh.dev);
    const isAsked = neigh.ip === event.ip && dev === event.dev;
    return { cells: [neigh.ip, dev, neigh.mac ?? '', neigh.state], verdict: isAsked ? 'won' : 'neutral' };
  });
  const title = titled('Neighbours of', '이웃 테이블:', names.netns(ns.id));
  return [{ title, columns: ['ip', 'dev', 'lladdr', 'state'], rows }];
}

function rpFilterTable(event: EventOf<'fib.rp-filter'>): ConsultedTable {
  const row = (mode: 0 | 1 | 2, why: Said): ConsultedRow => ({
    cells: [`${mode}`],
    verdict: verdictIf(mode === event.mode),
    why,
  });
  return {
    title: { en: 'rp_filter: the greater of all and the device', ko: 'rp_filter: all과 장치 값 중 큰 쪽' },
    columns: ['rp_filter'],
    rows: [
      row(0, { en: 'off', ko: '꺼짐' }),
      row(1, {
        en: 'strict: the way back must lead through this device',
        ko: '엄격: 돌아가는 길이 이 장치여야 함',
      }),
      row(2, { en: 'loose: there must be some way back', ko: '느슨: 돌아가는 길이 있기만 하면 됨' }),
    ],
  };
}

function sourceTable(event: EventOf<'fib.source'>): ConsultedTable {
  const addrs = event.candidates.includes(event.chosen)
    ? event.candidates
    : [event.chosen, ...event.candidates];
  return {
    title: { en: 'Source addresses', ko: '출발지 주소 후보' },
    columns: ['inet'],
    rows: addrs.map((addr) => ({ cells: [addr], verdict: verdictIf(addr === event.chosen) })),
  };
}

function verdictIf(won: boolean): RowVerdict {
  return won ? 'won' : 'neutral';
}

function titled(en: string, ko: string, name: string): Said {
  return { en: `${en} ${name}`, ko: `${ko} ${name}` };
}
