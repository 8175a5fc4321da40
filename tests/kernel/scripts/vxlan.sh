# Two machines, each a namespace, and a layer 2 tunnel between them over their layer 3 network.
# frames in any order: neighbours of the tunnel and below it are probed at the same moment
set -e
for n in left right; do
  ip netns add $n
  ip netns exec $n sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
done
ip link add eth0 netns left type veth peer name eth0 netns right
ip -n left addr add 10.0.0.1/24 dev eth0
ip -n right addr add 10.0.0.2/24 dev eth0
ip -n left link set eth0 up
ip -n right link set eth0 up
sleep 2

ip -n left link add vxlan100 type vxlan id 100 remote 10.0.0.2 dstport 4789 dev eth0
ip -n right link add vxlan100 type vxlan id 100 remote 10.0.0.1 dstport 4789 dev eth0
ip -n left addr add 192.168.100.1/24 dev vxlan100
ip -n right addr add 192.168.100.2/24 dev vxlan100
ip -n left link set vxlan100 up
ip -n right link set vxlan100 up
ip -n left -d link show vxlan100 | grep -o 'vxlan id .* ageing [0-9]*'
ip -n left -br link show vxlan100 | tr -s ' ' | cut -d' ' -f1,2,4
bridge -n left fdb show dev vxlan100

ip netns exec left ping -c 2 192.168.100.2
bridge -n left fdb show dev vxlan100 | grep -c 'dst 10.0.0.2 self'
bridge -n right fdb show dev vxlan100 | tail -1
ip -n left route get 192.168.100.2 | head -1

echo "the underlay goes down:"
ip -n right link set eth0 down
sleep 2
ip -n left -br link show vxlan100 | tr -s ' ' | cut -d' ' -f1,2,4
ip netns exec left ping -c 1 -W 1 192.168.100.2 || echo "nobody answers"
# What waits for an answer to ARP is given up.
sleep 3.5
ip -n right link set eth0 up
sleep 2.5
echo "the tunnel's other end goes down:"
ip -n right link set vxlan100 down
ip netns exec left ping -c 1 -W 1 192.168.100.2 || echo "nobody answers"
bridge -n right fdb show dev vxlan100
ip -n left link del eth0
ip -n left -br link | tr -s ' ' | cut -d' ' -f1,2
