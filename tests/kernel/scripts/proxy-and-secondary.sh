# Several addresses on one interface.
ip netns add s
ip link add eth0 netns s type veth peer name far
ip link set far up
ip -n s addr add 192.0.2.1/24 dev eth0
ip -n s addr add 192.0.2.2/24 dev eth0
ip -n s addr add 198.51.100.1/25 brd + dev eth0
ip -n s link set eth0 up
sleep 3
ip -n s -4 addr show dev eth0
ip -n s -4 -o addr show dev eth0 | wc -l
ip -n s addr del 192.0.2.1/24 dev eth0
ip -n s -4 -br addr show dev eth0
ip -n s addr flush dev eth0 scope global
ip -n s -4 addr show dev eth0
