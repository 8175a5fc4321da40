# What the tools say when it is typed wrong.
ip addr add 10.0.0.1/24 dev eth7
ip link set eth7 up
ip link add d0 type veth peer name d1
ip addr add 10.0.0.1/24 dev d0
ip addr add 10.0.0.1/24 dev d0
ip addr add 10.0.0.256/24 dev d0
ip addr add 10.0.0.1/40 dev d0
ip addr del 10.9.0.1/24 dev d0
ip route add default via 10.0.0.254
ip link set d0 up
ip route add default via 10.0.0.254
ip route add default via 10.0.0.253
ip route add 10.5.0.1/24 via 10.0.0.254
ip route add 10.5.0.0/24 via 10.77.0.1
ip route del 10.6.0.0/24
ip netns exec nosuch ip link
ip netns add a; ip netns add a
ip netns del b
ip frobnicate
ip link frobnicate
ip link add d0 type veth
ip link set d0 master d1
ip neigh add 10.0.0.9 dev d0
ip neigh del 10.0.0.8 dev d0
ping -c 1 10.200.0.1
ping -c 1 not.an.address.invalid
echo "$?"
