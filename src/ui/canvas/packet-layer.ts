// The capsules that travel along the cables. Imperative: sixty times a second, something moves that React needn't know of.
// Capsules are made once and reused; a frame costs one transform a capsule.

import type { FlyingFrame } from '../../store/playback.ts';
import { type Curve, pointAt } from './model/cable-curve.ts';
import { capsuleOf } from './model/capsule.ts';
import type { WirePlace } from './model/inside-place.ts';
import type { CableView } from './model/topology.ts';

export interface PacketLayerInput {
  readonly frames: readonly FlyingFrame[];
  cable(id: string): CableView | undefined;
  curve(id: string): Curve | undefined;
  /** The veth pair inside of a card. */
  wire(end: FlyingFrame['from']): WirePlace | undefined;
  /** For readers who asked for less motion: capsules stay in the middle. */
  readonly still: boolean;
}

export interface PacketLayer {
  draw(input: PacketLayerInput): void;
  destroy(): void;
}

export interface PacketLayerStyles {
  readonly capsule: string;
}

interface Capsule {
  readonly element: HTMLElement;
  /** The dev.xmit that it shows. */
  xmit: number;
}

export function createPacketLayer(container: HTMLElement, styles: PacketLayerStyles): PacketLayer {
  const capsules: Capsule[] = [];

  function capsuleAt(index: number): Capsule {
    const known = capsules[index];
    if (known) return known;
    const element = container.ownerDocument.createElement('span');
    element.className = styles.capsule;
    container.append(element);
    const capsule = { element, xmit: -1 };
    capsules.push(capsule);
    return capsule;
  }

  return {
    draw(input) {
      let used = 0;
      for (const frame of input.frames) {
        const place = placeOf(frame, input);
        if (!place) continue;
        const capsule = capsuleAt(used++);
        if (capsule.xmit !== frame.xmit) show(capsule, frame);
        capsule.element.dataset['heading'] = place.heading;
        capsule.element.style.transform = `translate(${place.x}px, ${place.y}px) translate(-50%, -50%) scale(var(--capsule-scale, 1))`;
      }
      for (const idle of capsules.slice(used)) hide(idle);
    },
    destroy() {
      for (const { element } of capsules) element.remove();
      capsules.length = 0;
    },
  };
}

function show(capsule: Capsule, frame: FlyingFrame): void {
  const { protocol, text } = capsuleOf(frame.packet);
  capsule.xmit = frame.xmit;
  capsule.element.dataset['protocol'] = protocol;
  capsule.element.textContent = text;
  capsule.element.hidden = false;
}

function hide(capsule: Capsule): void {
  if (capsule.xmit === -1) return;
  capsule.xmit = -1;
  capsule.element.hidden = true;
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly heading: 'left' | 'right' | 'up' | 'down';
}

/** Undefined for what doesn't travel along a cable (loopback) or along one that isn't drawn. */
function placeOf(frame: FlyingFrame, input: PacketLayerInput): Place | undefined {
  const way = wayOf(frame, input);
  if (!way) return undefined;
  const { curve, origin, isForward } = way;
  const progress = input.still ? 0.5 : frame.progress;
  const point = pointAt(curve, isForward ? progress : 1 - progress);
  return { x: origin.x + point.x, y: origin.y + point.y, heading: headingOf(curve, isForward) };
}

const CANVAS_ORIGIN = { x: 0, y: 0 };

/** Along a cable between machines, or along a veth pair inside of one. */
function wayOf({ cable: id, from }: FlyingFrame, input: PacketLayerInput): WirePlace | undefined {
  if (id === undefined) return input.wire(from);
  const cable = input.cable(id);
  const curve = cable && input.curve(cable.id);
  if (!cable || !curve) return undefined;
  const [first] = cable.ends;
  return { curve, origin: CANVAS_ORIGIN, isForward: first.machine === from.netns && first.port === from.dev };
}

function headingOf({ from, to }: Curve, isForward: boolean): Place['heading'] {
  const sign = isForward ? 1 : -1;
  const dx = (to.x - from.x) * sign;
  const dy = (to.y - from.y) * sign;
  if (Math.abs(dx) >= Math.abs(dy)) return dx >= 0 ? 'right' : 'left';
  return dy >= 0 ? 'down' : 'up';
}
