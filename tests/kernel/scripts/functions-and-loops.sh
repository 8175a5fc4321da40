#!/bin/bash
# A lab written as a program: arrays, functions, a trap that cleans up.
set -euo pipefail
hosts=(alpha beta gamma)
declare -A address=([alpha]=10.10.0.1 [beta]=10.10.0.2 [gamma]=10.10.0.3)

cleanup() {
  local status=$?
  for h in "${hosts[@]}"; do ip netns del "$h"; done
  ip link del br-lab
  sleep 2
  echo "cleaned up after $status"
}
trap cleanup EXIT

ip link add br-lab type bridge
ip link set br-lab up
for i in "${!hosts[@]}"; do
  h=${hosts[$i]}
  ip netns add "$h"
  ip link add "p$i" type veth peer name eth0 netns "$h"
  ip link set "p$i" master br-lab up
  ip -n "$h" link set eth0 up
  ip -n "$h" addr add "${address[$h]}/24" dev eth0
done
sleep 3
ok=0; total=0
for a in "${hosts[@]}"; do
  for b in "${hosts[@]}"; do
    [[ $a == "$b" ]] && continue
    total=$((total + 1))
    if ip netns exec "$a" ping -q -c 1 -W 1 "${address[$b]}" > /dev/null; then ok=$((ok + 1)); fi
  done
done
printf '%d of %d pairs\n' "$ok" "$total"
grep -q nothing-like-this /etc/hosts
echo "never said"
