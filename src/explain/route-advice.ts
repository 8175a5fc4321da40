// Which route is missing on a machine, as a command: the world knows who has which address, and which router nearby
// knows the way.

import { fibLookup } from '../engine/fib/lookup.ts';
import type { IfAddr } from '../engine/fib/route.ts';
import type { NetnsId } from '../engine/ids.ts';
import type { Netns } from '../engine/netns.ts';
import { sysctlNumber } from '../engine/sysctl.ts';
import type { World } from '../engine/world.ts';
import { byText } from '../base/order.ts';
import { formatIpv4Cidr, type Ipv4Addr, networkOf, prefixContains } from '../wire/ipv4-addr.ts';

export interface Owner {
  readonly ns: Netns;
  readonly addr: IfAddr;
}

/** Who has the address `ip`. */
export function ownerOf(world: World, ip: Ipv4Addr): Owner | undefined {
  return addresses(world).find(({ addr }) => addr.cidr.addr === ip);
}

/** `ip route add …` on `netns`, for packets to `dst`. GATEWAY stands for a router that isn't there. */
export function routeCommand(world: World | undefined, netns: NetnsId, dst: Ipv4Addr): string {
  const ns = world?.netns.get(netns);
  if (!world || !ns) return `ip route add ${dst} via GATEWAY`;
  const gateway = routerNear(world, ns, dst) ?? 'GATEWAY';
  const hasDefault = ns.routes.get().some((route) => route.dst.prefixLen === 0 && route.table === 254);
  const isHost = sysctlNumber(ns, 'net.ipv4.ip_forward') === 0;
  return `ip route add ${isHost && !hasDefault ? 'default' : networkText(world, dst)} via ${gateway}`;
}

/** The network that `dst` is in, by the prefix its owner has. */
function networkText(world: World, dst: Ipv4Addr): string {
  const owner = ownerOf(world, dst);
  if (!owner) return dst;
  const { cidr } = owner.addr;
  return formatIpv4Cidr({ addr: networkOf(cidr), prefixLen: cidr.prefixLen });
}

/** An address of a machine that forwards, in a subnet of `ns`, which knows a way to `dst` that isn't back through `ns`. */
function routerNear(world: World, ns: Netns, dst: Ipv4Addr): Ipv4Addr | undefined {
  const subnets = ns.addrs.get().filter(({ scope, cidr }) => scope === 'global' && cidr.prefixLen < 32);
  return addresses(world).find(({ ns: router, addr }) => {
    if (router === ns || sysctlNumber(router, 'net.ipv4.ip_forward') === 0) return false;
    return subnets.some(({ cidr }) => prefixContains(cidr, addr.cidr.addr)) && leadsTo(router, addr, dst);
  })?.addr.cidr.addr;
}

function leadsTo(router: Netns, addr: IfAddr, dst: Ipv4Addr): boolean {
  const { result } = fibLookup(router, { dst, tos: 0 });
  if (result.type === 'local') return true;
  return result.type === 'unicast' && result.route.dev !== addr.dev;
}

function addresses(world: World): readonly Owner[] {
  return world.netns
    .keys(byText)
    .flatMap((id) => {
      const ns = world.netns.get(id);
      return ns ? ns.addrs.get().map((addr) => ({ ns, addr })) : [];
    })
    .filter(({ addr }) => addr.scope === 'global');
}
