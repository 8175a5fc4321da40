// The files of /proc/sys/net/ipv4 that mean something here: their defaults in a fresh namespace, and what each accepts
// (ipv4_net_table in net/ipv4/sysctl_net_ipv4.c, devinet_sysctl in net/ipv4/devinet.c, ip4_frags_ns_ctl_table).
// Left out: tcp_*, udp_*, igmp_* and what belongs to multipath, as long as those aren't modelled.

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

/** What may be written: `jiffies` counts milliseconds in ticks of 4 (HZ=250), rounded up; `range` is two numbers. */
export type SysctlKind =
  | { readonly kind: 'int'; readonly min?: number; readonly max?: number }
  | { readonly kind: 'jiffies' }
  | { readonly kind: 'range'; readonly min: number; readonly max: number };

interface SysctlFile {
  readonly value: string;
  readonly accepts: SysctlKind;
}

const ANY: SysctlKind = { kind: 'int' };
const OCTET: SysctlKind = { kind: 'int', min: 0, max: 255 };
const BOOL: SysctlKind = { kind: 'int', min: 0, max: 1 };
const NATURAL: SysctlKind = { kind: 'int', min: 0 };

const FILES: Readonly<Record<string, SysctlFile>> = {
  // br_netfilter (net/bridge/br_netfilter_hooks.c): built in and on.
  'net.bridge.bridge-nf-call-arptables': { value: '1', accepts: BOOL },
  'net.bridge.bridge-nf-call-ip6tables': { value: '1', accepts: BOOL },
  'net.bridge.bridge-nf-call-iptables': { value: '1', accepts: BOOL },
  'net.bridge.bridge-nf-filter-pppoe-tagged': { value: '0', accepts: BOOL },
  'net.bridge.bridge-nf-filter-vlan-tagged': { value: '0', accepts: BOOL },
  'net.bridge.bridge-nf-pass-vlan-input-dev': { value: '0', accepts: BOOL },
  'net.ipv4.fwmark_reflect': { value: '0', accepts: OCTET },
  'net.ipv4.icmp_echo_enable_probe': { value: '0', accepts: BOOL },
  'net.ipv4.icmp_echo_ignore_all': { value: '0', accepts: BOOL },
  'net.ipv4.icmp_echo_ignore_broadcasts': { value: '1', accepts: BOOL },
  'net.ipv4.icmp_errors_use_inbound_ifaddr': { value: '0', accepts: BOOL },
  'net.ipv4.icmp_ignore_bogus_error_responses': { value: '1', accepts: BOOL },
  'net.ipv4.icmp_msgs_burst': { value: '50', accepts: NATURAL },
  'net.ipv4.icmp_msgs_per_sec': { value: '1000', accepts: NATURAL },
  'net.ipv4.icmp_ratelimit': { value: '1000', accepts: { kind: 'jiffies' } },
  'net.ipv4.icmp_ratemask': { value: '6168', accepts: ANY },
  'net.ipv4.ip_default_ttl': { value: '64', accepts: { kind: 'int', min: 1, max: 255 } },
  'net.ipv4.ip_forward': { value: '0', accepts: ANY },
  'net.ipv4.ip_forward_update_priority': { value: '1', accepts: BOOL },
  'net.ipv4.ip_forward_use_pmtu': { value: '0', accepts: OCTET },
  'net.ipv4.ip_local_port_range': { value: '32768\t60999', accepts: { kind: 'range', min: 1, max: 65_535 } },
  'net.ipv4.ip_no_pmtu_disc': { value: '0', accepts: OCTET },
  'net.ipv4.ip_nonlocal_bind': { value: '0', accepts: OCTET },
  'net.ipv4.ip_unprivileged_port_start': { value: '1024', accepts: { kind: 'int', min: 0, max: 65_535 } },
  'net.ipv4.ipfrag_high_thresh': { value: '4194304', accepts: { kind: 'int', min: 3_145_728 } },
  'net.ipv4.ipfrag_low_thresh': { value: '3145728', accepts: { kind: 'int', min: 0, max: 4_194_304 } },
  'net.ipv4.ipfrag_max_dist': { value: '64', accepts: NATURAL },
  'net.ipv4.ipfrag_time': { value: '30', accepts: ANY },
  'net.ipv4.ping_group_range': { value: '1\t0', accepts: { kind: 'range', min: 0, max: 2_147_483_647 } },
  'net.ipv4.route.min_adv_mss': { value: '256', accepts: ANY },
  'net.ipv4.route.min_pmtu': { value: '552', accepts: { kind: 'int', min: 68 } },
  'net.ipv4.route.mtu_expires': { value: '600', accepts: ANY },
};

/** Everything but the devices' own folders. */
export const SYSCTL_DEFAULTS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(FILES).map(([key, file]) => [key, file.value]),
);

export function sysctlKind(key: string): SysctlKind | undefined {
  return FILES[key]?.accepts;
}

/** Times in milliseconds that are kept in ticks; the others of net.ipv4.neigh are plain numbers. */
export function neighKind(name: string): SysctlKind {
  if (name.endsWith('_ms')) return { kind: 'jiffies' };
  return /solicit|qlen/.test(name) ? NATURAL : ANY;
}
