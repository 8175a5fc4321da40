// What a fresh thing is like, so that a document only says what differs.

import type { Rule } from '../engine/fib/route.ts';
import { RT_TABLE_DEFAULT, RT_TABLE_LOCAL, RT_TABLE_MAIN } from '../engine/fib/route.ts';

/** `ip rule` of a fresh namespace (fib_default_rules_init, net/ipv4/fib_rules.c). */
export const DEFAULT_RULES: readonly Rule[] = [
  { pref: 0, table: RT_TABLE_LOCAL },
  { pref: 32_766, table: RT_TABLE_MAIN },
  { pref: 32_767, table: RT_TABLE_DEFAULT },
];

/** BR_DEFAULT_AGEING_TIME, net/bridge/br_private.h. */
export const DEFAULT_AGEING_S = 300;

/** A fresh bridge port (new_nbp, net/bridge/br_if.c): a veth's path cost is 2, as of a 10 Gb/s link. */
export const BRPORT_DEFAULTS = {
  learning: true,
  flood: true,
  hairpin: false,
  isolated: false,
  cost: 2,
  priority: 32,
} as const;
