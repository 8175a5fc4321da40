// What the parts of the canvas share, and what the rest of the page may ask of it (the palette, the command palette).
// Made once by the shell.

import { createContext, useContext } from 'react';
import { invariant } from '../../base/assert.ts';
import type { MachineDoc } from '../../document/schema.ts';
import { createCell, type ViewCell } from '../app/cell.ts';
import type { Geometry } from './model/geometry.ts';
import type { Point } from './model/rect.ts';
import type { Topology } from './model/topology.ts';

export type MachineKind = MachineDoc['kind'];

export const MACHINE_KINDS: readonly MachineKind[] = ['host', 'router', 'switch'];

export type MenuTarget =
  | { readonly kind: 'machine'; readonly id: string }
  | { readonly kind: 'cable'; readonly id: string }
  /** A namespace, a bridge or a veth pair: see lab/inside.ts for its id. */
  | { readonly kind: 'inside'; readonly id: string }
  | { readonly kind: 'canvas'; readonly place: Point };

/** What is open on the canvas: at most one of each. */
export interface CanvasUi {
  readonly renaming?: string;
  readonly menu?: { readonly at: Point; readonly target: MenuTarget };
  /** The machine for which "Connect to…" is open. */
  readonly connecting?: string;
  /** "Add a veth pair…" is open for this machine, from one of its namespaces or bridges. */
  readonly veth?: { readonly machine: string; readonly from?: string };
  /** The cable whose delay and loss are being edited. */
  readonly cable?: string;
}

/** An end of a cable in somebody's hand. */
export interface HeldPlug {
  readonly cable: string;
  readonly end: 0 | 1;
  /** Where it is held, in the canvas's pixels. */
  readonly at: Point;
}

/** What the rest of the page may have the canvas do. */
export interface CanvasVerbs {
  /** Adds a machine where there is room; returns its id. */
  addMachine(kind: MachineKind): void;
  /** Adds a machine at a point of the window, if that is on the canvas. */
  dropMachine(kind: MachineKind, at: Point): void;
  fit(): void;
  zoom(factor: number): void;
}

export interface CanvasScope {
  readonly topology: ViewCell<Topology>;
  readonly geometry: ViewCell<Geometry>;
  readonly ui: ViewCell<CanvasUi>;
  /** Is the view as it was fitted last? */
  readonly untouched: ViewCell<boolean>;
  readonly plug: ViewCell<HeldPlug | undefined>;
  /** Nothing happens before the canvas is there. */
  readonly verbs: ViewCell<CanvasVerbs>;
}

const NOBODY: Topology = {
  machines: [],
  cables: [],
  networks: [],
  tunnels: [],
  machine: () => undefined,
  cable: () => undefined,
  isShared: () => false,
};

const NOWHERE: Geometry = {
  cards: new Map(),
  known: new Map(),
  drawn: new Map(),
  curves: new Map(),
  ports: () => [],
  cable: () => undefined,
  region: () => undefined,
};

export function createCanvasScope(): CanvasScope {
  const nothing = () => undefined;
  return {
    topology: createCell(NOBODY),
    geometry: createCell(NOWHERE),
    ui: createCell<CanvasUi>({}),
    untouched: createCell(true),
    plug: createCell<HeldPlug | undefined>(undefined),
    verbs: createCell<CanvasVerbs>({
      addMachine: nothing,
      dropMachine: nothing,
      fit: nothing,
      zoom: nothing,
    }),
  };
}

export const CanvasScopeContext = createContext<CanvasScope | undefined>(undefined);

export function useCanvasScope(): CanvasScope {
  const scope = useContext(CanvasScopeContext);
  invariant(scope, 'useCanvasScope outside <CanvasScopeContext>');
  return scope;
}
