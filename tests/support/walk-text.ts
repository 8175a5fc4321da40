// A trace as compact text, to be compared whole: a line for each turn, `place words > words > place words`. The place
// (`h1:eth0`, `h1/red:lo`) is named when it changes. MAC addresses are shown as the devices that have them.

import type { EventKind, EventOf, TraceEvent } from '../../src/engine/trace.ts';
import type { World } from '../../src/engine/world.ts';
import { eventsByTurn } from './turns.ts';
import type { MacAddr } from '../../src/wire/mac.ts';

export interface WalkTextOptions {
  /** The first event. */
  readonly from?: number;
  /** Only events of these kinds or groups (`br`, `dev.xmit`). */
  readonly only?: readonly string[];
  /** Begin each line with its time in seconds. */
  readonly times?: boolean;
}

export function walkText(world: World, options: WalkTextOptions = {}): string {
  const { from = 0, only, times = false } = options;
  const wanted = (kind: string): boolean =>
    !only || only.some((group) => kind === group || kind.startsWith(`${group}.`));
  const lines: string[] = [];
  eventsByTurn(world).forEach((turn) => {
    const events = turn.filter((e) => e.seq >= from && wanted(e.kind));
    const first = events[0];
    if (first) lines.push((times ? `${first.at / 1e9} ` : '') + turnText(world, events));
  });
  return lines.join('\n');
}

function turnText(world: World, events: readonly TraceEvent[]): string {
  let before = '';
  return events
    .map((event) => {
      const place = event.netns === undefined ? '' : `${event.netns}${event.dev ? `:${event.dev}` : ''}`;
      const words = eventWords(world, event);
      const text = place === before || place === '' ? words : `${place} ${words}`;
      before = place;
      return text;
    })
    .join(' > ');
}

/** The device that has `mac`, as `h1:eth0`; the address itself if none or several have it. */
export function macText(world: World, mac: MacAddr): string {
  if (mac === 'ff:ff:ff:ff:ff:ff') return 'all';
  const owners: string[] = [];
  for (const id of world.netns.keys((a, b) => (a < b ? -1 : 1))) {
    for (const dev of world.netns.get(id)?.devs.sorted((a, b) => a.ifindex - b.ifindex) ?? []) {
      if (dev.mac === mac && dev.kind !== 'bridge') owners.push(`${id}:${dev.name}`);
    }
  }
  return owners.length === 1 ? (owners[0] as string) : mac;
}

type Words = { readonly [K in EventKind]?: (event: EventOf<K>, world: World) => string };

const WORDS: Words = {
  op: (e) => `${e.op.op}${e.error ? ` (${e.error})` : ''}`,
  'dev.xmit': () => 'xmit',
  'dev.rcv': (e) => (e.packetType === 'host' ? 'rcv' : `rcv ${e.packetType}`),
  'dev.state': (e) => `${e.up ? 'up' : 'down'}${e.up && !e.carrier ? ' NO-CARRIER' : ''} ${e.operstate}`,
  'br.learn': (e, world) =>
    `learn ${macText(world, e.mac)}${e.movedFrom ? ` moved from ${e.movedFrom}` : ''}`,
  'br.fdb.lookup': (e) => `fdb ${e.hit ? (e.aged ? 'aged' : 'hit') : 'miss'}`,
  'br.forward': (e) => `${e.bridge} forward ${e.port}`,
  'br.flood': (e) => `${e.bridge} flood ${e.ports.join(',') || 'nobody'}${skipText(e.skipped)}`,
  'br.local': (e) => `${e.bridge} local`,
  'br.storm': (e) => `storm ${e.cables.join(',')}`,
  'neigh.lookup': (e) => `neigh ${e.ip} ${e.state}`,
  'neigh.state': (e) => `neigh ${e.ip} ${e.from}→${e.to} (${e.why})`,
  'neigh.queue': (e) => `wait ${e.waiting}`,
  'neigh.probe': (e) => `probe ${e.mode} ${e.n}/${e.of}`,
  'arp.rcv': (e) => `arp ${e.decision}${e.why ? ` (${e.why})` : ''}`,
  'fib.lookup': (e) => `fib ${fibText(e)}`,
  'fib.source': (e) => `source ${e.chosen}`,
  'fib.rp-filter': (e) => `rp_filter ${e.passed ? 'passed' : 'failed'}`,
  'nf.hook': (e) => e.hook,
  'ip.rcv': () => 'ip rcv',
  'ip.local-deliver': () => 'local deliver',
  'ip.forward': (e) => `forward to ${e.nextHop} by ${e.oif}`,
  'ip.output': (e) => `output to ${e.nextHop} by ${e.oif}`,
  'ip.fragment': (e) => `fragment into ${e.fragments.length} for mtu ${e.mtu}`,
  'ip.defrag': (e) => `defrag ${e.have}${e.complete ? ' complete' : ''}`,
  'ip.mtu-exceeded': (e) => `${e.length} exceeds mtu ${e.mtu}`,
  'ip.redirect': (e) => `redirect ${e.decision} ${e.gateway}${e.why ? ` (${e.why})` : ''}`,
  'ip.loopback-copy': () => 'loopback copy',
  'fib.exception': (e) =>
    `exception ${e.dst}${e.mtu ? ` mtu ${e.mtu}` : ''}${e.gateway ? ` via ${e.gateway}` : ''}`,
  'icmp.limited': (e) => `icmp ${e.type}/${e.code} limited (${e.limit})`,
  'icmp.suppressed': (e) => `icmp ${e.type}/${e.code} suppressed (${e.why})`,
  'udp.error': (e) => `udp error ${e.error.type === 'local' ? e.error.errno : e.error.message.type}`,
  'icmp.send': (e) => `icmp ${e.message.type} to ${e.to} from ${e.from}`,
  'icmp.rcv': (e) => `icmp rcv ${e.message.type}`,
  'ping.send': (e) => `ping ${e.icmpSeq}`,
  'ping.reply': (e) => `pong ${e.icmpSeq} ttl ${e.ttl}${e.duplicate ? ' DUP!' : ''}`,
  'ping.error': (e) => `ping error ${e.error.type === 'local' ? e.error.errno : e.error.message.type}`,
  'ping.end': (e) => `ping end ${e.received}/${e.sent}${e.errors ? ` +${e.errors} errors` : ''}`,
  'packet.deliver': (e) => `deliver ${e.to}`,
  'packet.drop': (e) => `drop ${e.reason}`,
};

function eventWords(world: World, event: TraceEvent): string {
  const words = WORDS[event.kind] as ((event: TraceEvent, world: World) => string) | undefined;
  return words ? words(event, world) : event.kind;
}

function skipText(skipped: EventOf<'br.flood'>['skipped']): string {
  const worth = skipped.filter((skip) => skip.why !== 'ingress');
  return worth.length === 0 ? '' : ` (not ${worth.map((skip) => `${skip.port} ${skip.why}`).join(', ')})`;
}

function fibText(event: EventOf<'fib.lookup'>): string {
  const { result } = event.answer;
  return result.type === 'none'
    ? 'none'
    : `${result.type} ${result.route.dst.addr}/${result.route.dst.prefixLen}`;
}
