// The ladder: a sequence diagram of the run. Machines are columns in the order in which they stand on the canvas; every
// frame that leaves a machine is an arrow, every packet that dies on the way is a cross.

import type { NetnsId } from '../../engine/ids.ts';
import type { TraceEvent } from '../../engine/trace.ts';
import type { ProtocolFilter } from '../../store/app-state.ts';
import { groupOf, isShown } from '../../store/event-filter.ts';
import { frameLabel } from './frame-label.ts';
import { isUsual } from './scrubber-ticks.ts';

export interface LadderArrow {
  readonly kind: 'arrow';
  readonly seq: number;
  readonly from: number;
  readonly to: number;
  readonly group: ProtocolFilter;
  readonly label: string;
}

export interface LadderDrop {
  readonly kind: 'drop';
  readonly seq: number;
  readonly from: number;
  readonly label: string;
}

export type LadderItem = LadderArrow | LadderDrop;

export interface LadderLayout {
  /** The machines' ids. */
  readonly columns: readonly string[];
  readonly items: readonly LadderItem[];
}

export interface LadderMachine {
  readonly id: string;
  readonly position: { readonly x: number; readonly y: number };
}

/** The columns are the machines that a frame or a drop touches. */
export function ladderLayout(
  events: readonly TraceEvent[],
  machines: readonly LadderMachine[],
  filter: readonly ProtocolFilter[],
): LadderLayout {
  const shown = events.filter((event) => isLadderEvent(event) && isShown(event, filter));
  const touched = new Set(shown.flatMap(machinesOf));
  const columns = machines
    .filter(({ id }) => touched.has(id))
    .sort((a, b) => a.position.x - b.position.x || a.position.y - b.position.y || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
  const columnOf = new Map(columns.map((id, column) => [id, column]));
  return { columns, items: shown.flatMap((event) => itemOf(event, columnOf)) };
}

/** Columns stand in the middle of equal shares of the width: a CSS percentage. */
export function columnLeft(column: number, of: number): string {
  return `${((column + 0.5) / of) * 100}%`;
}

/** The item that event `seq` belongs to: its own, or the last one before it; -1 before the first. */
export function ladderItemAt(items: readonly LadderItem[], seq: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle] as LadderItem).seq <= seq) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function isLadderEvent(event: TraceEvent): boolean {
  if (event.kind === 'dev.xmit') return event.medium !== 'loopback';
  return event.kind === 'packet.drop' && !isUsual(event);
}

function machinesOf(event: TraceEvent): string[] {
  const here = machineOf(event.netns);
  const there = event.kind === 'dev.xmit' ? machineOf(event.to.netns) : undefined;
  return [here, there].filter((id) => id !== undefined);
}

function machineOf(netns: NetnsId | undefined): string | undefined {
  return netns?.split('/')[0];
}

function itemOf(event: TraceEvent, columnOf: ReadonlyMap<string, number>): LadderItem[] {
  const from = columnOf.get(machineOf(event.netns) ?? '');
  if (from === undefined) return [];
  if (event.kind === 'packet.drop') return [{ kind: 'drop', seq: event.seq, from, label: event.reason }];
  if (event.kind !== 'dev.xmit' || !event.packet) return [];
  const to = columnOf.get(machineOf(event.to.netns) ?? '');
  if (to === undefined || to === from) return [];
  const label = frameLabel(event.packet);
  return [{ kind: 'arrow', seq: event.seq, from, to, group: groupOf(event), label }];
}
