// What a listing says about a device beside its row: its flags, what it is linked to, where that is, its limits.

import { devAt, linkOf } from '../../../engine/device/table.ts';
import type { Dev, DevKind } from '../../../engine/device/dev.ts';
import { devFlags } from '../../../engine/device/flags.ts';
import type { IfIndex } from '../../../engine/ids.ts';
import { hasIpv6, isTentative } from '../../../engine/sysctl-ipv6.ts';
import { formatIpv6Cidr, ipv6FromOctets } from '../../../wire/ipv6-addr.ts';
import { macToOctets } from '../../../wire/mac.ts';
import type { Session } from './session.ts';

/** In the order of print_link_flags (ip/ipaddress.c). */
export function linkFlags(s: Session, dev: Dev): string[] {
  const { labels = {} } = dev;
  const flags = devFlags(dev).filter((flag) => flag !== 'MULTICAST' || !labels.nomulticast);
  const upFrom = flags.findIndex((flag) => flag === 'UP' || flag === 'LOWER_UP');
  const at = upFrom < 0 ? flags.length : upFrom;
  const middle = [
    ...(labels.noarp ? ['NOARP'] : []),
    ...(labels.allmulti ? ['ALLMULTI'] : []),
    ...(labels.promisc ? ['PROMISC'] : []),
    ...(labels.dynamic ? ['DYNAMIC'] : []),
    ...(labels.notrailers ? ['NOTRAILERS'] : []),
  ];
  const lower = lowerDev(s, dev);
  const mDown = lower !== undefined && !lower.up ? ['M-DOWN'] : [];
  return [...flags.slice(0, at), ...middle, ...flags.slice(at), ...mDown];
}

/** What stands behind the `@`: the device of IFLA_LINK in this namespace, if it is here. */
export function lowerDev(s: Session, dev: Dev): Dev | undefined {
  const link = linkOf(dev, s.ns.id);
  return link?.netns === s.ns.id ? devAt(s.world, link) : undefined;
}

/** The ifindex of IFLA_LINK when it is another namespace's. */
export function foreignLink(s: Session, dev: Dev): IfIndex | undefined {
  const link = linkOf(dev, s.ns.id);
  return link && link.netns !== s.ns.id ? link.ifindex : undefined;
}

/** `veth0@if5`, `veth0@veth1`, `eth0`. */
export function nameWithLink(s: Session, dev: Dev): string {
  const lower = lowerDev(s, dev);
  const foreign = foreignLink(s, dev);
  if (lower) return `${dev.name}@${lower.name}`;
  return foreign === undefined ? dev.name : `${dev.name}@if${foreign}`;
}

/** The namespace at the other end: its number here, and its name if /run/netns has one. */
export function linkNetns(s: Session, dev: Dev): { nsid: number; name: string } | undefined {
  const link = linkOf(dev, s.ns.id);
  if (!link || link.netns === s.ns.id) return undefined;
  const other = s.world.netns.get(link.netns);
  const nsid = s.ns.nsids.get(link.netns);
  if (nsid === undefined) return undefined;
  return { nsid, name: other?.machine === s.proc.machine ? other.name : '' };
}

export function qdiscOf(dev: Dev): string {
  if (dev.opened) return 'noqueue';
  return 'noop';
}

export function masterName(s: Session, dev: Dev): string | undefined {
  return dev.master === undefined ? undefined : s.ns.devs.get(dev.master)?.name;
}

/** What `type` filters by, and -d says; nothing for lo and a physical port. */
export function kindName(kind: DevKind): string | undefined {
  // A physical port is a veth end when the lab is run on real Linux, and looks like one.
  if (kind === 'loopback') return undefined;
  return kind === 'physical' ? 'veth' : kind;
}

export function mtuLimits(kind: DevKind): { readonly min: number; readonly max: number } {
  return kind === 'loopback' ? { min: 0, max: 0 } : { min: 68, max: 65_535 };
}

export interface Ipv6Line {
  readonly addr: string;
  readonly prefixLen: number;
  readonly scope: 'host' | 'link';
  readonly tentative: boolean;
}

/** ::1 on lo, and the link-local address made of the MAC (RFC 4291, appendix A). */
export function ipv6Line(s: Pick<Session, 'ns' | 'world'>, dev: Dev): Ipv6Line | undefined {
  if (!hasIpv6(s.ns, dev.name)) return undefined;
  if (dev.kind === 'loopback')
    return dev.up ? { addr: '::1', prefixLen: 128, scope: 'host', tentative: false } : undefined;
  if (!dev.linkLocal) return undefined;
  const octets = macToOctets(dev.linkLocal.mac);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = octets;
  const all = [0xfe, 0x80, 0, 0, 0, 0, 0, 0, a ^ 2, b, c, 0xff, 0xfe, d, e, f];
  const cidr = formatIpv6Cidr({ addr: ipv6FromOctets(Uint8Array.from(all)), prefixLen: 64 });
  const addr = cidr.slice(0, cidr.indexOf('/'));
  return { addr, prefixLen: 64, scope: 'link', tentative: isTentative(dev, s.world.now) };
}
