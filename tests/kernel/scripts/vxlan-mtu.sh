# The MTU trap: a tunnel takes 50 octets of every packet.
for n in a r b; do
  ip netns add $n
  ip netns exec $n sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
done
ip link add eth0 netns a type veth peer name eth0 netns r
ip link add eth0 netns b type veth peer name eth1 netns r
ip -n a addr add 10.1.0.2/24 dev eth0
ip -n r addr add 10.1.0.1/24 dev eth0
ip -n r addr add 10.2.0.1/24 dev eth1
ip -n b addr add 10.2.0.2/24 dev eth0
for n in a b; do ip -n $n link set eth0 up; done
ip -n r link set eth0 up
ip -n r link set eth1 up
sleep 2
ip -n a route add default via 10.1.0.1
ip -n b route add default via 10.2.0.1
ip netns exec r sysctl -qw net.ipv4.ip_forward=1
ip -n a link add vx type vxlan id 5 remote 10.2.0.2 dstport 4789 dev eth0
ip -n b link add vx type vxlan id 5 remote 10.1.0.2 dstport 4789 dev eth0
ip -n a addr add 172.31.0.1/24 dev vx
ip -n b addr add 172.31.0.2/24 dev vx
ip -n a link set vx up
ip -n b link set vx up
ip -n a link show vx | head -1 | grep -o 'mtu [0-9]*'
ip netns exec a ping -c 1 -M do -s 1422 172.31.0.2
ip netns exec a ping -c 1 -M do -s 1423 172.31.0.2
ip netns exec a ping -c 1 -s 3000 172.31.0.2
ip -n a link set vx mtu 1500
ip -n a link set vx mtu 1400
echo "the underlay gets narrower on both sides:"
ip -n a link set eth0 mtu 1300
ip -n r link set eth0 mtu 1300
ip netns exec a ping -c 1 -W 1 -M do -s 1372 172.31.0.2
ip netns exec a ping -c 1 -W 1 -M do -s 1372 172.31.0.2
ip -n a route get 172.31.0.2 | grep -o 'mtu [0-9]*'
