// Which rows of a machine's tables the current step is about.

import type { Route } from '../../../engine/fib/route.ts';
import type { NetnsId } from '../../../engine/ids.ts';
import type { TraceEvent } from '../../../engine/trace.ts';

export interface Lit {
  readonly dev?: string;
  readonly route?: Route;
  /** A neighbour's address. */
  readonly neigh?: string;
  /** An own address. */
  readonly addr?: string;
  /** A MAC address in the forwarding database. */
  readonly mac?: string;
  /** The last part of a setting's key. */
  readonly sysctl?: string;
}

const NOTHING: Lit = {};

export function litBy(event: TraceEvent | undefined, netns: NetnsId): Lit {
  if (!event || event.netns !== netns) return NOTHING;
  return { ...(event.dev !== undefined && { dev: event.dev }), ...decisionOf(event) };
}

function decisionOf(event: TraceEvent): Lit {
  switch (event.kind) {
    case 'fib.lookup':
      return event.answer.result.type === 'none' ? NOTHING : { route: event.answer.result.route };
    case 'fib.source':
      return { addr: event.chosen };
    case 'fib.rp-filter':
      return { sysctl: 'rp_filter', ...(event.reverse && { route: event.reverse }) };
    case 'neigh.lookup':
    case 'neigh.state':
    case 'neigh.queue':
    case 'neigh.probe':
      return { neigh: event.ip };
    case 'br.learn':
    case 'br.fdb.lookup':
      return { mac: event.mac };
    case 'ip.local-deliver':
      return { addr: event.matched };
    case 'ip.forward':
      return { sysctl: 'ip_forward' };
    case 'packet.drop':
      return event.reason === 'forwarding-disabled'
        ? { sysctl: 'ip_forward' }
        : event.reason === 'IP_RPFILTER'
          ? { sysctl: 'rp_filter' }
          : NOTHING;
    default:
      return NOTHING;
  }
}

export function isSameRoute(a: Route, b: Route | undefined): boolean {
  return (
    b !== undefined &&
    a.table === b.table &&
    a.type === b.type &&
    a.dst.addr === b.dst.addr &&
    a.dst.prefixLen === b.dst.prefixLen &&
    a.tos === b.tos &&
    a.metric === b.metric &&
    a.dev === b.dev &&
    a.via === b.via
  );
}
