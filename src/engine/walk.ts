// The run loop: takes the next task, moves the clock to it, and lets the stage that it belongs to do its part. Each task
// is one turn of the trace.

import { assertNever } from '../base/assert.ts';
import { devRcv } from './device/rcv.ts';
import { stpPortTimer, stpTimer } from './device/stp-timer.ts';
import type { Nanos } from './ids.ts';
import { addrLifetimeTimer } from './fib/addr-lifetime.ts';
import { nextFragment } from './ip/fragment.ts';
import { fragExpire } from './ip/frag-expire.ts';
import { neighTimer } from './neigh/timer.ts';
import { processTimer } from './process/timer.ts';
import type { Scheduled } from './queue.ts';
import type { Task } from './task.ts';
import type { World } from './world.ts';

export interface RunLimits {
  /** Run up to this time, housekeeping included, and leave the clock there. Absent: until only housekeeping is left. */
  readonly until?: Nanos;
  /** Stop after the turn in which this many events are recorded. */
  readonly maxEvents: number;
  /** Stop after this many frames have arrived somewhere. */
  readonly maxFrames?: number;
}

export interface RunOutcome {
  /**
   * `idle`: nothing is left to do; `time`: `until` is reached; `budget`: a limit is; `storm`: however it ended, a frame
   * went round in a loop of bridges. What a storm leaves on the way is ended by `storm-bound`, so it comes to an end.
   */
  readonly reason: 'idle' | 'time' | 'budget' | 'storm';
}

export function run(world: World, limits: RunLimits): RunOutcome {
  const storms = world.storms.size;
  const reason = runUntilDone(world, limits);
  return { reason: world.storms.size > storms ? 'storm' : reason };
}

function runUntilDone(world: World, limits: RunLimits): 'idle' | 'time' | 'budget' {
  const { until } = limits;
  const maxEvents = world.events.length + limits.maxEvents;
  let frames = limits.maxFrames ?? Number.POSITIVE_INFINITY;
  for (;;) {
    const next = world.queue.peek();
    if (until !== undefined) {
      if (!next || next.at > until) return reachTime(world, until);
    } else if (!next || !world.queue.hasForeground) return 'idle';
    if (world.events.length >= maxEvents || frames <= 0) return 'budget';
    if (next.task.kind === 'dev.rcv') frames--;
    takeTurn(world, next);
  }
}

/** Time passes, without an event: a turn of its own, so that the playhead can stand before it. */
function reachTime(world: World, until: Nanos): 'time' {
  if (until <= world.now) return 'time';
  world.beginTurn(undefined);
  world.clock.set(until);
  return 'time';
}

function takeTurn(world: World, next: Scheduled<Task>): void {
  world.beginTurn(next.cause);
  world.queue.pop();
  world.clock.set(next.at);
  // A program runs by its timer; everything else is done in a softirq.
  world.softirq = next.task.kind !== 'process.timer' && next.task.kind !== 'ip.frag.next';
  dispatch(world, next.task);
  world.softirq = false;
}

function dispatch(world: World, task: Task): void {
  switch (task.kind) {
    case 'dev.rcv':
      return arrive(world, task);
    case 'neigh.timer': {
      const ns = world.netns.get(task.netns);
      if (ns) neighTimer(world, ns, task.key);
      return;
    }
    case 'br.stp.timer':
      return stpTimer(world, task);
    case 'br.stp.port-timer':
      return stpPortTimer(world, task);
    case 'addr.lifetime': {
      const ns = world.netns.get(task.netns);
      if (ns) addrLifetimeTimer(world, ns);
      return;
    }
    case 'ip.frag.next': {
      const ns = world.netns.get(task.netns);
      if (ns) nextFragment(world, ns, task);
      return;
    }
    case 'ip.frag.expire': {
      const ns = world.netns.get(task.netns);
      if (ns) fragExpire(world, ns, task.key);
      return;
    }
    case 'process.timer':
      return processTimer(world, task.pid, task.what);
    default:
      return assertNever(task);
  }
}

/** A frame is at the end of its cable or pair. Much may have changed while it was on its way. */
function arrive(world: World, task: Extract<Task, { kind: 'dev.rcv' }>): void {
  const ns = world.netns.get(task.netns);
  const iif = ns?.devs.get(task.ifindex);
  if (!ns || !iif || isPulledOut(world, task)) {
    world.emit(ns && (iif ? { ns, iif } : { ns }), task.packet, {
      kind: 'packet.drop',
      reason: 'no-carrier',
    });
  } else if (!iif.up) {
    world.emit({ ns, iif }, task.packet, { kind: 'packet.drop', reason: 'DEV_READY' });
  } else {
    devRcv({ world, ns, iif, path: task.path }, task.packet);
  }
}

function isPulledOut(world: World, task: Extract<Task, { kind: 'dev.rcv' }>): boolean {
  return task.cable !== undefined && world.cables.get(task.cable)?.plugged !== true;
}
