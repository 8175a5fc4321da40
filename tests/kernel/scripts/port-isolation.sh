#!/bin/bash
# Isolated ports speak to the uplink, not to each other.
ip link add br0 type bridge; ip link set br0 up
i=0
for n in uplink guest1 guest2; do
  i=$((i + 1))
  ip netns add $n; ip link add p-$n type veth peer name eth0 netns $n
  ip link set p-$n master br0; ip link set p-$n up
  ip -n $n addr add 10.0.0.$i/24 dev eth0; ip -n $n link set eth0 up
done
sleep 1.2
matrix() {
  local from to
  for from in uplink guest1 guest2; do
    for to in 1 2 3; do
      ip netns exec $from ping -q -c 1 -W 0.3 10.0.0.$to > /dev/null && printf 'y ' || printf 'n '
    done; echo
  done
}
for n in uplink guest1 guest2; do ip -n $n link set lo up; done
matrix
for g in guest1 guest2; do bridge link set dev p-$g isolated on; done
bridge -d link show dev p-guest1 | grep -o 'isolated o[nf]*'
ip -d link show p-uplink | grep -o 'isolated o[nf]*'
matrix
ip link set p-guest2 type bridge_slave isolated off hairpin on
ip netns exec guest1 ping -q -c 1 -W 0.3 10.0.0.3 | grep transmitted
