# A bridge and its port, set through /sys.
ip link add br0 type bridge; ip link add v0 type veth peer name v1; ip link set v0 master br0
cd /sys/class/net/br0/bridge || exit
echo 1000 > forward_delay; echo 300 > hello_time; echo 1000 > max_age; echo 4096 > priority; echo 6000 > ageing_time
cat forward_delay hello_time max_age priority ageing_time stp_state
echo 0 > multicast_snooping; echo 50 > hello_time; echo "$?"; echo 5 > max_age; echo abc > priority; echo "$?"
echo 7 > group_fwd_mask; echo 8 > group_fwd_mask; cat group_fwd_mask multicast_snooping
cut -c1-4 bridge_id
ip -d link show br0 | grep -o 'forward_delay.*ageing_time [0-9]*'
ip link set br0 type bridge forward_delay 700 mcast_querier 1; cat forward_delay multicast_querier
cd ../../v0/brport || exit
for f in bpdu_guard multicast_fast_leave neigh_suppress root_block broadcast_flood multicast_flood isolated; do
  echo 1 > $f; echo "$f $(cat $f)"
done
echo 7 > priority; echo 55 > path_cost; echo 0 > multicast_router; cat priority path_cost multicast_router
ip -d link show v0 | grep -o 'guard .* flood on'
brctl setbridgeprio br0 1000; brctl sethello br0 1; cat /sys/class/net/br0/bridge/{priority,hello_time}
