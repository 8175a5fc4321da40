// May a packet with this source come in here? (fib_validate_source, net/ipv4/fib_frontend.c)
//
// The reverse path filter (RFC 3704) looks up the way back to the source. Mode 1, strict: it must lead out through the
// device that the packet came in by. Mode 2, loose: it must exist. Even with mode 0 nobody may use our own address.

import type { Ipv4Addr } from '../../wire/ipv4-addr.ts';
import type { Packet } from '../../wire/packet.ts';
import type { Ctx } from '../ctx.ts';
import type { Dev } from '../device/dev.ts';
import type { DropReason } from '../drop-reason.ts';
import type { IfIndex } from '../ids.ts';
import type { Netns } from '../netns.ts';
import { confMax, confOr } from '../sysctl.ts';
import { addrsOf, ownerOf } from './addr-table.ts';
import { nexthopScope } from './info.ts';
import { fibLookup } from './lookup.ts';
import { routeIndex } from './prefix-index.ts';
import type { FibAnswer, Flow, Route } from './route.ts';
import { scopeNumber } from './scope.ts';

export interface SourceToValidate {
  readonly packet: Packet;
  readonly src: Ipv4Addr;
  /** 0.0.0.0 if it isn't one host's. */
  readonly dst: Ipv4Addr;
  readonly tos: number;
  /** Protocol and ports, if rules may ask for them. */
  readonly ports?: Pick<Flow, 'ipproto' | 'sport' | 'dport'> | undefined;
  readonly iif: Dev;
  /** Where the packet would be forwarded to. */
  readonly oif?: IfIndex;
}

/** `onLink`: the source is a neighbour, without a gateway between. Only known when it was looked up. */
export type SourceVerdict =
  | { readonly valid: true; readonly onLink: boolean }
  | { readonly valid: false; readonly reason: DropReason };

const VALID: SourceVerdict = { valid: true, onLink: false };
const VALID_ON_LINK: SourceVerdict = { valid: true, onLink: true };

export function validateSource(ctx: Ctx, source: SourceToValidate): SourceVerdict {
  const { ns } = ctx;
  const { name, ifindex } = source.iif;
  const mode = confMax(ns, name, 'rp_filter');
  // Without the filter, looking at our own addresses is enough, unless a redirect may have to be sent or realms are counted.
  if (mode !== 0 || hasRealms(ns) || (source.oif === ifindex && confOr(ns, name, 'send_redirects')))
    return fullCheck(ctx, source, mode);
  if (confOr(ns, name, 'accept_local')) return VALID;
  const { customRules, customLocalRoutes } = ns.fib.get();
  if (customRules || customLocalRoutes) return fullCheck(ctx, source, mode);
  return ownerOf(ns, source.src) === undefined ? VALID : invalid('IP_LOCAL_SOURCE');
}

function hasRealms(ns: Netns): boolean {
  return routeIndex(ns.routes.get()).hasRealms || ns.rules.get().some(({ realm }) => realm !== undefined);
}

/** __fib_validate_source */
function fullCheck(ctx: Ctx, source: SourceToValidate, mode: number): SourceVerdict {
  const { ns, world } = ctx;
  const answer = fibLookup(ns, reverseFlow(source, undefined));
  world.emit(ctx, source.packet, { kind: 'fib.lookup', purpose: 'rp-filter', answer });
  const verdict = judge(ns, { source, mode, answer });
  if (mode !== 0) tellFilter(ctx, { source, mode, answer, passed: verdict.valid });
  return verdict;
}

interface Judged {
  readonly source: SourceToValidate;
  readonly mode: number;
  readonly answer: FibAnswer;
}

function judge(ns: Netns, { source, mode, answer }: Judged): SourceVerdict {
  const { iif } = source;
  const { result } = answer;
  if (
    !('route' in result) ||
    result.type === 'unreachable' ||
    result.type === 'blackhole' ||
    result.type === 'prohibit'
  ) {
    return lastResort(mode);
  }
  if (result.type === 'broadcast') return invalid('IP_INVALID_SOURCE');
  if (result.type === 'local' && !confOr(ns, iif.name, 'accept_local')) return invalid('IP_LOCAL_SOURCE');
  if (result.route.dev === iif.ifindex || (result.type === 'local' && iif.kind === 'loopback')) {
    return onLink(result.route);
  }
  if (addrsOf(ns, iif.ifindex).length === 0) return lastResort(mode);
  if (mode === 1) return invalid('IP_RPFILTER');
  const here = fibLookup(ns, reverseFlow(source, iif.ifindex)).result;
  return here.type === 'unicast' ? onLink(here.route) : VALID;
}

/** There is no way back: that is only a fault if one is asked for. */
function lastResort(mode: number): SourceVerdict {
  return mode === 0 ? VALID : invalid('IP_RPFILTER');
}

/** The kernel asks on behalf of the device that the packet would leave by. */
function reverseFlow(
  { src, dst, tos, oif, ports }: SourceToValidate,
  through: IfIndex | undefined,
): FibAnswer['flow'] {
  const flow = { dst: src, src: dst, tos, ...(ports && reversed(ports)) };
  const asked = oif === undefined ? flow : { ...flow, iif: oif };
  return through === undefined ? asked : { ...asked, oif: through, ignoreLinkstate: true };
}

function reversed({ ipproto, sport, dport }: NonNullable<SourceToValidate['ports']>): Partial<Flow> {
  return {
    ...(ipproto !== undefined && { ipproto }),
    ...(dport !== undefined && { sport: dport }),
    ...(sport !== undefined && { dport: sport }),
  };
}

function onLink(route: Route): SourceVerdict {
  return nexthopScope(route) >= scopeNumber('host') ? VALID_ON_LINK : VALID;
}

function invalid(reason: DropReason): SourceVerdict {
  return { valid: false, reason };
}

interface Filtered extends Judged {
  readonly passed: boolean;
}

function tellFilter(ctx: Ctx, { source, mode, answer, passed }: Filtered): void {
  const { result } = answer;
  ctx.world.emit(ctx, source.packet, {
    kind: 'fib.rp-filter',
    mode: mode === 1 ? 1 : 2,
    passed,
    ...('route' in result && { reverse: result.route }),
  });
}
