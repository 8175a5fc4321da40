// The SNMP counters of a namespace (include/uapi/linux/snmp.h, net/ipv4/proc.c), by the names that nstat gives them.
//
// Several of them count each packet, so they are changed in place, and the journal gets two plain numbers: which, and by how
// much.

import type { Journal, Journaled } from '../base/journal.ts';

/** What is counted here; whatever else /proc/net/snmp and netstat list is zero. */
const COUNTED = [
  ...['InReceives', 'InHdrErrors', 'InAddrErrors', 'ForwDatagrams', 'InUnknownProtos', 'InDiscards'],
  ...['InDelivers', 'OutRequests', 'OutDiscards', 'OutNoRoutes', 'ReasmTimeout', 'ReasmReqds', 'ReasmOKs'],
  ...['ReasmFails', 'FragOKs', 'FragFails', 'FragCreates', 'OutTransmits'],
].map((name) => `Ip${name}`);
const COUNTED_EXT = [
  ...['InNoRoutes', 'InTruncatedPkts', 'InMcastPkts', 'OutMcastPkts', 'InBcastPkts', 'OutBcastPkts'],
  ...['InOctets', 'OutOctets', 'InMcastOctets', 'OutMcastOctets', 'InBcastOctets', 'OutBcastOctets'],
  ...['InCsumErrors', 'InNoECTPkts', 'InECT1Pkts', 'InECT0Pkts', 'InCEPkts'],
].map((name) => `IpExt${name}`);
const ICMP = [
  'InMsgs',
  'InErrors',
  'InCsumErrors',
  'OutMsgs',
  'OutErrors',
  'OutRateLimitGlobal',
  'OutRateLimitHost',
];
const UDP = ['InDatagrams', 'NoPorts', 'InErrors', 'OutDatagrams', 'InCsumErrors', 'IgnoredMulti'];

/** ICMP messages are also counted by type, 0 to 18 (NR_ICMP_TYPES). */
export const ICMP_TYPES = 19;
const byType = Array.from({ length: ICMP_TYPES }, (_, type) => [
  `IcmpMsgInType${type}`,
  `IcmpMsgOutType${type}`,
]).flat();

const NAMES: readonly string[] = [
  ...COUNTED,
  ...COUNTED_EXT,
  ...ICMP.map((name) => `Icmp${name}`),
  ...byType,
  ...UDP.map((name) => `Udp${name}`),
  'TcpExtIPReversePathFilter',
];
const INDEX: ReadonlyMap<string, number> = new Map(NAMES.map((name, i) => [name, i]));

export class MibTable implements Journaled {
  readonly #journal: Journal;
  readonly #values = new Float64Array(NAMES.length);

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  get(name: string): number {
    const index = INDEX.get(name);
    return index === undefined ? 0 : (this.#values[index] as number);
  }

  add(name: string, count: number): void {
    const index = INDEX.get(name);
    if (index === undefined) throw new Error(`no counter ${name}`);
    this.#journal.record(this, index, -count);
    this.#values[index] = (this.#values[index] as number) + count;
  }

  swap(key: unknown, value: unknown): unknown {
    const index = key as number;
    this.#values[index] = (this.#values[index] as number) + (value as number);
    return -(value as number);
  }
}
