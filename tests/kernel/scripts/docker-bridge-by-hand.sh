#!/bin/bash
# What docker does to a host's network, without docker.
set -e
BRIDGE=docker0 SUBNET=172.17.0
ip link add "$BRIDGE" address 02:42:ac:11:00:01 type bridge
ip addr add "$SUBNET.1/16" brd "$SUBNET.255" dev "$BRIDGE"
ip link set "$BRIDGE" up
sysctl -w net.ipv4.ip_forward=1

run_container() {
  local name=$1 number=$2
  ip netns add "$name"
  ip link add "veth-$name" type veth peer name "tmp-$name"
  ip link set "veth-$name" master "$BRIDGE"
  ip link set "veth-$name" up
  ip link set "tmp-$name" netns "$name"
  ip -n "$name" link set dev "tmp-$name" name eth0
  ip -n "$name" addr add "$SUBNET.$number/16" brd + dev eth0
  ip -n "$name" link set lo up
  ip -n "$name" link set eth0 up
  ip -n "$name" route add default via "$SUBNET.1"
}
run_container web 2
run_container db 3
sleep 2
ip -4 addr show dev docker0
ip netns exec web ip -4 addr show eth0 | sed 's/eth0@if[0-9]*/eth0@ifN/'
ip netns exec web ping -c 2 -i 0.3 $SUBNET.3
ip netns exec db ping -c 1 $SUBNET.1
ping -c 1 $SUBNET.2
ip netns exec web ip route
bridge link | awk '{print $2, $NF}' | sed 's/@[^:]*//'
ip -n web neigh | sort
ip netns del db
sleep 0.3
ip netns exec web ping -c 1 -W 0.5 $SUBNET.3 || echo "gone: $?"
