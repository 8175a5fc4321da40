#!/bin/bash
# Who writes into a pipe that nobody reads any more ends, all the way up.
yes | head -2; echo "${PIPESTATUS[@]}"
yes | cat | head -2; echo "${PIPESTATUS[@]}"
seq 1 1000000 | cat | cat | head -n 2; echo "${PIPESTATUS[@]}"
yes | tee /tmp/broken | head -1; echo "${PIPESTATUS[@]}"; rm /tmp/broken
yes | sed s/y/n/ | head -1; echo "${PIPESTATUS[@]}"
yes | grep y | head -1; echo "${PIPESTATUS[@]}"
yes | tr y n | head -1; echo "${PIPESTATUS[@]}"
seq 1000000 | awk '{ print $1 }' | head -1; echo "${PIPESTATUS[@]}"
ip link set lo up
timeout 8 ping -i 0.3 127.0.0.1 | grep --line-buffered -o 'seq=[0-9]*' | head -3; echo "${PIPESTATUS[@]}"
timeout 8 ping -i 0.3 127.0.0.1 | cat | sed -u s/bytes/octets/ | head -2 | wc -l; echo "${PIPESTATUS[@]}"
