// The IP networks of a document: who shares a broadcast domain (cables, bridges, veth pairs) and a prefix. Two segments
// with the same prefix are two networks of one colour, which is what a pulled cable makes of one.

import { parseIpv4Cidr, networkOf } from '../../../wire/ipv4-addr.ts';
import type { LabDocument, MachineDoc } from '../../../document/schema.ts';
import { devKey, endKey, type Segments } from '../../../document/segments.ts';

/** How many colours tokens.css has for networks. */
export const TINTS = 8;

export interface Network {
  /** The prefix and the segment's first member: unique within a document. */
  readonly id: string;
  /** `192.0.2.0/24` */
  readonly prefix: string;
  /** 1 to TINTS. */
  readonly tint: number;
  /** The broadcast domain. */
  readonly segment: string;
  /** The machine that it doesn't leave: it is drawn inside of the card. */
  readonly inside: string | undefined;
  /** Machines with an address in it, and the switches that join them. */
  readonly machines: readonly string[];
  readonly cables: readonly string[];
}

interface Address {
  readonly machine: string;
  readonly segment: string;
  readonly prefix: string;
  /** Has a cable's end in it, or could have. */
  readonly isPort: boolean;
}

export function deriveNetworks(document: LabDocument, segments: Segments): Network[] {
  const addresses = document.machines.flatMap((machine) => addressesOf(machine, segments));
  const tints = tintsOf(addresses);
  const groups = new Map<string, Address[]>();
  for (const address of addresses) {
    const key = `${address.prefix} ${address.segment}`;
    groups.set(key, [...(groups.get(key) ?? []), address]);
  }
  return [...groups.values()].map((group) => {
    const { prefix, segment } = group[0] as Address;
    const cables = document.cables
      .filter((cable) => cable.ends.some((end) => segments.find(endKey(end)) === segment))
      .map((cable) => cable.id);
    return {
      id: `${prefix} ${segment}`,
      prefix,
      tint: tints.get(prefix) as number,
      segment,
      inside: cables.length === 0 ? insideOf(group) : undefined,
      machines: membersOf(document, group, segments),
      cables,
    };
  });
}

/** In the order of the document; what is built inside of machines doesn't recolour what is between them. */
function tintsOf(addresses: readonly Address[]): Map<string, number> {
  const tints = new Map<string, number>();
  const ordered = [...addresses.filter(({ isPort }) => isPort), ...addresses.filter(({ isPort }) => !isPort)];
  for (const { prefix } of ordered) {
    if (!tints.has(prefix)) tints.set(prefix, (tints.size % TINTS) + 1);
  }
  return tints;
}

function insideOf(group: readonly Address[]): string | undefined {
  return group.some((address) => address.isPort) ? undefined : group[0]?.machine;
}

function membersOf(document: LabDocument, group: readonly Address[], segments: Segments): string[] {
  const addressed = new Set(group.map((address) => address.machine));
  const segment = (group[0] as Address).segment;
  return document.machines
    .filter((machine) => addressed.has(machine.id) || isSwitchOf(machine, segment, segments))
    .map((machine) => machine.id);
}

/** A switch belongs to a network by its ports; a host only by an address. */
function isSwitchOf(machine: MachineDoc, segment: string, segments: Segments): boolean {
  return (
    machine.kind === 'switch' &&
    machine.netns.some((netns) =>
      netns.devs.some(
        (dev) =>
          dev.kind === 'physical' && segments.find(devKey(machine.id, netns.name, dev.name)) === segment,
      ),
    )
  );
}

function addressesOf(machine: MachineDoc, segments: Segments): Address[] {
  return machine.netns.flatMap((netns) =>
    netns.devs
      .filter((dev) => dev.kind !== 'loopback')
      .flatMap((dev) =>
        dev.addrs.flatMap((addr) => {
          const cidr = parseIpv4Cidr(addr.cidr);
          // A /32 is an address, not a network that anybody else could be in.
          if (!cidr.ok || cidr.value.prefixLen === 32) return [];
          const prefix = `${networkOf(cidr.value)}/${cidr.value.prefixLen}`;
          return [
            {
              machine: machine.id,
              segment: segments.find(devKey(machine.id, netns.name, dev.name)),
              prefix,
              isPort: dev.kind === 'physical' || machine.kind === 'switch',
            },
          ];
        }),
      ),
  );
}
