# Namespaces without `ip netns`: unshare makes one, nsenter goes into one.
unshare --net ip -br link
unshare -n sh -c 'ip link set lo up; ip -4 -br addr; ping -c 1 127.0.0.1 | sed -n 2p'
ip -br link | awk '{print $1, $2}'
ip netns add z
nsenter --net=/run/netns/z ip link set lo up
nsenter --net=/var/run/netns/z ip -4 -br addr
unshare -n sleep 3 &
child=$!
sleep 0.4
ip link add v0 type veth peer name v1
ip link set v1 netns $child
nsenter -t $child -n ip link set v1 name eth0
nsenter -t $child -n ip addr add 10.0.0.2/24 dev eth0
nsenter -t $child -n ip link set eth0 up
ip addr add 10.0.0.1/24 dev v0; ip link set v0 up
sleep 1
ping -c 1 10.0.0.2 | sed -n 2p
kill $child; wait $child 2>/dev/null; echo "$?"
sleep 0.4
ip -br link show v0
nsenter --net=/run/netns/nosuch true; echo "$?"
ls /run/netns
