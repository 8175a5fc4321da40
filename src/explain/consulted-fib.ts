// The routing tables that a look-up went through: every route with its verdict, and the reason beside it.

import type { FibAnswer, Rule } from '../engine/fib/route.ts';
import type { NetnsId } from '../engine/ids.ts';
import { REASONS as EN } from './en/route.ts';
import type { ConsultedRow, ConsultedTable, Names, Said } from './explanation.ts';
import { judge, type JudgedRoute, prefixText, tableName } from './fib-reasons.ts';
import { REASONS as KO } from './ko/route.ts';
import { formatIpv4Cidr } from '../wire/ipv4-addr.ts';

const COLUMNS = ['type', 'dst', 'via', 'dev', 'src', 'metric'];

/** One table a rule, in the order in which they were asked. An empty table is left out. */
export function routeTables(
  answer: FibAnswer,
  netns: NetnsId | undefined,
  names: Names,
): readonly ConsultedTable[] {
  return answer.consulted
    .filter(({ routes }) => routes.length > 0)
    .map((consulted) => {
      const rows = judge(answer, consulted).map((judged) => rowOf(judged, netns, names));
      const used = COLUMNS.map((_, i) => i === 1 || rows.some(({ cells }) => cells[i] !== ''));
      return {
        title: titleOf(consulted.rule, consulted.table),
        columns: COLUMNS.filter((_, i) => used[i]),
        rows: rows.map((row) => ({ ...row, cells: row.cells.filter((_, i) => used[i]) })),
      };
    });
}

function rowOf({ route, reason }: JudgedRoute, netns: NetnsId | undefined, names: Names): ConsultedRow {
  return {
    cells: [
      route.type === 'unicast' ? '' : route.type,
      prefixText(route),
      route.nexthops?.flatMap(({ via }) => via ?? []).join(', ') ?? route.via ?? '',
      route.dev === undefined || netns === undefined ? '' : names.dev(netns, route.dev),
      route.src ?? '',
      route.metric === 0 ? '' : `${route.metric}`,
    ],
    verdict: reason === 'won' ? 'won' : 'lost',
    why: { en: EN[reason], ko: KO[reason] },
  };
}

/** `32766: from all lookup main`, as `ip rule` prints it. */
function titleOf(rule: Rule, table: number): Said {
  const name = tableName(table);
  const words = [`${rule.pref}: from ${rule.from ? formatIpv4Cidr(rule.from) : 'all'}`];
  if (rule.to) words.push(`to ${formatIpv4Cidr(rule.to)}`);
  if (rule.iif !== undefined) words.push(`iif ${rule.iif}`);
  if (rule.oif !== undefined) words.push(`oif ${rule.oif}`);
  if (rule.not) words[0] = (words[0] ?? '').replace('from', 'not from');
  if (rule.ipproto !== undefined) words.push(`ipproto ${rule.ipproto}`);
  if (rule.suppressPrefixlength !== undefined)
    words.push(`suppress_prefixlength ${rule.suppressPrefixlength}`);
  const text = `${words.join(' ')} lookup ${name}`;
  return { en: `Table ${name} (rule ${text})`, ko: `${name} 테이블 (규칙 ${text})` };
}
