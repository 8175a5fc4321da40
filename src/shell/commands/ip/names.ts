// Names for numbers: /etc/iproute2/rt_tables, rt_protos, rt_scopes, rt_realms, rt_dsfield and group, which are live: a line
// that is added gives a name (lib/rt_names.c).

import {
  type RouteProto,
  type RouteScope,
  type RouteType,
  RT_TABLE_DEFAULT,
  RT_TABLE_LOCAL,
  RT_TABLE_MAIN,
} from '../../../engine/fib/route.ts';
import { scopeNumber, scopeOf } from '../../../engine/fib/scope.ts';
import { parseUnsigned } from './args.ts';
import type { Session } from './session.ts';

/** What iproute2 knows without the files. */
const TABLES: Names = [
  ['unspec', 0],
  ['default', RT_TABLE_DEFAULT],
  ['main', RT_TABLE_MAIN],
  ['local', RT_TABLE_LOCAL],
];
const PROTOS: Names = [
  ['unspec', 0],
  ['redirect', 1],
  ['kernel', 2],
  ['boot', 3],
  ['static', 4],
  ['gated', 8],
  ['ra', 9],
  ['mrt', 10],
  ['zebra', 11],
  ['bird', 12],
  ['dnrouted', 13],
  ['xorp', 14],
  ['ntk', 15],
  ['dhcp', 16],
  ['keepalived', 18],
  ['babel', 42],
  ['openr', 99],
  ['bgp', 186],
  ['isis', 187],
  ['ospf', 188],
  ['rip', 189],
  ['eigrp', 192],
];
const SCOPES: Names = (['global', 'nowhere', 'host', 'link', 'site'] as const).map((name) => [
  name,
  scopeNumber(name),
]);
const NONE: Names = [];

type Names = readonly (readonly [name: string, number: number])[];

/** Lines `NUMBER NAME` of a file of /etc/iproute2, and of the *.conf in the directory beside it. */
function namesIn({ proc: { files } }: Session, file: string): [string, number][] {
  const path = `/etc/iproute2/${file}`;
  const more = files.list(`${path}.d`);
  const paths = more.ok ? more.value.filter((name) => name.endsWith('.conf')) : [];
  return [path, ...paths.map((name) => `${path}.d/${name}`)].flatMap((each) => {
    const text = files.read(each);
    return text.ok ? text.value.split('\n').flatMap(nameOfLine) : [];
  });
}

