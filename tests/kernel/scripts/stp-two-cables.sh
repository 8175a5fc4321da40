# Two bridges with two cables between them: the priority says who is the root, the path cost which cable is used.
ip link add left address 02:00:00:00:01:00 type bridge stp_state 1 forward_delay 200
ip link add right address 02:00:00:00:02:00 type bridge forward_delay 2000
ip link set right type bridge stp_state 1 forward_delay 200 priority 4096
for n in 1 2; do
  ip link add l$n address 02:00:00:00:01:0$n type veth peer name r$n address 02:00:00:00:02:0$n
  ip link set l$n master left up
  ip link set r$n master right up
done
sleep 1.2
ip link set left up; ip link set right up
states() { bridge link | sed -E 's/^[0-9]+: ([^:@]*).* state ([a-z]+) (.*)/\1 \2 \3/'; }
sleep 6; states
brctl showstp left | grep -e root -e 'designated port'
bridge link set dev l1 cost 100
sleep 6; states
bridge link set dev r2 priority 40; bridge link set dev l1 cost 2
sleep 6; states
ip -d link show l2 | grep -o 'designated_port [0-9]*'
ip link set right type bridge priority 40000
sleep 9; states
brctl showstp right | grep -e root -e 'bridge id'
ip link set left down
sleep 1; states
