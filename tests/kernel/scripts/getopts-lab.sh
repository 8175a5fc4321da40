#!/bin/bash
# A lab as a command with options, as found in many repositories.
set -u
prog=lab.sh
usage() { cat >&2 <<END
usage: $prog [-v] [-n HOSTS] [-p PREFIX] up | down | status
END
exit 64; }
lab() {
  local OPTIND=1 opt hosts=2 prefix=10.99.0 verbose=0 action i
  while getopts ':vn:p:h' opt; do
    case $opt in
      v) verbose=1 ;;
      n) hosts=$OPTARG ;;
      p) prefix=$OPTARG ;;
      h) usage ;;
      :) echo "$prog: -$OPTARG needs a value" >&2; return 64 ;;
      *) echo "$prog: unknown option -$OPTARG" >&2; return 64 ;;
    esac
  done
  shift $((OPTIND - 1))
  action=${1:-}
  case $action in
    up)
      ip link add lab0 type bridge; ip link set lab0 up
      for ((i = 1; i <= hosts; i++)); do
        ip netns add "lab$i"
        ip link add "lab0p$i" type veth peer name eth0 netns "lab$i"
        ip link set "lab0p$i" master lab0 up
        ip -n "lab$i" addr add "$prefix.$i/24" dev eth0
        ip -n "lab$i" link set eth0 up
        ((verbose)) && echo "lab$i has $prefix.$i"
      done
      return 0 ;;
    down)
      for ns in $(ip netns list | awk '/^lab[0-9]+/ {print $1}' | sort); do ip netns del "$ns"; done
      ip link del lab0 ;;
    status)
      for ns in $(ip netns list | awk '{print $1}' | sort); do
        printf '%s %s\n' "$ns" "$(ip -n "$ns" -4 -br addr show eth0 | awk '{print $3}')"
      done ;;
    *) (usage); return $? ;;
  esac
}
lab -v -n 3 up
lab status
sleep 1.5
ip netns exec lab1 ping -c 1 10.99.0.3 | sed -n 2p
lab down; echo "down: $?"
lab -n; echo "status $?"
lab -x up; echo "status $?"
lab sideways; echo "status $?"
lab -p 10.98.7 -n1 up && lab status; lab down
ip netns list | wc -l
