// Names for numbers: /etc/iproute2/rt_tables, rt_protos, rt_scopes, rt_dsfield and group (lib/rt_names.c).

import {
  type RouteProto,
  type RouteScope,
  type RouteType,
  RT_TABLE_DEFAULT,
  RT_TABLE_LOCAL,
  RT_TABLE_MAIN,
} from '../../../engine/fib/route.ts';
import { parseUnsigned } from './args.ts';
import type { Session } from './session.ts';

const TABLES: ReadonlyMap<string, number> = new Map([
  ['unspec', 0],
  ['default', RT_TABLE_DEFAULT],
  ['main', RT_TABLE_MAIN],
  ['local', RT_TABLE_LOCAL],
]);

/** Lines `NUMBER NAME` of a file of /etc/iproute2. */
function namesIn(s: Session, file: string): Map<string, number> {
  const names = new Map<string, number>();
  const found = s.proc.files.read(`/etc/iproute2/${file}`);
  for (const line of found.ok ? found.value.split('\n') : []) {
    const [, number, name] = /^\s*(0x[0-9a-f]+|\d+)\s+([^\s#]+)/i.exec(line) ?? [];
    if (number !== undefined && name !== undefined) names.set(name, Number(number));
  }
  return names;
}

/** rtnl_rttable_a2n. */
export function parseTable(s: Session, text: string): number | undefined {
  return TABLES.get(text) ?? namesIn(s, 'rt_tables').get(text) ?? parseUnsigned(text);
}

export function tableName(s: Session, table: number): string {
  if (s.options.numeric) return String(table);
  for (const [name, number] of [...TABLES, ...namesIn(s, 'rt_tables')]) if (number === table) return name;
  return String(table);
}

const PROTOS: Readonly<Record<string, number>> = {
  unspec: 0,
  redirect: 1,
  kernel: 2,
  boot: 3,
  static: 4,
  gated: 8,
  ra: 9,
  mrt: 10,
  zebra: 11,
  bird: 12,
  dnrouted: 13,
  xorp: 14,
  ntk: 15,
  dhcp: 16,
  keepalived: 18,
  babel: 42,
  openr: 99,
  bgp: 186,
  isis: 187,
  ospf: 188,
  rip: 189,
  eigrp: 192,
};

/** rtnl_rtprot_a2n; a number that has a name is that name. */
export function parseProto(text: string): RouteProto | undefined {
  if (Object.hasOwn(PROTOS, text)) return text as RouteProto;
  const number = parseUnsigned(text, 255);
  if (number === undefined) return undefined;
  const name = Object.keys(PROTOS).find((known) => PROTOS[known] === number);
  return (name ?? String(number)) as RouteProto;
}

const SCOPES: Readonly<Record<RouteScope, number>> = {
  global: 0,
  nowhere: 255,
  host: 254,
  link: 253,
  site: 200,
};

/** rtnl_rtscope_a2n. Simplified: only numbers that have a name. */
export function parseScope(text: string): RouteScope | undefined {
  if (Object.hasOwn(SCOPES, text)) return text as RouteScope;
  const number = parseUnsigned(text, 255);
  return (Object.keys(SCOPES) as RouteScope[]).find((name) => SCOPES[name] === number);
}

const TYPES: readonly RouteType[] = [
  'unicast',
  'local',
  'broadcast',
  'unreachable',
  'blackhole',
  'prohibit',
  'throw',
];

/** rtnl_rtntype_a2n. Simplified: without multicast, anycast, nat and xresolve. */
export function parseType(text: string): RouteType | undefined {
  return TYPES.find((type) => type === text);
}

const DSFIELDS: Readonly<Record<string, number>> = {
  default: 0,
  lowdelay: 0x10,
  throughput: 0x08,
  reliability: 0x04,
};

/** rtnl_dsfield_a2n: hexadecimal. */
export function parseDsfield(text: string): number | undefined {
  if (Object.hasOwn(DSFIELDS, text)) return DSFIELDS[text];
  return /^(0x)?[0-9a-f]{1,2}$/i.test(text) ? Number.parseInt(text, 16) : undefined;
}

export function dsfieldName(tos: number): string {
  return tos < 16 ? `0x0${tos.toString(16)}` : `0x${tos.toString(16)}`;
}

export function groupName(s: Session, group: number): string {
  if (group === 0 && !s.options.numeric) return 'default';
  for (const [name, number] of namesIn(s, 'group')) if (number === group) return name;
  return String(group);
}

/** rtnl_group_a2n. */
export function parseGroup(s: Session, text: string): number | undefined {
  return text === 'default' ? 0 : (namesIn(s, 'group').get(text) ?? parseUnsigned(text));
}
