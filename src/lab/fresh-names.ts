// Names that are free: for machines as mininet has them (h1, r1, s1), for ports as Linux does (eth0; swp1 on a switch).

import { rootNetnsDoc } from '../document/kinds.ts';
import type { LabDocument, MachineDoc } from '../document/schema.ts';

type Kind = MachineDoc['kind'];

const LETTER: Readonly<Record<Kind, string>> = { host: 'h', router: 'r', switch: 's' };

/** An id that no machine (cable, stimulus) of the document has: its letter, and a number after the greatest. */
export function freshId(letter: string, taken: readonly { readonly id: string }[]): string {
  let greatest = 0;
  for (const { id } of taken) {
    const number = id.startsWith(letter) ? Number(id.slice(letter.length)) : Number.NaN;
    if (Number.isInteger(number)) greatest = Math.max(greatest, number);
  }
  return `${letter}${greatest + 1}`;
}

export const freshMachineId = (document: LabDocument): string => freshId('m', document.machines);
export const freshCableId = (document: LabDocument): string => freshId('c', document.cables);

/** `h1`, `h2` … */
export function freshMachineName(document: LabDocument, kind: Kind): string {
  const taken = new Set(document.machines.map((machine) => machine.name));
  return firstFree((n) => `${LETTER[kind]}${n}`, taken);
}

/** What a copy of `name` is called: its number, or a first one, goes on. */
export function freshCopyName(name: string, taken: ReadonlySet<string>): string {
  const stem = name.replace(/\d+$/, '');
  return firstFree((n) => `${stem}${n}`, taken, Number(name.slice(stem.length) || 1) + 1);
}

/** The next port of a machine: `eth0` … or, on a switch, `swp1` … */
export function freshPortName(machine: MachineDoc): string {
  const taken = new Set(rootNetnsDoc(machine).devs.map((dev) => dev.name));
  return machine.kind === 'switch'
    ? firstFree((n) => `swp${n}`, taken)
    : firstFree((n) => `eth${n}`, taken, 0);
}

/** `ns1`, `ns2` … */
export function freshNetnsName(machine: MachineDoc): string {
  return firstFree((n) => `ns${n}`, new Set(machine.netns.map((netns) => netns.name)));
}

/** `br0`, `veth0` …: free in all namespaces of the machine, so that it can be moved. */
export function freshDevName(machine: MachineDoc, stem: string, also: readonly string[] = []): string {
  const names = machine.netns.flatMap((netns) => netns.devs.map((dev) => dev.name));
  return firstFree((n) => `${stem}${n}`, new Set([...names, ...also]), 0);
}

function firstFree(name: (n: number) => string, taken: ReadonlySet<string>, from = 1): string {
  let n = from;
  while (taken.has(name(n))) n++;
  return name(n);
}
