# ip_forward for good: the file that is read at boot, and what is set now.
cat /proc/sys/net/ipv4/ip_forward
echo 'net.ipv4.ip_forward = 1' >> /etc/sysctl.conf
grep -v '^#' /etc/sysctl.conf | grep ip_forward
cat /proc/sys/net/ipv4/ip_forward
echo 1 > /proc/sys/net/ipv4/ip_forward
sysctl net.ipv4.ip_forward
sysctl -n net.ipv4.ip_forward
if [ "$(sysctl -n net.ipv4.ip_forward)" = 1 ]; then echo "forwarding is on"; else echo "off"; fi
sysctl -w net.ipv4.nosuch=1 || echo "status $?"
echo maybe > /proc/sys/net/ipv4/ip_forward || echo "status $?"
