# bridge-utils, as old posts have it.
brctl addbr br0
brctl setfd br0 0
brctl stp br0 off
for n in one two; do
  ip netns add $n
  ip link add tap-$n type veth peer name eth0 netns $n
  brctl addif br0 tap-$n
  ifconfig tap-$n 0.0.0.0 up
done
ifconfig br0 hw ether 02:00:00:00:00:b0
ifconfig br0 10.9.0.254 netmask 255.255.255.0 up
ip netns exec one ifconfig eth0 10.9.0.1/24 up
ip netns exec two ifconfig eth0 10.9.0.2/24 up
sleep 1.2
brctl show | awk '{print $1, $3, $4}'
ip netns exec one ping -c 1 10.9.0.2 | sed -n 2p
ping -c 1 10.9.0.1 | sed -n 2p
brctl addif br0 tap-one; echo "$?"
brctl addif br0 nosuch; echo "$?"
brctl delif br0 tap-two
ip netns exec one ping -c 1 -W 0.4 10.9.0.2 | grep transmitted
brctl delbr br0; echo "$?"
ifconfig br0 down
brctl delbr br0; echo "$?"
brctl show
