#!/bin/bash
# frames in any order: what runs side by side sends as the scheduler has it
# Who is there? One after the other, side by side with &, and with xargs -P.
ip netns add lan
ip link add eth0 type veth peer name eth0 netns lan
ip addr add 10.0.0.254/24 dev eth0; ip link set eth0 up
for i in 1 3 4; do ip -n lan addr add 10.0.0.$i/24 dev eth0; done
ip -n lan link set eth0 up
sleep 1.2
alive=()
for i in {1..4}; do
  ping -c 1 -W 0.4 "10.0.0.$i" > /dev/null && alive+=("10.0.0.$i")
done
printf '%s is alive\n' "${alive[@]}"
sleep 3
sweep() { ping -q -c 1 -W 0.5 "10.0.0.$1" > /dev/null && echo "10.0.0.$1"; }
for i in {1..6}; do sweep "$i" & done | sort -t. -k4n
wait
sleep 3
export -f sweep
seq 6 | xargs -P 6 -I{} bash -c 'sweep {}' | sort | paste -sd' '
ip neigh | awk '{print $1, $NF}' | sort
