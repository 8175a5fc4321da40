// The octets of a frame as rows of a hex dump, and which field each octet belongs to.

import type { Field, Layer, LayerProtocol, Range } from '../../wire/fields.ts';

export const OCTETS_PER_ROW = 16;

export interface HexRow {
  readonly offset: number;
  readonly octets: readonly number[];
}

export function hexRows(octets: Uint8Array): readonly HexRow[] {
  const rows: HexRow[] = [];
  for (let offset = 0; offset < octets.length; offset += OCTETS_PER_ROW) {
    rows.push({ offset, octets: [...octets.subarray(offset, offset + OCTETS_PER_ROW)] });
  }
  return rows;
}

/** A field with the layer that it is in, and a name that is unique in its frame. */
export interface PlacedField {
  readonly id: string;
  readonly field: Field;
  readonly protocol: LayerProtocol;
}

/** All fields, those of embedded headers included, in the order of their octets. */
export function placedFields(layers: readonly Layer[], path = ''): readonly PlacedField[] {
  return layers.flatMap((layer, index) => {
    const here = `${path}${index}`;
    return [
      ...layer.fields.map((field) => ({ id: `${here}.${field.name}`, field, protocol: layer.protocol })),
      ...placedFields(layer.layers ?? [], `${here}.`),
    ];
  });
}

/** The fields of each octet: several where they share one (version and ihl). */
export function fieldsByOctet(
  fields: readonly PlacedField[],
  length: number,
): readonly (readonly PlacedField[])[] {
  const owners: PlacedField[][] = Array.from({ length }, () => []);
  for (const placed of fields) {
    for (let at = placed.field.octets[0]; at < placed.field.octets[1]; at++) owners[at]?.push(placed);
  }
  return owners;
}

export function isInRange(at: number, range: Range | undefined): boolean {
  return range !== undefined && at >= range[0] && at < range[1];
}

/** isgraph(3) of ASCII; everything else is a dot. */
export function asciiOf(octet: number): string {
  return octet > 32 && octet < 127 ? String.fromCharCode(octet) : '.';
}

export function hex2(octet: number): string {
  return octet.toString(16).padStart(2, '0');
}
