# ip_forward is a switch for all; each interface has one of its own.
for n in a r b; do ip netns add $n; done
ip link add e0 netns a type veth peer name in0 netns r
ip link add e0 netns b type veth peer name out0 netns r
ip -n a addr add 10.0.1.2/24 dev e0; ip -n a link set e0 up; ip -n a route add default via 10.0.1.1
ip -n b addr add 10.0.2.2/24 dev e0; ip -n b link set e0 up; ip -n b route add default via 10.0.2.1
ip -n r addr add 10.0.1.1/24 dev in0; ip -n r link set in0 up
ip -n r addr add 10.0.2.1/24 dev out0; ip -n r link set out0 up
sleep 1.2
show() { ip netns exec r sysctl -n net.ipv4.ip_forward net.ipv4.conf.{all,default,in0,out0}.forwarding | paste -sd' '; }
try() { ip netns exec a ping -c 1 -W 0.4 10.0.2.2 | grep -o '[01] received'; }
show; try
ip netns exec r sysctl -w net.ipv4.conf.in0.forwarding=1; show; try
ip netns exec r sysctl -w net.ipv4.conf.out0.forwarding=1; show; try
ip netns exec r sysctl -w net.ipv4.ip_forward=1; show; try
ip netns exec r sysctl -w net.ipv4.conf.in0.forwarding=0; show; try
ip netns exec r sysctl -w net.ipv4.conf.all.forwarding=0; show
ip -n r link add new0 type bridge; ip netns exec r sysctl net.ipv4.conf.new0.forwarding
ip netns exec r sysctl -w net.ipv4.conf.default.forwarding=1
ip -n r link add new1 type bridge; ip netns exec r sysctl net.ipv4.conf.new1.forwarding
