# Four ways of saying no: blackhole, unreachable, prohibit, throw; as routes and as rules.
ip netns add client; ip netns add fw; ip netns add server
ip link add e0 netns client type veth peer name lan netns fw
ip link add e0 netns server type veth peer name dmz netns fw
ip -n client addr add 10.0.1.2/24 dev e0; ip -n client link set e0 up; ip -n client route add default via 10.0.1.1
ip -n server addr add 10.0.2.2/24 dev e0; ip -n server link set e0 up; ip -n server route add default via 10.0.2.1
ip -n fw addr add 10.0.1.1/24 dev lan; ip -n fw addr add 10.0.2.1/24 dev dmz
ip -n fw link set lan up; ip -n fw link set dmz up
ip netns exec fw sysctl -qw net.ipv4.ip_forward=1 net.ipv4.icmp_ratelimit=0
sleep 1.2
try() { ip netns exec client ping -n -c 1 -W 0.4 10.0.2.2 | sed -n '2p;/transmitted/p'; }
try
for kind in blackhole unreachable prohibit throw; do
  echo "== route $kind"
  ip -n fw route replace $kind 10.0.2.2/32
  ip -n fw route show 10.0.2.2
  try
  ip netns exec fw ping -c 1 -W 0.4 10.0.2.2 | head -1
done
ip -n fw route del throw 10.0.2.2/32
for kind in blackhole unreachable prohibit; do
  echo "== rule $kind"
  ip -n fw rule add from 10.0.1.0/24 to 10.0.2.2 $kind pref 100
  ip -n fw rule show pref 100
  try
  ip -n fw rule del pref 100
done
echo "== again"
try
