#!/bin/bash
# Split access: two providers, and each answer leaves by the way its question came (lartc.org, "Routing for multiple uplinks").
ip netns add gw; ip netns add isp1; ip netns add isp2
ip link add if1 netns gw type veth peer name eth0 netns isp1
ip link add if2 netns gw type veth peer name eth0 netns isp2
IF1=if1 IP1=192.0.2.2 P1=192.0.2.1 P1_NET=192.0.2.0/24
IF2=if2 IP2=198.51.100.2 P2=198.51.100.1 P2_NET=198.51.100.0/24
ip -n isp1 addr add $P1/24 dev eth0; ip -n isp1 link set eth0 up
ip -n isp2 addr add $P2/24 dev eth0; ip -n isp2 link set eth0 up
for isp in isp1 isp2; do ip -n $isp link set lo up; ip -n $isp addr add 203.0.113.10/32 dev lo; done
ip -n isp1 route add $P2_NET via $IP1
ip -n isp2 route add $P1_NET via $IP2
ip -n gw addr add $IP1/24 dev $IF1; ip -n gw link set $IF1 up
ip -n gw addr add $IP2/24 dev $IF2; ip -n gw link set $IF2 up

echo "201 T1" >> /etc/iproute2/rt_tables
echo "202 T2" >> /etc/iproute2/rt_tables
ip -n gw route add $P1_NET dev $IF1 src $IP1 table T1
ip -n gw route add default via $P1 table T1
ip -n gw route add $P2_NET dev $IF2 src $IP2 table T2
ip -n gw route add default via $P2 table T2
ip -n gw route add default via $P1
ip -n gw rule add from $IP1 table T1
ip -n gw rule add from $IP2 table T2
ip -n gw rule show
ip -n gw route show table T1
ip -n gw route show table T2
sleep 1.2
ip netns exec gw ping -c 1 203.0.113.10 | head -2
ip netns exec gw ping -c 1 -I $IP2 203.0.113.10 | head -2
ip -n isp2 neigh show $IP2 | cut -d' ' -f1-3
ip -n gw route get 203.0.113.10 | head -1
ip -n gw link set $IF1 down
ip netns exec gw ping -c 1 203.0.113.10
echo "without the default route: $?"
ip -n gw route add default via $P2
ip netns exec gw ping -c 1 203.0.113.10 | head -2
sed -i '/ T[12]$/d' /etc/iproute2/rt_tables
ip -n gw rule show
ip -n gw rule flush
ip -n gw rule
