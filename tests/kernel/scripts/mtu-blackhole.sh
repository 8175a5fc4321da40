# The far end of the cable takes less than this one sends: the sender's own driver refuses.
ip netns add a; ip netns add b
ip link add eth0 netns a type veth peer name eth0 netns b
ip -n a addr add 10.0.0.1/24 dev eth0; ip -n b addr add 10.0.0.2/24 dev eth0
ip -n a link set eth0 up; ip -n b link set eth0 mtu 1400 up
sleep 1.2
ip netns exec a ping -c 1 -s 1372 10.0.0.2 | grep transmitted
ip netns exec a ping -c 1 -s 1472 -W 0.4 10.0.0.2
echo "status $?"
