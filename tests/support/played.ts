// An example, run through the store as the page does it.

import { unwrap } from '../../src/base/result.ts';
import { EXAMPLES } from '../../src/document/examples.ts';
import type { Op } from '../../src/engine/netlink.ts';
import type { TraceEvent } from '../../src/engine/trace.ts';
import type { AppState } from '../../src/store/app-state.ts';
import { type AppStore, createAppStore } from '../../src/store/app-store.ts';

/** The state after example `id` has run its first stimulus, with `ops` done before. */
export function played(id: string, ops: readonly Op[] = []): AppState {
  return playedStore(id, ops).getState();
}

export function playedStore(id: string, ops: readonly Op[] = []): AppStore {
  const example = EXAMPLES.find((candidate) => candidate.id === id);
  if (!example) throw new Error(`no example "${id}": there are ${EXAMPLES.map((e) => e.id).join(', ')}`);
  const store = createAppStore();
  const { actions } = store.getState();
  unwrap(actions.openDocument(example.document));
  if (ops.length > 0) unwrap(actions.applyOps({ key: 'edit' }, ops));
  actions.runStimulus();
  return store;
}

/** The first event of `kind`, or its `n`th. */
export function eventOf(events: readonly TraceEvent[], kind: TraceEvent['kind'], n = 0): TraceEvent {
  const event = events.filter((candidate) => candidate.kind === kind)[n];
  if (!event) throw new Error(`no event ${kind} number ${n}`);
  return event;
}
