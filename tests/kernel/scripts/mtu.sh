# A narrow link in the middle.
for n in a r b; do ip netns add $n; done
ip link add eth0 netns a type veth peer name eth0 netns r
ip link add eth1 netns r type veth peer name eth0 netns b
ip -n a addr add 10.0.1.1/24 dev eth0; ip -n r addr add 10.0.1.254/24 dev eth0
ip -n b addr add 10.0.2.1/24 dev eth0; ip -n r addr add 10.0.2.254/24 dev eth1
for n in a b; do ip -n $n link set eth0 up; done
ip -n r link set eth0 up; ip -n r link set eth1 up mtu 1400; ip -n b link set eth0 mtu 1400
ip netns exec r sysctl -qw net.ipv4.ip_forward=1
ip -n a route add default via 10.0.1.254; ip -n b route add default via 10.0.2.254
sleep 3
ip netns exec a ping -c 1 -M do -s 1472 10.0.2.1
ip netns exec a ping -c 1 -M do -s 1472 10.0.2.1
ip netns exec a ping -c 1 -M do -s 1372 10.0.2.1 | sed -n 2p
ip netns exec a ping -c 1 -M dont -s 3000 10.0.2.1 | sed -n 2p
ip -n a route get 10.0.2.1 | sed -n 2p | sed 's/expires.*sec/expires/'
