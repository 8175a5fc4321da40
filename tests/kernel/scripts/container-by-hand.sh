#!/usr/bin/env bash
# A container's network, built by hand: a namespace, a cable to the host, an address at each end, a way out.
ip netns add box
ip netns exec box ip -br link
ip link add veth0 type veth peer name ceth0
ip link set ceth0 netns box
ip -br link show type veth | awk '{print $1, $2}'
ip link set veth0 up
ip addr add 172.18.0.11/16 dev veth0
nsenter --net=/run/netns/box bash <<'INSIDE'
ip link set lo up
ip link set ceth0 up
ip addr add 172.18.0.10/16 dev ceth0
ip -4 -br addr
ip route
INSIDE
sleep 1.2
ping -c 2 -i 0.3 172.18.0.10
ip netns exec box ping -c 1 172.18.0.11
ip netns exec box ping -c 1 192.0.2.1
echo "nobody knows the way: $?"
ip netns exec box ip route add default via 172.18.0.11
ip netns exec box ping -c 1 -W 0.5 192.0.2.1 | tail -3 | head -2
ip route get 172.18.0.10 | head -1
ip netns del box
sleep 0.3
ip -br link show veth0
