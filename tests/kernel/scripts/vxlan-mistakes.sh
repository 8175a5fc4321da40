# What goes wrong with tunnels: another network identifier, another port, a missing default, the wrong words.
# frames in any order: neighbours of the tunnel and below it are probed at the same moment
for n in a b; do
  ip netns add $n
  ip netns exec $n sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
done
ip link add eth0 netns a type veth peer name eth0 netns b
ip -n a addr add 10.0.0.1/24 dev eth0
ip -n b addr add 10.0.0.2/24 dev eth0
ip -n a link set eth0 up
ip -n b link set eth0 up
sleep 2
ip -n a link add vx1 type vxlan id 1 remote 10.0.0.2 dstport 4789
ip -n b link add vx2 type vxlan id 2 remote 10.0.0.1 dstport 4789
ip -n a addr add 192.168.1.1/24 dev vx1
ip -n b addr add 192.168.1.2/24 dev vx2
ip -n a link set vx1 up
ip -n b link set vx2 up
echo "another identifier: silence"
ip netns exec a ping -c 1 -W 1 192.168.1.2
echo "another port: refused, and nobody hears of it"
ip -n b link del vx2
ip -n b link add vx2 type vxlan id 1 remote 10.0.0.1 dstport 8472
ip -n b addr add 192.168.1.2/24 dev vx2
ip -n b link set vx2 up
ip netns exec a ping -c 1 -W 1 192.168.1.2
echo "no remote"
ip -n b link del vx2
ip -n b link add vx2 type vxlan id 1 dstport 4789
ip -n b addr add 192.168.1.2/24 dev vx2
ip -n b link set vx2 up
ip netns exec b ping -c 1 -W 1 192.168.1.1
# It learns from what comes in, and can answer.
sleep 3
ip netns exec a ping -c 1 -W 1 192.168.1.2
bridge -n b fdb show dev vx2 | cut -d' ' -f2-

ip -n a link add vx1 type vxlan id 7 dstport 4789
ip -n a link add vx9 type vxlan id 1 dstport 4789
ip -n a link add vx9 type vxlan
ip -n a link add vx9 type vxlan dstport 4789
ip -n a link add vx9 type vxlan id 16777216 dstport 4789
ip -n a link add vx9 type vxlan id 9 group 239.1.1.1 dstport 4789
ip -n a link add vx9 type vxlan id 9 remote 10.0.0.300 dstport 4789
ip -n a link add vx9 type vxlan id 9 remote 10.0.0.2 dev eth9 dstport 4789
ip -n a link add vx9 type vxlan id 9 remote 10.0.0.2 group 239.1.1.1 dstport 4789
ip -n a link set vx1 type vxlan id 3
ip -n a link add vx9 type vxlan id 9 remote 10.0.0.2
ip -n a -d link show vx9 | grep -o 'vxlan id .* ageing [0-9]*'
bridge -n a fdb add 02:00:00:00:00:01 dev vx1
bridge -n a fdb add 02:00:00:00:00:01 dev eth0 dst 10.0.0.3
bridge -n a fdb del 02:00:00:00:00:09 dev vx1
sleep 2