function nameOfLine(line: string): [string, number][] {
  const [, number, name] = /^\s*(0x[0-9a-f]+|\d+)\s+([^\s#]+)/i.exec(line) ?? [];
  return number !== undefined && name !== undefined ? [[name, Number(number)]] : [];
}

interface Lists {
  readonly known: Names;
  readonly file: string;
  readonly max?: number;
}

/** Of two lines for a number the last one counts. */
function nameOf(s: Session, number: number, { known, file }: Lists): string | undefined {
  if (s.options.numeric) return undefined;
  return [...known, ...namesIn(s, file)].findLast(([, each]) => each === number)?.[0];
}

function numberOf(s: Session, text: string, { known, file, max }: Lists): number | undefined {
  const named = [...known, ...namesIn(s, file)].findLast(([name]) => name === text);
  return named?.[1] ?? parseUnsigned(text, max);
}

const TABLE_LISTS: Lists = { known: TABLES, file: 'rt_tables' };
const PROTO_LISTS: Lists = { known: PROTOS, file: 'rt_protos', max: 255 };
const SCOPE_LISTS: Lists = { known: SCOPES, file: 'rt_scopes', max: 255 };
const REALM_LISTS: Lists = { known: [['cosmos', 0]], file: 'rt_realms', max: 0xffff };
const DSFIELD_LISTS: Lists = { known: NONE, file: 'rt_dsfield' };
const GROUP_LISTS: Lists = { known: [['default', 0]], file: 'group' };

/** rtnl_rttable_a2n. */
export function parseTable(s: Session, text: string): number | undefined {
  return numberOf(s, text, TABLE_LISTS);
}

export function tableName(s: Session, table: number): string {
  return nameOf(s, table, TABLE_LISTS) ?? String(table);
}

/** rtnl_rtprot_a2n, as a rule or a neighbour has it. */
export function parseProtoNumber(s: Session, text: string): number | undefined {
  return numberOf(s, text, PROTO_LISTS);
}

export function protoNameOf(s: Session, number: number): string {
  return nameOf(s, number, PROTO_LISTS) ?? String(number);
}

/** rtnl_rtprot_a2n, as a route has it: the four of the kernel by name. */
export function parseProto(s: Session, text: string): RouteProto | undefined {
  const number = parseProtoNumber(s, text);
  if (number === undefined) return undefined;
  const own = PROTOS.find(([, each]) => each === number)?.[0];
  return (
    own === 'kernel' || own === 'boot' || own === 'static' || own === 'redirect' ? own : String(number)
  ) as RouteProto;
}

export function protoName(s: Session, proto: RouteProto): string {
  return protoNameOf(s, PROTOS.find(([name]) => name === proto)?.[1] ?? Number(proto));
}

/** rtnl_rtscope_a2n. */
export function parseScope(s: Session, text: string): RouteScope | undefined {
  const number = numberOf(s, text, SCOPE_LISTS);
  return number === undefined ? undefined : scopeOf(number);
}

export function scopeName(s: Session, scope: RouteScope): string {
  const number = scopeNumber(scope);
  return nameOf(s, number, SCOPE_LISTS) ?? String(number);
}

/** get_rt_realms: `FROM/TO`, or `TO`; the source's realm in the upper 16 bits. */
export function parseRealms(s: Session, text: string): number | undefined {
  const slash = text.indexOf('/');
  const from = slash < 0 ? 0 : numberOf(s, text.slice(0, slash), REALM_LISTS);
  const to = numberOf(s, slash < 0 ? text : text.slice(slash + 1), REALM_LISTS);
  return from === undefined || to === undefined ? undefined : ((from << 16) | to) >>> 0;
}

export function realmName(s: Session, realm: number): string {
  return nameOf(s, realm, REALM_LISTS) ?? String(realm);
}

const TYPES: readonly RouteType[] = [
  'unicast',
  'local',
  'broadcast',
  'anycast',
  'multicast',
  'blackhole',
  'unreachable',
  'prohibit',
  'throw',
];

/** rtnl_rtntype_a2n: a beginning won't do. Simplified: without nat and xresolve, which the kernel refuses. */
export function parseType(text: string): RouteType | undefined {
  return TYPES.find((type) => type === text) ?? TYPES[(parseUnsigned(text, 9) ?? 0) - 1];
}

/** The name, or with -N the number (RTN_*). */
export function typeName(s: Session, type: RouteType): string {
  return s.options.numeric ? String(TYPES.indexOf(type) + 1) : type;
}

/** rtnl_dsfield_a2n: hexadecimal. */
export function parseDsfield(s: Session, text: string): number | undefined {
  const named = namesIn(s, DSFIELD_LISTS.file).findLast(([name]) => name === text);
  if (named) return named[1];
  return /^(0x)?[0-9a-f]{1,2}$/i.test(text) ? Number.parseInt(text, 16) : undefined;
}

export function dsfieldName(s: Session, tos: number): string {
  return nameOf(s, tos, DSFIELD_LISTS) ?? `0x${tos.toString(16).padStart(2, '0')}`;
}

export function groupName(s: Session, group: number): string {
  return nameOf(s, group, GROUP_LISTS) ?? String(group);
}

/** rtnl_group_a2n. */
export function parseGroup(s: Session, text: string): number | undefined {
  return numberOf(s, text, GROUP_LISTS);
}

/** Lines `NAME NUMBER ALIAS…` of /etc/protocols. */
function protocols({ proc: { files } }: Session): (readonly string[])[] {
  const text = files.read('/etc/protocols');
  if (!text.ok) return [];
  return text.value.split('\n').map((line) => line.replace(/#.*/, '').trim().split(/\s+/));
}

/** inet_proto_a2n: a number, or a name of /etc/protocols. */
export function parseIpproto(s: Session, text: string): number | undefined {
  const number = parseUnsigned(text, 255);
  if (number !== undefined) return number;
  const named = protocols(s).find(([name, , ...aliases]) => name === text || aliases.includes(text));
  return named ? Number(named[1]) : undefined;
}

export function ipprotoName(s: Session, number: number): string {
  const named = s.options.numeric ? undefined : protocols(s).find(([, each]) => Number(each) === number);
  return named?.[0] ?? `ipproto-${number}`;
}
