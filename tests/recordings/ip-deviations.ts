// Where `ip` and `bridge` differ from ip-missing.txt, and why. A test holds that each still does.

export const IP_DEVIATIONS: Readonly<Record<string, string>> = {
  'bridge fdb show dev v0': "a device's own unicast filter is not kept",
  'ip tuntap list': 'the object is not there',
  'ip nexthop list': 'the object is not there',
};
