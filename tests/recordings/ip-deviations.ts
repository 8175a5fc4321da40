// Where `ip` and `bridge` differ from ip-missing.txt, and why. A test holds that each still does.

export const IP_DEVIATIONS: Readonly<Record<string, string>> = {
  'ip neigh add 10.0.0.8 dev v0 nud failed': 'an entry made by hand has an address',
  'ip neigh add proxy 10.0.0.88 dev v0': 'there are no proxy entries (proxy_arp works)',
  'bridge fdb show dev v0': "a device's own unicast filter is not kept",
  'ip tuntap list': 'the object is not there',
  'ip nexthop list': 'the object is not there',
};
