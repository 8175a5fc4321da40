// The folders and files of /proc/sys/net: what they say in a fresh namespace (devinet_sysctl in net/ipv4/devinet.c; the files
// that aren't a device's are in sysctl-files.ts).

import { SYSCTL_FILES } from './sysctl-files.ts';
import { parseKind, type SysctlKind } from './sysctl-value.ts';

/** `net.ipv4.conf.{all,default,DEV}.*`: any 32-bit integer is accepted. */
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
  bc_forwarding: '0',
  bootp_relay: '0',
  disable_policy: '0',
  disable_xfrm: '0',
  drop_gratuitous_arp: '0',
  drop_unicast_in_l2_multicast: '0',
  force_igmp_version: '0',
  forwarding: '0',
  igmpv2_unsolicited_report_interval: '10000',
  igmpv3_unsolicited_report_interval: '1000',
  ignore_routes_with_linkdown: '0',
  log_martians: '0',
  mc_forwarding: '0',
  medium_id: '0',
  promote_secondaries: '0',
  proxy_arp: '0',
  proxy_arp_pvlan: '0',
  route_localnet: '0',
  rp_filter: '0',
  secure_redirects: '1',
  send_redirects: '1',
  shared_media: '1',
  src_valid_mark: '0',
  tag: '0',
} as const;

export type Ipv4Conf = keyof typeof IPV4_CONF_DEFAULTS;

/** Where a folder begins with something else: devices accept source routes (only `all` says no), lo has no IPsec. */
export function confDefault(dev: string, name: Ipv4Conf): string {
  if (name === 'accept_source_route' && dev !== 'all') return '1';
  if (dev === 'lo' && (name === 'disable_policy' || name === 'disable_xfrm')) return '1';
  return IPV4_CONF_DEFAULTS[name];
}

interface SysctlFile {
  readonly value: string;
  readonly accepts: SysctlKind;
}

const FILES: Readonly<Record<string, SysctlFile>> = Object.fromEntries(
  SYSCTL_FILES.trim()
    .split('\n')
    .map((line) => {
      const [key = '', accepts = '', ...value] = line.split(' ');
      return [key, { value: value.join(' '), accepts: parseKind(accepts) }];
    }),
);

/** Everything but the devices' own folders. */
export const SYSCTL_DEFAULTS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(FILES).map(([key, file]) => [key, file.value]),
);

export function sysctlKind(key: string): SysctlKind | undefined {
  return FILES[key]?.accepts;
}

/** Times in milliseconds that are kept in ticks; the others of net.ipv4.neigh are plain numbers. */
export function neighKind(name: string): SysctlKind {
  return parseKind(name.endsWith('_ms') ? 'ms' : /solicit|qlen/.test(name) ? 'natural' : 'int');
}
