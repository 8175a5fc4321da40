# Names, addresses and namespaces that iproute2 lets through, and those that it does not.
ip link add d3 type veth peer name p3
ip link set d3 address 02:00; echo rc=$?
ip link set d9 address 02:00; echo rc=$?
ip link set d3 brd 02:00; echo rc=$?
ip link set address 02:00; echo rc=$?
ip link set d3 address 02:00 foo bar; echo rc=$?
ip link set d3 address 02:00:00:00:00:00:00; echo rc=$?
ip link add d4 address 02:00 type veth peer name p4; echo rc=$?
ip link add d5 type veth peer name p5 address 02:00; echo rc=$?
ip link add d6 type veth peer name .; echo rc=$?
ip link add .. type veth ; echo rc=$?
ip link set d3 name .; echo rc=$?
ip link set d3 name ..; echo rc=$?
ip link set d3 name a:b; echo rc=$?
ip link set d3 name a%d; ip -br l | cut -d' ' -f1; echo rc=$?
ip link set d3 netns 99999; echo rc=$?
ip link set d3 netns 0; echo rc=$?
ip link set d3 netns 1x; echo rc=$?
ip link set d3 netns -5; echo rc=$?
ip route add default nexthop dev a nexthop via 10.0.0.1; echo rc=$?
ip route add default nexthop via 10.0.x.1; echo rc=$?
ip route add default nexthop via; echo rc=$?
ip route add default nexthop foo; echo rc=$?
ip route add default nexthop via 10.0.0.1 weight; echo rc=$?
ip neigh add 10.0.0.1 lladdr 02:00 dev d3; echo rc=$?
ip link add v%d type veth peer name w%d; ip -br l | cut -d' ' -f1
ip link add link d3 address 02:00 name m0 type macvlan; echo rc=$?
