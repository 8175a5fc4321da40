#!/bin/bash
# Ask ip for JSON, and jq for the rest.
ip netns add r
for i in 1 2 3; do
  ip link add "e$i" netns r type veth peer name "x$i"
  ip link set "x$i" up
  ip -n r link set "e$i" up
  ip -n r addr add "10.$i.0.1/24" dev "e$i"
done
ip -n r addr add 10.1.0.2/24 dev e1
ip -n r route add 192.168.0.0/16 via 10.2.0.9 metric 50
ip -n r route add default via 10.3.0.9
sleep 1.2
ip -n r -4 -j addr | jq -r '.[] | select(.ifname != "lo") | .ifname as $n | .addr_info[] | "\($n)\t\(.local)/\(.prefixlen)"'
ip -n r -j link | jq -c 'map({(.ifname): .operstate}) | add'
ip -n r -j route | jq -r '.[] | [.dst, .gateway // "-", .dev] | @tsv'
ip -n r -j route show default | jq -e '.[0].gateway == "10.3.0.9"'
ip -n r -j -p route get 192.168.5.5
ip -n r -j neigh | jq length
ip -n r -j -4 addr show dev e1 | jq '[.[].addr_info[].local]'
ip -j rule | jq -r '.[] | "\(.priority): \(.table)"'
ip -n r -j -d link show e1 | jq -r '.[0] | "\(.linkinfo.info_kind) \(.mtu) \(.qdisc)"'
ip -n r -j -s link show lo | jq '.[0].stats64.rx.packets'
primary=$(ip -n r -j -4 addr show e1 | jq -r '.[0].addr_info | map(select(.secondary | not)) | .[0].local'); echo "primary $primary"
ip -n r -j link | jq -r '.[].ifname' | while read -r dev; do printf '%s ' "$dev"; done; echo
