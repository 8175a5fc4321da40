# The source decides the way.
ip netns add r
ip link add up1 netns r type veth peer name isp1
ip link add up2 netns r type veth peer name isp2
ip link set isp1 up; ip link set isp2 up
ip -n r addr add 192.0.2.2/24 dev up1; ip -n r addr add 198.51.100.2/24 dev up2
ip -n r link set up1 up; ip -n r link set up2 up
ip -n r route add default via 192.0.2.1
ip -n r route add default via 198.51.100.1 table 200
ip -n r rule add from 198.51.100.2 lookup 200
sleep 3
ip -n r rule
ip -n r route show table 200
ip -n r route get 8.8.8.8 | head -1
ip -n r route get 8.8.8.8 from 198.51.100.2 | grep -o 'dev up2'
ip -n r rule del from 198.51.100.2 lookup 200
ip -n r rule
