// Which programs there are. Each area exports a list; a registry joins lists.

import type { Program } from './program.ts';

export interface Registry {
  /** By name. */
  readonly all: readonly Program[];
  get(name: string): Program | undefined;
}

/** Of two programs with one name the first counts. */
export function createRegistry(...lists: readonly (readonly Program[])[]): Registry {
  const byName = new Map<string, Program>();
  for (const program of lists.flat()) if (!byName.has(program.name)) byName.set(program.name, program);
  const all = [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { all, get: (name) => byName.get(name) };
}
