# Which kinds of device this kernel has, in its own words.
ip link set lo up
ip link add eth0 type veth peer name eth1
for type in dummy bond team ifb0 vlan ipvlan gre gretap ipip sit wireguard vrf nlmon geneve macsec tun nonsense; do
  echo "$type:"
  ip link add new0 type $type
done
ip link add link eth0 name eth0.10 type vlan id 10
ip link add dummy0 type dummy
ip link add name bond0 type bond mode active-backup
ip link add vrf-blue type vrf table 10
ip link add br0 type bridge vlan_filtering 1
ip link add br0 type bridge
ip link set br0 type bridge vlan_filtering 1
ip link set br0 type bridge vlan_default_pvid 1
ip link set eth0 master br0
bridge vlan
bridge vlan show dev eth0
bridge vlan add dev eth0 vid 10
bridge vlan add dev eth0 vid 10 pvid untagged
bridge vlan add dev br0 vid 10 self
bridge vlan del dev eth0 vid 1
bridge vlan add dev eth0 vid 5000
bridge vlan add dev eth0
bridge vlan add dev eth9 vid 10
bridge -j vlan
ip -br link | tr -s ' ' | cut -d' ' -f1,2
