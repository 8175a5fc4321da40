# ping -R: each router writes down where the packet left.
for n in a r1 r2 b; do ip netns add $n; done
wire() { ip link add $2 netns $1 type veth peer name $4 netns $3; ip -n $1 addr add $5 dev $2; ip -n $3 addr add $6 dev $4; ip -n $1 link set $2 up; ip -n $3 link set $4 up; }
wire a e0 r1 w0 10.0.1.2/24 10.0.1.1/24
wire r1 e0 r2 w0 10.0.2.1/24 10.0.2.2/24
wire r2 e0 b w0 10.0.3.1/24 10.0.3.2/24
for r in r1 r2; do ip netns exec $r sysctl -qw net.ipv4.ip_forward=1; done
ip -n a route add default via 10.0.1.1; ip -n b route add default via 10.0.3.1
ip -n r1 route add 10.0.3.0/24 via 10.0.2.2; ip -n r2 route add 10.0.1.0/24 via 10.0.2.1
sleep 1.2
ip netns exec a ping -n -c 2 -i 0.3 -R 10.0.3.2
ip netns exec a ping -n -c 1 -R 10.0.1.1 | sed -n '2,6p'
