#!/bin/bash
# Write what passes into a file while a ping runs, stop, then read the file in several ways.
ip netns add a; ip netns add b
ip link add eth0 netns a type veth peer name eth0 netns b
ip -n a addr add 10.0.0.1/24 dev eth0; ip -n b addr add 10.0.0.2/24 dev eth0
ip -n a link set eth0 up; ip -n b link set eth0 up
sleep 1.2
ip netns exec b tcpdump -i eth0 -U -w /tmp/b.pcap --immediate-mode 'arp or icmp' > /dev/null 2> /tmp/b.log &
dump=$!
sleep 0.7
ip netns exec a ping -c 2 -i 0.3 10.0.0.2 > /dev/null
sleep 0.5
kill -INT $dump
wait $dump
echo "tcpdump: $?"
grep -v filter /tmp/b.log
no_time() { sed -E 's/^[^ ]+ //; s/ id [0-9]+,/ id N,/g'; }
tcpdump -nn -r /tmp/b.pcap 2>/dev/null | no_time
echo "-- only ARP, with Ethernet"
tcpdump -nne -r /tmp/b.pcap arp 2>/dev/null | no_time
echo "-- only questions"
tcpdump -nn -r /tmp/b.pcap 'icmp[0] == 8' 2>/dev/null | no_time
tcpdump -nn -v -c 1 -r /tmp/b.pcap icmp and src 10.0.0.2 2>/dev/null | no_time
tcpdump -nn -r /tmp/b.pcap 2>/dev/null | awk '{print $2}' | sort | uniq -c
rm /tmp/b.pcap /tmp/b.log
