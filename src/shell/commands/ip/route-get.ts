// `ip route get`: the kernel's own answer about one destination (iproute_get, ip/iproute.c; inet_rtm_getroute).

import type { Dev } from '../../../engine/device/dev.ts';
import { strerror } from '../../../engine/errno.ts';
import { routeInput } from '../../../engine/fib/route-input.ts';
import { routeOutput } from '../../../engine/fib/route-output.ts';
import type { ErrorVerdict, OutputVerdict } from '../../../engine/fib/route-verdict.ts';
import { type Route, RT_TABLE_LOCAL, RT_TABLE_MAIN } from '../../../engine/fib/route.ts';
import { byText } from '../../../base/order.ts';
import { SECOND } from '../../../engine/ids.ts';
import type { World } from '../../../engine/world.ts';
import type { Ipv4Addr } from '../../../wire/ipv4-addr.ts';
import type { Ipv4Packet } from '../../../wire/ipv4.ts';
import type { PacketId } from '../../../wire/packet.ts';
import { type Args, Exit, noDevice, unsigned, wrong } from './args.ts';
import { getPrefix } from './inet.ts';
import { parseDsfield } from './names.ts';
import { type PrintedRoute, printRoute, type Resolved, type RouteLine } from './route-print.ts';
import type { Session } from './session.ts';

interface Query {
  dst?: Ipv4Addr;
  from?: Ipv4Addr;
  iif?: Dev;
  oif?: Dev;
  tos: number;
  fibmatch: boolean;
}

export const ROUTE_GET_KEYWORDS: readonly string[] = [
  'to',
  'from',
  'iif',
  'oif',
  'dev',
  'tos',
  'mark',
  'uid',
  'fibmatch',
];

export function routeGet(s: Session, args: Args): number {
  const query = parseQuery(s, args);
  if (query.dst === undefined) throw new Exit(1, 'need at least a destination address\n');
  const line = query.iif ? inputLine(s, query, query.dst) : outputLine(s, query, query.dst);
  if (typeof line === 'string') {
    s.err(`RTNETLINK answers: ${line}\n`);
    return 2;
  }
  const p = s.printer();
  printRoute(s, p, line);
  s.out(p.finish());
  return 0;
}

function parseQuery(s: Session, args: Args): Query {
  const query: Query = { tos: 0, fibmatch: false };
  while (args.more) {
    if (args.is('tos', 'dsfield')) query.tos = tosWord(args.next());
    else if (args.starts('iif')) query.iif = s.needDev(args.next(), noDevice);
    else if (args.starts('oif') || args.is('dev')) query.oif = s.needDev(args.next(), noDevice);
    else if (args.is('from')) query.from = getPrefix(args.next(), s.options.family).addr;
    else if (args.starts('mark', 'uid', 'sport', 'dport')) unsigned(args.next(), 'invalid mark value');
    else if (args.starts('ipproto', 'vrf')) args.next();
    else if (args.starts('fibmatch')) query.fibmatch = true;
    else if (!args.starts('notify', 'connected')) destination(s, query, args);
    args.skip();
  }
  return query;
}

function tosWord(text: string): number {
  const tos = parseDsfield(text);
  if (tos === undefined) throw wrong(text, 'TOS value is invalid\n');
  return tos;
}

function destination(s: Session, query: Query, args: Args): void {
  if (args.is('to')) args.next();
  const prefix = getPrefix(args.word, query.dst === undefined ? s.options.family : 'inet');
  if (prefix.prefixLen !== 32)
    s.err(`Warning: /${prefix.prefixLen} as prefix is invalid, only /32 (or none) is supported.\n`);
  query.dst = prefix.addr;
}

/** A look-up that leaves no trace: nobody sends anything. */
function silent(world: World): World {
  return Object.assign(Object.create(world) as World, { emit: () => 0 });
}

function outputLine(s: Session, query: Query, dst: Ipv4Addr): RouteLine | string {
  const place = { world: silent(s.world), ns: s.ns };
  const verdict = routeOutput(place, {
    dst,
    tos: query.tos,
    purpose: 'output',
    ...(query.from !== undefined && { src: query.from }),
    ...(query.oif && { oif: query.oif }),
  });
  if (verdict.kind === 'error') return errorText(verdict);
  if (query.fibmatch && verdict.route) return { route: verdict.route, filter: {} };
  const resolved: Resolved = {
    uid: true,
    cache: cacheFlags(verdict),
    src: verdict.src,
    ...(query.from !== undefined && { from: query.from }),
    ...expiry(s, verdict),
  };
  const { src: _src, ...withoutSrc } = resolved;
  return {
    route: printed(verdict, dst),
    filter: {},
    resolved: query.from === undefined ? resolved : withoutSrc,
  };
}

