# Proxy ARP: two halves of one subnet, and a router that answers for the half behind it.
ip netns add pc; ip netns add srv; ip netns add r
ip link add eth0 netns pc type veth peer name eth0 netns r
ip link add eth0 netns srv type veth peer name eth1 netns r
ip -n pc addr add 10.1.0.5/16 dev eth0
ip -n srv addr add 10.1.7.5/16 dev eth0
ip -n r addr add 10.1.0.1/24 dev eth0
ip -n r addr add 10.1.7.1/24 dev eth1
for n in pc srv r; do ip -n $n link set eth0 up; done
ip -n r link set eth1 up
ip netns exec r sysctl -w net.ipv4.ip_forward=1 net.ipv4.neigh.eth0.proxy_delay=0 net.ipv4.neigh.eth1.proxy_delay=0
sleep 1.2
ip netns exec pc ping -c 1 -W 0.4 10.1.7.5 | grep transmitted
sleep 3
ip -n pc neigh
for i in eth0 eth1; do ip netns exec r sh -c "echo 1 > /proc/sys/net/ipv4/conf/$i/proxy_arp"; done
ip netns exec pc ping -c 2 -i 0.3 10.1.7.5
ip netns exec pc arp -n | awk 'NR>1{print $1, $2, $4, $5}'
ip -n pc neigh; ip -n srv neigh | sort
[ "$(ip -n pc -j neigh | jq -r '.[0].lladdr')" = "$(ip netns exec r cat /sys/class/net/eth0/address)" ] && echo "it is the router's"
