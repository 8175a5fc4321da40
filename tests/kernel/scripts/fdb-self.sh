# Addresses in a device's own filter, as bridge(8) puts them there.
s() { echo "$1: $(bridge fdb show dev $d | grep self | cut -c1-17 | tr "\n" " ") $(ip -d link show $d | grep -o "promiscuity [0-9]")"; }
sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
ip link add br0 type bridge mcast_snooping 0; ip link set br0 up
ip link add p0 address 02:00:00:00:00:01 type veth peer name q0 address 02:00:00:00:00:02
d=q0
bridge fdb add 02:00:00:00:00:0a dev q0 self; echo $?; s down
ip link set q0 up; s up
ip link set p0 up; ip link set p0 master br0
bridge fdb add 02:00:00:00:00:0a dev q0 self; echo $?; s again
bridge fdb add 02:00:00:00:00:0b dev q0; echo $?; s plain
bridge fdb replace 02:00:00:00:00:0a dev q0 self; echo $?; s replace
bridge fdb add 02:00:00:00:00:02 dev q0 self; echo $?; s own
bridge fdb add 02:00:00:00:00:0c dev q0 self dynamic; echo $?; s dynamic
bridge fdb add 02:00:00:00:00:0c dev q0 self static; echo $?; s static
bridge fdb add 01:00:5e:00:00:07 dev q0 self; echo $?; s multi
bridge fdb add 01:00:5e:00:00:07 dev q0 self; echo $?; s multi
bridge fdb del 02:00:00:00:00:0a dev q0 self; echo $?; s del
bridge fdb del 02:00:00:00:00:0a dev q0 self; echo $?; s del
bridge fdb del 02:00:00:00:00:0b dev q0 self; echo $?; s del
bridge fdb del 02:00:00:00:00:02 dev q0 self; echo $?; s del
bridge fdb del 01:00:5e:00:00:07 dev q0 self; echo $?; s del
bridge fdb add 02:00:00:00:00:0a dev q0 self; ip link set q0 down; s down; ip link set q0 up; s up; bridge fdb del 02:00:00:00:00:0a dev q0 self; s del
d=p0; bridge fdb add 02:00:00:00:00:1a dev p0 self; s port; bridge fdb append 02:00:00:00:00:1b dev p0 self; s port
ip link set p0 nomaster; s nomaster
d=br0; bridge fdb add 02:00:00:00:00:2a dev br0 self; echo $?;  bridge fdb show br br0 | grep 2a
ip maddr show dev q0 | grep link; bridge fdb show dev q0
