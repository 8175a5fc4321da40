# Tunnel ends that find each other by a multicast group.
sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
ip link add lan type bridge mcast_snooping 0
ip link set lan up
for i in 1 2 3; do
  ip netns add n$i
  ip netns exec n$i sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
  ip link add port$i type veth peer name eth0 netns n$i
  ip link set port$i master lan
  ip link set port$i up
  ip -n n$i addr add 10.0.0.$i/24 dev eth0
  ip -n n$i link set eth0 up
done
sleep 2
for i in 1 2; do
  ip -n n$i link add vx type vxlan id 10 group 239.1.1.1 dev eth0 dstport 4789
  ip -n n$i addr add 192.168.50.$i/24 dev vx
  ip -n n$i link set vx up
done
sleep 1
bridge -n n1 fdb show dev vx
ip netns exec n1 ping -c 1 192.168.50.2
bridge -n n1 fdb show dev vx | cut -d' ' -f2- | sort
ip -n n1 -d link show vx | grep -o 'group 239.*dstport [0-9]*'
