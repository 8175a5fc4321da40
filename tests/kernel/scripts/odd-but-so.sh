# What random labs have shown: each line surprised somebody.
ip netns add a
ip link add va index 101 netns a type veth peer name vh index 102
ip -n a link set va up; ip link set vh up
ip -n a addr add 10.0.0.1/24 dev va; ip addr add 10.0.0.2/24 dev vh
ip -n a link set lo up
sleep 1
# An error about the own ARP comes in on lo, which a socket that is bound to va doesn't hear.
ip netns exec a ping -n -c 1 -I va 10.0.0.9
# With -w, arping -c ends with the answer, and with neither source nor address it gives up.
ip netns exec a arping -c 1 -w 3 -I va 10.0.0.2 | tail -2
# connect() looks up again with the source that it found.
ip -n a rule add from 10.0.0.1 to 10.7.0.0/16 blackhole
ip -n a route add default via 10.0.0.2
ip netns exec a ping -n -c 1 -W 1 10.7.0.1
ip netns exec a traceroute -n -I -q 1 -m 2 10.7.0.1
# bind() asks for no route.
ip -n a route del default
ip netns exec a ping -n -c 1 -W 1 -I 10.0.0.1 10.8.0.1
# -b and EACCES: ping takes a prohibited way for a broadcast.
ip -n a route add prohibit 10.9.0.0/16
ip netns exec a ping -n -c 1 -W 1 -b 10.9.0.1
ip netns exec a ping -n -c 1 -W 1 10.9.0.1
# The ioctl makes a route by an own address one of the link.
ip netns exec a route add -net 10.11.0.0/16 gw 10.0.0.1; ip -n a route show 10.11.0.0/16
# Prefixes of 31 and 32 bits by way of ioctls.
ip netns exec a ifconfig va 10.0.0.1/31; ip -n a -4 addr show va
ip netns exec a ifconfig va 10.3.0.1/32; ip -n a -4 addr show va
# An entry without a state has no address.
ip -n a neigh add 10.3.0.7 lladdr 02:00:00:00:00:07 dev va nud none; ip -n a neigh show 10.3.0.7
ip -n a neigh add 10.3.0.8 lladdr 02:00:00:00:00:07 dev va nud failed; ip -n a neigh show 10.3.0.8
# IPv6 leaves a device whose MTU is too small for it.
ip -n a link set va mtu 1000; ip -n a -d link show va | grep -c addrgenmode
