#!/bin/bash
# What awk and sed find in /proc and /sys.
ip link add eth0 type veth peer name sw0
ip link set eth0 up; ip link set sw0 up
ip addr add 192.0.2.10/24 dev eth0
ip route add default via 192.0.2.1
ip neigh add 192.0.2.1 lladdr 02:00:00:00:00:01 dev eth0
sleep 1.2
hex2ip() { printf '%d.%d.%d.%d\n' "0x${1:6:2}" "0x${1:4:2}" "0x${1:2:2}" "0x${1:0:2}"; }
while read -r dev dst gw flags _ _ metric mask _; do
  [[ $dev == Iface ]] && continue
  echo "$dev $(hex2ip "$dst")/$(hex2ip "$mask") via $(hex2ip "$gw") flags $flags metric $metric"
done < /proc/net/route
awk 'NR > 1 && $3 != "0x0" {print $1, $4, $6}' /proc/net/arp
awk -F'[: ]+' 'NR > 2 {print $2}' /proc/net/dev | sort
for file in operstate carrier mtu type flags tx_queue_len addr_len ifindex iflink dormant; do
  printf '%-14s %s\n' "$file" "$(cat /sys/class/net/eth0/$file)"
done
for dev in /sys/class/net/*; do echo "${dev##*/}: $(< "$dev/operstate")"; done
sed -n 's/^\(cpu\|eth0\).*/\1/p' /proc/net/dev
ip link set sw0 down
sleep 1.2
cat /sys/class/net/eth0/operstate /sys/class/net/eth0/carrier
cat /sys/class/net/sw0/carrier 2>&1 | sed 's/.*: //'
grep -H . /proc/sys/net/ipv4/conf/{all,eth0}/{forwarding,rp_filter,accept_redirects} | sed 's#/proc/sys/net/ipv4/##'
[[ -d /sys/class/net/br0 ]] || echo "no br0"
test -e /sys/class/net/eth0/bridge || echo "eth0 is no bridge"
ls /proc/sys/net/ipv4/conf | tr '\n' ' '; echo
