#!/bin/bash
# Settings for good: files that sysctl reads, and what is set now.
mkdir -p /etc/sysctl.d
cat > /etc/sysctl.d/90-router.conf <<'CONF'
# a router
net.ipv4.ip_forward = 1
net.ipv4.conf.all.rp_filter=2
; another comment
net.ipv4.icmp_echo_ignore_all = 1
-net.ipv4.no_such_thing = 1
CONF
sysctl -n net.ipv4.ip_forward
sysctl -p /etc/sysctl.d/90-router.conf
cat /proc/sys/net/ipv4/{ip_forward,icmp_echo_ignore_all} /proc/sys/net/ipv4/conf/all/rp_filter
ip link set lo up
ping -c 1 -W 0.4 127.0.0.1 | grep transmitted
sysctl -qw net.ipv4.icmp_echo_ignore_all=0
ping -c 1 -W 0.4 127.0.0.1 | grep transmitted
sed -i 's/^net.ipv4.ip_forward.*/#&/' /etc/sysctl.d/90-router.conf
grep -n forward /etc/sysctl.d/90-router.conf
sysctl -p /etc/sysctl.d/90-router.conf
sysctl net.ipv4.ip_forward | tee now.txt
echo 'net.ipv4.ip_default_ttl = 42' > extra.conf; sysctl -q --load=extra.conf
sysctl net/ipv4/ip_default_ttl
sysctl -a 2>/dev/null | grep -E '^net\.ipv4\.(ip_forward|ip_default_ttl|icmp_echo_ignore_all) '
echo 'net.ipv4.ip_default_ttl = 43' | sysctl -p -
sysctl -w net.ipv4.ip_forward = 1; echo "$?"
sysctl net.ipv4.conf.nosuch.forwarding; echo "$?"
sysctl -p nosuch.conf; echo "$?"
