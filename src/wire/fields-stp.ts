// A BPDU and its LLC header as fields.ts wants them.

import { CONFIG_BPDU_LEN, LLC_HLEN, parseBpdu, TCN_BPDU_LEN } from './bpdu.ts';
import { dataField, field, type Layer } from './layer.ts';

const LLC_FIELDS = [
  ['dsap', '0x42 (STP)'],
  ['ssap', '0x42 (STP)'],
  ['control', '0x03 (UI)'],
] as const;

/** undefined if the octets from `at` on are none. */
export function bpduLayers(octets: Uint8Array, at: number, end: number): readonly Layer[] | undefined {
  const bpdu = parseBpdu(octets.subarray(at, end));
  if (!bpdu) return undefined;
  const start = at + LLC_HLEN;
  const llc: Layer = {
    name: 'LLC',
    protocol: 'llc',
    octets: [at, start],
    fields: LLC_FIELDS.map(([name, value], i) => field(name, value, at + i, 1)),
  };
  const type = bpdu.type === 'tcn' ? '0x80 (topology change)' : '0x00 (config)';
  const head = [
    field('protocol', 0, start, 2),
    field('version', '0 (802.1D)', start + 2, 1),
    field('type', type, start + 3, 1),
  ];
  const body = bpdu.type === 'tcn' ? [] : configFields(bpdu, octets, start);
  const stop = start + (bpdu.type === 'tcn' ? TCN_BPDU_LEN : CONFIG_BPDU_LEN);
  const fields = [...head, ...body, ...dataField(octets, stop, end)];
  return [llc, { name: 'STP', protocol: 'stp', octets: [start, end], fields }];
}

function configFields(
  bpdu: Extract<ReturnType<typeof parseBpdu>, { type: 'config' }>,
  octets: Uint8Array,
  at: number,
): Layer['fields'] {
  const time = (ticks: number) => `${(ticks / 256).toFixed(2)} s`;
  return [
    field('flags', `0x${(octets[at + 4] ?? 0).toString(16).padStart(2, '0')}`, at + 4, 1),
    field('root-id', bpdu.root, at + 5, 8),
    field('root-pathcost', bpdu.rootPathCost, at + 13, 4),
    field('bridge-id', bpdu.bridge, at + 17, 8),
    field('port-id', `0x${bpdu.port.toString(16).padStart(4, '0')}`, at + 25, 2),
    field('message-age', time(bpdu.messageAge), at + 27, 2),
    field('max-age', time(bpdu.maxAge), at + 29, 2),
    field('hello-time', time(bpdu.helloTime), at + 31, 2),
    field('forward-delay', time(bpdu.forwardDelay), at + 33, 2),
  ];
}
