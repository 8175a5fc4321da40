# A device with `arp off` asks nobody and answers nobody; what it sends goes to its own address, until somebody says better.
ip netns add a; ip netns add b
ip link add eth0 netns a address 02:00:00:00:00:01 type veth peer name eth0 netns b address 02:00:00:00:00:02
ip -n a addr add 10.0.0.1/24 dev eth0; ip -n b addr add 10.0.0.2/24 dev eth0
ip -n a link set lo up; ip -n a link set eth0 up; ip -n b link set eth0 up
sleep 0.3
ip netns exec a ping -n -c 1 -W 0.5 10.0.0.2 | grep transmitted
ip -n a link set eth0 arp off
ip -n a -4 neigh show nud all | sort
ip netns exec a ping -n -c 1 -W 0.5 10.0.0.2 | grep transmitted
ip -n a -4 neigh show nud all | sort
ip -n a neigh replace 10.0.0.2 lladdr 02:00:00:00:00:02 dev eth0
ip netns exec a ping -n -c 1 -W 0.5 10.0.0.2 | grep transmitted
ip -n b neigh flush all
ip netns exec b ping -n -c 1 -W 0.5 10.0.0.1 | grep transmitted
ip netns exec a arping -c 1 -w 1 -I eth0 10.0.0.2; echo "arping $?"
ip -n a neigh add 10.0.0.5 dev eth0
ip -n a neigh replace 10.0.0.6 lladdr 02:00:00:00:00:06 nud stale dev eth0
ip netns exec a ping -n -b -c 1 -W 0.5 10.0.0.255 2>&1 | grep transmitted
ip -n a -4 neigh show nud all | sort
ip -n a link set eth0 arp on
ip -n a -4 neigh show nud all | sort
ip netns exec a ping -n -c 1 -W 0.5 10.0.0.2 | grep transmitted
ip -n a link set eth0 broadcast 02:00:00:00:00:02
ip -n a -4 neigh
ip netns exec a ping -n -c 1 -W 0.5 10.0.0.2 | grep transmitted
ip netns exec a ping -n -b -c 1 -W 0.5 10.0.0.255 2>&1 | grep transmitted
ip netns exec a arping -c 1 -w 1 -I eth0 10.0.0.2 | sed 's/[0-9.]*ms//'
ip -n a -4 neigh show nud all | sort
