// Routing tables have numbers, and three of them names (/etc/iproute2/rt_tables).

import { RT_TABLE_DEFAULT, RT_TABLE_LOCAL, RT_TABLE_MAIN } from '../../../engine/fib/route.ts';

const NAMES: Readonly<Record<string, number>> = {
  default: RT_TABLE_DEFAULT,
  main: RT_TABLE_MAIN,
  local: RT_TABLE_LOCAL,
};

export function tableName(table: number): string {
  return Object.keys(NAMES).find((name) => NAMES[name] === table) ?? String(table);
}

/** A name, or a number from 1 (rtnetlink(7): 32 bits). */
export function parseTable(text: string): number | undefined {
  const named = NAMES[text];
  if (named !== undefined) return named;
  const number = /^\d+$/.test(text) ? Number(text) : 0;
  return number > 0 && number < 2 ** 32 ? number : undefined;
}
