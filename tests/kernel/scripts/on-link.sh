# Addresses without a subnet: a /32, a gateway that is not in it, routes that only name a device.
ip netns add vm; ip netns add hv
ip link add eth0 netns vm type veth peer name tap0 netns hv
ip -n vm link set eth0 up; ip -n hv link set tap0 up; ip -n hv link set lo up
ip -n vm addr add 203.0.113.5/32 dev eth0
ip -n hv addr add 169.254.1.1/32 dev tap0
ip -n hv addr add 198.51.100.1/32 dev lo
ip -n vm route add default via 169.254.1.1
ip -n vm route add 169.254.1.1 dev eth0
ip -n vm route add default via 169.254.1.1
ip -n hv route add 203.0.113.5 dev tap0
ip -n vm route
ip -n hv route
sleep 1.2
ip netns exec vm ping -c 1 198.51.100.1
ip netns exec hv ping -c 1 203.0.113.5 | sed -n 2p
ip -n vm route flush table main
ip -n vm route add default via 169.254.1.1 dev eth0 onlink
ip -n vm route
ip netns exec vm ping -c 1 198.51.100.1 | sed -n 2p
ip -n vm route replace default dev eth0
ip netns exec vm ping -c 1 -W 0.4 198.51.100.1 | sed -n 2p
ip -n vm neigh | sort
ip netns exec vm route -n
