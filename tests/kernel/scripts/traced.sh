#!/bin/bash
# What -x and -v show of a script.
PS4='+${LINENO}: '
set -x
dev=t0
ip link add $dev type veth peer name t1
for i in t0 t1; do ip link set "$i" up; done
[[ -n $dev && $dev == t? ]] && addr=10.0.0.1/24
ip addr add "$addr" dev $dev
n=$(ip -o link show type veth | wc -l)
(( n == 2 )) && echo "two ends"
case $n in 2) : fine ;; esac
f() { local x="$1"; echo "$x" | tr a-z A-Z; }
f 'some words'
{ set +x; } 2> /dev/null
set -v
# a comment is shown, too
ip -4 -br addr show dev $dev | awk '{print $3}'
if true; then
  echo yes
fi
cat <<END
$dev
END
set +v
echo quiet
TIMEFORMAT='%0R'; time sleep 0.3
bash -xc 'ip link del t0; echo $?'
