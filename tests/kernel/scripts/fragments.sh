# A large packet over a narrow link: fragments on the way, or an ICMP error if it must not be cut.
for n in a r b; do ip netns add $n; done
ip link add eth0 netns a type veth peer name wide netns r
ip link add narrow netns r type veth peer name eth0 netns b
ip -n r link set narrow mtu 1280; ip -n b link set eth0 mtu 1280
ip -n a addr add 10.0.1.2/24 dev eth0; ip -n r addr add 10.0.1.1/24 dev wide
ip -n b addr add 10.0.2.2/24 dev eth0; ip -n r addr add 10.0.2.1/24 dev narrow
ip -n a link set eth0 up; ip -n b link set eth0 up; ip -n r link set wide up; ip -n r link set narrow up
ip -n a route add default via 10.0.1.1; ip -n b route add default via 10.0.2.1
ip netns exec r sysctl -q -w net.ipv4.ip_forward=1
sleep 1.2
ip netns exec a ping -c 1 -s 1400 -M dont 10.0.2.2 | sed -n 2p
ip netns exec a ping -c 1 -s 1400 -M do 10.0.2.2
ip -n a route get 10.0.2.2 | tail -1 | sed 's/expires [0-9]*sec/expires/'
ip netns exec a ping -c 1 -s 1400 -M do 10.0.2.2
ip netns exec a ping -c 1 -s 1252 -M do 10.0.2.2 | sed -n 2p
ip netns exec a ping -c 1 -s 3000 10.0.2.2 | sed -n 2p
ip -n a route flush cache
ip netns exec a ping -c 2 -i 0.3 -s 1400 10.0.2.2 | sed '/rtt/d'
ip -n a route add 10.0.2.0/24 via 10.0.1.1 mtu 1000
ip netns exec a ping -c 1 -s 1200 -M do 10.0.2.2
ip -n b link set eth0 mtu 600
ip -n r link set narrow mtu 600
ip netns exec a ping -c 1 -s 900 -W 0.5 10.0.2.2 | grep transmitted
