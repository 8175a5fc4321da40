// The header before and after a rewrite, field by field.

import type { Field, Layer, LayerProtocol } from '../../wire/fields.ts';

export interface FieldDiff {
  readonly name: string;
  /** Absent: the field is new. */
  readonly before?: string;
  /** Absent: the field is gone. */
  readonly after?: string;
  readonly changed: boolean;
}

export interface LayerDiff {
  readonly name: string;
  readonly protocol: LayerProtocol;
  readonly state: 'same' | 'added' | 'removed';
  /** The header's length in octets, as it is now. */
  readonly length: number;
  readonly fields: readonly FieldDiff[];
}

/** `after` beside `before`; without a `before` nothing has changed. */
export function diffLayers(
  before: readonly Layer[] | undefined,
  after: readonly Layer[],
): readonly LayerDiff[] {
  if (!before) return after.map((layer) => layerDiff(layer, layer, layer));
  const removed = before.filter((layer) => !after.some((other) => isSameLayer(layer, other)));
  return [
    ...removed.map((layer) => layerDiff(layer, layer, undefined)),
    ...after.map((layer) =>
      layerDiff(
        layer,
        before.find((other) => isSameLayer(layer, other)),
        layer,
      ),
    ),
  ];
}

function isSameLayer(a: Layer, b: Layer): boolean {
  return a.protocol === b.protocol && a.name === b.name;
}

function layerDiff(layer: Layer, before: Layer | undefined, after: Layer | undefined): LayerDiff {
  return {
    name: layer.name,
    protocol: layer.protocol,
    state: !before ? 'added' : !after ? 'removed' : 'same',
    length: layer.octets[1] - layer.octets[0],
    fields: diffFields(before?.fields ?? [], after?.fields ?? [], layer.protocol),
  };
}

/** What is worth a glance, in this order; anything that changed is shown too. */
const TELLING: Readonly<Record<LayerProtocol, readonly string[]>> = {
  ethernet: ['dst', 'src'],
  arp: ['op', 'sha', 'spa', 'tha', 'tpa'],
  ipv4: ['src', 'dst', 'ttl'],
  icmp: ['type', 'code', 'id', 'seq', 'mtu', 'gateway', 'pointer'],
  udp: ['sport', 'dport'],
  vxlan: ['vni'],
  llc: ['dsap'],
  stp: ['type', 'flags', 'root-id', 'root-pathcost', 'bridge-id', 'port-id'],
  data: [],
};

function diffFields(
  before: readonly Field[],
  after: readonly Field[],
  protocol: LayerProtocol,
): readonly FieldDiff[] {
  const names = new Set([...TELLING[protocol], ...[...after, ...before].map(({ name }) => name)]);
  return [...names]
    .map((name) =>
      fieldDiff(
        name,
        before.find((f) => f.name === name),
        after.find((f) => f.name === name),
      ),
    )
    .filter((diff) => (diff.before !== undefined || diff.after !== undefined) && isTelling(diff, protocol));
}

function isTelling(diff: FieldDiff, protocol: LayerProtocol): boolean {
  if (TELLING[protocol].includes(diff.name)) return diff.name !== 'code' || diff.after !== '0';
  if (diff.name === 'flags') return diff.changed || diff.after !== 'none';
  return diff.before !== undefined && diff.after !== undefined && diff.changed;
}

function fieldDiff(name: string, before: Field | undefined, after: Field | undefined): FieldDiff {
  return {
    name,
    ...(before && { before: before.value }),
    ...(after && { after: after.value }),
    changed: before?.value !== after?.value,
  };
}
