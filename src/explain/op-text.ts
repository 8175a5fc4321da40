// The command that an operation stands for, and for what only hands do, a line in its place.

import type { Op } from '../engine/netlink.ts';
import { commandOf } from '../lab/commands.ts';

export function opCommand(op: Op): string | undefined {
  return commandOf(op);
}

/** What hands do, as a key that the languages put into words. */
export type HandWork =
  | 'machine.add'
  | 'machine.set'
  | 'machine.del'
  | 'cable.add'
  | 'cable.set'
  | 'cable.del';

export function handWork(op: Op): HandWork | undefined {
  switch (op.op) {
    case 'machine.add':
    case 'machine.set':
    case 'machine.del':
    case 'cable.add':
    case 'cable.set':
    case 'cable.del':
      return op.op;
    default:
      return undefined;
  }
}
