# Devices get other names and other homes; what stays with them and what doesn't.
ip netns add a; ip netns add b
ip link add cable0 type veth peer name cable1
ip link set cable0 alias "to the cellar"
ip addr add 10.0.0.1/24 dev cable0
ip link set cable0 up
ip link set cable0 name cable9
ip link set cable0 name eth7
ip link set cable9 down
ip link set cable9 name eth7
ip link show eth7 | grep -v link/ether
ip -4 -br addr show eth7
ip link set eth7 netns a
ip -br link show eth7
ip -n a -br addr show eth7 | awk '{print $1, $2, $3}'
ip -n a link set eth7 netns b name lan
ip -n b -o link show lan | grep -o 'state [A-Z]*\|alias.*'
ip link set cable1 netns b
ip -n b -br link | awk '{print $1}' | sort
ip link add eth7 type bridge
ip -n b link set lan netns 1 2>/dev/null
ip link set eth7 name cable1
ip link add eth7 type veth peer name cable1; echo "$?"
ip -n b link set cable1 name lo; echo "$?"
ip link set lo name loop; ip -br link | awk '{print $1}' | sort
ip netns del b
sleep 0.4
ip -br link | awk '{print $1}' | sort
