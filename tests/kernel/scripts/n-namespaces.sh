#!/bin/bash
# N hosts in a star around a router: names from an array, prefixes from arithmetic, a table at the end.
set -euo pipefail
readonly N=5 BASE=$((10 << 24 | 77 << 16))
dotted() { local n=$1; echo "$((n >> 24 & 255)).$((n >> 16 & 255)).$((n >> 8 & 255)).$((n & 255))"; }
declare -a names=() addrs=()
ip netns add hub
ip netns exec hub sysctl -q net.ipv4.ip_forward=1
for ((i = 0; i < N; i++)); do
  net=$((BASE + i * 4))
  names+=("$(printf 'spoke%02d' $i)")
  addrs+=("$(dotted $((net + 2)))")
  ip netns add "${names[i]}"
  ip link add "to$i" netns hub type veth peer name eth0 netns "${names[i]}"
  ip -n hub addr add "$(dotted $((net + 1)))/30" dev "to$i"
  ip -n hub link set "to$i" up
  ip -n "${names[i]}" addr add "${addrs[i]}/30" dev eth0
  ip -n "${names[i]}" link set eth0 up
  ip -n "${names[i]}" route add default via "$(dotted $((net + 1)))"
done
sleep 1.5
ip -n hub route | awk '{print $1, $3, $NF}'
printf '%-8s' '' "${names[@]}"; echo
for from in "${!names[@]}"; do
  printf '%-8s' "${names[from]}"
  for to in "${!addrs[@]}"; do
    [[ $from -eq $to ]] && { printf '%-8s' -; continue; }
    if ip netns exec "${names[from]}" ping -q -c 1 -W 0.5 "${addrs[to]}" &> /dev/null; then mark=ok; else mark=no; fi
    printf '%-8s' "$mark"
  done
  echo
done
