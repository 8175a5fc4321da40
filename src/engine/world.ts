// The whole simulated network: machines, namespaces, cables, processes, what will happen and what has happened. All of it
// is journaled, so that the playhead can stand at any step of the trace (see playhead.ts).

import { invariant } from '../base/assert.ts';
import { IntList } from '../base/int-list.ts';
import { Cell, Journal, Table } from '../base/journal.ts';
import { Rng } from '../base/rng.ts';
import type { NetworkLayer, Packet, PacketId } from '../wire/packet.ts';
import type { EthernetHeader } from '../wire/ethernet.ts';
import type { Ctx } from './ctx.ts';
import type { CableId, MachineId, Nanos, NetnsId, Pid } from './ids.ts';
import type { CableEnd, MachineKind } from './netlink.ts';
import type { Netns } from './netns.ts';
import type { Process } from './process/process.ts';
import { Queue, type Scheduled } from './queue.ts';
import type { Task } from './task.ts';
import type { EventBody, TraceEvent } from './trace.ts';
import type { DiskChange } from './vfs/node.ts';

export interface Machine {
  readonly id: MachineId;
  readonly name: string;
  readonly kind: MachineKind;
  /** Counts the machines of a world from 1: their devices' default MAC addresses have it. */
  readonly ordinal: number;
}

export interface Cable {
  readonly id: CableId;
  readonly ends: readonly [CableEnd, CableEnd];
  readonly delay: Nanos;
  readonly loss: number;
  readonly plugged: boolean;
}

/** Stretches of steps that happened at once: one task of the queue, or one operation. Each is atomic for edits. */
export interface Turns {
  /** The number of the first event of each turn (of the next one with events, if it has none). */
  readonly firstEvents: IntList;
  /** Where each begins in the journal. */
  readonly journalStarts: IntList;
}

export class World {
  readonly journal = new Journal();
  readonly rng: Rng;
  readonly queue = new Queue<Task>(this.journal);
  readonly clock = new Cell<Nanos>(this.journal, 0 as Nanos);
  readonly machines = new Table<MachineId, Machine>(this.journal);
  readonly netns = new Table<NetnsId, Netns>(this.journal);
  readonly cables = new Table<CableId, Cable>(this.journal);
  /** What is on the machines' disks beyond a fresh install, by path; see vfs/disk.ts. */
  readonly disks = new Table<MachineId, Table<string, DiskChange>>(this.journal);
  readonly processes = new Table<Pid, Process>(this.journal);
  /** Frames that go round in a loop, and how often each has passed a bridge since that was noticed (device/storm.ts). */
  readonly storms = new Table<PacketId, number>(this.journal);
  /** The loops that were reported, by the names of their cables. */
  readonly loops = new Table<string, true>(this.journal);
  readonly #nextPacket = new Cell(this.journal, 1);
  readonly #nextPid = new Cell(this.journal, 1);

  /** Every event so far, those after the playhead included. */
  readonly events: TraceEvent[] = [];
  /** `marks[i]`: the journal's position right after event `i`. */
  readonly marks = new IntList();
  readonly turns: Turns = { firstEvents: new IntList(), journalStarts: new IntList() };
  /** The event that leads to whatever happens now. Only meaningful within a turn. */
  cause: number | undefined;
  /** Is the kernel at work on what came in? Then a frame that is sent waits until it is done (softirq). */
  softirq = false;

  constructor(seed: number) {
    this.rng = new Rng(this.journal, seed);
  }

  get now(): Nanos {
    return this.clock.get();
  }

  /** What was built is the beginning: forgets how, with its trace. What is queued and the numbers in use stay. */
  seal(): void {
    this.journal.reset();
    this.queue.forgetCauses();
    this.events.length = 0;
    this.marks.truncate(0);
    this.turns.firstEvents.truncate(0);
    this.turns.journalStarts.truncate(0);
    this.cause = undefined;
  }

  /** Begins a turn: what follows, up to the next turn, is one atomic stretch. */
  beginTurn(cause: number | undefined): void {
    invariant(
      this.journal.position === this.journal.length,
      'a turn begins in the past: drop its future first',
    );
    this.turns.firstEvents.push(this.events.length);
    this.turns.journalStarts.push(this.journal.position);
    this.cause = cause;
  }

  /** Records a decision. It becomes the cause of what comes next in this turn; returns its number. */
  emit(
    ctx: Pick<Ctx, 'ns' | 'iif' | 'oif'> | undefined,
    packet: Packet | undefined,
    body: EventBody,
  ): number {
    const seq = this.events.length;
    const dev = ctx?.oif ?? ctx?.iif;
    // One literal with every field, absent ones undefined: three times as fast as conditional spreads.
    const event = {
      seq,
      at: this.now,
      netns: ctx?.ns.id,
      dev: dev?.name,
      packet,
      cause: this.cause,
      ...body,
    } as unknown as TraceEvent;
    this.events.push(event);
    this.marks.push(this.journal.position);
    this.cause = seq;
    return seq;
  }

  /** A packet that begins here. */
  newPacket<N extends NetworkLayer>(net: N, eth?: EthernetHeader): Packet & { readonly net: N } {
    const id = this.#takePacketId();
    return eth ? { id, eth, net } : { id, net };
  }

  /** What the network layer makes of `packet`: a new one whose parent it is, without an Ethernet header yet. */
  derivePacket<N extends NetworkLayer>(packet: Packet, net: N): Packet & { readonly net: N } {
    return { id: this.#takePacketId(), parent: packet.id, net };
  }

  /** `packet` with other headers: a new packet with a parent. */
  rewrite<P extends Partial<Pick<Packet, 'eth' | 'net'>>>(packet: Packet, change: P): Packet & P {
    return { ...packet, ...change, id: this.#takePacketId(), parent: packet.id };
  }

  newPid(): Pid {
    const pid = this.#nextPid.get();
    this.#nextPid.set(pid + 1);
    return pid as Pid;
  }

  /** Has `task` done `delay` from now. `background` work alone doesn't keep a run going. */
  schedule(delay: Nanos, task: Task, background = false): Scheduled<Task> {
    return this.queue.push({ at: (this.now + delay) as Nanos, task, background, cause: this.cause });
  }

  /** Has `task` done at `at`, because of what happens now. */
  scheduleAt(at: Nanos, task: Task): void {
    this.queue.push({ at, task, background: false, cause: this.cause });
  }

  #takePacketId(): PacketId {
    const id = this.#nextPacket.get();
    this.#nextPacket.set(id + 1);
    return id as PacketId;
  }
}
