// net.ipv6.conf.*.disable_ipv6: all of IPv6's settings that matter until IPv6 is modelled (addrconf_disable_ipv6,
// net/ipv6/addrconf.c). It says whether a device shows a link-local address.

import { byText } from '../base/order.ts';
import type { Dev } from './device/dev.ts';
import { type Nanos, SECOND } from './ids.ts';
import type { Netns } from './netns.ts';

/** The least MTU of IPv6 (RFC 8200, section 5). */
const IPV6_MIN_MTU = 1280;
const DISABLE = /^net\.ipv6\.conf\.(.+)\.disable_ipv6$/;

export function disableIpv6Key(dev: string): string {
  return `net.ipv6.conf.${dev}.disable_ipv6`;
}

/** The device, `all` or `default` that `key` belongs to. */
export function disableIpv6Dev(key: string): string | undefined {
  return DISABLE.exec(key)?.[1];
}

/** `all` sets every device, and what new ones begin with. */
export function writeDisableIpv6(ns: Netns, dev: string, text: string): void {
  const devs = dev === 'all' ? ['all', 'default', ...ns.ifindexes.keys(byText)] : [dev];
  for (const name of devs) ns.sysctl.set(disableIpv6Key(name), text);
}

/** A new device has what `default` says then. */
export function disableIpv6Added(ns: Netns, dev: string): void {
  const value = ns.sysctl.get(disableIpv6Key('default'));
  if (value !== undefined && ns.sysctl.get(disableIpv6Key(dev)) === undefined)
    ns.sysctl.set(disableIpv6Key(dev), value);
}

/** IPv6 leaves a device whose MTU falls below 1280 altogether (addrconf_notify), but for lo. */
export function hasInet6Dev({ kind, mtu }: Dev): boolean {
  return mtu >= IPV6_MIN_MTU || kind === 'loopback';
}

/** `dev` with another MTU. If IPv6 comes back to a device that is up, it joins its groups after all others. */
export function withMtu(dev: Dev, mtu: number): Dev {
  const changed: Dev = { ...dev, mtu };
  if (hasInet6Dev(dev) === hasInet6Dev(changed)) return changed;
  return { ...changed, inet6Groups: dev.up && hasInet6Dev(changed) ? 'late' : undefined };
}

/** `dev` going down. Simplified: only of a late IPv6 do we know that it was ready, so that it leaves its groups. */
export function withoutInet6Groups(dev: Dev): Dev {
  return dev.inet6Groups ? { ...dev, inet6Groups: 'left' } : dev;
}

/** ff02::1, which IPv6 joins as soon as it comes to a device: is it in the device's filter, and after 224.0.0.1? */
export function allNodesGroup(dev: Dev): 'first' | 'late' | undefined {
  if (!hasInet6Dev(dev) || dev.inet6Groups === 'left') return undefined;
  return dev.inet6Groups ?? 'first';
}

export function hasIpv6(ns: Netns, dev: string): boolean {
  return (ns.sysctl.get(disableIpv6Key(dev)) ?? '0') === '0';
}

/** Duplicate address detection: a random delay of up to a second, and a second of listening (RFC 4862 §5.4). */
const DAD: Nanos = (2 * SECOND) as Nanos;

/** Is the device's link-local address still being probed? */
export function isTentative(dev: Dev, now: Nanos): boolean {
  return dev.linkLocal !== undefined && now < dev.linkLocal.since + DAD;
}
