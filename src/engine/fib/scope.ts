// Scopes as the kernel compares them (enum rt_scope_t): the greater the number, the nearer the destination.

import type { RouteScope } from './route.ts';

const NUMBERS: Readonly<Record<string, number>> = {
  global: 0,
  site: 200,
  link: 253,
  host: 254,
  nowhere: 255,
};

export function scopeNumber(scope: RouteScope): number {
  return NUMBERS[scope] ?? Number(scope);
}

/** The scope that has this number. */
export function scopeOf(number: number): RouteScope {
  const name = Object.keys(NUMBERS).find((known) => NUMBERS[known] === number);
  return (name ?? String(number)) as RouteScope;
}
