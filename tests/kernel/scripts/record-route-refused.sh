# What a router or a host refuses has been written into by then: the error brings it back with a wrong checksum.
for n in a r b; do ip netns add $n; done
ip link add eth0 netns a address 02:00:00:00:00:01 type veth peer name eth0 netns r address 02:00:00:00:00:02
ip link add eth1 netns r address 02:00:00:00:00:03 type veth peer name eth0 netns b address 02:00:00:00:00:04
ip -n a addr add 10.0.0.1/24 dev eth0; ip -n r addr add 10.0.0.254/24 dev eth0
ip -n r addr add 10.0.1.254/24 dev eth1; ip -n b addr add 10.0.1.1/24 dev eth0
for n in a r b; do ip -n $n link set lo up; ip -n $n link set eth0 up; done; ip -n r link set eth1 up
ip netns exec r sysctl -qw net.ipv4.ip_forward=1
ip -n a route add default via 10.0.0.254; ip -n b route add default via 10.0.1.254
sleep .3
ip netns exec a ping -n -c 1 -W 1 -R 10.0.1.1 | sed 's/time.*//;/^rtt/d'
ip netns exec a ping -n -c 1 -W 1 -R 10.9.9.9 | sed 's/time .*//'
ip netns exec a ping -n -c 1 -W 1 -R -t 1 10.0.1.1 | sed 's/time .*//'
ip -n r link set eth1 mtu 600; ip -n b link set eth0 mtu 600
ip netns exec a ping -n -c 1 -W 1 -R -s 1000 10.0.1.1 | sed 's/time .*//'
