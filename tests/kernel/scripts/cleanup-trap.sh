#!/usr/bin/env bash
# A lab that leaves nothing behind, however it ends.
set -Eeuo pipefail
created=()
cleanup() {
  local status=$? ns
  trap - EXIT ERR
  for ((i = ${#created[@]} - 1; i >= 0; i--)); do
    ns=${created[i]}
    ip netns pids "$ns" | xargs -r kill
    ip netns del "$ns" && echo "removed $ns"
  done
  exit "$status"
}
trap cleanup EXIT
trap 'echo "line $LINENO: \"$BASH_COMMAND\" ended with $?" >&2' ERR
make() { ip netns add "$1"; created+=("$1"); }
make alpha
make beta
ip link add eth0 netns alpha type veth peer name eth0 netns beta
ip -n alpha addr add 10.0.0.1/24 dev eth0; ip -n alpha link set eth0 up
ip -n beta addr add 10.0.0.2/24 dev eth0; ip -n beta link set eth0 up
ip netns exec beta ping -q -i 5 10.0.0.1 > /dev/null &
sleep 1.2
ip netns exec alpha ping -q -c 1 10.0.0.2 | sed -n 4p
(exit 3) || echo "handled: $?"
if ! ip -n alpha link show eth7; then echo "no eth7"; fi
make gamma
make alpha
echo "never"
