#!/bin/bash
# A floating address moves from the active to the standby node; only a gratuitous ARP tells the others.
VIP=10.20.0.100
ip link add lan type bridge; ip link set lan up
i=1
for n in client active standby; do
  ip netns add $n
  ip link add port-$n type veth peer name eth0 netns $n
  ip link set port-$n master lan up
  ip -n $n link set eth0 up
  ip -n $n addr add 10.20.0.$i/24 dev eth0
  i=$((i + 1))
done
ip -n active addr add $VIP/32 dev eth0
sleep 2
who() {
  local mac=$(ip -n client -j neigh show $VIP | jq -r '.[0].lladdr // "nobody"')
  for n in active standby; do
    [[ $mac == "$(ip netns exec $n cat /sys/class/net/eth0/address)" ]] && { echo "$VIP is at $n"; return; }
  done
  echo "$VIP is at $mac"
}
ip netns exec client ping -c 1 $VIP | grep -c 'bytes from'; who
ip -n active addr del $VIP/32 dev eth0
ip -n standby addr add $VIP/32 dev eth0
ip netns exec client ping -c 1 -W 0.4 $VIP | grep transmitted; who
ip netns exec standby arping -q -c 1 -U -I eth0 $VIP; who
ip netns exec client ping -c 1 -W 0.4 $VIP | grep transmitted
