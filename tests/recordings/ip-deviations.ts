// Where `ip` and `bridge` differ from ip-missing.txt, and why. A test holds that each still does.

const VXLAN = 'vxlan and macvlan are not among the devices';

export const IP_DEVIATIONS: Readonly<Record<string, string>> = {
  'ip rule add goto 32766 pref 801': 'rules have no goto',
  'ip route add multicast 224.0.0.0/4 dev v0': 'multicast is not routed',
  'ip route add 10.5.0.0/24 nexthop via 10.0.0.2 nexthop via 10.0.0.3 weight 2': 'a route has one next hop',
  'ip neigh add 10.0.0.8 dev v0 nud failed': 'an entry made by hand has an address',
  'ip neigh add proxy 10.0.0.88 dev v0': 'there are no proxy entries (proxy_arp works)',
  'ip addr add 10.0.8.6 peer 10.0.9.7/24 dev v0': 'an address has no peer',
  'ip addr show secondary dev v0': 'addresses live forever',
  'ip link add vx0 address 02:00:00:00:00:31 type vxlan id 42 remote 10.0.0.2 dstport 4789 dev v0': VXLAN,
  'ip link add link v0 name mv0 address 02:00:00:00:00:32 type macvlan mode bridge': VXLAN,
  'bridge fdb show dev v0': "a device's own unicast filter is not kept",
  'ip maddr show dev v0': 'the object is not there',
  'ip tuntap list': 'the object is not there',
  'ip nexthop list': 'the object is not there',
};
