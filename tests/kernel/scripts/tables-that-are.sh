# A routing table comes with its first route, and stays.
ip netns add x
ip -n x route show table local; echo "$?"
ip -n x route show table main; echo "$?"
ip -n x route show table 100; echo "$?"
ip -n x route flush table local; echo "$?"
ip -n x link add v0 type veth peer name v1
ip -n x addr add 10.0.0.1/24 dev v0; ip -n x addr del 10.0.0.1/24 dev v0
ip -n x route show table local; echo "$?"
ip -n x link set lo up
ip -n x route add 10.1.0.0/24 dev lo table 100; ip -n x route del 10.1.0.0/24 table 100
ip -n x route show table 100; echo "$?"
ip -n x route show table default; echo "$?"
