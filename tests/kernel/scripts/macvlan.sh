# Two containers with addresses of their own on the host's network card.
# frames in any order: two neighbours are probed at the same moment
sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
for n in outside web db; do
  ip netns add $n
  ip netns exec $n sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
done
ip link add eth0 type veth peer name eth0 netns outside
ip addr add 192.168.1.10/24 dev eth0
ip link set eth0 up
ip -n outside addr add 192.168.1.1/24 dev eth0
ip -n outside link set eth0 up
sleep 2
for c in web db; do
  ip link add mv-$c link eth0 type macvlan mode bridge
  ip link set mv-$c netns $c
  ip -n $c link set mv-$c name eth0
done
ip -n web addr add 192.168.1.11/24 dev eth0
ip -n db addr add 192.168.1.12/24 dev eth0
ip -n web link set eth0 up
ip -n db link set eth0 up
sleep 2
ip -n web -br link show eth0 | tr -s ' ' | cut -d' ' -f1,2,4
ip -n web -d link show eth0 | grep -o 'macvlan mode .*usedbcqueuelen [0-9]*'
echo "to the outside"
ip netns exec web ping -c 1 192.168.1.1
sleep 1
echo "to each other"
ip netns exec web ping -c 1 192.168.1.12
# Whoever was heard of is asked whether it is still there.
sleep 6.5
echo "the well-known trap: not to the host itself"
ip netns exec web ping -c 1 -W 1 192.168.1.10
sleep 3.5
ping -c 1 -W 1 192.168.1.12
sleep 3.5
echo "a macvlan for the host mends it"
ip link add host0 link eth0 type macvlan mode bridge
ip addr add 192.168.1.13/32 dev host0
ip link set host0 up
sleep 1
ip route add 192.168.1.12/32 dev host0
ping -c 1 192.168.1.12
echo "the card goes down, and everything on it"
ip link set eth0 down
ip -n web -br link show eth0 | tr -s ' ' | cut -d' ' -f1,2,4
ip netns exec web ping -c 1 -W 1 192.168.1.1
ip link del eth0
ip -n web -br link | tr -s ' ' | cut -d' ' -f1,2
