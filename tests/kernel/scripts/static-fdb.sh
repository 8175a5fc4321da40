#!/bin/bash
# A switch that isn't to learn: entries by hand, in the hosts' ARP tables and in the FDB.
ip netns add h1; ip netns add h2
ip link add br0 type bridge; ip link set br0 up
for i in 1 2; do
  ip link add port$i type veth peer name eth0 netns h$i
  ip link set port$i master br0 up
  ip -n h$i link set eth0 address 02:00:00:00:00:0$i
  ip -n h$i addr add 10.0.0.$i/24 dev eth0
  ip -n h$i link set eth0 up
done
sleep 1.5
for i in 1 2; do bridge link set dev port$i learning off flood off; bridge fdb flush dev port$i 2>/dev/null; done
for i in 1 2; do ip link set port$i type bridge_slave learning off flood off; done
bridge -d link show dev port1 | grep -o 'learning [a-z]*\| flood [a-z]*'
for i in 1 2; do bridge fdb del 02:00:00:00:00:0$i dev port$i master 2>/dev/null; done
ip -n h1 neigh add 10.0.0.2 lladdr 02:00:00:00:00:02 dev eth0 nud permanent
ip -n h2 neigh add 10.0.0.1 lladdr 02:00:00:00:00:01 dev eth0 nud permanent
ip netns exec h1 ping -c 1 -W 0.4 10.0.0.2 | grep transmitted
bridge fdb add 02:00:00:00:00:02 dev port2 master static
ip netns exec h1 ping -c 1 -W 0.4 10.0.0.2 | grep transmitted
bridge fdb add 02:00:00:00:00:01 dev port1 master static
ip netns exec h1 ping -c 1 -W 0.4 10.0.0.2 | grep transmitted
bridge fdb show br br0 | grep 02:00:00:00:00 | sort
bridge fdb add 02:00:00:00:00:01 dev port1 master static; echo "$?"
bridge fdb replace 02:00:00:00:00:01 dev port2 master static
ip netns exec h1 ping -c 1 -W 0.4 10.0.0.2 | grep transmitted
bridge fdb del 02:00:00:00:00:09 dev port1 master; echo "$?"
