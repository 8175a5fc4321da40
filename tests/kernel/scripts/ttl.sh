# Time to live: how far a packet comes, and what it is when it starts.
for n in a r b; do ip netns add $n; done
ip link add e0 netns a type veth peer name e0 netns r
ip link add e1 netns r type veth peer name e0 netns b
ip -n a addr add 10.0.1.2/24 dev e0; ip -n r addr add 10.0.1.1/24 dev e0
ip -n b addr add 10.0.2.2/24 dev e0; ip -n r addr add 10.0.2.1/24 dev e1
for n in a r b; do ip -n $n link set e0 up; done; ip -n r link set e1 up
ip -n a route add default via 10.0.1.1; ip -n b route add default via 10.0.2.1
ip netns exec r sysctl -q -w net.ipv4.ip_forward=1
sleep 1.2
ip netns exec a ping -n -c 1 -t 1 10.0.2.2
echo "status $?"
ip netns exec a ping -n -c 1 -t 2 10.0.2.2 | sed -n 2p
ip netns exec b sysctl -w net.ipv4.ip_default_ttl=20
ip netns exec a ping -n -c 1 10.0.2.2 | grep -o 'ttl=[0-9]*'
ip netns exec b sysctl -w net.ipv4.ip_default_ttl=1
ip netns exec a ping -n -c 1 -W 0.4 10.0.2.2 | grep transmitted
ip netns exec b sysctl -w net.ipv4.ip_default_ttl=300; echo "$?"
ip netns exec a ping -n -c 1 -t 300 10.0.2.2; echo "$?"
ip netns exec a ping -n -c 1 -t 1 10.0.1.1 | sed -n 2p
ip netns exec a traceroute -n -f 2 -q 1 10.0.1.1
