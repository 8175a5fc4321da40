// /proc/sys/net of a namespace: the defaults, and who may write what (Documentation/networking/ip-sysctl.rst).
// Values are text, as in /proc. Keys are dotted; a device's own are `net.ipv4.conf.DEV.NAME`.

import type { Netns } from './netns.ts';

/** IPv4 per-device settings (`net.ipv4.conf.*`) and their defaults in a fresh namespace. */
export const IPV4_CONF_DEFAULTS = {
  accept_local: '0',
  accept_redirects: '1',
  accept_source_route: '0',
  arp_accept: '0',
  arp_announce: '0',
  arp_evict_nocarrier: '1',
  arp_filter: '0',
  arp_ignore: '0',
  arp_notify: '0',
  forwarding: '0',
  ignore_routes_with_linkdown: '0',
  log_martians: '0',
  proxy_arp: '0',
  route_localnet: '0',
  rp_filter: '0',
  secure_redirects: '1',
  send_redirects: '1',
  shared_media: '1',
} as const;

export type Ipv4Conf = keyof typeof IPV4_CONF_DEFAULTS;

/** A numeric setting of a namespace, e.g. `net.ipv4.ip_forward`. */
export function sysctlNumber(ns: Netns, key: string): number {
  return Number(sysctlText(ns, key) ?? 0);
}

/** The text in /proc/sys, or undefined if there is no such file. */
export function sysctlText(ns: Netns, key: string): string | undefined {
  return ns.sysctl.get(key) ?? SYSCTL_DEFAULTS[key] ?? confDefault(ns, key);
}

/** `net.ipv4.conf.DEV.NAME` of a device. */
export function conf(ns: Netns, dev: string, name: Ipv4Conf): number {
  return Number(ns.sysctl.get(`net.ipv4.conf.${dev}.${name}`) ?? inherited(ns, name));
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

export const SYSCTL_DEFAULTS: Readonly<Record<string, string>> = {
  'net.ipv4.ip_forward': '0',
  'net.ipv4.ip_default_ttl': '64',
  'net.ipv4.ip_no_pmtu_disc': '0',
  'net.ipv4.icmp_echo_ignore_all': '0',
  'net.ipv4.icmp_echo_ignore_broadcasts': '1',
  'net.ipv4.icmp_ratelimit': '1000',
  'net.ipv4.icmp_ratemask': '6168',
  'net.ipv4.icmp_errors_use_inbound_ifaddr': '0',
  'net.ipv4.ipfrag_time': '30',
};

function inherited(_ns: Netns, name: Ipv4Conf): string {
  return IPV4_CONF_DEFAULTS[name];
}

function confDefault(_ns: Netns, key: string): string | undefined {
  const match = /^net\.ipv4\.conf\.[^.]+\.(\w+)$/.exec(key);
  return match ? IPV4_CONF_DEFAULTS[match[1] as Ipv4Conf] : undefined;
}
