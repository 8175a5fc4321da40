# `ip link set … broadcast` counts as a new address: a bridge takes the port's address away and finds it to be its own.
sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
ip link add br0 type bridge mcast_snooping 0
ip link add p0 address 02:00:00:00:00:01 type veth peer name q0 address 02:00:00:00:00:02
ip link add p1 address 02:00:00:00:00:03 type veth peer name q1 address 02:00:00:00:00:04
for p in p0 p1; do ip link set $p master br0; ip link set $p up; done
bridge fdb show br br0 | grep permanent | grep master
ip link set p0 broadcast 02:00:00:00:00:0e
ip link set p1 broadcast 02:00:00:00:00:0e
bridge fdb show br br0 | grep permanent | grep master
