# ifconfig goes on after a word that fails, and tells of each.
for w in "10.0.0.1" "10.0.0.1 netmask 255.0.0.0 up" "up" "netmask 255.255.255.0" "broadcast 1.2.3.4" "mtu 1400" "hw ether 02:00:00:00:00:01" "-arp" "10.0.0.1/24" "10.0.0.1/24 mtu 1300 up"; do
  ifconfig eth9 $w; echo "$w: $?"
done
ip link add eth9 type veth peer name p9
for w in "netmask 255.255.255.0" "broadcast 1.2.3.4" "10.0.0.1/24 mtu 1300 up" "broadcast 10.0.0.9" "add 10.0.0.5" "del 10.0.0.5" "mtu 1" "mtu abc" "hw ether 01:00:00:00:00:01" "10.0.0.7 10.0.0.8"; do
  ifconfig eth9 $w; echo "$w: $?"; ip -4 -o addr show dev eth9
done
