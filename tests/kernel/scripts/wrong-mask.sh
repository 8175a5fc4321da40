# One computer thinks the network is larger than it is.
ip netns add a; ip netns add b
ip link add eth0 netns a type veth peer name eth0 netns b
ip -n a addr add 10.1.1.1/16 dev eth0
ip -n b addr add 10.1.2.2/24 dev eth0
ip -n a link set eth0 up; ip -n b link set eth0 up
sleep 3
ip netns exec a ping -c 1 -W 1 10.1.2.2
echo "a to b: $?"
ip netns exec b ping -c 1 -W 1 10.1.1.1
echo "b to a: $?"
ip -n b route add 10.1.0.0/16 dev eth0
ip netns exec a ping -c 1 10.1.2.2 | sed -n 2p
