#!/bin/bash
# A chain of routers, made by arithmetic, and what traceroute says of it.
N=4
ip netns add left; ip netns add right
for i in $(seq $N); do
  ip netns add r$i
  ip netns exec r$i sysctl -qw net.ipv4.ip_forward=1
done
nodes=(left $(seq -f 'r%g' $N) right)
for ((i = 0; i <= N; i++)); do
  a=${nodes[i]} b=${nodes[i + 1]}
  ip link add east netns $a type veth peer name west netns $b
  ip -n $a addr add 10.0.$i.1/24 dev east; ip -n $a link set east up
  ip -n $b addr add 10.0.$i.2/24 dev west; ip -n $b link set west up
done
ip -n left route add default via 10.0.0.2
ip -n right route add default via 10.0.$N.1
for i in $(seq $N); do
  for ((net = 0; net < i - 1; net++)); do ip -n r$i route add 10.0.$net.0/24 via 10.0.$((i - 1)).1; done
  for ((net = i + 1; net <= N; net++)); do ip -n r$i route add 10.0.$net.0/24 via 10.0.$i.2; done
done
ip -n r2 route
sleep 1.2
ip netns exec left traceroute -n -q 1 10.0.$N.2
ip netns exec left traceroute -I -n -q 1 -m 3 10.0.$N.2
for ttl in 1 3 5; do ip netns exec left ping -n -c 1 -t $ttl 10.0.$N.2 | sed -n 2p; done
ip -n r3 link set east down
ip netns exec left ping -n -c 1 -W 0.5 10.0.$N.2 | sed -n 2p
