# Words of ip link: names, groups, flags, addresses, queues.
ip link add a0 address 02:00:00:00:00:0a mtu 1450 txqueuelen 500 type veth peer name b0 address 02:00:00:00:00:0b
ip link show a0; ip link show b0 | head -1
ip link set a0 group 5; ip link set b0 group 5
ip link set group 5 up
ip -br link show group 5 | awk '{print $1}'
sleep 1.2
ip link show up group 5 | grep -c state
ip link set a0 alias "port A"; ip link show a0 | tail -1
ip link set a0 promisc on; ip link show a0 | head -1 | grep -o PROMISC
ip link set a0 promisc off allmulticast on; ip link show a0 | head -1 | grep -o ALLMULTI
ip link set a0 multicast off arp off; ip link show a0 | head -1
ip link set a0 arp on; ip link set a0 address 02:00:00:00:00:aa; ip link show a0 | sed -n 2p
ip link set a0 address 01:00:00:00:00:aa; echo "$?"
ip link set a0 address zz:zz; echo "$?"
ip link set a0 mtu abc; echo "$?"
ip link set a0 txqlen 100; ip -o link show a0 | grep -o 'qlen [0-9]*'
ip link show type bridge; ip link show type veth | grep -c ether
ip link delete a0 type veth; ip -br link
ip link del group 5; echo "$?"; ip link del group default; echo "$?"
