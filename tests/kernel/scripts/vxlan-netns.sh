# A tunnel that is made in one namespace and moved into another keeps its underlay where it was made.
# frames in any order: neighbours of the tunnel and below it are probed at the same moment
sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
ip link set lo up
ip netns add far
ip netns add pod
for n in far pod; do ip netns exec $n sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1; done
ip link add up0 type veth peer name up0 netns far
ip addr add 10.0.0.1/24 dev up0
ip link set up0 up
ip -n far addr add 10.0.0.2/24 dev up0
ip -n far link set up0 up
sleep 2
echo "two ends on one machine need no datagram; but with two identifiers the answer goes astray:"
ip link add vx1 type vxlan id 9 remote 10.0.0.1 dstport 4789
ip addr add 10.9.0.1/24 dev vx1
ip link set vx1 up
ip link add vx2 type vxlan id 10 dstport 4789
bridge fdb append 00:00:00:00:00:00 dev vx2 dst 10.0.0.1 vni 9
ip link set vx2 netns pod
ip -n pod addr add 10.9.0.2/24 dev vx2
ip -n pod link set vx2 up
ip netns exec pod ping -c 1 -W 1 10.9.0.1
sleep 3.3
bridge fdb show dev vx1 | cut -d' ' -f2-
ip link add vx0 type vxlan id 3 remote 10.0.0.2 dstport 4789
ip link set vx0 netns pod
ip link show vx0
ip -n pod link show vx0 | head -1
ip -n pod addr add 10.3.0.1/24 dev vx0
ip -n pod link set vx0 up
ip -n far link add vx0 type vxlan id 3 remote 10.0.0.1 dstport 4789
ip -n far addr add 10.3.0.2/24 dev vx0
ip -n far link set vx0 up
ip netns exec pod ping -c 1 10.3.0.2
ip -n pod route
sleep 1
