// The spanning tree.

import type { EventOf } from '../../engine/trace.ts';
import type { Bpdu } from '../../wire/bpdu.ts';
import { SECOND } from '../../engine/ids.ts';
import { code, say, sentences } from '../say.ts';
import type { Body, Place, Summaries, Tellers } from '../tell.ts';

type StpKind = Extract<keyof Tellers, `br.stp.${string}`>;

export const stp: Pick<Tellers, StpKind> = {
  'br.stp.send': (e, at) =>
    e.bpdu.type === 'tcn'
      ? {
          title: `${at.machine} tells the root that the topology has changed`,
          body: say`${code(e.bridge)} opened or shut a port. A topology change notification leaves by the root port ${code(at.dev)}, and is repeated until the next bridge acknowledges it.`,
        }
      : { title: `${at.machine} sends a BPDU by ${at.dev}`, body: claim(e.bridge, e.bpdu) },
  'br.stp.rcv': (e, at) => ({ title: receivedTitle(e, at), body: VERDICT[e.verdict](e, at) }),
  'br.stp.state': (e, at) => ({ title: `${at.dev} is ${e.to} now`, body: stateBody(e, at) }),
  'br.stp.root': (e, at) =>
    e.port === undefined
      ? {
          title: `${at.machine} is the root of the spanning tree`,
          body: say`${code(e.bridge)} hears of no bridge with a lower identifier than its own, ${code(e.root)}: it is the root, and every path is measured from it.`,
        }
      : {
          title: `${at.machine} reaches the root by ${e.port}`,
          body: say`The root is the bridge with the lowest identifier, ${code(e.root)}. Of the ports of ${code(e.bridge)}, ${code(e.port)} has the cheapest way to it: its path costs ${e.cost}.`,
        },
  'br.stp.topology': (e, at) => ({
    title: e.changing
      ? `${at.machine} learns that the topology changes`
      : `The topology of ${at.machine} has settled`,
    body: e.changing
      ? say`Addresses may be behind other ports than before: when ${code(e.bridge)} next clears up its forwarding database, only what it heard within ${e.ageing / SECOND} s (the forward delay) stays.`
      : say`${code(e.bridge)} keeps what it learns for ${e.ageing / SECOND} s again, its ageing time.`,
  }),
};

function claim(bridge: string, bpdu: Extract<Bpdu, { type: 'config' }>): Body {
  return sentences(
    say`${code(bridge)} speaks for this segment. It says that the root is ${code(bpdu.root)}, at a cost of ${bpdu.rootPathCost} from here, and that it is ${code(bpdu.bridge)} itself.`,
    bpdu.topologyChange
      ? say`The topology change flag tells everybody to forget learned addresses sooner.`
      : undefined,
    bpdu.topologyChangeAck ? say`It acknowledges the notification of a change.` : undefined,
  );
}

function receivedTitle({ bpdu, verdict }: EventOf<'br.stp.rcv'>, { machine }: Place): string {
  if (verdict === 'change') return `${machine} is told of a topology change`;
  if (verdict === 'guarded') return `${machine} shuts a port that mustn't get BPDUs`;
  if (verdict === 'better') return `${machine} believes a better BPDU`;
  return verdict === 'worse'
    ? `${machine} knows better than the BPDU`
    : `${machine} ignores the ${bpdu.type} BPDU`;
}

const VERDICT: Readonly<
  Record<EventOf<'br.stp.rcv'>['verdict'], (e: EventOf<'br.stp.rcv'>, at: Place) => Body>
> = {
  better: (e, at) =>
    say`What it says is at least as good as what ${code(at.dev)} has known so far: ${words(e.bpdu)}. The lower root counts first, then the lower cost, the lower bridge, the lower port. ${code(e.bridge)} chooses its root port and its ports' roles anew.`,
  worse: (e, at) =>
    say`It says ${words(e.bpdu)}, and ${code(e.bridge)} has something better to say on ${code(at.dev)}. It answers, so that the sender learns of it.`,
  ignored: (e, at) =>
    say`${code(at.dev)} doesn't speak for this segment, or the message is too old or worse than what is known: nothing changes at ${code(e.bridge)}.`,
  change: (e) =>
    say`A bridge below has opened or shut a port. ${code(e.bridge)} acknowledges it with its next BPDU and passes the word on towards the root.`,
  guarded: (_e, at) =>
    say`BPDU guard is on at ${code(at.dev)}: no bridge may be there, so the port is closed.`,
};

function words(bpdu: Bpdu): Body {
  if (bpdu.type === 'tcn') return say`that the topology has changed`;
  return say`root ${code(bpdu.root)}, cost ${bpdu.rootPathCost}, bridge ${code(bpdu.bridge)}`;
}

const ROLES: Readonly<Record<EventOf<'br.stp.state'>['role'], string>> = {
  root: 'It leads to the root bridge (root port).',
  designated: 'Its bridge speaks for this segment (designated port).',
  alternate:
    'Another bridge speaks for this segment and another port leads to the root, so this one would close a loop.',
  disabled: '',
};

function stateBody(e: EventOf<'br.stp.state'>, at: Place): Body {
  const port = code(at.dev);
  const state: Readonly<Record<typeof e.to, Body>> = {
    disabled: say`${port} takes no part: it is down, or ${code(e.bridge)} is.`,
    blocking: say`${port} passes no frames on and learns nothing, but goes on hearing BPDUs: when they cease, it takes over.`,
    listening: say`${port} passes nothing on yet and learns nothing. For one forward delay it listens whether somebody better is there.`,
    learning: say`${port} learns who is behind it, but passes nothing on for another forward delay.`,
    forwarding: say`${port} learns and passes frames on.`,
  };
  return sentences(state[e.to], say`${ROLES[e.role]}`);
}

export const STP_SUMMARIES: Pick<Summaries, StpKind> = {
  'br.stp.send': (e) =>
    e.bpdu.type === 'tcn' ? 'topology change' : `root ${e.bpdu.root}, cost ${e.bpdu.rootPathCost}`,
  'br.stp.rcv': (e) => `${e.bpdu.type === 'tcn' ? 'TCN' : `BPDU of ${e.bpdu.bridge}`}: ${e.verdict}`,
  'br.stp.state': (e, at) => `${at.dev} ${e.from} → ${e.to}`,
  'br.stp.root': (e) =>
    e.port === undefined ? `${e.bridge} is the root` : `root ${e.root} by ${e.port}, cost ${e.cost}`,
  'br.stp.topology': (e) => (e.changing ? 'topology changes' : 'topology settled'),
};
