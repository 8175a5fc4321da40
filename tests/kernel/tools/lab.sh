net() { ip netns add $1; ip -n $1 link set lo up; ip netns exec $1 sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1; }
cable() { ip link add index $7 $2 address 02:00:00:00:00:$3 netns $1 type veth peer name $5 index $8 address 02:00:00:00:00:$6 netns $4; }
for n in h1 h2 h3 sw r1 r2; do net $n; done
ip -n sw link add br0 address 02:00:00:00:00:b0 type bridge mcast_snooping 0
cable h1 eth0 11 sw p1 a1 11 21
cable h3 eth0 13 sw p2 a2 12 22
cable r1 eth0 01 sw p3 a3 13 23
cable r1 eth1 02 r2 eth0 03 14 24
cable r2 eth1 04 h2 eth0 12 15 25
for p in p1 p2 p3; do ip -n sw link set $p master br0 up; done; ip -n sw link set br0 up
ip -n h1 addr add 10.0.1.2/24 dev eth0; ip -n h3 addr add 10.0.1.3/24 dev eth0; ip -n h2 addr add 10.0.2.2/24 dev eth0
ip -n r1 addr add 10.0.1.1/24 dev eth0; ip -n r1 addr add 10.0.12.1/24 dev eth1
ip -n r2 addr add 10.0.12.2/24 dev eth0; ip -n r2 addr add 10.0.2.1/24 dev eth1
for n in h1 h2 h3 r1 r2; do ip -n $n link set eth0 up; done; ip -n r1 link set eth1 up; ip -n r2 link set eth1 up
ip netns exec r1 sysctl -qw net.ipv4.ip_forward=1 net.ipv4.icmp_ratelimit=0; ip netns exec r2 sysctl -qw net.ipv4.ip_forward=1 net.ipv4.icmp_ratelimit=0
for n in h1 h2 h3; do ip netns exec $n sysctl -qw net.ipv4.icmp_ratelimit=0; done
ip -n h1 route add default via 10.0.1.1; ip -n h3 route add default via 10.0.1.1; ip -n h2 route add default via 10.0.2.1
ip -n r1 route add 10.0.2.0/24 via 10.0.12.2; ip -n r2 route add 10.0.1.0/24 via 10.0.12.1
printf '10.0.2.2 web.lab web\n10.0.1.3 friend\n' >> /etc/hosts
