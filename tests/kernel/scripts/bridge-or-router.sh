#!/bin/bash
# The same two hosts and the same box between them: first it is a bridge, then it is a router.
hosts=(h1 h2)
ip netns add box
for i in 0 1; do
  ip netns add "${hosts[i]}"
  ip link add eth0 netns "${hosts[i]}" type veth peer name "eth$i" netns box
  ip -n "${hosts[i]}" link set eth0 up
  ip -n box link set "eth$i" up
done
ip -n h1 addr add 10.0.0.1/16 dev eth0
ip -n h2 addr add 10.0.1.1/16 dev eth0

echo "== a bridge"
ip -n box link add br0 type bridge
for i in 0 1; do ip -n box link set "eth$i" master br0; done
ip -n box link set br0 up
sleep 1.5
ip netns exec h1 ping -c 1 10.0.1.1 | grep ttl
ip netns exec h1 ip neigh | cut -d' ' -f1

echo "== a router"
ip -n box link del br0
ip -n h1 addr flush dev eth0; ip -n h2 addr flush dev eth0
ip -n h1 addr add 10.0.0.1/24 dev eth0; ip -n h2 addr add 10.0.1.1/24 dev eth0
ip -n box addr add 10.0.0.254/24 dev eth0; ip -n box addr add 10.0.1.254/24 dev eth1
ip -n h1 route add default via 10.0.0.254; ip -n h2 route add default via 10.0.1.254
ip netns exec h1 ping -c 1 -W 0.5 10.0.1.1 | grep transmitted
ip netns exec box sysctl -q -w net.ipv4.ip_forward=1
ip netns exec h1 ping -c 1 10.0.1.1 | grep ttl
ip netns exec h1 traceroute -n -q 1 10.0.1.1
