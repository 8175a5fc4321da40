# An error about a packet without a source goes to this host itself; and what ping -q does not say it does not count.
ip netns add a; ip netns add b
ip link add eth0 netns a address 02:00:00:00:00:01 type veth peer name eth0 netns b address 02:00:00:00:00:02
ip -n a link set lo up; ip -n a link set eth0 up; ip -n b link set eth0 up
sleep .3
ip netns exec a ping -n -c 1 -W 2 -s 8 -I eth0 127.0.0.1 2>&1 | sed 's/time .*//'
sleep 2
ip -n a addr add 10.0.0.1/24 dev eth0; ip -n b addr add 10.0.0.2/24 dev eth0
ip netns exec a ping -n -c 2 -W 1 -s 4000 -M do 10.0.0.2 2>&1 | sed 's/time .*//'
ip netns exec a ping -n -c 1 -W 1 -q -s 4000 -M do 10.0.0.2 2>&1
ip netns exec a traceroute -n -N 1 -q 1 -w 1 -m 2 0.0.0.0 | sed 's/  [0-9.]* ms/ T/'
ip netns exec a ping -n -c 1 -W 1 -R -s 1473 -M do 10.0.0.2 2>&1 | sed 's/time .*//'
