# A link of two: /31 (RFC 3021) beside /30 and a peer address.
link() { ip link add "$2" netns "$1" type veth peer name "$4" netns "$3"; ip -n "$1" link set "$2" up; ip -n "$3" link set "$4" up; }
for n in a b; do ip netns add $n; done
link a l31 b l31; link a l30 b l30; link a l24 b l24
ip -n a addr add 192.0.2.0/31 dev l31; ip -n b addr add 192.0.2.1/31 dev l31
ip -n a addr add 192.0.2.5/30 dev l30; ip -n b addr add 192.0.2.6/30 dev l30
ip -n a addr add 198.51.100.1/24 brd + dev l24; ip -n b addr add 198.51.100.2/24 brd + dev l24
sleep 1.2
ip netns exec a ping -c 1 192.0.2.1 | sed -n 2p
ip netns exec b ping -c 1 192.0.2.0 | sed -n 2p
ip netns exec a ping -c 1 192.0.2.6 | sed -n 2p
ip netns exec a ping -c 1 192.0.2.7
ip netns exec a ping -b -c 1 -W 0.4 198.51.100.255 2>&1 | tail -3
ip netns exec b sysctl -w net.ipv4.icmp_echo_ignore_broadcasts=0
ip netns exec a ping -b -c 1 -W 0.4 198.51.100.255 2>&1 | sed -n 3p
ip -n a route show table local | grep -v 127
ip -n a -4 -br addr
