#!/bin/bash
# Records what iproute2 prints for the commands of ip-*.cmds: each list in private network and mount namespaces of its own.
# Needs root on Linux; writes ip-*.txt beside it. `[exit N]` follows what failed.
self=$(readlink -f "$0")
cd "$(dirname "$self")" || exit 1
if [ -n "$1" ]; then
  mkdir -p /run/netns && mount -t tmpfs none /run/netns
  # Lists may add names: to a copy.
  cp -r /etc/iproute2 /run/netns/iproute2 && mount --bind /run/netns/iproute2 /etc/iproute2
  umount -l /run/netns && mount -t tmpfs none /run/netns
  while read -r line; do
    echo "\$ $line"
    bash -c "$line" 2>&1 </dev/null
    status=$?
    [ $status = 0 ] || echo "[exit $status]"
  done < "$1"
  exit
fi
export LANG=C.UTF-8
for list in ip-*.cmds; do
  unshare -nm "$self" "$list" > "${list%.cmds}.txt"
done
