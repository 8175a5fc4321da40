#!/bin/bash
# A packet that arrives by a way we would not answer by: rp_filter 0, 1 and 2.
for n in c r s; do ip netns add $n; done
ip link add eth0 netns c type veth peer name eth0 netns r
ip link add eth1 netns r type veth peer name eth0 netns s
ip link add eth1 netns c type veth peer name eth1 netns s
ip -n c addr add 10.0.1.2/24 dev eth0; ip -n c addr add 10.0.3.2/24 dev eth1
ip -n r addr add 10.0.1.1/24 dev eth0; ip -n r addr add 10.0.2.1/24 dev eth1
ip -n s addr add 10.0.2.2/24 dev eth0; ip -n s addr add 10.0.3.1/24 dev eth1
for n in c r s; do ip -n $n link set eth0 up; ip -n $n link set eth1 up; done
ip netns exec r sysctl -q -w net.ipv4.ip_forward=1
ip -n c route add 10.0.2.0/24 via 10.0.1.1
ip -n s route add 10.0.1.0/24 via 10.0.3.2   # the way back is another one
sleep 1.2
for mode in 0 1 2; do
  ip netns exec s sysctl -w net.ipv4.conf.eth0.rp_filter=$mode
  if ip netns exec c ping -c 1 -W 0.4 10.0.2.2 > /dev/null; then echo "rp_filter=$mode: answered"; else echo "rp_filter=$mode: dropped"; fi
done
ip netns exec s sysctl -qw net.ipv4.conf.eth0.rp_filter=0
echo "the larger one of all and eth0 counts"
ip netns exec s sysctl -w net.ipv4.conf.all.rp_filter=1
ip netns exec c ping -c 1 -W 0.4 10.0.2.2 | grep transmitted
ip -n s route get 10.0.1.2 from 10.0.2.2 iif eth0 2>&1 | head -1
ip -n s route replace 10.0.1.0/24 via 10.0.2.1
ip netns exec c ping -c 1 -W 0.4 10.0.2.2 | grep transmitted
