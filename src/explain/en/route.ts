// Routing decisions.

import type { Route } from '../../engine/fib/route.ts';
import type { EventOf } from '../../engine/trace.ts';
import {
  matchingLosers,
  nextHopOf,
  routeCount,
  routeText,
  type RouteReason,
  winnerOf,
} from '../fib-reasons.ts';
import { code, say, sentences } from '../say.ts';
import { type Body, netnsOf, type Place, type Tellers } from '../tell.ts';
import { list, plural } from './words.ts';

type Lookup = EventOf<'fib.lookup'>;

export const route: Pick<
  Tellers,
  'fib.lookup' | 'fib.source' | 'fib.rp-filter' | 'fib.exception' | 'fib.multipath' | 'addr.lifetime'
> = {
  'fib.lookup': (e, at) => ({ title: lookupTitle(e, at), body: lookupBody(e, at) }),
  'fib.source': (e, at) => ({
    title: `${at.machine} sends from ${e.chosen}`,
    body: sourceBody(e, at),
  }),
  'fib.rp-filter': (e, at) => ({
    title: e.passed
      ? 'The reverse path filter lets the packet pass'
      : 'The reverse path filter stops the packet',
    body: rpFilterBody(e, at),
  }),
  'fib.exception': (e, at) => ({
    title: `${at.machine} remembers something about ${e.dst}`,
    body: exceptionBody(e, at),
  }),
  'fib.multipath': (e, at) => ({
    title: `${at.machine} takes next hop ${e.chosen + 1} of ${e.route.nexthops?.length ?? 1}`,
    body: multipathBody(e, at),
  }),
  'addr.lifetime': (e, at) => ({
    title: e.to === 'deleted' ? `${e.addr} is not valid any more` : `${e.addr} is not preferred any more`,
    body:
      e.to === 'deleted'
        ? say`Its ${code('valid_lft')} is over: the kernel deletes the address from ${code(at.dev)}, and its routes with it.`
        : say`Its ${code('preferred_lft')} is over: the address is ${code('deprecated')}, but still there.`,
  }),
};

/** Why a route that matches didn't win. */
export const REASONS: Readonly<Record<RouteReason, string>> = {
  won: 'it wins',
  'no-match': "its prefix doesn't contain the destination",
  shorter: 'a longer prefix matches too',
  metric: 'its metric is higher',
  tos: 'it is for another TOS',
  scope: 'its scope is too narrow for this',
  'other-dev': 'it goes through another device than the one asked for',
  linkdown: 'its link has no carrier',
  throw: 'it says: ask the next rule',
  later: 'an equal route comes first',
  suppressed: 'the rule suppresses what it found here',
};

function lookupTitle(e: Lookup, at: Place): string {
  const { dst } = e.answer.flow;
  const { type } = e.answer.result;
  if (e.purpose === 'rp-filter') return `${at.machine} looks up the way back to ${dst}`;
  if (type === 'none') return `${at.machine} has no route to ${dst}`;
  if (type === 'local') {
    return e.purpose === 'input'
      ? `The packet is for ${at.machine}`
      : `${dst} is ${at.machine}'s own address`;
  }
  if (type === 'broadcast') return `${dst} is a broadcast address for ${at.machine}`;
  if (type === 'unicast') return `${at.machine} finds the route to ${dst}`;
  return `A route of type ${type} catches ${dst}`;
}

function lookupBody(e: Lookup, at: Place): Body {
  return sentences(question(e, at), answerOf(e, at), losersOf(e, at));
}

function question(e: Lookup, at: Place): Body | undefined {
  const dst = code(e.answer.flow.dst);
  const { type } = e.answer.result;
  if (e.purpose === 'rp-filter') {
    return say`The packet claims to come from ${dst}. How would ${at.machine} send something back there?`;
  }
  if (e.purpose === 'icmp') return say`Where to does an ICMP message to ${dst} go?`;
  if (type === 'local' || type === 'broadcast') return undefined;
  return e.purpose === 'input'
    ? say`${dst} isn't one of ${at.machine}'s own addresses, so ${at.machine} looks for a route.`
    : say`${at.machine} looks for a route to ${dst}.`;
}

function answerOf(e: Lookup, at: Place): Body {
  const winner = winnerOf(e.answer);
  const dst = code(e.answer.flow.dst);
  if (!winner) return noneOf(e, at);
  const won = code(routeText(winner, e.netns, at.names));
  switch (winner.type) {
    case 'local':
      return say`${won} in table local says that ${dst} is one of ${at.machine}'s own addresses: the packet stays here.`;
    case 'broadcast':
      return say`${won} says that ${dst} is a broadcast address of a network that ${at.machine} is in.`;
    case 'unicast':
      return say`${won} wins${because(e)}; ${hop(winner, e, at)}.`;
    case 'unreachable':
      return say`${won} wins, and it refuses: the sender is told "host unreachable".`;
    case 'blackhole':
      return say`${won} wins: whatever it catches vanishes without a word.`;
    case 'prohibit':
      return say`${won} wins, and it refuses: the sender is told "packet filtered".`;
    default:
      return say`${won} wins.`;
  }
}

