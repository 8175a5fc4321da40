#!/bin/bash
# Many lines to one ip: -batch, from a file and from a pipe.
cat > lab.batch <<'LINES'
# comments and empty lines are skipped

link add br0 type bridge
link add p0 type veth peer name e0
link set p0 master br0
link set p0 up
link set e0 up
link set br0 up
addr add 10.0.0.1/24 dev br0
LINES
ip -batch lab.batch; echo "$?"
for i in 2 3 4; do echo "addr add 10.0.0.$i/24 dev br0"; done | ip -b -
ip -4 -br addr show br0 | awk '{print NF - 2, "addresses"}'
printf '%s\n' 'route add 10.1.0.0/16 via 10.0.0.9' 'route add bogus' 'route add 10.2.0.0/16 via 10.0.0.9' > bad.batch
ip -batch bad.batch; echo "$?"
ip route show via 10.0.0.9
ip -force -batch bad.batch; echo "$?"
ip route show via 10.0.0.9
ip -batch nosuch; echo "$?"
ip netns add n
ip -n n -batch - <<< $'link set lo up\naddr show lo' | grep inet\ 
bridge -batch - <<< 'fdb add 02:00:00:00:00:77 dev p0 master static'
bridge fdb show dev p0 | grep :77
