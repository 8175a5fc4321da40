# A namespace that never had an address: it has no tables yet, and to it every address is a broadcast.
ip netns add a; ip netns add b
ip link add eth0 netns a address 02:00:00:00:00:01 type veth peer name eth0 netns b address 02:00:00:00:00:02
ip -n b addr add 10.0.0.2/24 dev eth0; ip -n b link set eth0 up
ip netns exec a cat /proc/net/route; echo "status $?"
ip -n a link set eth0 up
sleep 0.3
ip netns exec a cat /proc/net/route
ip -n a route add 10.7.0.0/24 via 10.0.0.2 dev eth0 onlink
ip -n a route add 10.0.0.0/24 dev eth0
ip netns exec a cat /proc/net/route | tr -s ' '
ip -n a route add 10.7.0.0/24 via 10.0.0.2 dev eth0
ip -n a route get 10.0.0.2
ip netns exec a ping -n -c 1 -W 0.5 10.0.0.2
ip -n a -4 neigh show nud all | sort
ip -n a link set lo up
ip -n a route add 10.7.0.0/24 via 10.0.0.2 dev eth0 onlink
ip -n a route
