// The same life in the engine, told in the same lines.

import { applyOp, describeError } from '../../src/engine/apply.ts';
import type { Dev } from '../../src/engine/device/dev.ts';
import { devByName } from '../../src/engine/device/table.ts';
import type { IfAddr, Route, Rule } from '../../src/engine/fib/route.ts';
import { routeInput } from '../../src/engine/fib/route-input.ts';
import { routeOutput } from '../../src/engine/fib/route-output.ts';
import type { InputRouteVerdict, OutputRouteVerdict } from '../../src/engine/fib/route-verdict.ts';
import type { MachineId } from '../../src/engine/ids.ts';
import type { Errno, NetlinkError, Op } from '../../src/engine/netlink.ts';
import type { Netns } from '../../src/engine/netns.ts';
import { World } from '../../src/engine/world.ts';
import { formatIpv4Cidr, INADDR_ANY, type Ipv4Cidr } from '../../src/wire/ipv4-addr.ts';
import type { Ipv4Packet } from '../../src/wire/ipv4.ts';
import { NETNS, type RouteGet, SETUP, type Step } from './fib-commands.ts';

/** What one step said, and what a look after it saw. */
export interface Seen {
  readonly said: string;
  readonly tables: readonly string[];
  readonly gets: readonly string[];
}

export function engineSees(steps: readonly Step[]): Seen[] {
  const world = new World(1);
  applyOp(world, { op: 'machine.add', id: 'h1' as MachineId, name: 'h1', kind: 'host' });
  for (const op of SETUP) applyOp(world, op);
  return steps.map(({ op, look }) => {
    const done = applyOp(world, op);
    const said = done.ok ? '' : errorText(op, done.error);
    const ns = world.netns.get(NETNS) as Netns;
    if (!look) return { said, tables: [], gets: [] };
    return { said, tables: tablesOf(ns), gets: look.map((get) => answerTo(world, ns, get)) };
  });
}

/** Who notices that a device isn't there, iproute2 or the kernel, makes no difference here. */
export const NO_DEVICE = 'no such device';

function errorText(op: Op, { errno, extack }: NetlinkError): string {
  const missing = errno === 'ENODEV' || (op.op === 'sysctl.write' && errno === 'ENOENT');
  return missing && extack === undefined
    ? NO_DEVICE
    : describeError({ errno, ...(extack !== undefined && { extack }) });
}

export function tablesOf(ns: Netns): string[] {
  return [
    ...ns.addrs.get().map((ifa) => addrLine(ns, ifa)),
    ...ns.routes.get().map((route) => routeLine(ns, route)),
    ...ns.rules.get().map(ruleLine),
  ];
}

function addrLine(ns: Netns, ifa: IfAddr): string {
  return words(
    `addr ${ns.devs.get(ifa.dev)?.name} ${formatIpv4Cidr(ifa.cidr)}`,
    ifa.peer === undefined ? '' : `peer ${ifa.peer}`,
    ifa.metric === undefined ? '' : `metric ${ifa.metric}`,
    ifa.noPrefixRoute ? 'noprefixroute' : '',
    ifa.broadcast === undefined ? '' : `brd ${ifa.broadcast}`,
    `scope ${ifa.scope}`,
    ifa.secondary ? 'secondary' : '',
    `label ${ifa.label}`,
  );
}

function routeLine(ns: Netns, route: Route): string {
  return words(
    'route',
    route.type === 'unicast' ? '' : route.type,
    formatIpv4Cidr(route.dst),
    route.via === undefined || route.nexthops ? '' : `via ${route.via}`,
    // An error route has no device; the kernel shows none, iproute2 neither.
    route.dev === undefined || route.nexthops ? '' : `dev ${ns.devs.get(route.dev)?.name}`,
    route.table === 254 ? '' : `table ${TABLES[route.table] ?? route.table}`,
    `proto ${route.proto}`,
    route.scope === 'global' ? '' : `scope ${route.scope}`,
    route.src === undefined ? '' : `src ${route.src}`,
    route.metric === 0 ? '' : `metric ${route.metric}`,
    route.tos === 0 ? '' : `tos 0x${route.tos.toString(16).padStart(2, '0')}`,
    route.mtu === undefined ? '' : `mtu ${route.mtu}`,
    route.metrics ? `advmss ${route.metrics.advmss} hoplimit ${route.metrics.hoplimit}` : '',
    route.realm === undefined || route.nexthops ? '' : `realm ${route.realm >>> 16}/${route.realm & 0xffff}`,
    route.onlink && !route.nexthops ? 'onlink' : '',
    route.linkdown ? 'linkdown' : '',
    ...(route.nexthops ?? []).map((nexthop) =>
      words(
        'nexthop',
        nexthop.via === undefined ? '' : `via ${nexthop.via}`,
        `dev ${ns.devs.get(nexthop.dev)?.name} weight ${nexthop.weight}`,
        nexthop.onlink ? 'onlink' : '',
        nexthop.linkdown ? 'linkdown' : '',
      ),
    ),
  );
}

const TABLES: Readonly<Record<number, string>> = { 253: 'default', 254: 'main', 255: 'local' };

