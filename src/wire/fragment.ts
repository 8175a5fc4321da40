// Cutting a packet's payload into fragments and joining them (RFC 791 §3.2). Who is cut, when, and how long the parts
// wait for each other is the engine's business; option copying into later fragments is ip_options_fragment()'s there.

import { payloadOctets } from './ipv4-payload.ts';
import type { Ipv4Packet } from './ipv4.ts';

/** A stretch of a payload. */
export interface PayloadPiece {
  /** From the start of the payload, in octets. */
  readonly offset: number;
  readonly octets: Uint8Array;
  /** Does another one follow? */
  readonly more: boolean;
}

/** Cuts the payload into pieces of at most `room` octets; all but the last one are a multiple of 8 long. */
export function fragmentPayload(packet: Ipv4Packet, room: number): readonly PayloadPiece[] {
  const octets = payloadOctets(packet);
  const step = room - (room % 8);
  const pieces: PayloadPiece[] = [];
  if (step < 8) return pieces;
  for (let offset = 0; offset < octets.length; ) {
    const left = octets.length - offset;
    const length = left <= room ? left : step;
    pieces.push({ offset, octets: octets.subarray(offset, offset + length), more: length < left });
    offset += length;
  }
  return pieces;
}

/** Joins pieces that are sorted by offset, without gap or overlap. */
export function joinPieces(pieces: readonly Pick<PayloadPiece, 'octets'>[]): Uint8Array {
  let length = 0;
  for (const piece of pieces) length += piece.octets.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece.octets, at);
    at += piece.octets.length;
  }
  return whole;
}
