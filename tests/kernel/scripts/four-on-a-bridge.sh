# Four namespaces on a bridge, the host as their gateway.
ip link add v-net-0 type bridge
ip link set dev v-net-0 up
n=1
for ns in red blue orange gray; do
  ip netns add $ns
  ip link add veth-$ns type veth peer name veth-$ns-br
  ip link set veth-$ns netns $ns
  ip link set veth-$ns-br master v-net-0
  ip -n $ns addr add 192.168.15.$n/24 dev veth-$ns
  ip -n $ns link set veth-$ns up
  ip link set veth-$ns-br up
  n=$((n + 1))
done
sleep 3
ping -c 1 192.168.15.1 || echo "the host is not on that network"
ip addr add 192.168.15.5/24 dev v-net-0
ping -c 1 192.168.15.1
ip netns exec red ping -c 1 192.168.15.4
ip netns exec blue ping -c 1 192.168.1.3 || echo "blue: unreachable"
ip netns exec blue ip route add default via 192.168.15.5
ip netns exec blue ip route
ip -br link show master v-net-0 | tr -s ' ' | cut -d' ' -f1-2
