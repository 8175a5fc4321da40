// Stepping back and forth over neighbours: the table and the queue of timers are what they were.

import { turnStarts } from '../../support/turns.ts';
import { describe, expect, it } from 'vitest';
import { seekEvent } from '../../../src/engine/playhead.ts';
import { neighList } from '../../../src/engine/neigh/table.ts';
import { H2, H3, loneHost, type LoneHost, MAC2, MAC3 } from './lone-host.ts';

/** An entry's whole life and a few neighbours beside it. */
function live(host: LoneHost): void {
  host.send();
  host.send(H3);
  host.until(1.5);
  host.hear({ op: 'reply' });
  host.until(40);
  host.send();
  host.neighOp({ op: 'neigh.replace', ip: H3, mac: MAC3 });
  host.until(46.5);
  host.hear({ op: 'request', sha: MAC3, spa: H2 });
  host.neighOp({ op: 'neigh.del', ip: H3 });
  host.send();
  host.until(60);
  host.hear({ op: 'reply', sha: MAC2 });
  host.neighOp({ op: 'neigh.flush' });
}

function snapshot({ ns, world }: LoneHost): string {
  const pending = world.queue.pending().map(({ at, task, background }) => [at, task.kind, background]);
  return JSON.stringify([world.now, neighList(ns), pending, world.queue.hasForeground]);
}

describe('a run of the NUD machine', () => {
  const host = loneHost();
  const snapshots = [snapshot(host)];
  const emit = host.world.emit.bind(host.world);
  host.world.emit = (...args) => {
    const seq = emit(...args);
    snapshots[seq + 1] = snapshot(host);
    return seq;
  };
  live(host);
  const last = host.world.events.length - 1;
  const end = snapshot(host);

  it('goes through every state that a neighbour can have', () => {
    const states = new Set(host.world.events.flatMap((e) => (e.kind === 'neigh.state' ? [e.to] : [])));
    expect([...states].sort()).toEqual([
      'DELAY',
      'FAILED',
      'INCOMPLETE',
      'NONE',
      'PERMANENT',
      'PROBE',
      'REACHABLE',
      'STALE',
    ]);
  });
  it('is undone to nothing and redone to the same end', () => {
    seekEvent(host.world, -1);
    expect(neighList(host.ns)).toEqual([]);
    seekEvent(host.world, last);
    expect(snapshot(host)).toBe(end);
  });
  it('is the same at each step in both directions', () => {
    const at = (seq: number) => {
      seekEvent(host.world, seq);
      return snapshot(host);
    };
    const forwards = Array.from({ length: last + 1 }, (_, seq) => at(seq));
    const backwards = Array.from({ length: last + 1 }, (_, i) => at(last - i)).reverse();
    expect(backwards).toEqual(forwards);
    // In the middle of a turn the step is what it was right after its event.
    const turnEnds = new Set(turnStarts(host.world).map((start) => start - 1));
    const middles = forwards.flatMap((_, seq) => (turnEnds.has(seq) || seq === last ? [] : [seq]));
    expect(middles.map((seq) => forwards[seq])).toEqual(middles.map((seq) => snapshots[seq + 1]));
  });
});
