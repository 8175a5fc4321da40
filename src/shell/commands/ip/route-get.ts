// `ip route get`: the kernel's own answer about one destination (iproute_get, ip/iproute.c; inet_rtm_getroute).

import { byText } from '../../../base/order.ts';
import type { Dev } from '../../../engine/device/dev.ts';
import { strerror } from '../../../engine/errno.ts';
import { rowOf } from '../../../engine/fib/paths.ts';
import { routeInput } from '../../../engine/fib/route-input.ts';
import { routeOutput } from '../../../engine/fib/route-output.ts';
import type { DeliverVerdict, ForwardVerdict, OutputVerdict } from '../../../engine/fib/route-verdict.ts';
import { type Route, RT_TABLE_LOCAL, RT_TABLE_MAIN } from '../../../engine/fib/route.ts';
import { SECOND } from '../../../engine/ids.ts';
import type { World } from '../../../engine/world.ts';
import { INADDR_ANY, type Ipv4Addr } from '../../../wire/ipv4-addr.ts';
import type { Ipv4Packet } from '../../../wire/ipv4.ts';
import type { PacketId } from '../../../wire/packet.ts';
import type { Args } from './args.ts';
import { parseQuery, type Query, ROUTE_GET_KEYWORDS } from './route-get-words.ts';
import { type PrintedRoute, printRoute, type Resolved, type RouteLine } from './route-print.ts';
import type { Session } from './session.ts';

export { ROUTE_GET_KEYWORDS };

/** What the kernel takes a packet for that nobody described. */
const IPPROTO_UDP = 17;
/** The flag of a multicast route has the number of another one, by which iproute2 6.1 calls it. */
const MULTICAST_FLAG = 'rt_offload_failed';
const EMPTY: RouteLine['filter'] = {};

export function routeGet(s: Session, args: Args): number {
  const query = parseQuery(s, args);
  const line = answer(s, query);
  if (typeof line === 'string') {
    s.err(`${line}\n`);
    return 2;
  }
  const p = s.printer();
  // `connected` asks again, with what the first answer said.
  for (let n = 0; n < (query.connected ? 2 : 1); n++) printRoute(s, p, line);
  s.out(p.finish());
  return 0;
}

/** The route, or what the kernel says instead. */
function answer(s: Session, query: Query): RouteLine | string {
  if (query.invalidFrom) return 'Error: ipv4: Invalid values in header for route get request.';
  if (query.six || query.dst === undefined) return refused('ENETUNREACH');
  return query.iif ? inputLine(s, query, query.dst) : outputLine(s, query, query.dst);
}

function refused(errno: Parameters<typeof strerror>[0]): string {
  return `RTNETLINK answers: ${strerror(errno)}`;
}

/** A look-up that leaves no trace: nobody sends anything. */
function silent(world: World): World {
  return Object.assign(Object.create(world) as World, { emit: () => 0 });
}

function outputLine(s: Session, query: Query, dst: Ipv4Addr): RouteLine | string {
  const { from, oif, tos, mark, uid = 0, ipproto = IPPROTO_UDP, sport, dport } = query;
  const verdict = routeOutput(
    { world: silent(s.world), ns: s.ns },
    {
      dst,
      tos,
      purpose: 'output',
      uid,
      ...(from !== undefined && { src: from }),
      ...(oif && { oif }),
      ...(mark !== undefined && { mark }),
      ipproto,
      ...(sport !== undefined && { sport }),
      ...(dport !== undefined && { dport }),
    },
  );
  if (verdict.kind === 'error') return refused(verdict.errno);
  if (query.fibmatch) return matchedLine(s, verdict.route);
  const given = from !== undefined && from !== INADDR_ANY;
  const resolved: Resolved = {
    uid,
    cache: [...cacheFlags(verdict), ...(query.notify ? ['notify'] : [])],
    ...extras(query, verdict.cast === 'multicast'),
    ...(given ? { from } : {}),
    ...(!given && verdict.src !== INADDR_ANY && { src: verdict.src }),
    ...(verdict.expires !== undefined && { expires: secondsTo(s, verdict.expires) }),
  };
  return { route: printed(s, query, verdict, dst), filter: EMPTY, resolved };
}

function secondsTo(s: Session, time: number): number {
  return Math.trunc((time - s.world.now) / SECOND);
}

function extras({ mark, notify }: Query, multicast: boolean): Pick<Resolved, 'flags' | 'mark'> {
  const flags = [...(notify ? ['notify'] : []), ...(multicast ? [MULTICAST_FLAG] : [])];
  return { flags, ...(mark !== undefined && { mark }) };
}

/** `fibmatch`: the row of the table itself; an answer that no row gave is none. */
function matchedLine(s: Session, route: Route | undefined): RouteLine | string {
  if (!route) return refused('EHOSTUNREACH');
  const row = rowOf(route);
  return { route: { ...row, table: tableOf(s, row) ?? RT_TABLE_MAIN }, filter: EMPTY };
}

/** As long as local and main are one table, that is called main. */
function tableOf(s: Session, route: Route | undefined): number | undefined {
  if (!s.ns.fib.get().customRules && (!route || route.table === RT_TABLE_LOCAL)) return RT_TABLE_MAIN;
  return route?.table;
}

