# Three bridges in a triangle with the spanning tree protocol on: one port is blocked, nothing storms. Then a cable goes.
for i in 1 2 3; do
  ip netns add s$i
  ip netns exec s$i sysctl -qw net.ipv6.conf.default.disable_ipv6=1
  ip -n s$i link add br0 address 02:00:00:00:0$i:00 type bridge stp_state 1 forward_delay 400 mcast_snooping 0
done
cable() { ip -n $1 link add $2 address $5 type veth peer name $4 netns $3 address $6; }
cable s1 p12 s2 p21 02:00:00:00:01:12 02:00:00:00:02:21
cable s2 p23 s3 p32 02:00:00:00:02:23 02:00:00:00:03:32
cable s3 p31 s1 p13 02:00:00:00:03:31 02:00:00:00:01:13
for n in 2 3; do
  ip netns add h$n
  ip netns exec h$n sysctl -qw net.ipv6.conf.default.disable_ipv6=1
  cable h$n eth0 s$n ph 02:00:00:00:0a:0$n 02:00:00:00:0$n:0a
  ip -n h$n addr add 10.0.0.$n/24 dev eth0
  ip -n h$n link set eth0 up
done
for port in "s1 p12" "s1 p13" "s2 p21" "s2 p23" "s2 ph" "s3 p31" "s3 p32" "s3 ph"; do
  set -- $port
  ip -n $1 link set $2 master br0 up
done
sleep 1
for i in 1 2 3; do ip -n s$i link set br0 up; done
states() { for i in 1 2 3; do bridge -n s$i link | sed -E "s/^[0-9]+: ([^:@]*).* state ([a-z]+) .*/s$i \1 \2/"; done; }
# What the tree came to, without what its timers have left.
tree() {
  ip netns exec $1 brctl showstp br0 | grep -v -e 'timer\b.*timer' -e flags -e '^$' | sed -E 's/(message age|forward delay|hold) timer.*//'
}
# When p32 hears that s2 is nearer depends on when each bridge may speak again (the hold timer).
sleep 0.5; states | grep -v p32
ip netns exec h2 ping -c 1 -W 0.5 10.0.0.3 | grep transmitted
sleep 4.6; states | grep -v p32
sleep 4.5; states
tree s1; tree s2; tree s3
ip netns exec s2 brctl show
ip -n s2 -d link show br0 | grep -o 'root_port [0-9]* root_path_cost [0-9]*'
ip -n s3 -d link show p32 | grep -o 'state [a-z]*\|designated_[a-z]* [^ ]*'
ip netns exec s3 cat /sys/class/net/br0/bridge/{root_id,root_port,root_path_cost,stp_state} /sys/class/net/p32/brport/{state,designated_bridge,designated_cost}
ip netns exec h2 ping -c 2 -i 0.2 10.0.0.3 | grep -e seq -e transmitted
bridge -n s3 link set dev p32 state 3; echo $?
ip -n s1 link set br0 type bridge forward_delay 100; echo $?
ip -n s1 link set br0 type bridge hello_time 2000; echo $?
sleep 2.5 # the next hello tells all
ip -n s3 link set p31 down
sleep 1.5; states
sleep 4; states
tree s3
ip netns exec h2 ping -c 2 -i 0.2 10.0.0.3 | grep -e seq -e transmitted
ip -n s3 link set br0 type bridge stp_state 0
states
ip netns exec s3 brctl show
