# Of a request in fragments the first one has the options, and the answer has them again.
ip netns add a; ip netns add b
ip link add eth0 netns a address 02:00:00:00:00:01 type veth peer name eth0 netns b address 02:00:00:00:00:02
ip -n a addr add 10.0.0.1/24 dev eth0; ip -n b addr add 10.0.0.2/24 dev eth0
ip -n a link set eth0 up; ip -n b link set eth0 up
sleep 0.3
ip netns exec a ping -n -c 1 -W 1 -R 10.0.0.2 | sed 's/time=.*//;s/time .*//;/^rtt/d'
ip netns exec a ping -n -c 1 -W 1 -R -s 2000 10.0.0.2 | sed 's/time=.*//;s/time .*//;/^rtt/d'
ip netns exec a ping -n -c 1 -W 1 -R -s 4000 10.0.0.2 | sed 's/time=.*//;s/time .*//;/^rtt/d'
ip netns exec a ping -n -c 1 -W 1 -T tsandaddr -s 2000 10.0.0.2 | grep transmitted
