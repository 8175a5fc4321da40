#!/bin/bash
# tcpdump in the background, line by line into a file, until it has seen enough.
ip netns add a; ip netns add r; ip netns add b
ip link add eth0 netns a type veth peer name eth0 netns r
ip link add eth1 netns r type veth peer name eth0 netns b
ip -n a addr add 10.0.1.2/24 dev eth0; ip -n r addr add 10.0.1.1/24 dev eth0
ip -n b addr add 10.0.2.2/24 dev eth0; ip -n r addr add 10.0.2.1/24 dev eth1
for n in a r b; do ip -n $n link set eth0 up; done; ip -n r link set eth1 up
ip -n a route add default via 10.0.1.1; ip -n b route add default via 10.0.2.1
ip netns exec r sysctl -qw net.ipv4.ip_forward=1
sleep 1.2
for dev in eth0 eth1; do
  ip netns exec r tcpdump -l -nn -i $dev -c 4 --immediate-mode 'arp or icmp' 2>/dev/null > /tmp/$dev.txt &
done
sleep 0.7
ip netns exec a ping -c 1 10.0.2.2 > /dev/null
wait
for dev in eth0 eth1; do echo "== $dev"; sed -E 's/^[^ ]+ //; s/ id [0-9]+,/ id N,/' /tmp/$dev.txt; done
ip netns exec r timeout 0.6 tcpdump -nn -i any -c 10 --immediate-mode icmp 2>/dev/null | sed -E 's/^[^ ]+ //; s/ id [0-9]+,/ id N,/' &
sleep 0.3
ip netns exec a ping -c 1 10.0.2.2 > /dev/null
wait
rm /tmp/eth?.txt
