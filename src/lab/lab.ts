// A running lab: the world, and what of the document isn't the world's business (positions, the name, the stimuli).

import type { StimulusDoc } from '../document/schema.ts';
import type { World } from '../engine/world.ts';

export interface Position {
  readonly x: number;
  readonly y: number;
}

export interface Lab {
  readonly world: World;
  readonly name: string;
  readonly seed: number;
  /** By machine id. */
  readonly positions: ReadonlyMap<string, Position>;
  readonly stimuli: readonly StimulusDoc[];
}
