// A capsule as a small picture, drawn once and shown at sixty frames a second.

import type { Capsule } from './model/capsule.ts';

export type Heading = 'left' | 'right' | 'up' | 'down';

/** The theme's colours and font, as the style sheet resolves them. */
export interface CapsulePalette {
  readonly fill: Readonly<Record<Capsule['protocol'], string>>;
  readonly text: string;
  readonly font: string;
}

export interface Sprite {
  readonly image: HTMLCanvasElement;
  /** In CSS pixels, with the room for its shadow and nose. */
  readonly width: number;
  readonly height: number;
}

const HEIGHT = 21;
const PADDING = 9;
const ROOM = 10;
/** How far the nose looks out of the capsule, and half of how wide it is. */
const NOSE = 3.6;
const NOSE_HALF = 5;

/** `ratio`: pictured pixels a CSS pixel of the capsule. */
export function drawSprite(
  document: Document,
  { text, protocol }: Capsule,
  heading: Heading,
  palette: CapsulePalette,
  ratio: number,
): Sprite {
  const image = document.createElement('canvas');
  const context = image.getContext('2d') as CanvasRenderingContext2D;
  context.font = palette.font;
  const body = context.measureText(text).width + 2 * PADDING;
  const [width, height] = [body + 2 * ROOM, HEIGHT + 2 * ROOM];
  image.width = Math.ceil(width * ratio);
  image.height = Math.ceil(height * ratio);
  context.scale(ratio, ratio);
  context.translate(ROOM, ROOM);
  context.fillStyle = palette.fill[protocol];
  // The shadow's own measures are in the picture's pixels.
  context.shadowColor = withAlpha(palette.fill[protocol]);
  context.shadowBlur = 7 * ratio;
  context.shadowOffsetY = 2 * ratio;
  context.beginPath();
  context.roundRect(0, 0, body, HEIGHT, HEIGHT / 2);
  nose(context, heading, body);
  context.fill();
  context.shadowColor = 'transparent';
  context.fillStyle = palette.text;
  context.font = palette.font;
  context.textBaseline = 'middle';
  context.fillText(text, PADDING, HEIGHT / 2 + 0.5);
  return { image, width, height };
}

/** A small triangle that looks in the direction of travel. */
function nose(context: CanvasRenderingContext2D, heading: Heading, body: number): void {
  const [x, y] = [body / 2, HEIGHT / 2];
  const sideways = heading === 'left' || heading === 'right';
  const sign = heading === 'left' || heading === 'up' ? -1 : 1;
  const edge = sign * (sideways ? x : y);
  const at = (along: number, across: number): [number, number] =>
    sideways ? [x + along, y + across] : [x + across, y + along];
  context.moveTo(...at(edge - sign * 3, -NOSE_HALF));
  context.lineTo(...at(edge + sign * NOSE, 0));
  context.lineTo(...at(edge - sign * 3, NOSE_HALF));
  context.closePath();
}

function withAlpha(colour: string): string {
  return `color-mix(in srgb, ${colour} 45%, transparent)`;
}
