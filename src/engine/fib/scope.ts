// Scopes as the kernel compares them (enum rt_scope_t): the greater the number, the nearer the destination.

import type { RouteScope } from './route.ts';

const NUMBERS: Readonly<Record<RouteScope, number>> = {
  global: 0,
  site: 200,
  link: 253,
  host: 254,
  nowhere: 255,
};

export function scopeNumber(scope: RouteScope): number {
  return NUMBERS[scope];
}