function errorText(verdict: ErrorVerdict): string {
  return strerror(verdict.errno);
}

function expiry(s: Session, verdict: OutputVerdict): { expires?: number; mtu?: number } {
  if (verdict.expires === undefined) return {};
  const expires = Math.trunc((verdict.expires - s.world.now) / SECOND);
  return { expires, ...(verdict.pmtu && { mtu: verdict.mtu }) };
}

/** In the order of the kernel's flags (RTCF_*). */
function cacheFlags(verdict: OutputVerdict): string[] {
  const flags: string[] = [];
  if (verdict.cast !== 'unicast' && verdict.cast !== 'multicast') flags.push('local');
  if (verdict.cast === 'broadcast') flags.push('brd');
  if (verdict.cast === 'multicast') flags.push('mc');
  if (verdict.redirected) flags.push('redirected');
  return flags;
}

function printed(verdict: OutputVerdict, dst: Ipv4Addr): PrintedRoute {
  return {
    type: verdict.cast === 'multicast' ? ('multicast' as Route['type']) : verdict.cast,
    table: verdict.route?.table ?? (verdict.cast === 'local' ? RT_TABLE_LOCAL : RT_TABLE_MAIN),
    tos: 0,
    onlink: false,
    linkdown: false,
    dst: { addr: dst, prefixLen: 32 },
    dev: verdict.oif.ifindex,
    ...(verdict.viaGateway && { via: verdict.nextHop }),
  };
}

function inputLine(s: Session, query: Query, dst: Ipv4Addr): RouteLine | string {
  const { iif, from = '0.0.0.0' as Ipv4Addr } = query;
  if (!iif) return strerror('ENODEV');
  const world = silent(s.world);
  const packet = { id: 0 as PacketId, net: probe(from, dst, query.tos) };
  const verdict = routeInput({ world, ns: s.ns, iif }, packet);
  if (verdict.kind === 'drop') return strerror('EINVAL');
  if (verdict.kind === 'error') return inputError(verdict);
  const isLocal = verdict.kind === 'deliver';
  const lo = s.dev('lo');
  const route: PrintedRoute = {
    type: isLocal ? (verdict.cast === 'unicast' ? 'local' : (verdict.cast as Route['type'])) : 'unicast',
    table: verdict.route?.table ?? RT_TABLE_MAIN,
    tos: 0,
    onlink: false,
    linkdown: false,
    dst: { addr: dst, prefixLen: 32 },
    ...(isLocal ? lo && { dev: lo.ifindex } : { dev: verdict.oif.ifindex }),
    ...(!isLocal && verdict.viaGateway && { via: verdict.nextHop }),
  };
  const cache = isLocal ? ['local', ...(verdict.cast === 'broadcast' ? ['brd'] : [])] : [];
  const resolved: Resolved = { uid: false, cache, iif: iif.name, ...(query.from !== undefined && { from }) };
  return { route, filter: {}, resolved };
}

/** A route that says no; without forwarding everything that isn't ours is unreachable. */
function inputError(verdict: ErrorVerdict): string {
  return strerror(verdict.errno);
}

function probe(src: Ipv4Addr, dst: Ipv4Addr, tos: number): Ipv4Packet {
  const payload = { kind: 'octets' as const, octets: new Uint8Array(0) };
  const flags = { df: false, mf: false, fragmentOffset: 0, options: new Uint8Array(0) };
  return { kind: 'ipv4', tos, id: 0, ttl: 64, protocol: 17, src, dst, ...flags, payload };
}

/** `ip route show cache`: what was learned of single destinations (fib_dump_info_fnhe). */
export function cachedRoutes(s: Session): { route: PrintedRoute; resolved: Resolved }[] {
  const lines: { route: PrintedRoute; resolved: Resolved }[] = [];
  for (const key of s.ns.exceptions.keys(byText)) {
    const exception = s.ns.exceptions.get(key);
    if (!exception || exception.expires <= s.world.now) continue;
    const line = outputLine(s, { tos: 0, fibmatch: false }, exception.dst);
    if (typeof line === 'string' || !line.resolved) continue;
    const { src: _src, ...resolved } = line.resolved;
    lines.push({ route: line.route, resolved: { ...resolved, uid: false } });
  }
  return lines;
}
