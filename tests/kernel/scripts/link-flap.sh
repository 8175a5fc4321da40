#!/bin/bash
# A link goes down and up again: the connected route comes back, the default route doesn't.
ip netns add pc; ip netns add gw
ip link add eth0 netns pc type veth peer name eth0 netns gw
ip -n pc addr add 192.168.0.2/24 dev eth0; ip -n gw addr add 192.168.0.1/24 dev eth0
ip -n pc link set eth0 up; ip -n gw link set eth0 up
ip -n pc route add default via 192.168.0.1
ip -n pc neigh add 192.168.0.50 lladdr 02:00:00:00:00:50 dev eth0
sleep 1.2
ip netns exec pc ping -q -c 1 192.168.0.1 > /dev/null
ip -n pc route; ip -n pc neigh | sort
for i in 1 2; do
  ip -n pc link set eth0 down
  ip -n pc link set eth0 up
done
echo "-- flapped"
ip -n pc route; ip -n pc neigh
ip netns exec pc ping -c 1 8.8.8.8; echo "$?"
restore() { ip -n pc route show default | grep -q . || ip -n pc route add default via 192.168.0.1; }
restore; restore
ip -n pc route show default
echo "-- the cable: the route stays"
ip -n gw link set eth0 down
sleep 1.2
ip -n pc -br link show eth0 | awk '{print $2, $4}'
ip -n pc route
ip netns exec pc ping -c 1 -W 0.4 192.168.0.1 | grep transmitted
ip -n gw link set eth0 up
sleep 1.2
ip -n pc route
ip netns exec pc ping -c 1 192.168.0.1 | grep transmitted
