// Who is joined to whom inside a card: what belongs together, and around what it is drawn.

import { by } from '../../../base/order.ts';
import { byId } from '../../../document/order.ts';
import type { BoxView, InsideView } from './inside.ts';

export interface InsideGraph {
  readonly box: (id: string) => BoxView;
  readonly neighbours: (id: string) => readonly string[];
  /** Is it joined to the root namespace? */
  readonly isAtRoot: (id: string) => boolean;
}

/** Boxes in the order in which a reader expects them: bridges as they were made, then namespaces by name. */
export function boxesInOrder(view: InsideView): BoxView[] {
  const namespaces = view.boxes.filter((box) => box.kind === 'netns').sort(by((box) => box.name, byId));
  return [...view.boxes.filter((box) => box.kind === 'bridge'), ...namespaces];
}

export function graphOf(view: InsideView): InsideGraph {
  const ordered = boxesInOrder(view);
  const boxes = new Map(ordered.map((box) => [box.id, box]));
  const neighbours = new Map(ordered.map((box) => [box.id, new Set<string>()]));
  const atRoot = new Set<string>();
  for (const { ends } of view.wires) {
    const [a, b] = [ends[0].box, ends[1].box];
    if (a === undefined || b === undefined) {
      const box = a ?? b;
      if (box !== undefined) atRoot.add(box);
    } else if (a !== b) {
      neighbours.get(a)?.add(b);
      neighbours.get(b)?.add(a);
    }
  }
  // In the order of their cables, which is that of the ports: what was plugged in first is on the left.
  const lists = new Map([...neighbours].map(([id, set]) => [id, [...set]]));
  return {
    box: (id) => boxes.get(id) as BoxView,
    neighbours: (id) => lists.get(id) ?? [],
    isAtRoot: (id) => atRoot.has(id),
  };
}

/** What hangs together without the root namespace; what is joined to that comes first, what stands alone last. */
export function components(view: InsideView, graph: InsideGraph): string[][] {
  const seen = new Set<string>();
  const found: string[][] = [];
  for (const { id } of boxesInOrder(view)) {
    if (seen.has(id)) continue;
    const members = [...distances(id, graph).keys()];
    for (const member of members) seen.add(member);
    found.push(members);
  }
  const rank = (members: readonly string[]): number =>
    members.some(graph.isAtRoot) ? 0 : members.length > 1 ? 1 : 2;
  return found.sort((a, b) => rank(a) - rank(b));
}

/** How many cables away everybody is, nearest first. */
export function distances(from: string, graph: InsideGraph): Map<string, number> {
  const found = new Map([[from, 0]]);
  for (const [id, distance] of found) {
    for (const next of graph.neighbours(id)) if (!found.has(next)) found.set(next, distance + 1);
  }
  return found;
}

/** The box on top, or in the middle: what is joined to the root namespace, else what is nearest to all, bridges first. */
export function hubOf(members: readonly string[], graph: InsideGraph): string {
  const candidates = members.some(graph.isAtRoot) ? members.filter(graph.isAtRoot) : members;
  const score = (id: string): number => {
    const eccentricity = Math.max(...distances(id, graph).values());
    const isBridge = graph.box(id).kind === 'bridge' || graph.box(id).ports > 1;
    return eccentricity * 1000 - (isBridge ? 500 : 0) - graph.neighbours(id).length;
  };
  return candidates.reduce((best, id) => (score(id) < score(best) ? id : best));
}

/** The boxes of a row of routers from one end to the other; undefined if there is a bridge, a fork or a circle. */
export function chainOf(members: readonly string[], graph: InsideGraph): string[] | undefined {
  const isPlain = (id: string): boolean =>
    graph.neighbours(id).length <= 2 && graph.box(id).ports === 0 && !graph.isAtRoot(id);
  const start = members.find((id) => graph.neighbours(id).length === 1);
  if (start === undefined || !members.every(isPlain)) return undefined;
  return [...distances(start, graph).keys()];
}
