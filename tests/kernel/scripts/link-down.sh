# Routes go with their link, and don't all come back.
ip netns add h
ip link add eth0 netns h type veth peer name far
ip link set far up
ip -n h addr add 192.0.2.1/24 dev eth0
ip -n h link set eth0 up
ip -n h route add default via 192.0.2.254
sleep 3
ip -n h route
ip -n h link set eth0 down
echo "down:"; ip -n h route
ip -n h link set eth0 up
sleep 2
echo "up again:"; ip -n h route
ip link set far down
sleep 2
echo "the far end is down:"; ip -n h route; ip -n h -br link show eth0 | tr -s ' ' | cut -d' ' -f1-2
