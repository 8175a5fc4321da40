# The same address twice on one network: who answers, and how to notice.
ip link add sw type bridge; ip link set sw up
for n in a b c; do
  ip netns add $n; ip link add v$n type veth peer name eth0 netns $n
  ip link set v$n master sw up; ip -n $n link set eth0 up
done
ip -n a addr add 10.0.0.1/24 dev eth0
ip -n b addr add 10.0.0.2/24 dev eth0
sleep 2
echo "free?"
ip netns exec c arping -D -q -c 1 -w 1 -I eth0 10.0.0.2; echo "taken: $?"
ip netns exec c arping -D -q -c 1 -w 1 -I eth0 10.0.0.3; echo "taken: $?"
ip -n c addr add 10.0.0.2/24 dev eth0
ip netns exec a arping -c 1 -I eth0 10.0.0.2 | grep -c 'reply from 10.0.0.2'
ip -n b link set eth0 down
sleep 0.5
ip netns exec a arping -c 1 -I eth0 10.0.0.2 | tail -1
ip netns exec a ping -c 1 10.0.0.2 | sed -n 2p
ip -n a neigh | cut -d' ' -f1,5
