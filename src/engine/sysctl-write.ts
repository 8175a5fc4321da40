// Writing to /proc/sys/net, with what the kernel does besides (devinet_sysctl_forward, inet_forward_change and
// devinet_conf_proc in net/ipv4/devinet.c; proc_dointvec in kernel/sysctl.c for what is a number).

import { byText } from '../base/order.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { NetlinkError } from './netlink.ts';
import { type Netns, SysctlCache } from './netns.ts';
import { disableIpv6Added, disableIpv6Dev, disableIpv6Key, writeDisableIpv6 } from './sysctl-ipv6.ts';
import { confKey, confPath, confText, neighDevOf, sysctlText } from './sysctl.ts';
import { IPV4_CONF_DEFAULTS, type Ipv4Conf, neighKind, sysctlKind } from './sysctl-tree.ts';
import { parseKind, readValue, type SysctlKind } from './sysctl-value.ts';
import { neighSysctlWritten } from './neigh/sysctl-written.ts';
import type { World } from './world.ts';

const IP_FORWARD = 'net.ipv4.ip_forward';
const FLUSH = 'net.ipv4.route.flush';
const ANY_INT = parseKind('int');

/** Files of mode 0444. */
export function isReadOnly(key: string): boolean {
  return confPath(key)?.name === 'mc_forwarding' || sysctlKind(key)?.kind === 'read-only';
}

/** `echo value > /proc/sys/...`. EINVAL for what the file doesn't take, ENOENT for no such file. */
export function sysctlWrite(world: World, ns: Netns, key: string, value: string): Result<void, NetlinkError> {
  if (key === FLUSH) return flushExceptions(ns);
  const old = sysctlText(ns, key);
  if (old === undefined) return err({ errno: 'ENOENT' });
  if (isReadOnly(key)) return err({ errno: 'EACCES' });
  if (value === '') return ok();
  const text = readValue(kindOf(key), value, old);
  if (text === undefined) return err({ errno: 'EINVAL' });

  const path = key === IP_FORWARD ? ({ dev: 'all', name: 'forwarding' } as const) : confPath(key);
  const six = disableIpv6Dev(key);
  if (six !== undefined) writeDisableIpv6(ns, six, text);
  else if (!path) {
    put(ns, key, text);
    neighSysctlWritten(world, ns, key);
  } else if (path.name === 'forwarding') writeForwarding(ns, path.dev, text, old);
  else writeConf(ns, path.dev, path.name, text);
  return ok();
}

/** A new device: its folder is a copy of what was written to `default` so far. */
export function sysctlDevAdded(ns: Netns, dev: string): void {
  disableIpv6Added(ns, dev);
  for (const name of CONF_NAMES) {
    const value = ns.sysctl.get(confKey('default', name));
    if (value !== undefined && ns.sysctl.get(confKey(dev, name)) === undefined)
      put(ns, confKey(dev, name), value);
  }
}

/** The device is gone, and its folders with it. */
export function sysctlDevRemoved(ns: Netns, dev: string): void {
  for (const key of keysOf(ns, dev)) ns.sysctl.delete(key);
  ns.sysctlCache.set(new SysctlCache());
}

/** The device has a new name, and so have its folders. */
export function sysctlDevRenamed(ns: Netns, from: string, to: string): void {
  for (const key of keysOf(ns, from)) {
    const value = ns.sysctl.get(key) as string;
    const name = key.slice(key.lastIndexOf('.') + 1);
    ns.sysctl.delete(key);
    put(ns, renamedKey(key, to, name), value);
  }
  ns.sysctlCache.set(new SysctlCache());
}

function renamedKey(key: string, dev: string, name: string): string {
  if (disableIpv6Dev(key) !== undefined) return disableIpv6Key(dev);
  return confPath(key) ? confKey(dev, name) : `net.ipv4.neigh.${dev}.${name}`;
}

const CONF_NAMES = Object.keys(IPV4_CONF_DEFAULTS) as Ipv4Conf[];

/** ip_forward is conf.all.forwarding. Changing it sets every device and `default`; a router stops heeding redirects. */
function writeForwarding(ns: Netns, dev: string, text: string, old: string): void {
  if (text === old) return;
  if (dev === 'default') keepInherited(ns, 'forwarding', () => true);
  put(ns, confKey(dev, 'forwarding'), text);
  if (dev !== 'all') return;
  put(ns, IP_FORWARD, text);
  put(ns, confKey('all', 'accept_redirects'), text === '0' ? '1' : '0');
  put(ns, confKey('default', 'forwarding'), text);
  for (const name of ns.ifindexes.keys(byText)) put(ns, confKey(name, 'forwarding'), text);
}

/** Written by ipv4_doint_and_flush, which tells nobody: `default` is for devices that are yet to come. */
const ONLY_FOR_NEW: ReadonlySet<Ipv4Conf> = new Set([
  'disable_policy',
  'disable_xfrm',
  'drop_unicast_in_l2_multicast',
  'promote_secondaries',
  'route_localnet',
]);

/**
 * Writing anything else to `default` reaches the devices that exist, too, unless they have that value of their own, or
 * ever had an address: configuring one, even in vain, makes all of a device's values its own (ipv4_devconf_setall).
 */
function writeConf(ns: Netns, dev: string, name: Ipv4Conf, text: string): void {
  if (dev === 'default')
    keepInherited(ns, name, (ifname) => ONLY_FOR_NEW.has(name) || isConfigured(ns, ifname));
  put(ns, confKey(dev, name), text);
}

/** Gives the devices that `which` picks what they have had from `default` so far. */
function keepInherited(ns: Netns, name: Ipv4Conf, which: (dev: string) => boolean): void {
  for (const dev of ns.ifindexes.keys(byText)) {
    if (which(dev)) put(ns, confKey(dev, name), confText(ns, dev, name));
  }
}

function isConfigured(ns: Netns, dev: string): boolean {
  const ifindex = ns.ifindexes.get(dev);
  return ifindex !== undefined && ns.configured.has(ifindex);
}

function put(ns: Netns, key: string, text: string): void {
  ns.sysctl.set(key, text);
  ns.sysctlCache.set(new SysctlCache());
}

/** net.ipv4.route.flush: what was learned of single destinations is forgotten (fnhe_genid_bump). */
function flushExceptions(ns: Netns): Result<void, NetlinkError> {
  for (const key of ns.exceptions.keys(byText)) ns.exceptions.delete(key);
  return ok();
}

function keysOf(ns: Netns, dev: string): string[] {
  return ns.sysctl
    .keys(byText)
    .filter((key) => (confPath(key)?.dev ?? neighDevOf(key) ?? disableIpv6Dev(key)) === dev);
}

function kindOf(key: string): SysctlKind {
  if (neighDevOf(key) !== undefined) return neighKind(key.slice(key.lastIndexOf('.') + 1));
  return sysctlKind(key) ?? ANY_INT;
}
