# Two switches and a cable between them are one network.
for sw in left right; do
  ip link add br-$sw type bridge
  ip link set br-$sw up
done
ip link add uplink-l type veth peer name uplink-r
ip link set uplink-l master br-left up
ip link set uplink-r master br-right up
add_host() {
  ip netns add $1
  ip link add port-$1 type veth peer name eth0 netns $1
  ip link set port-$1 master br-$2 up
  ip -n $1 addr add $3 dev eth0
  ip -n $1 link set eth0 up
}
add_host a left 10.5.0.1/24
add_host b left 10.5.0.2/24
add_host c right 10.5.0.3/24
sleep 2
ip netns exec a ping -c 1 10.5.0.3
ip netns exec b ping -c 1 10.5.0.3 | grep transmitted
echo "-- the cable is pulled"
ip link set uplink-l nomaster
ip netns exec a ping -c 1 -W 0.5 10.5.0.3 | grep transmitted
ip netns exec a ping -c 1 -W 0.5 10.5.0.2 | grep transmitted
echo "-- and put back"
ip link set uplink-l master br-left
sleep 0.5
ip netns exec a ping -c 1 -W 0.5 10.5.0.3 | grep transmitted
ip -br link show master br-left | awk '{print $1}' | cut -d@ -f1
