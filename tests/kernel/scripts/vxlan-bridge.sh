# Two switches on two machines, joined by a tunnel: four hosts in one segment.
for n in m1 m2 h1a h1b h2a h2b; do
  ip netns add $n
  ip netns exec $n sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
done
for side in 1 2; do
  ip -n m$side link add br0 type bridge mcast_snooping 0
  ip -n m$side link set br0 up
  for h in a b; do
    ip link add p$h netns m$side type veth peer name eth0 netns h$side$h
    ip -n m$side link set p$h master br0
    ip -n m$side link set p$h up
    ip -n h$side$h link set eth0 up
  done
done
ip link add eth0 netns m1 type veth peer name eth0 netns m2
ip -n m1 addr add 10.0.0.1/30 dev eth0
ip -n m2 addr add 10.0.0.2/30 dev eth0
ip -n m1 link set eth0 up
ip -n m2 link set eth0 up
sleep 2
ip -n m1 link add vx7 type vxlan id 7 remote 10.0.0.2 dstport 4789
ip -n m2 link add vx7 type vxlan id 7 remote 10.0.0.1 dstport 4789
for side in 1 2; do
  ip -n m$side link set vx7 master br0
  ip -n m$side link set vx7 up
done
ip -n h1a addr add 10.7.0.1/24 dev eth0
ip -n h1b addr add 10.7.0.2/24 dev eth0
ip -n h2a addr add 10.7.0.3/24 dev eth0
ip -n h2b addr add 10.7.0.4/24 dev eth0
sleep 1
bridge -n m1 link show dev vx7 | cut -d' ' -f2-
ip netns exec h1a ping -c 1 10.7.0.3
sleep 1
ip netns exec h2b ping -c 1 10.7.0.1
# The bridge knows the port, the tunnel the machine behind it.
bridge -n m1 fdb show dev vx7 | grep -v permanent | cut -d' ' -f2- | sort
echo "a whole packet doesn't fit, and the tunnel says so in the destination's name:"
ip -n m1 link set vx7 mtu 1500
ip -n m2 link set vx7 mtu 1500
ip netns exec h1a ping -c 1 -W 1 -M do -s 1472 10.7.0.3
ip netns exec h1a ping -c 1 -W 1 -M do -s 1472 10.7.0.3
ip netns exec h1a ping -c 1 -s 1472 10.7.0.3