function ruleLine(rule: Rule): string {
  return words(
    `rule ${rule.pref}`,
    prefixWord('from', rule.from),
    prefixWord('to', rule.to),
    rule.iif === undefined ? '' : `iif ${rule.iif}`,
    rule.oif === undefined ? '' : `oif ${rule.oif}`,
    rule.not ? 'not' : '',
    rule.fwmark ? `fwmark ${rule.fwmark.value}/${rule.fwmark.mask}` : '',
    rule.tos === undefined ? '' : `tos ${rule.tos}`,
    rule.uidrange ? `uid ${rule.uidrange.start}-${rule.uidrange.end}` : '',
    rule.ipproto === undefined ? '' : `ipproto ${rule.ipproto === 6 ? 'tcp' : 'udp'}`,
    rule.dport ? `dport ${rule.dport.start}-${rule.dport.end}` : '',
    rule.table === 0 ? '' : `lookup ${TABLES[rule.table] ?? rule.table}`,
    rule.suppressPrefixlength === undefined || rule.table === 0
      ? ''
      : `suppress ${rule.suppressPrefixlength}`,
    rule.action === 'goto' ? `goto ${rule.goto}` : (rule.action ?? ''),
  );
}

function prefixWord(name: string, cidr: Ipv4Cidr | undefined): string {
  return cidr ? `${name} ${formatIpv4Cidr(cidr)}` : '';
}

/** As `ip route get` answers. */
export function answerTo(world: World, ns: Netns, get: RouteGet): string {
  // A question, not a turn: it may be asked in the past.
  world.cause = undefined;
  if ([get.iif, get.oif].some((name) => name !== undefined && !devByName(ns, name))) return NO_DEVICE;
  if (get.iif !== undefined) return inputLine(get, inputVerdict(world, ns, get));
  const oif = get.oif === undefined ? undefined : devByName(ns, get.oif);
  const { dst, src, tos, mark, uid, ipproto = 17, dport } = get;
  const flow = {
    dst,
    tos,
    purpose: 'output' as const,
    ipproto,
    ...(mark !== undefined && { mark }),
    ...(uid !== undefined && { uid }),
    ...(dport !== undefined && { dport }),
    ...(src !== undefined && { src }),
    ...(oif && { oif }),
  };
  return outputLine(get, routeOutput({ world, ns }, flow));
}

function inputVerdict(
  world: World,
  ns: Netns,
  { dst, src = INADDR_ANY, iif = '', tos, mark, ipproto = 17, dport = 0 }: RouteGet,
): InputRouteVerdict {
  const payload = { kind: 'udp', sport: 0, dport };
  const ip = {
    kind: 'ipv4',
    src,
    dst,
    tos,
    ttl: 64,
    protocol: ipproto,
    fragmentOffset: 0,
    payload,
  } as Ipv4Packet;
  const packet = { ...world.newPacket(ip), net: ip };
  const dev = devByName(ns, iif);
  return routeInput({ world, ns, ...(dev && { iif: dev }) }, packet, mark);
}

function inputLine(get: RouteGet, verdict: InputRouteVerdict): string {
  switch (verdict.kind) {
    case 'drop':
      return errorLine('EINVAL');
    case 'error':
      return errorLine(verdict.errno);
    case 'deliver': {
      const flag = { unicast: '', broadcast: ',brd', multicast: ',mc' }[verdict.cast];
      const type = verdict.cast === 'unicast' ? 'local' : verdict.cast;
      return words(type, get.dst, 'dev lo', `cache <local${flag}>`);
    }
    case 'forward':
      return words(
        get.dst,
        verdict.viaGateway ? `via ${verdict.nextHop}` : '',
        `dev ${verdict.oif.name}`,
        mtuWord(verdict.route),
        `cache <${verdict.redirect ? 'redirect' : ''}>`,
      );
  }
}

function outputLine(get: RouteGet, verdict: OutputRouteVerdict): string {
  if (verdict.kind === 'error') return errorLine(verdict.errno);
  const { cast, oif, nextHop, viaGateway, redirected, dst, src, route, pmtu, mtu } = verdict;
  return words(
    cast === 'unicast' ? '' : cast,
    get.dst === INADDR_ANY ? INADDR_ANY : dst,
    viaGateway ? `via ${nextHop}` : '',
    `dev ${oif.name}`,
    get.src !== undefined && get.src !== INADDR_ANY ? '' : src === INADDR_ANY ? '' : `src ${src}`,
    pmtu ? `mtu ${mtu}` : mtuWord(route),
    `cache <${redirected ? 'redirected' : flagsOf(cast, dst, oif)}>`,
  );
}

/** Multicast comes back to us if we have joined the group, as every device that is up has 224.0.0.1. */
function flagsOf(cast: string, dst: string, oif: Dev): string {
  if (cast === 'broadcast') return 'local,brd';
  if (cast === 'multicast') return dst === '224.0.0.1' && oif.up ? 'local,mc' : 'mc';
  return cast === 'local' || oif.kind === 'loopback' ? 'local' : '';
}

function mtuWord(route: Route | undefined): string {
  return route?.mtu === undefined ? '' : `mtu ${route.mtu}`;
}

function errorLine(errno: Errno): string {
  return describeError({ errno });
}

function words(...parts: string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}