/** In the order of the kernel's flags (RTCF_*). */
function cacheFlags({ cast, oif, dst, redirected }: OutputVerdict): string[] {
  const joined = cast === 'multicast' && dst === '224.0.0.1' && oif.up;
  const local =
    cast === 'local' || cast === 'broadcast' || joined || (cast === 'unicast' && oif.kind === 'loopback');
  return [
    ...(local ? ['local'] : []),
    ...(cast === 'broadcast' ? ['brd'] : []),
    ...(cast === 'multicast' ? ['mc'] : []),
    ...(redirected ? ['redirected'] : []),
  ];
}

/** What is told of the route that was chosen: of its row the metrics, and what was learned in their place. */
function fromRow(route: Route | undefined): Partial<PrintedRoute> {
  if (!route) return {};
  const { mtu, metrics, locked, congctl, realm } = route;
  return {
    ...(mtu !== undefined && { mtu }),
    ...(metrics && { metrics }),
    ...(locked && { locked }),
    ...(congctl !== undefined && { congctl }),
    ...(realm !== undefined && { realm }),
  };
}

function printed(s: Session, query: Query, verdict: OutputVerdict, dst: Ipv4Addr): PrintedRoute {
  const table = query.oif && !verdict.route ? undefined : tableOf(s, verdict.route);
  return {
    ...fromRow(verdict.route),
    ...(verdict.pmtu && { mtu: verdict.mtu }),
    ...(verdict.mtuLocked && { locked: [...(verdict.route?.locked ?? []), 'mtu'] as const }),
    type: verdict.cast,
    ...(table !== undefined && { table }),
    tos: verdict.route?.tos ?? 0,
    onlink: false,
    linkdown: false,
    dst: { addr: dst, prefixLen: 32 },
    dev: verdict.oif.ifindex,
    ...(verdict.viaGateway && { via: verdict.nextHop }),
  };
}

function inputLine(s: Session, query: Query, dst: Ipv4Addr): RouteLine | string {
  const { iif, from = INADDR_ANY } = query;
  if (!iif) return refused('ENODEV');
  const packet = { id: 0 as PacketId, net: probe(query, from, dst) };
  const verdict = routeInput({ world: silent(s.world), ns: s.ns, iif }, packet, query.mark);
  if (verdict.kind === 'drop') return refused('EINVAL');
  if (verdict.kind === 'error') return refused(verdict.errno);
  if (query.fibmatch) return matchedLine(s, verdict.route);
  const multicast = verdict.kind === 'deliver' && verdict.cast === 'multicast';
  const resolved: Resolved = {
    iif: iif.name,
    cache: inputFlags(verdict),
    ...extras(query, multicast),
    ...(from !== INADDR_ANY && { from }),
  };
  return { route: inputRoute(s, verdict, dst), filter: EMPTY, resolved };
}

type Accepted = DeliverVerdict | ForwardVerdict;

function inputFlags(verdict: Accepted): string[] {
  if (verdict.kind === 'forward') return verdict.redirect ? ['redirect'] : [];
  const cast = { unicast: [], broadcast: ['brd'], multicast: ['mc'] }[verdict.cast];
  return ['local', ...cast];
}

function inputRoute(s: Session, verdict: Accepted, dst: Ipv4Addr): PrintedRoute {
  const oif: Dev | undefined = verdict.kind === 'forward' ? verdict.oif : s.dev('lo');
  const local = verdict.kind === 'deliver' && verdict.cast === 'unicast' ? 'local' : 'unicast';
  const table = verdict.kind === 'deliver' && !verdict.route ? undefined : tableOf(s, verdict.route);
  return {
    ...fromRow(verdict.route),
    type: verdict.kind === 'deliver' && verdict.cast !== 'unicast' ? verdict.cast : local,
    ...(table !== undefined && { table }),
    tos: verdict.route?.tos ?? 0,
    onlink: false,
    linkdown: false,
    dst: { addr: dst, prefixLen: 32 },
    ...(oif && { dev: oif.ifindex }),
    ...(verdict.kind === 'forward' && verdict.viaGateway && { via: verdict.nextHop }),
  };
}

function probe(
  { tos, ipproto = IPPROTO_UDP, sport = 0, dport = 0 }: Query,
  src: Ipv4Addr,
  dst: Ipv4Addr,
): Ipv4Packet {
  const data = new Uint8Array(0);
  const flags = { df: false, mf: false, fragmentOffset: 0, options: data };
  const payload = { kind: 'udp' as const, sport, dport, data };
  return { kind: 'ipv4', tos, id: 0, ttl: 64, protocol: ipproto, src, dst, ...flags, payload };
}

/** `ip route show cache`: what was learned of single destinations (fib_dump_info_fnhe). */
export function cachedRoutes(s: Session): { route: PrintedRoute; resolved: Resolved }[] {
  const lines: { route: PrintedRoute; resolved: Resolved }[] = [];
  for (const key of s.ns.exceptions.keys(byText)) {
    const exception = s.ns.exceptions.get(key);
    if (!exception || exception.expires <= s.world.now) continue;
    const line = outputLine(s, { tos: 0 }, exception.dst);
    if (typeof line === 'string' || !line.resolved) continue;
    const { src: _src, uid: _uid, ...resolved } = line.resolved;
    lines.push({ route: line.route, resolved });
  }
  return lines;
}
