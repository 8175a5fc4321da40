# Routing: two networks, a router between them, and what each computer needs to know.
set -u
for host in A B C D R; do ip netns add $host; done
wire() { ip link add "$2" netns "$1" type veth peer name "$4" netns "$3"; }
wire A eth0 R eth0
wire C eth0 R eth1

configure() {
  ip -n "$1" addr add "$3" dev "$2"
  ip -n "$1" link set "$2" up
}
configure A eth0 192.168.1.10/24
configure C eth0 192.168.2.10/24
configure R eth0 192.168.1.1/24
configure R eth1 192.168.2.1/24
ip netns exec R sysctl -w net.ipv4.ip_forward=1
sleep 3

ip netns exec A ping -c 1 192.168.2.10
echo "no route: $?"
ip -n A route add 192.168.2.0/24 via 192.168.1.1
ip -n A route
ip netns exec A ping -c 1 -W 1 192.168.2.10
echo "no way back: $?"
ip -n C route add default via 192.168.2.1
ip netns exec A ping -c 1 192.168.2.10
echo "both ways: $?"
ip -n A route get 192.168.2.10 | head -1
