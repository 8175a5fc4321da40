#!/bin/sh
# Two routers on one network: the wrong one forwards and says so (ICMP redirect).
for n in pc r1 r2; do ip netns add $n; done
ip link add lan type bridge && ip link set lan up
for n in pc r1 r2; do
  ip link add p-$n type veth peer name eth0 netns $n
  ip link set p-$n master lan && ip link set p-$n up
  ip -n $n link set eth0 up
  ip -n $n link set lo up
done
ip -n pc addr add 10.0.0.10/24 dev eth0
ip -n r1 addr add 10.0.0.1/24 dev eth0
ip -n r2 addr add 10.0.0.2/24 dev eth0
ip -n r2 addr add 203.0.113.1/32 dev lo
ip netns exec r1 sysctl -qw net.ipv4.ip_forward=1
ip netns exec r2 sysctl -qw net.ipv4.ip_forward=1
ip -n pc route add default via 10.0.0.1
ip -n r1 route add 203.0.113.0/24 via 10.0.0.2
sleep 2
ip netns exec pc ping -n -c 3 -i 0.4 203.0.113.1
ip -n pc route get 203.0.113.1 | sed 's/expires.*/expires/'
ip -n pc route
ip -n pc route flush cache
ip -n pc route get 203.0.113.1
echo "one that isn't wanted"
ip netns exec pc sysctl -w net.ipv4.conf.all.accept_redirects=0 net.ipv4.conf.eth0.accept_redirects=0
ip netns exec pc ping -n -c 2 -i 0.4 203.0.113.1 | grep -v rtt
ip -n pc route get 203.0.113.1
