// /proc/sys/net of a namespace: reading it (Documentation/networking/ip-sysctl.rst). Values are text, as in /proc. Keys
// are dotted; a device's own are `net.ipv4.conf.DEV.NAME`. Writing is in sysctl-write.ts, the files in sysctl-tree.ts.

import { byText } from '../base/order.ts';
import { NEIGH_DEFAULTS, neighSysctlDefault } from './neigh/sysctl.ts';
import type { Netns } from './netns.ts';
import { disableIpv6Dev, disableIpv6Key } from './sysctl-ipv6.ts';
import { confDefault, IPV4_CONF_DEFAULTS, type Ipv4Conf, SYSCTL_DEFAULTS } from './sysctl-tree.ts';

export { type Ipv4Conf, SYSCTL_DEFAULTS } from './sysctl-tree.ts';

/** A numeric setting of a namespace, e.g. `net.ipv4.ip_forward`. */
export function sysctlNumber(ns: Netns, key: string): number {
  const { numbers } = ns.sysctlCache.get();
  let value = numbers.get(key);
  if (value === undefined) numbers.set(key, (value = Number(sysctlText(ns, key) ?? 0)));
  return value;
}

/** The text in /proc/sys, or undefined if there is no such file. */
export function sysctlText(ns: Netns, key: string): string | undefined {
  const path = confPath(key);
  if (path) return hasFolder(ns, path.dev) ? confText(ns, path.dev, path.name) : undefined;
  const six = disableIpv6Dev(key);
  if (six !== undefined) return hasFolder(ns, six) ? (ns.sysctl.get(key) ?? '0') : undefined;
  return ns.sysctl.get(key) ?? SYSCTL_DEFAULTS[key] ?? neighText(ns, key);
}

/** The value of `net.ipv4.conf.DEV.NAME`, for `all`, `default` or a device. */
export function conf(ns: Netns, dev: string, name: Ipv4Conf): number {
  const { confs } = ns.sysctlCache.get();
  let values = confs.get(dev);
  if (!values) confs.set(dev, (values = new Map()));
  let value = values.get(name);
  if (value === undefined) values.set(name, (value = Number(confText(ns, dev, name))));
  return value;
}

/** IN_DEV_MAXCONF: the greater of `all` and the device's. */
export function confMax(ns: Netns, dev: string, name: Ipv4Conf): number {
  return Math.max(conf(ns, 'all', name), conf(ns, dev, name));
}

/** IN_DEV_ANDCONF: on only if both `all` and the device's are. */
export function confAnd(ns: Netns, dev: string, name: Ipv4Conf): boolean {
  return conf(ns, 'all', name) !== 0 && conf(ns, dev, name) !== 0;
}

/** IN_DEV_ORCONF: on if either is. */
export function confOr(ns: Netns, dev: string, name: Ipv4Conf): boolean {
  return conf(ns, 'all', name) !== 0 || conf(ns, dev, name) !== 0;
}

/** IN_DEV_RX_REDIRECTS: a host listens if either says so, a router only if both do. */
export function acceptsRedirects(ns: Netns, dev: string): boolean {
  const forwards = conf(ns, dev, 'forwarding') !== 0;
  return forwards ? confAnd(ns, dev, 'accept_redirects') : confOr(ns, dev, 'accept_redirects');
}

/** The text of `net.ipv4.conf.DEV.NAME`. What a device wasn't given, it has from `default`. */
export function confText(ns: Netns, dev: string, name: Ipv4Conf): string {
  const own = ns.sysctl.get(confKey(dev, name));
  if (own !== undefined) return own;
  const inherited = dev === 'all' ? undefined : ns.sysctl.get(confKey('default', name));
  return inherited ?? confDefault(dev, name);
}

export function confKey(dev: string, name: string): string {
  return `net.ipv4.conf.${dev}.${name}`;
}

/** The parts of `net.ipv4.conf.DEV.NAME`; a device's name may hold dots. */
export function confPath(key: string): { readonly dev: string; readonly name: Ipv4Conf } | undefined {
  const match = /^net\.ipv4\.conf\.(.+)\.(\w+)$/.exec(key);
  const [, dev, name] = match ?? [];
  if (dev === undefined || name === undefined || !Object.hasOwn(IPV4_CONF_DEFAULTS, name)) return undefined;
  return { dev, name: name as Ipv4Conf };
}

/** The device in `net.ipv4.neigh.DEV.NAME`. */
export function neighDevOf(key: string): string | undefined {
  return /^net\.ipv4\.neigh\.(.+)\.\w+$/.exec(key)?.[1];
}

/** Every file that can be read, as `sysctl -a` lists them. */
export function sysctlKeys(ns: Netns): string[] {
  const devs = ns.ifindexes.keys(byText);
  const keys = Object.keys(SYSCTL_DEFAULTS);
  for (const dev of ['all', 'default', ...devs]) {
    for (const name of Object.keys(IPV4_CONF_DEFAULTS)) keys.push(confKey(dev, name));
    keys.push(disableIpv6Key(dev));
  }
  for (const dev of devs) {
    for (const name of Object.keys(NEIGH_DEFAULTS)) keys.push(`net.ipv4.neigh.${dev}.${name}`);
  }
  return keys.sort(byPath);
}

/** As the folders are read: part by part, `conf.eth0.tag` before `conf.eth0-1.tag`. */
function byPath(a: string, b: string): number {
  const left = a.split('.');
  const right = b.split('.');
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = byText(left[i] as string, right[i] as string);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function hasFolder(ns: Netns, dev: string): boolean {
  return dev === 'all' || dev === 'default' || ns.ifindexes.has(dev);
}

function neighText(ns: Netns, key: string): string | undefined {
  const dev = neighDevOf(key);
  return dev !== undefined && ns.ifindexes.has(dev) ? neighSysctlDefault(key) : undefined;
}
