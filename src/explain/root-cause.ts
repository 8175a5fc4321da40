// Which event of a failed run is to blame. What the user sees at the end is a symptom (silence, "host unreachable"); the
// cause is the first place where the probe, or the answer to it, could not go on.

import type { EventOf, TraceEvent } from '../engine/trace.ts';
import { packetKind } from './packet-words.ts';

export interface RootCause {
  readonly event: TraceEvent;
  /** What died: the probe on its way there, the answer on its way back, or it couldn't even start. */
  readonly what: 'start' | 'request' | 'reply';
}

/** The events of the last probe that was started. */
export function lastProbe(events: readonly TraceEvent[]): readonly TraceEvent[] {
  const start = events.findLastIndex((e) => e.kind === 'ping.start' || e.kind === 'udp.send');
  return start < 0 ? events : events.slice(start);
}

export function hasSucceeded(run: readonly TraceEvent[]): boolean {
  return run.some((e) => (e.kind === 'ping.reply' && !e.duplicate) || isDatagramTaken(e));
}

/** What is delivered to a socket may also be an ICMP error about its datagram. */
function isDatagramTaken(e: TraceEvent): boolean {
  return (
    e.kind === 'packet.deliver' && e.to === 'udp' && e.packet !== undefined && packetKind(e.packet) === 'udp'
  );
}

export function rootCause(run: readonly TraceEvent[]): RootCause | undefined {
  const storm = run.find((e) => e.kind === 'br.storm');
  if (storm) return { event: storm, what: 'request' };
  const refused = run.find(isLocalError);
  if (refused) return { event: whyRefused(run, refused), what: 'start' };
  const fatal = run.find(isFatal);
  const asked = !fatal || isNeighFailed(fatal) ? whyUnanswered(run) : undefined;
  const event = asked ?? fatal;
  if (!event) return undefined;
  return { event, what: isReply(fatal ?? event) ? 'reply' : 'request' };
}

type LocalError = EventOf<'ping.error' | 'udp.error'>;

function isLocalError(e: TraceEvent): e is LocalError {
  return (e.kind === 'ping.error' || e.kind === 'udp.error') && e.error.type === 'local';
}

/** The look-up that found no way, if that is why the system call failed. */
function whyRefused(run: readonly TraceEvent[], refused: LocalError): TraceEvent {
  const before = run.slice(0, run.indexOf(refused));
  const lookup = before.findLast((e) => e.kind === 'fib.lookup' && e.netns === refused.netns);
  const type = lookup?.kind === 'fib.lookup' ? lookup.answer.result.type : 'unicast';
  return lookup && type !== 'unicast' && type !== 'local' && type !== 'broadcast' ? lookup : refused;
}

/** Ends that are no mishap, and those of ICMP errors and ARP packets, which follow from something else. */
const HARMLESS = new Set(['OTHERHOST', 'arp-not-for-us', 'arp-ignored', 'bridge-same-port', 'storm-bound']);
const SYMPTOMS = new Set(['destination-unreachable', 'time-exceeded', 'redirect', 'parameter-problem']);

function isFatal(e: TraceEvent): boolean {
  // An echo reply that could not be sent for want of a route.
  if (e.kind === 'icmp.suppressed') return e.type === 0 && e.why === 'no-route';
  if (e.kind !== 'packet.drop' || !e.packet || HARMLESS.has(e.reason)) return false;
  return e.packet.net.kind === 'ipv4' && !SYMPTOMS.has(packetKind(e.packet));
}

function isNeighFailed(e: TraceEvent): boolean {
  return e.kind === 'packet.drop' && e.reason === 'NEIGH_FAILED';
}

/** Why nobody answered ARP: the question or the answer was lost, or whoever has the address didn't want to answer. */
function whyUnanswered(run: readonly TraceEvent[]): TraceEvent | undefined {
  const found = run.find(
    (e) =>
      (e.kind === 'packet.drop' && e.packet?.net.kind === 'arp' && !HARMLESS.has(e.reason)) ||
      (e.kind === 'arp.rcv' && UNWILLING.has(e.why ?? '')),
  );
  return found && (filteredBefore(run, found) ?? found);
}

/** The reverse path filter looks at ARP requests too: Linux asks it whether it would take a packet from the asker. */
function filteredBefore(run: readonly TraceEvent[], found: TraceEvent): TraceEvent | undefined {
  const before = run.slice(0, run.indexOf(found));
  return before.findLast(
    (e) => e.kind === 'fib.rp-filter' && !e.passed && e.netns === found.netns && e.at === found.at,
  );
}

const UNWILLING = new Set(['noarp', 'arp-ignore', 'arp-filter', 'no-route-to-sender']);

function isReply(e: TraceEvent): boolean {
  return e.kind === 'icmp.suppressed' || (e.packet !== undefined && packetKind(e.packet) === 'echo-reply');
}
