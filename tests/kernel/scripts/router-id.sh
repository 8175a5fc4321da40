#!/bin/bash
# Loopback addresses as router ids: reachable as long as any link is.
declare -A id=([r1]=10.255.0.1 [r2]=10.255.0.2)
for r in r1 r2; do
  ip netns add $r
  ip -n $r link set lo up
  ip -n $r addr add ${id[$r]}/32 dev lo
  ip netns exec $r sysctl -qw net.ipv4.ip_forward=1
done
for n in 1 2; do
  ip link add p$n netns r1 type veth peer name p$n netns r2
  ip -n r1 addr add 10.0.$n.1/30 dev p$n; ip -n r1 link set p$n up
  ip -n r2 addr add 10.0.$n.2/30 dev p$n; ip -n r2 link set p$n up
done
ip -n r1 route add ${id[r2]} via 10.0.1.2 src ${id[r1]} metric 10
ip -n r1 route add ${id[r2]} via 10.0.2.2 src ${id[r1]} metric 20
ip -n r2 route add ${id[r1]} via 10.0.1.1 src ${id[r2]} metric 10
ip -n r2 route add ${id[r1]} via 10.0.2.1 src ${id[r2]} metric 20
ip -n r1 -4 addr show lo
sleep 1.2
ip netns exec r1 ping -c 1 ${id[r2]}
ip -n r1 route get ${id[r2]} | head -1
echo "-- p1 is taken down at both ends"
ip -n r1 link set p1 down; ip -n r2 link set p1 down
ip -n r1 route
ip netns exec r1 ping -c 1 ${id[r2]} | head -2
ip netns exec r2 ping -c 1 -I lo ${id[r1]} | head -2
ip netns exec r1 ping -c 1 10.0.1.2; echo $?
