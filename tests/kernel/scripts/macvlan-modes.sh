# Private, vepa and passthru; and what macvlan doesn't take.
# frames in any order: two neighbours are probed at the same moment
sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
ip netns add sw
ip netns exec sw sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
ip link add eth0 type veth peer name p0 netns sw
ip link add eth1 type veth peer name p1 netns sw
ip -n sw link add br0 type bridge mcast_snooping 0
for p in p0 p1; do
  ip -n sw link set $p master br0
  ip -n sw link set $p up
done
ip -n sw link set br0 up
ip -n sw addr add 10.0.0.1/24 dev br0
ip link set eth0 up
ip link set eth1 up
sleep 2
try() {
  echo "mode $1"
  for c in a b; do
    ip netns add $c
    ip netns exec $c sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
    ip link add mv link eth0 type macvlan mode $1
    ip link set mv netns $c
    ip -n $c link set mv up
  done
  ip -n a addr add 10.0.0.2/24 dev mv
  ip -n b addr add 10.0.0.3/24 dev mv
  sleep 2
  ip netns exec a ping -c 1 -W 1 10.0.0.1
  ip netns exec a ping -c 1 -W 1 10.0.0.3
  sleep 6.5
  ip netns del a
  ip netns del b
  sleep 1
}
try private
try vepa
echo "with a switch that reflects"
bridge -n sw link set dev p0 hairpin on
sleep 1
try vepa
bridge -n sw link set dev p0 hairpin off

ip link add pt link eth1 type macvlan mode passthru
ip link add pt2 link eth1 type macvlan mode bridge
ip link add m0 type macvlan mode bridge
ip link add m0 link lo type macvlan mode bridge
ip link add m0 link eth0 type macvlan mode nonsense
ip link add m0 link eth0 mtu 9000 type macvlan mode bridge
ip -n sw link add m0 link p0 type macvlan mode bridge
ip link set pt type macvlan mode bridge
ip addr add 10.0.0.9/24 dev pt
ip link set pt up
sleep 1
ping -c 1 -W 1 10.0.0.1
ip link add br1 type bridge
ip link set eth1 master br1
sleep 2
