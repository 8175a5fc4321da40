# A Linux host as a router: without ip_forward the packet stops at B.
ip netns add A; ip netns add B; ip netns add C
ip link add eth0 netns A type veth peer name eth0 netns B
ip link add eth0 netns C type veth peer name eth1 netns B
ip -n A addr add 192.168.1.5/24 dev eth0
ip -n B addr add 192.168.1.6/24 dev eth0
ip -n B addr add 192.168.2.6/24 dev eth1
ip -n C addr add 192.168.2.5/24 dev eth0
ip -n A link set eth0 up; ip -n C link set eth0 up
ip -n B link set eth0 up; ip -n B link set eth1 up
ip -n A route add default via 192.168.1.6
ip -n C route add default via 192.168.2.6
sleep 3
ip netns exec B cat /proc/sys/net/ipv4/ip_forward
ip netns exec A ping -c 2 -W 1 192.168.2.5
ip netns exec B sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward'
ip netns exec A ping -c 2 192.168.2.5 | tail -3 | head -1
