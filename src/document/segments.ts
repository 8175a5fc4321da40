// The broadcast domains of a document: devices that are joined by cables, bridges, veth pairs and macvlans hear each other.

import type { LabDocument } from './schema.ts';

export function devKey(machine: string, netns: string, dev: string): string {
  return `${machine}/${netns}/${dev}`;
}

export function endKey(end: { readonly machine: string; readonly port: string }): string {
  return devKey(end.machine, '', end.port);
}

/** A union-find over devices: what is joined hears each other's broadcasts. */
export class Segments {
  readonly #parents = new Map<string, string>();

  find(key: string): string {
    let root = key;
    for (let up = this.#parents.get(root); up !== undefined; up = this.#parents.get(root)) root = up;
    return root;
  }

  join(a: string, b: string): void {
    const rootA = this.find(a);
    const rootB = this.find(b);
    if (rootA !== rootB) this.#parents.set(rootB, rootA);
  }
}

export function joinSegments(document: LabDocument): Segments {
  const segments = new Segments();
  for (const machine of document.machines) {
    for (const netns of machine.netns) {
      for (const dev of netns.devs) {
        const key = devKey(machine.id, netns.name, dev.name);
        if (dev.master !== undefined) segments.join(devKey(machine.id, netns.name, dev.master), key);
        const { lower } = dev.macvlan ?? {};
        if (lower) segments.join(devKey(machine.id, lower.netns, lower.name), key);
        if (dev.peer) segments.join(key, devKey(machine.id, dev.peer.netns, dev.peer.name));
      }
    }
  }
  for (const cable of document.cables) {
    if (cable.plugged) segments.join(endKey(cable.ends[0]), endKey(cable.ends[1]));
  }
  return segments;
}
