# Two namespaces and a virtual cable between them.
ip netns add red
ip netns add blue
ip netns | sort
ip netns exec red ip link
ip link add veth-red type veth peer name veth-blue
ip link set veth-red netns red
ip link set veth-blue netns blue
ip -n red addr add 192.168.15.1/24 dev veth-red
ip -n blue addr add 192.168.15.2/24 dev veth-blue
ip -n red link set veth-red up
ip -n blue link set veth-blue up
sleep 3
ip netns exec red ping -c 1 192.168.15.2
ip netns exec red arp | tail -1 | tr -s ' ' | cut -d' ' -f1,2,4,5
arp
ip -n red link del veth-red
ip -n blue -br link
