#!/bin/bash
# Which rules a ping meets: bound to a device it asks from no address, and the socket that learns its source is a UDP one.
for n in c r1 r2; do ip netns add $n; ip -n $n link set lo up; done
for r in 1 2; do
  ip link add up$r netns c type veth peer name c netns r$r
  ip -n c link set up$r up; ip -n r$r link set c up
  ip -n c addr add 10.$r.0.2/24 dev up$r; ip -n r$r addr add 10.$r.0.1/24 dev c
  ip -n r$r addr add 9.9.9.9/32 dev lo
  ip -n c route add default via 10.$r.0.1 table 10$r
done
ip -n c rule add from 10.1.0.2 lookup 101 prio 100
ip -n c rule add from 10.2.0.2 lookup 102 prio 200
sleep 1.2
for source in 10.1.0.2 10.2.0.2 up1 up2; do
  ip netns exec c ping -c 1 -W 1 -I $source 9.9.9.9 | sed -n 1,2p
done
ip netns exec c ping -c 1 -W 1 9.9.9.9; echo "$?"
ip -n c rule add ipproto icmp lookup 101 prio 50
ip netns exec c ping -c 1 -W 1 9.9.9.9; echo "$?"
ip -n c rule add ipproto udp lookup 102 prio 51
ip netns exec c ping -c 1 -W 1 9.9.9.9 | sed -n 2p
ip -n c route get 9.9.9.9 ipproto icmp; ip -n c route get 9.9.9.9 ipproto udp; ip -n c route get 9.9.9.9
