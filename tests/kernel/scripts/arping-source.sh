# arping looks for its source as if there were no gateways: an address of the device, or what a route on the link names.
ip netns add a; ip netns add b
ip link add eth0 netns a address 02:00:00:00:00:01 type veth peer name eth0 netns b address 02:00:00:00:00:02
ip -n a addr add 10.0.0.1/24 dev eth0; ip -n b addr add 10.0.0.2/24 dev eth0
ip -n a link set eth0 up; ip -n b link set eth0 up
ip -n a addr add 10.0.9.1/32 dev eth0
ip -n a route replace default via 10.0.0.2 src 10.0.9.1
sleep 0.3
ip netns exec a arping -c 1 -w 1 -I eth0 10.42.0.2 | head -1
ip netns exec a arping -c 1 -w 1 -I eth0 10.0.0.2 | head -1
ip -n a route add 10.5.0.0/24 dev eth0 src 10.0.9.1
ip netns exec a arping -c 1 -w 1 -I eth0 10.5.0.2 | head -1
