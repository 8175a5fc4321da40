# Entries by hand.
ip netns add a; ip netns add b
ip link add eth0 netns a type veth peer name eth0 netns b
ip -n a addr add 10.0.0.1/24 dev eth0; ip -n b addr add 10.0.0.2/24 dev eth0
ip -n a link set eth0 up; ip -n b link set eth0 up
sleep 3
ip -n a neigh add 10.0.0.50 lladdr 02:00:00:00:00:50 dev eth0
ip -n a neigh show
ip netns exec a ping -c 1 -W 1 10.0.0.50 | tail -2 | head -1
ip -n a neigh del 10.0.0.50 dev eth0
ip -n a neigh
ip netns exec a ping -c 1 10.0.0.2 > /dev/null
ip -n a neigh flush dev eth0
ip -n a neigh
echo "flushed: $?"
