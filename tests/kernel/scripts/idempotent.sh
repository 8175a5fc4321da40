#!/bin/sh
# Run it as often as you like: each step asks first, or shrugs.
cat > up.sh <<'SCRIPT'
#!/bin/sh
have_netns() { ip netns list | grep -qw "$1"; }
have_link() { ip link show "$1" > /dev/null 2>&1; }
have_addr() { ip -n "$1" -4 -o addr show dev "$2" | awk '{print $4}' | grep -qx "$3"; }
have_netns shop || { ip netns add shop && echo "+ netns shop"; }
have_link br-shop || { ip link add br-shop type bridge && echo "+ bridge"; }
ip link set br-shop up
if ! have_link v-shop; then
  ip link add v-shop type veth peer name eth0 netns shop
  ip link set v-shop master br-shop up
  echo "+ veth"
fi
have_addr shop eth0 10.6.0.2/24 || { ip -n shop addr add 10.6.0.2/24 dev eth0; echo "+ address"; }
ip -n shop link set eth0 up
ip addr replace 10.6.0.1/24 dev br-shop
ip -n shop route replace default via 10.6.0.1
ip addr add 10.6.0.1/24 dev br-shop 2>/dev/null || true
ip link add br-shop type bridge 2>/dev/null || true
[ "$(sysctl -n net.ipv4.ip_forward)" -eq 1 ] || sysctl -w net.ipv4.ip_forward=1
SCRIPT
cat > down.sh <<'SCRIPT'
ip netns del shop 2>/dev/null || echo "- no netns"
ip link del br-shop 2>/dev/null || echo "- no bridge"
sysctl -q -w net.ipv4.ip_forward=0
SCRIPT
chmod +x up.sh
for round in 1 2; do echo "round $round"; ./up.sh; done
ip -4 -br addr show br-shop | awk '{print $1, $3}'
ip -n shop route
sh down.sh; sh down.sh
ip netns list; ip -br link | awk '{print $1}'
./up.sh > /dev/null; echo "up again: $?"
sleep 1.5
ip netns exec shop ping -c 1 10.6.0.1 | grep ttl
