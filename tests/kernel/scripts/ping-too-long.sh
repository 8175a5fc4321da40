#!/bin/bash
# A request that is too long to leave: ping tells so at once, and ends after it has waited for an answer once.
ip netns add a; ip netns add b
ip link add e netns a type veth peer name e netns b
ip -n a addr add 10.0.1.2/24 dev e; ip -n b addr add 10.0.1.1/24 dev e
ip -n a link set dev e up; ip -n b link set dev e up; sleep 1.5
timed() { local start=$(date +%s%N) s; "$@"; s=$?; echo "$* status $s after $((($(date +%s%N) - start) / 400000000))"; }
timed ip netns exec a ping -c 1 -W 3 -M do -s 1473 10.0.1.1
timed ip netns exec a ping -c 2 -M do -s 1473 10.0.1.1
timed ip netns exec a ping -c 2 -i 0.5 -M do -s 1473 10.0.1.1
timed ip netns exec a ping -c 1 -w 3 -M do -s 1473 10.0.1.1
timed ip netns exec a ping -c 1 -i 1.8 -M do -s 1473 10.0.1.1
