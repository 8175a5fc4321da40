#!/bin/sh
# The way there is known to all, the way back only to some: who complains to whom.
for n in pc r1 r2 srv; do ip netns add $n; done
wire() { ip link add $2 netns $1 type veth peer name $4 netns $3; ip -n $1 link set $2 up; ip -n $3 link set $4 up; }
wire pc eth0 r1 eth0; wire r1 eth1 r2 eth0; wire r2 eth1 srv eth0
ip -n pc addr add 10.0.1.2/24 dev eth0;  ip -n r1 addr add 10.0.1.1/24 dev eth0
ip -n r1 addr add 10.0.12.1/30 dev eth1; ip -n r2 addr add 10.0.12.2/30 dev eth0
ip -n r2 addr add 10.0.2.1/24 dev eth1;  ip -n srv addr add 10.0.2.2/24 dev eth0
for r in r1 r2; do ip netns exec $r sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward'; done
ip -n pc route add default via 10.0.1.1
ip -n r1 route add 10.0.2.0/24 via 10.0.12.2
sleep 1.2
go() { echo "== $1"; ip netns exec pc ping -n -c 1 -W 0.5 10.0.2.2 | sed -n '2p;/transmitted/p'; }
go "the server has no way back"
ip -n srv route add default via 10.0.2.1
go "r2 has no way back"
ip -n srv route get 10.0.1.2 | head -1
ip -n r2 route add 10.0.1.0/24 via 10.0.12.1
go "all know"
ip netns exec r1 sh -c 'echo 0 > /proc/sys/net/ipv4/ip_forward'
go "r1 doesn't forward"
ip netns exec pc ping -n -c 1 -W 0.5 10.0.12.1 | sed -n 2p
ip netns exec r1 ping -n -c 1 -W 0.5 10.0.2.2 | sed -n 2p
