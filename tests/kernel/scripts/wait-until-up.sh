#!/bin/bash
# Wait for the other side: with until, with while and a counter, and with a limit.
ip netns add app; ip netns add db
ip link add eth0 netns app type veth peer name eth0 netns db
ip -n app addr add 10.0.0.1/24 dev eth0; ip -n app link set eth0 up
(
  sleep 1.2
  ip -n db addr add 10.0.0.2/24 dev eth0
  ip -n db link set eth0 up
) &
tries=0
until [ "$(ip netns exec app cat /sys/class/net/eth0/operstate)" = up ]; do
  tries=$((tries + 1))
  [ $tries -ge 200 ] && { echo "gave up"; exit 1; }
  sleep 0.2
done
[ $tries -ge 2 ] && echo "it took a while"
wait
while ! ip netns exec app ping -c 1 10.0.0.2; do sleep 1; done
(sleep 0.7; ip netns add late; ip -n late link set lo up) &
while ! ip netns exec late ping -q -c 1 127.0.0.1 2> /dev/null; do sleep 0.3; done
wait
if timeout 0.7 bash -c 'until ip link show late0 > /dev/null 2>&1; do sleep 0.1; done'; then echo found; else echo "timeout: $?"; fi
SECONDS=0
for i in 3 2 1; do printf '%s... ' $i; sleep 0.2; done; echo go
[ $SECONDS -le 1 ] && echo "quick"
ip -n app -br link show eth0 | awk '{print $2}'
