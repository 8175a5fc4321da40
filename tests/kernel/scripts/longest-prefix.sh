# Of several routes the longest prefix wins, then the least metric.
ip netns add r
for i in 1 2 3; do
  ip link add eth$i netns r type veth peer name up$i; ip link set up$i up
  ip -n r link set eth$i up; ip -n r addr add 10.0.$i.1/24 dev eth$i
done
ip -n r route add default via 10.0.1.9
ip -n r route add 172.16.0.0/12 via 10.0.2.9
ip -n r route add 172.16.5.0/24 via 10.0.3.9
ip -n r route add 172.16.5.7 via 10.0.1.8
ip -n r route add default via 10.0.2.9 metric 100
ip -n r route add default via 10.0.3.9 metric 50
ip -n r route
for to in 8.8.8.8 172.20.0.1 172.16.5.1 172.16.5.7 172.16.6.1 10.0.2.200; do
  ip -n r route get $to | awk 'NR == 1 {for (i = 1; i < NF; i++) if ($i == "dev") print $1, $(i + 1)}'
done
ip -n r route add 172.16.5.0/24 via 10.0.3.8; echo "$?"
ip -n r route change 172.16.5.0/24 via 10.0.3.8
ip -n r route show 172.16.5.0/24
ip -n r route del default; ip -n r route show default
ip -n r route del default metric 100; ip -n r route show default
ip -n r route del 172.16.0.0/16; echo "$?"
ip -n r route del 172.16.0.0/12 via 10.0.2.8; echo "$?"
ip -n r route show to root 172.16.0.0/12
ip -n r route flush root 172.16.0.0/12
ip -n r route