function noneOf(e: Lookup, at: Place): Body {
  const routes = routeCount(e.answer);
  if (routes === 0) return say`But ${at.machine} has no routes at all.`;
  if (matchingLosers(e.answer).length > 0) return say`None of the routes that match can be used.`;
  const dst = code(e.answer.flow.dst);
  if (routes === 1) return say`Its only route doesn't contain ${dst}, and there is no default route.`;
  return say`None of its ${plural(routes, 'route')} contains ${dst}, and there is no default route.`;
}

/** ` by its prefix length`: what made the difference. */
export function because(e: Lookup): string {
  const reasons = new Set(matchingLosers(e.answer).map(({ reason }) => reason));
  if (reasons.size === 0) return ' as the only one that matches';
  if (reasons.has('metric')) return ' by its lower metric';
  return reasons.has('shorter') ? ' by its longer prefix' : '';
}

function hop(winner: Route, e: Lookup, at: Place): Body {
  const next = code(nextHopOf(winner, e.answer.flow.dst));
  const dev = code(winner.dev === undefined ? '' : at.names.dev(netnsOf(e), winner.dev));
  return winner.via === undefined
    ? say`${next} is on the link of ${dev}, no gateway is needed`
    : say`the next hop is the gateway ${next}, through ${dev}`;
}

function losersOf(e: Lookup, at: Place): Body | undefined {
  const { type } = e.answer.result;
  const losers = type === 'local' || type === 'broadcast' ? [] : matchingLosers(e.answer);
  if (losers.length === 0) return undefined;
  const shown = losers.slice(0, 3).map(({ route: loser, reason }, i) => {
    return say`${i === 0 ? '' : '; '}${code(routeText(loser, e.netns, at.names))} (${REASONS[reason]})`;
  });
  const more = losers.length > 3 ? `; and ${losers.length - 3} more` : '';
  return say`Also matching, but not chosen: ${shown}${more}.`;
}

function sourceBody(e: EventOf<'fib.source'>, at: Place): Body {
  const chosen = code(e.chosen);
  const texts: Readonly<Record<typeof e.why, Body>> = {
    'route-src': say`The route names ${chosen} as the source to use (${code('src')}).`,
    'primary-on-dev': say`The packet has no source address yet. It gets the primary address of the device it leaves by, one in the next hop's subnet if there is any: ${chosen}.`,
    'other-dev': say`The outgoing device has no address of its own, so ${at.machine} lends one of another device: ${chosen}.`,
    given: say`The sender had chosen ${chosen} itself.`,
  };
  const others = e.candidates.filter((addr) => addr !== e.chosen);
  return sentences(
    texts[e.why],
    others.length === 0 ? undefined : say`It could also have been ${code(list(others))}.`,
  );
}

function rpFilterBody(e: EventOf<'fib.rp-filter'>, at: Place): Body {
  const mode =
    e.mode === 1
      ? say`${code('rp_filter')} is 1 (strict): a packet may only come in by the device through which its source is reached.`
      : say`${code('rp_filter')} is 2 (loose): a packet may come in anywhere as long as its source is reached at all.`;
  const back = e.reverse ? code(routeText(e.reverse, e.netns, at.names)) : undefined;
  if (e.passed) return sentences(mode, back && say`The way back is ${back}: fine.`);
  return sentences(
    mode,
    back
      ? say`But the way back is ${back}, not through ${code(at.dev)}.`
      : say`But there is no way back to the source.`,
  );
}

function multipathBody(e: EventOf<'fib.multipath'>, at: Place): Body {
  const ways = (e.route.nexthops ?? []).map(({ via, dev, weight, dead }) => {
    const way = via === undefined ? `dev ${at.names.dev(netnsOf(e), dev)}` : `via ${via}`;
    return `${way} weight ${weight}${dead ? ' dead' : ''}`;
  });
  return sentences(
    say`The route has several next hops: ${list(ways)}.`,
    e.policy === 'ports'
      ? say`Which one a flow takes is decided by a hash of its addresses, protocol and ports (${code('fib_multipath_hash_policy')} is 1): here it is ${code(`0x${e.hash.toString(16)}`)}.`
      : say`Which one a flow takes is decided by a hash of its two addresses: here it is ${code(`0x${e.hash.toString(16)}`)}.`,
    say`So every packet of one flow goes the same way, and each way gets its share by weight.`,
  );
}

function exceptionBody(e: EventOf<'fib.exception'>, at: Place): Body {
  if (e.mtu !== undefined) {
    return say`A router further on can't pass more than ${code(e.mtu)} octets to ${code(e.dst)}. ${at.machine} keeps this path MTU for ten minutes and sends smaller packets there${e.old === undefined ? '' : ` (it was ${e.old})`}. The route itself doesn't change.`;
  }
  return say`The router says that ${code(e.gateway ?? '')} is the better next hop for ${code(e.dst)}. ${at.machine} follows for this destination; ${code('ip route')} doesn't show it, ${code(`ip route get ${e.dst}`)} does.`;
}
