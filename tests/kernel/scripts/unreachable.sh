# Ways of not arriving.
for n in client router; do ip netns add $n; done
ip link add eth0 netns client type veth peer name eth0 netns router
ip -n client addr add 192.0.2.1/24 dev eth0
ip -n router addr add 192.0.2.254/24 dev eth0
ip -n client link set eth0 up; ip -n router link set eth0 up
ip -n client link set lo up; ip -n router link set lo up
ip -n client route add default via 192.0.2.254
ip netns exec router sysctl -qw net.ipv4.ip_forward=1 net.ipv4.icmp_ratelimit=0
ip -n router route add unreachable 198.51.100.0/26
ip -n router route add prohibit 198.51.100.64/26
ip -n router route add blackhole 198.51.100.128/26
sleep 3
for target in 198.51.100.1 198.51.100.65 198.51.100.129 203.0.113.1 192.0.2.77; do
  echo "== $target"
  ip netns exec client ping -c 1 -W 1 $target | sed -n '2p;/transmitted/p'
done
ip netns exec router ping -c 1 198.51.100.1
ip netns exec router ping -c 1 198.51.100.129
