// Why nobody answers for an address: the world knows who has it, and how that machine is doing.

import type { IfIndex, NetnsId } from '../engine/ids.ts';
import type { World } from '../engine/world.ts';
import { formatIpv4Cidr, type Ipv4Addr, type Ipv4Cidr, prefixContains } from '../wire/ipv4-addr.ts';
import { type Owner, ownerOf, routeCommand } from './route-advice.ts';

export type Absence =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'down' | 'no-carrier' | 'not-connected'; readonly owner: Owner }
  | {
      /** The asker takes the owner for a neighbour, because its own prefix is too short. */
      readonly kind: 'other-subnet';
      readonly owner: Owner;
      readonly mine: { readonly dev: IfIndex; readonly cidr: Ipv4Cidr };
    };

export function absenceOf(world: World, asker: NetnsId, ip: Ipv4Addr): Absence {
  const owner = ownerOf(world, ip);
  if (!owner) return { kind: 'nobody' };
  const dev = owner.ns.devs.get(owner.addr.dev);
  if (!dev?.up) return { kind: 'down', owner };
  const mine = world.netns
    .get(asker)
    ?.addrs.get()
    .find(({ cidr }) => prefixContains(cidr, ip));
  if (mine && !prefixContains(owner.addr.cidr, mine.cidr.addr)) return { kind: 'other-subnet', owner, mine };
  return { kind: dev.carrier ? 'not-connected' : 'no-carrier', owner };
}

export interface AbsenceFix {
  readonly netns: NetnsId;
  readonly command: string;
}

export function absenceFixes(absence: Absence, world: World, asker: NetnsId): readonly AbsenceFix[] {
  if (absence.kind === 'down') {
    const { ns, addr } = absence.owner;
    return [{ netns: ns.id, command: `ip link set ${ns.devs.get(addr.dev)?.name} up` }];
  }
  return absence.kind === 'other-subnet' ? prefixFixes(absence, world, asker) : [];
}

/** The same address with the prefix that the rest of the network has, and the route that is needed then. */
function prefixFixes(
  { mine, owner }: Extract<Absence, { kind: 'other-subnet' }>,
  world: World,
  asker: NetnsId,
): readonly AbsenceFix[] {
  const dev = world.netns.get(asker)?.devs.get(mine.dev)?.name;
  const right = formatIpv4Cidr({ addr: mine.cidr.addr, prefixLen: owner.addr.cidr.prefixLen });
  const route = routeCommand(world, asker, owner.addr.cidr.addr);
  return [
    `ip addr del ${formatIpv4Cidr(mine.cidr)} dev ${dev}`,
    `ip addr add ${right} dev ${dev}`,
    route,
  ].map((command) => ({ netns: asker, command }));
}
