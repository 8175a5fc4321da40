// What the event at the playhead concerns: the machine, port and cable that light up; and where packets have ended badly
// so far.

import type { DropReason } from '../../../engine/drop-reason.ts';
import type { TraceEvent } from '../../../engine/trace.ts';
import type { AppState } from '../../../store/app-state.ts';

export interface Current {
  readonly machine: string | undefined;
  /** `m1/red`; the root namespace of a machine is called as the machine is. */
  readonly netns: string | undefined;
  readonly dev: string | undefined;
  readonly cable: string | undefined;
  /** The device at one end of the veth pair that a frame travels through, as `netns dev`. */
  readonly wire: string | undefined;
  readonly tone: 'lit' | 'drop';
}

const NOTHING: Current = {
  machine: undefined,
  netns: undefined,
  wire: undefined,
  dev: undefined,
  cable: undefined,
  tone: 'lit',
};

/** Every broadcast ends so at everybody whom it isn't for: nothing to point out. */
const ORDINARY: ReadonlySet<DropReason> = new Set<DropReason>([
  'OTHERHOST',
  'arp-not-for-us',
  'arp-ignored',
  'bridge-same-port',
  'NO_TX_TARGET',
  'reserved-multicast',
]);

export function isAlarming(reason: DropReason): boolean {
  return !ORDINARY.has(reason);
}

// One slot: hundreds of cards ask about the same event.
let asked: TraceEvent | undefined;
let answer = NOTHING;

export function currentOf(state: AppState): Current {
  const events = state.lab.world.events;
  const event = events[state.cursor];
  if (event === undefined) return NOTHING;
  if (event !== asked) {
    answer = readCurrent(event, events);
    asked = event;
  }
  return answer;
}

function readCurrent(event: TraceEvent, events: readonly TraceEvent[]): Current {
  return {
    machine: machineOf(event),
    netns: event.netns,
    dev: event.dev,
    cable: cableOf(event, events),
    wire: isTransfer(event) ? `${event.netns} ${event.dev}` : undefined,
    tone: event.kind === 'packet.drop' && isAlarming(event.reason) ? 'drop' : 'lit',
  };
}

function cableOf(event: TraceEvent, events: readonly TraceEvent[]): string | undefined {
  if (event.kind === 'dev.xmit') return event.cable;
  const cause = event.kind === 'dev.rcv' && event.cause !== undefined ? events[event.cause] : undefined;
  return cause?.kind === 'dev.xmit' ? cause.cable : undefined;
}

function isTransfer(event: TraceEvent): boolean {
  return event.kind === 'dev.xmit' || event.kind === 'dev.rcv';
}

function machineOf(event: TraceEvent): string | undefined {
  return event.netns?.split('/')[0];
}

export interface Drop {
  readonly seq: number;
  readonly reason: DropReason;
}

interface DropIndex {
  readonly events: readonly TraceEvent[];
  readonly recording: number;
  readonly byMachine: ReadonlyMap<string, readonly Drop[]>;
}

let drops: DropIndex | undefined;

/** The alarming drops at `machine` up to the playhead, oldest first: how many, and the last of them. */
export function dropsAt(state: AppState, machine: string): { count: number; last: Drop } | undefined {
  const events = state.lab.world.events;
  if (drops?.events !== events || drops.recording !== state.recording) {
    drops = { events, recording: state.recording, byMachine: indexDrops(events) };
  }
  const list = drops.byMachine.get(machine) ?? [];
  let count = 0;
  while (count < list.length && (list[count] as Drop).seq <= state.cursor) count++;
  const last = list[count - 1];
  return last && { count, last };
}

function indexDrops(events: readonly TraceEvent[]): Map<string, Drop[]> {
  const byMachine = new Map<string, Drop[]>();
  for (const event of events) {
    if (event.kind !== 'packet.drop' || !isAlarming(event.reason)) continue;
    const machine = machineOf(event);
    if (machine === undefined) continue;
    const list = byMachine.get(machine);
    const drop = { seq: event.seq, reason: event.reason };
    if (list) list.push(drop);
    else byMachine.set(machine, [drop]);
  }
  return byMachine;
}
