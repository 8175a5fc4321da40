# A switch: two computers on one network.
ip netns add A
ip netns add B
ip netns add switch
ip link add eth0 netns A type veth peer name port1 netns switch
ip link add eth0 netns B type veth peer name port2 netns switch
ip -n switch link add br0 type bridge mcast_snooping 0
for port in port1 port2; do
  ip -n switch link set $port master br0
  ip -n switch link set $port up
done
ip -n switch link set br0 up

ip netns exec A ip link
ip netns exec A ip addr add 192.168.1.10/24 dev eth0
ip netns exec B ip addr add 192.168.1.11/24 dev eth0
ip netns exec A ip link set eth0 up
ip netns exec B ip link set eth0 up
sleep 3
ip netns exec A ping -c 2 192.168.1.11
ip netns exec A ip route
ip netns exec B ip neigh | cut -d' ' -f1-4
