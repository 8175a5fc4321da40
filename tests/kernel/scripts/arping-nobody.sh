# arping asks for 0.0.0.0, which no socket objects to.
ip netns add a; ip netns add b
ip link add eth0 netns a address 02:00:00:00:00:01 type veth peer name eth0 netns b address 02:00:00:00:00:02
ip -n a link set eth0 up; ip -n b link set eth0 up
sleep .3
t() { for o in "" -A -U -D; do echo "= $o"; ip netns exec a arping -c 1 -w 1 $o -I eth0 0.0.0.0; echo $?; done; }
t
ip -n a addr add 10.0.0.1/24 dev eth0; ip -n b addr add 10.0.0.2/24 dev eth0
t
