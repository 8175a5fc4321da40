// Where and why a probe failed, and how to repair it: the root cause of a finished run in a sentence and a command.

import type { EventOf, TraceEvent } from '../engine/trace.ts';
import type { World } from '../engine/world.ts';
import type { Ipv4Addr } from '../wire/ipv4-addr.ts';
import { neighbourText, noReturnText, titleText, tooBigText, ttlText } from './diagnosis-text.ts';
import { explain } from './explain.ts';
import type { Diagnosis, Fix, Names, Said } from './explanation.ts';
import { fixOf } from './fix.ts';
import { hasSucceeded, lastProbe, type RootCause, rootCause } from './root-cause.ts';
import { absenceFixes, absenceOf } from './absence.ts';
import type { NetnsId } from '../engine/ids.ts';
import { routeCommand } from './route-advice.ts';
import { plain } from './say.ts';
import { endsOf, netnsOf } from './tell.ts';

/** undefined if the last probe was answered, or nothing says why it wasn't. */
export function diagnose(events: readonly TraceEvent[], names: Names, world?: World): Diagnosis | undefined {
  const run = lastProbe(events);
  if (hasSucceeded(run)) return undefined;
  const cause = rootCause(run);
  if (!cause) return undefined;
  const around: Around = { run, names, world };
  return {
    event: cause.event.seq,
    title: titleText(cause, names),
    sentence: sentenceOf(cause, around),
    fix: fixesOf(cause.event, around),
  };
}

interface Around {
  readonly run: readonly TraceEvent[];
  readonly names: Names;
  readonly world: World | undefined;
}

function sentenceOf({ event, what }: RootCause, around: Around): Said {
  const { names } = around;
  if (event.kind === 'icmp.suppressed') return noReturnText(event, names);
  if (event.kind === 'packet.drop' && event.reason === 'NEIGH_FAILED') return neighbour(event, around);
  if (event.kind === 'packet.drop' && event.reason === 'IP_INHDR' && event.detail?.ttl !== undefined) {
    return ttlText(event, names, circled(event, around.run));
  }
  if (event.kind === 'packet.drop' && event.reason === 'PKT_TOO_BIG') return tooBigText(event, names);
  if (event.kind === 'packet.drop' && event.reason === 'IP_INNOROUTES' && what === 'reply') {
    return noReturnText(event, names);
  }
  return {
    en: plain(explain(event, names, 'en').body),
    ko: plain(explain(event, names, 'ko').body),
  };
}

function neighbour(event: EventOf<'packet.drop'>, { run, names, world }: Around): Said {
  const ip = failedNeighbour(run, event);
  const isGateway = ip !== endsOf(event.packet).dst;
  const absence =
    world && ip !== undefined ? absenceOf(world, netnsOf(event), ip) : { kind: 'unknown' as const };
  const owner = 'owner' in absence ? names.netns(absence.owner.ns.id) : '';
  const dev = 'owner' in absence ? names.dev(absence.owner.ns.id, absence.owner.addr.dev) : '';
  return neighbourText(event, names, { ip: ip ?? '?', isGateway, why: absence.kind, owner, dev });
}

/** Whom the machine had asked for. */
function failedNeighbour(run: readonly TraceEvent[], event: TraceEvent): Ipv4Addr | undefined {
  const failed = run.findLast(
    (e) => e.kind === 'neigh.state' && e.to === 'FAILED' && e.netns === event.netns && e.at <= event.at,
  );
  return failed?.kind === 'neigh.state' ? failed.ip : undefined;
}

function lookupBefore(run: readonly TraceEvent[], event: TraceEvent): EventOf<'fib.lookup'> | undefined {
  const before = run.slice(0, run.indexOf(event));
  const found = before.findLast((e) => e.kind === 'fib.lookup' && e.netns === event.netns);
  return found?.kind === 'fib.lookup' ? found : undefined;
}

/** Did a machine forward the same packet twice? */
function circled(event: TraceEvent, run: readonly TraceEvent[]): boolean {
  const { dst } = endsOf(event.packet);
  const forwards = run.filter((e) => e.kind === 'ip.forward' && endsOf(e.packet).dst === dst);
  const seen = new Map<string, number>();
  for (const { netns = '' } of forwards) seen.set(netns, (seen.get(netns) ?? 0) + 1);
  return Math.max(0, ...seen.values()) > 1;
}

function fixesOf(event: TraceEvent, { run, names, world }: Around): readonly Fix[] {
  if (world && event.kind === 'packet.drop' && event.reason === 'NEIGH_FAILED') {
    const ip = failedNeighbour(run, event);
    const absence = ip && absenceOf(world, netnsOf(event), ip);
    return absence ? absenceFixes(absence, world, netnsOf(event)).map((fix) => named(fix, names)) : [];
  }
  const lookup =
    event.kind === 'packet.drop' && event.reason.startsWith('route-') && lookupBefore(run, event);
  return (lookup ? routeRemoval(lookup) : commandsOf(event, world)).map((command) =>
    named({ netns: netnsOf(event), command }, names),
  );
}

function named({ netns, command }: { netns: NetnsId; command: string }, names: Names): Fix {
  return { machine: names.netns(netns), command };
}

function commandsOf(event: TraceEvent, world: World | undefined): readonly string[] {
  const netns = netnsOf(event);
  switch (event.kind) {
    case 'icmp.suppressed':
      // The request names whom the answer would have gone to.
      return [routeCommand(world, netns, endsOf(event.packet).src as Ipv4Addr)];
    case 'fib.lookup':
      return lookupCommands(event, world);
    case 'packet.drop':
      return dropCommands(event, world);
    case 'fib.rp-filter':
      return event.mode === 1
        ? ['sysctl -w net.ipv4.conf.all.rp_filter=2']
        : [routeCommand(world, netns, endsOf(event.packet).src as Ipv4Addr)];
    case 'arp.rcv':
      return event.why === 'no-route-to-sender'
        ? [routeCommand(world, netns, endsOf(event.packet).src as Ipv4Addr)]
        : [];
    default:
      return [];
  }
}

function lookupCommands(event: EventOf<'fib.lookup'>, world: World | undefined): readonly string[] {
  const { result, flow } = event.answer;
  if (result.type === 'none') return [routeCommand(world, netnsOf(event), flow.dst)];
  return routeRemoval(event);
}

function routeRemoval(event: EventOf<'fib.lookup'>): readonly string[] {
  const { result } = event.answer;
  if (result.type === 'none') return [];
  const { dst } = result.route;
  return [`ip route del ${result.type} ${dst.addr}/${dst.prefixLen}`];
}

function dropCommands(event: EventOf<'packet.drop'>, world: World | undefined): readonly string[] {
  switch (event.reason) {
    case 'IP_INNOROUTES':
    case 'IP_OUTNOROUTES':
      return [routeCommand(world, netnsOf(event), endsOf(event.packet).dst as Ipv4Addr)];
    default:
      return fixOf(event);
  }
}
