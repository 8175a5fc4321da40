// Bridge protocol data units of the spanning tree (IEEE 802.1D-1998 §9.3) behind their LLC header (IEEE 802.2): an 802.3
// frame, whose third field is a length, to the bridges' group address.

import type { Brand } from '../base/brand.ts';
import { type MacAddr, macFromOctets, writeMac } from './mac.ts';
import { readUint16, readUint32, writeUint16, writeUint32 } from './octets.ts';

/** `8000.02:00:00:00:00:01`: priority and address. As text, two of them compare as their octets do. */
export type BridgeId = Brand<string, 'BridgeId'>;

/** Where BPDUs go: no bridge that speaks the protocol passes them on. */
export const BRIDGE_GROUP_MAC = '01:80:c2:00:00:00' as MacAddr;

export interface ConfigBpdu {
  readonly type: 'config';
  readonly topologyChange: boolean;
  readonly topologyChangeAck: boolean;
  readonly root: BridgeId;
  readonly rootPathCost: number;
  readonly bridge: BridgeId;
  readonly port: number;
  /** This and the times below are in 1/256 s. */
  readonly messageAge: number;
  readonly maxAge: number;
  readonly helloTime: number;
  readonly forwardDelay: number;
}

/** Topology change notification: from a bridge that saw one towards the root. */
export interface TcnBpdu {
  readonly type: 'tcn';
}

export type Bpdu = ConfigBpdu | TcnBpdu;

/** Above this the field after the addresses is a type, up to it a length (ETH_P_802_3_MIN). */
export const MAX_802_3_LENGTH = 1500;
export const LLC_HLEN = 3;
export const CONFIG_BPDU_LEN = 35;
export const TCN_BPDU_LEN = 4;

/** Both service access points are the spanning tree's, and the control field says unnumbered information. */
const LLC_BSPAN = [0x42, 0x42, 0x03] as const;
const TYPE_TCN = 0x80;
const FLAG_CHANGE = 0x01;
const FLAG_ACK = 0x80;

export function bridgeId(priority: number, mac: MacAddr): BridgeId {
  return `${priority.toString(16).padStart(4, '0')}.${mac}` as BridgeId;
}

/** LLC header and BPDU, as they follow the length. */
export function emitBpdu(bpdu: Bpdu): Uint8Array {
  const octets = new Uint8Array(LLC_HLEN + (bpdu.type === 'tcn' ? TCN_BPDU_LEN : CONFIG_BPDU_LEN));
  octets.set(LLC_BSPAN);
  if (bpdu.type === 'tcn') octets[LLC_HLEN + 3] = TYPE_TCN;
  else emitConfig(bpdu, octets, LLC_HLEN);
  return octets;
}

function emitConfig(bpdu: ConfigBpdu, into: Uint8Array, at: number): void {
  into[at + 4] = (bpdu.topologyChange ? FLAG_CHANGE : 0) | (bpdu.topologyChangeAck ? FLAG_ACK : 0);
  writeBridgeId(bpdu.root, into, at + 5);
  writeUint32(into, at + 13, bpdu.rootPathCost);
  writeBridgeId(bpdu.bridge, into, at + 17);
  writeUint16(into, at + 25, bpdu.port);
  const times = [bpdu.messageAge, bpdu.maxAge, bpdu.helloTime, bpdu.forwardDelay];
  for (const [i, time] of times.entries()) writeUint16(into, at + 27 + 2 * i, time);
}

/** undefined if what follows the length is no BPDU of 802.1D, or is cut short. */
export function parseBpdu(octets: Uint8Array): Bpdu | undefined {
  const at = LLC_HLEN;
  if (octets.length < at + TCN_BPDU_LEN || LLC_BSPAN.some((octet, i) => octets[i] !== octet))
    return undefined;
  // Protocol 0, version 0.
  if (readUint16(octets, at) !== 0 || octets[at + 2] !== 0) return undefined;
  if (octets[at + 3] === TYPE_TCN) return { type: 'tcn' };
  if (octets[at + 3] !== 0 || octets.length < at + CONFIG_BPDU_LEN) return undefined;
  const flags = octets[at + 4] ?? 0;
  return {
    type: 'config',
    topologyChange: (flags & FLAG_CHANGE) !== 0,
    topologyChangeAck: (flags & FLAG_ACK) !== 0,
    root: readBridgeId(octets, at + 5),
    rootPathCost: readUint32(octets, at + 13),
    bridge: readBridgeId(octets, at + 17),
    port: readUint16(octets, at + 25),
    messageAge: readUint16(octets, at + 27),
    maxAge: readUint16(octets, at + 29),
    helloTime: readUint16(octets, at + 31),
    forwardDelay: readUint16(octets, at + 33),
  };
}

function readBridgeId(octets: Uint8Array, at: number): BridgeId {
  return bridgeId(readUint16(octets, at), macFromOctets(octets, at + 2));
}

function writeBridgeId(id: BridgeId, into: Uint8Array, at: number): void {
  writeUint16(into, at, Number.parseInt(id.slice(0, 4), 16));
  writeMac(id.slice(5) as MacAddr, into, at + 2);
}
