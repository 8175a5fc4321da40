// Which lines a command is for (match_address_p in GNU sed's execute.c).

import type { Co } from '../../co.ts';
import type { Address, Command, RangeEnd } from './command.ts';

export interface Place {
  readonly line: number;
  isLast(): Co<boolean>;
  matches(regex: Extract<Address, { kind: 'regex' }>['regex']): boolean;
}

/** A range's state: the last line it holds for, `until` a regular expression matches, or over for good. */
type Range = number | 'until' | 'closed';

export class Selection {
  readonly #ranges = new Map<Command, Range>();

  *selects(command: Command, place: Place): Co<boolean> {
    const { from, to, negated } = command.selector;
    if (!from) return !negated;
    const inside = to ? yield* this.#inRange(command, from, to, place) : yield* isAt(from, place);
    return inside !== negated;
  }

  /** Is this the last line of the range that it is in? */
  isOver(command: Command): boolean {
    const range = this.#ranges.get(command);
    return range === undefined || range === 'closed';
  }

  *#inRange(command: Command, from: Address, to: RangeEnd, place: Place): Co<boolean> {
    const range =
      this.#ranges.get(command) ?? (from.kind === 'line' && from.line === 0 ? 'until' : undefined);
    const isNumbered = from.kind === 'line';
    if (range === undefined || range === 'closed') {
      if (range === 'closed' && isNumbered) return false;
      if (isNumbered ? place.line < from.line : !(yield* isAt(from, place))) return false;
      const end = to.kind === 'regex' || to.kind === 'last' ? 'until' : endOf(to, place.line);
      const isDone =
        typeof end === 'number' ? end <= place.line : to.kind === 'last' && (yield* place.isLast());
      this.#ranges.set(command, isDone ? 'closed' : end);
      return true;
    }
    if (range === 'until') {
      const isEnd = to.kind === 'regex' ? place.matches(to.regex) : yield* place.isLast();
      this.#ranges.set(command, isEnd ? 'closed' : 'until');
      return true;
    }
    if (place.line >= range) this.#ranges.set(command, 'closed');
    return place.line <= range;
  }
}

function endOf(to: Exclude<RangeEnd, { kind: 'regex' | 'last' }>, line: number): number {
  if (to.kind === 'line') return to.line;
  if (to.kind === 'plus') return line + to.count;
  return to.of === 0 ? line : line + to.of - (line % to.of);
}

function* isAt(address: Address, place: Place): Co<boolean> {
  switch (address.kind) {
    case 'line':
      return place.line === address.line;
    case 'step':
      return place.line >= address.first && (place.line - address.first) % address.step === 0;
    case 'last':
      return yield* place.isLast();
    default:
      return place.matches(address.regex);
  }
}
