# Nobody is there: the error brings back a packet that was written into once more, and whose checksum is wrong by that.
ip netns add a; ip netns add b
ip link add eth0 netns a address 02:00:00:00:00:01 type veth peer name eth0 netns b address 02:00:00:00:00:02
ip -n a addr add 10.0.0.1/24 dev eth0; ip -n b addr add 10.0.0.2/24 dev eth0
ip -n a link set lo up; ip -n a link set eth0 up; ip -n b link set eth0 up
sleep .3
ip netns exec a ping -n -c 1 -R 10.0.0.99 | sed 's/time .*//'
