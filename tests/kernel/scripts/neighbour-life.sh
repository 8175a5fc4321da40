#!/bin/bash
# An entry's life: incomplete, reachable, delay, failed; stale when it is told so.
ip netns add a; ip netns add b
ip link add eth0 netns a type veth peer name eth0 netns b
ip -n a addr add 10.0.0.1/24 dev eth0; ip -n b addr add 10.0.0.2/24 dev eth0
ip -n a link set eth0 up; ip -n b link set eth0 up
sleep 1
state() { ip -n "$1" neigh show "$2" | awk '{print $1, $NF}'; }
ip netns exec a ping -c 1 -W 0.4 10.0.0.9 > /dev/null; state a 10.0.0.9
sleep 3
state a 10.0.0.9
ip -n a neigh show nud failed | cut -d' ' -f1
ip -n a neigh flush nud failed; ip -n a neigh | wc -l
ip netns exec a ping -c 1 10.0.0.2 > /dev/null
state a 10.0.0.2; state b 10.0.0.1
ip -n a neigh change 10.0.0.2 dev eth0 nud stale; state a 10.0.0.2
ip netns exec a ping -c 1 10.0.0.2 > /dev/null; state a 10.0.0.2
ip -n a neigh add 10.0.0.7 lladdr 02:00:00:00:00:07 dev eth0 nud reachable
ip -n a neigh add 10.0.0.8 lladdr 02:00:00:00:00:08 dev eth0 nud noarp
ip -n a neigh add 10.0.0.7 lladdr 02:00:00:00:00:07 dev eth0; echo "$?"
state a 10.0.0.7; ip -n a neigh show 10.0.0.8
ip -n a neigh flush dev eth0; ip -n a neigh
ip netns exec a ping -c 1 10.0.0.2 > /dev/null
ip -n b neigh change 10.0.0.1 dev eth0 nud probe
sleep 0.5
state b 10.0.0.1
