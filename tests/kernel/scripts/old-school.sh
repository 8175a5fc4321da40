# As it was done before iproute2: ifconfig, route, arp, netstat.
ip link add eth0 type veth peer name far
ifconfig eth0 192.168.1.5 netmask 255.255.255.0 up
ifconfig far up
sleep 1.2
ifconfig eth0 | head -2
route -n
route add default gw 192.168.1.1 eth0
route add -net 10.0.0.0 netmask 255.0.0.0 gw 192.168.1.2
route add -host 10.1.1.1 gw 192.168.1.3
route add -net 172.16.0.0/12 reject
netstat -rn
ip route
route del -net 10.0.0.0 netmask 255.0.0.0
route del default
route del default; echo "$?"
route add default gw 172.31.0.1; echo "$?"
arp -s 192.168.1.9 02:00:00:00:00:09
arp -n
arp -a 192.168.1.9
arp -d 192.168.1.9
arp -n 192.168.1.9; echo "$?"
ifconfig eth0:1 192.168.2.5 netmask 255.255.255.0
ifconfig eth0:1
ip -4 -o addr show dev eth0
ifconfig eth0 mtu 1400
ifconfig eth0 | head -1
ifconfig eth0 down
route -n
netstat -i | awk '{print $1, $2}'
