# Names from /etc/hosts, and a namespace's own.
ip link set lo up
ping -c 1 localhost | head -1
echo '127.0.0.7 printer prn' >> /etc/hosts
ping -c 1 printer | head -1
ping -c 1 prn | head -1
ip netns add red
mkdir -p /etc/netns/red
echo '127.0.0.9 printer' > /etc/netns/red/hosts
ip -n red link set lo up
ip netns exec red ping -c 1 printer | head -1
cat /etc/hosts
