# Three tunnel ends without a multicast group: whatever is unknown goes to each of the others (head-end replication).
sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
for i in 1 2 3; do
  ip netns add node$i
  ip netns exec node$i sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
  ip link add eth$i type veth peer name eth0 netns node$i
  ip -n node$i addr add 172.16.0.$i/24 dev eth0
  ip -n node$i link set eth0 up
done
ip link add underlay type bridge
for i in 1 2 3; do
  ip link set eth$i master underlay
  ip link set eth$i up
done
ip link set underlay up
sleep 2
for i in 1 2 3; do
  ip -n node$i link add vx0 type vxlan id 42 dstport 4789 local 172.16.0.$i
  ip -n node$i addr add 10.42.0.$i/24 dev vx0
  ip -n node$i link set vx0 up
done
bridge -n node1 fdb show dev vx0
ip netns exec node1 ping -c 1 -W 1 10.42.0.2
echo "status $?"
sleep 3
for i in 1 2 3; do
  for j in 1 2 3; do
    [ $i = $j ] || bridge -n node$i fdb append 00:00:00:00:00:00 dev vx0 dst 172.16.0.$j
  done
done
bridge -n node1 fdb show dev vx0
bridge -n node1 fdb add 00:00:00:00:00:00 dev vx0 dst 172.16.0.9
bridge -n node1 fdb replace 00:00:00:00:00:00 dev vx0 dst 172.16.0.9
ip netns exec node1 ping -c 1 10.42.0.2
ip netns exec node1 ping -c 1 10.42.0.3
bridge -n node1 fdb show dev vx0 | cut -d' ' -f2- | sort
# Node 3 leaves: its entry goes, and it is heard of no more.
bridge -n node1 fdb del 00:00:00:00:00:00 dev vx0 dst 172.16.0.3
bridge -n node1 fdb show dev vx0 | grep ^00
