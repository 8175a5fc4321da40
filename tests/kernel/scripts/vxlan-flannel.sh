# Two nodes of a cluster as flannel joins them: a tunnel without learning, whose routes, neighbours and entries a daemon sets.
off='net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1'
for i in 1 2; do
  ip netns add n$i
  ip netns exec n$i sysctl -qw $off net.ipv4.ip_forward=1
  ip netns add pod$i
  ip netns exec pod$i sysctl -qw $off
done
ip link add eth0 netns n1 type veth peer name eth0 netns n2
for i in 1 2; do
  ip -n n$i addr add 192.168.56.1$i/24 dev eth0
  ip -n n$i link set eth0 up
done
sleep 2
for i in 1 2; do
  ip -n n$i link add flannel.1 address 02:00:00:00:ff:0$i type vxlan id 1 local 192.168.56.1$i dev eth0 dstport 8472 nolearning
  ip -n n$i addr add 10.244.$i.0/32 dev flannel.1
  ip -n n$i link set flannel.1 up
  ip -n n$i link add cni0 address 02:00:00:00:cc:0$i type bridge mcast_snooping 0
  ip -n n$i addr add 10.244.$i.1/24 dev cni0
  ip -n n$i link set cni0 up
  ip link add eth0 netns pod$i mtu 1450 type veth peer name veth$i netns n$i
  ip -n n$i link set veth$i mtu 1450
  ip -n n$i link set veth$i master cni0
  ip -n n$i link set veth$i up
  ip -n pod$i link set eth0 up
  ip -n pod$i addr add 10.244.$i.2/24 dev eth0
  ip -n pod$i route add default via 10.244.$i.1
done
sleep 2
echo "nobody has told the nodes of each other:"
ip netns exec pod1 ping -c 1 -W 1 10.244.2.2
join() {
  ip -n n$1 route add 10.244.$2.0/24 via 10.244.$2.0 dev flannel.1 onlink
  ip -n n$1 neigh add 10.244.$2.0 lladdr 02:00:00:00:ff:0$2 dev flannel.1
  bridge -n n$1 fdb append 02:00:00:00:ff:0$2 dev flannel.1 dst 192.168.56.1$2
}
join 1 2
join 2 1
ip -n n1 route
bridge -n n1 fdb show dev flannel.1
ip netns exec pod1 ping -c 2 10.244.2.2
ip netns exec pod1 ping -c 1 -M do -s 1422 10.244.2.2
ip netns exec pod1 ping -c 1 -M do -s 1423 10.244.2.2
ip -n n1 link set flannel.1 down
ip -n n1 route
bridge -n n1 fdb show dev flannel.1
