# Below an MTU of 1280 IPv6 leaves a device; when it comes back it joins its groups after those of IPv4.
sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
ip link add br0 address 02:00:00:00:00:64 type bridge mcast_snooping 0
ip link add p0 address 02:00:00:00:00:01 type veth peer name q0 address 02:00:00:00:00:02
ip link set p0 master br0; ip link set p0 up; ip link set q0 up; ip link set br0 up
bridge fdb show dev br0 | grep self
ip link set p0 mtu 576
bridge fdb show dev br0 | grep self; bridge fdb show dev p0 | grep self; cat /proc/net/dev_mcast
ip link set br0 mtu 1400; ip link set p0 mtu 1500
bridge fdb show dev br0 | grep self; bridge fdb show dev p0 | grep self; cat /proc/net/dev_mcast
ip link set br0 down; bridge fdb show dev br0 | grep self
ip link set br0 up; bridge fdb show dev br0 | grep self
ip maddr show dev p0 | grep link
