#!/bin/bash
# Two interfaces in the same subnet, and a more special one inside: which way?
ip netns add h; ip netns add n1; ip netns add n2
ip link add eth1 netns h type veth peer name eth0 netns n1
ip link add eth2 netns h type veth peer name eth0 netns n2
for d in eth1 eth2; do ip -n h link set $d up; done
for n in n1 n2; do ip -n $n link set eth0 up; done
ip -n h addr add 10.0.0.1/24 dev eth1
ip -n h addr add 10.0.0.2/24 dev eth2
ip -n n1 addr add 10.0.0.11/24 dev eth0
ip -n n2 addr add 10.0.0.12/24 dev eth0
sleep 1.2
ip -n h route
# Each end answers for either address: ARP flux.
ip netns exec n1 arping -c 1 -I eth0 10.0.0.2 | grep -c reply
ip netns exec h sysctl -qw net.ipv4.conf.all.arp_ignore=1
ip netns exec n1 arping -c 1 -w 1 -I eth0 10.0.0.2 | grep -c reply
ip netns exec h sysctl -qw net.ipv4.conf.all.arp_ignore=0
for to in 10.0.0.11 10.0.0.12; do
  ip -n h route get $to | head -1
  ip netns exec h ping -c 1 -W 0.4 $to | grep transmitted
done
ip netns exec h ping -c 1 -W 0.4 -I eth2 10.0.0.12 | head -2
ip -n h addr add 10.0.0.129/25 dev eth2
ip -n h route get 10.0.0.200 | head -1
ip -n h route add 10.0.0.12 dev eth2
ip netns exec h ping -c 1 -W 0.4 10.0.0.12 | head -2
ip -n h route show root 10.0.0.0/24
ip -n h route show match 10.0.0.12
