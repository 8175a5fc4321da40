// The names of things in a world. An id never changes; what a user may rename has a name beside it.

import type { Brand } from '../base/brand.ts';

/** Virtual time in integer nanoseconds since the world began. */
export type Nanos = Brand<number, 'Nanos'>;
export type MachineId = Brand<string, 'MachineId'>;
/** `MACHINE` is a machine's root namespace, `MACHINE/NAME` a named one. */
export type NetnsId = Brand<string, 'NetnsId'>;
export type CableId = Brand<string, 'CableId'>;
/** Unique within a namespace, starts at 1 (`lo`). */
export type IfIndex = Brand<number, 'IfIndex'>;
/** A process, unique within a world. */
export type Pid = Brand<number, 'Pid'>;

export const MICROSECOND = 1_000;
export const MILLISECOND = 1_000_000;
export const SECOND = 1_000_000_000;

export function rootNetnsOf(machine: MachineId): NetnsId {
  return machine as string as NetnsId;
}

/** Of a namespace that lost its name, once another one takes the name. */
export function namelessNetnsOf(machine: MachineId, ordinal: number): NetnsId {
  return `${machine}/#${ordinal}` as NetnsId;
}

export function namedNetnsOf(machine: MachineId, name: string): NetnsId {
  return `${machine}/${name}` as NetnsId;
}
