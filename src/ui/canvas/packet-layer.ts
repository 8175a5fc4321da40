// The capsules that travel along the cables. Imperative, and on one drawing surface: sixty times a second something moves
// that React needn't know of, and fifty elements that move are fifty layers for the browser to put together. (Measured:
// a flood of fifty as elements takes every third frame, as pictures none.)

import type { FlyingFrame } from '../../store/playback.ts';
import { type CapsulePalette, drawSprite, type Heading, type Sprite } from './capsule-sprite.ts';
import { type Curve, pointAt } from './model/cable-curve.ts';
import { type Capsule, capsuleOf } from './model/capsule.ts';
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
  /** What part of the canvas is seen, as React Flow has it. */
  readonly view: { readonly x: number; readonly y: number; readonly zoom: number };
  readonly size: { readonly width: number; readonly height: number };
  /** Of the screen: its pixels a CSS pixel. */
  readonly ratio: number;
}

export interface PacketLayer {
  draw(input: PacketLayerInput): void;
  /** The theme is another. */
  restyle(): void;
}

/** Below this zoom capsules keep their size on the screen, to stay readable. */
const READABLE_ZOOM = 0.85;
/** Pictures that are kept; a run has far fewer different ones in flight. */
const MOST_SPRITES = 400;

export function createPacketLayer(
  surface: HTMLCanvasElement,
  readPalette: () => CapsulePalette,
): PacketLayer {
  const context = surface.getContext('2d') as CanvasRenderingContext2D;
  const sprites = new Map<string, Sprite>();
  let palette: CapsulePalette | undefined;
  let isDrawn = false;
  let said = '';

  function spriteOf(capsule: Capsule, heading: Heading, scale: number): Sprite {
    const key = `${capsule.protocol} ${heading} ${scale} ${capsule.text}`;
    const known = sprites.get(key);
    if (known) return known;
    palette ??= readPalette();
    if (sprites.size >= MOST_SPRITES) sprites.clear();
    const sprite = drawSprite(surface.ownerDocument, capsule, heading, palette, scale);
    sprites.set(key, sprite);
    return sprite;
  }

  /** In words, for tests and for whoever looks into the page. */
  function say(texts: readonly string[]): void {
    const text = texts.join('|');
    if (text !== said) surface.dataset['capsules'] = text;
    said = text;
  }

  return {
    draw(input) {
      const { view, size, ratio, frames } = input;
      fit(surface, size, ratio);
      if (isDrawn) context.clearRect(0, 0, surface.width, surface.height);
      const zoom = Math.max(view.zoom, READABLE_ZOOM);
      const texts: string[] = [];
      for (const frame of frames) {
        const place = placeOf(frame, input);
        if (!place) continue;
        const capsule = capsuleOf(frame.packet);
        const { image } = spriteOf(capsule, place.heading, zoom * ratio);
        const x = (place.x * view.zoom + view.x) * ratio;
        const y = (place.y * view.zoom + view.y) * ratio;
        context.drawImage(image, Math.round(x - image.width / 2), Math.round(y - image.height / 2));
        texts.push(capsule.text);
      }
      isDrawn = texts.length > 0;
      say(texts);
    },
    restyle() {
      palette = undefined;
      sprites.clear();
    },
  };
}

function fit(surface: HTMLCanvasElement, size: PacketLayerInput['size'], ratio: number): void {
  const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
  if (surface.width !== width) surface.width = width;
  if (surface.height !== height) surface.height = height;
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly heading: Heading;
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

function headingOf({ from, to }: Curve, isForward: boolean): Heading {
  const sign = isForward ? 1 : -1;
  const dx = (to.x - from.x) * sign;
  const dy = (to.y - from.y) * sign;
  if (Math.abs(dx) >= Math.abs(dy)) return dx >= 0 ? 'right' : 'left';
  return dy >= 0 ? 'down' : 'up';
}
