# A namespace's own /etc: hosts and resolv.conf from here-documents.
NS=tenant
mkdir -p "/etc/netns/$NS"
cat > "/etc/netns/$NS/resolv.conf" <<RESOLV
search $NS.example
options timeout:1
RESOLV
cat > "/etc/netns/$NS/hosts" <<'HOSTS'
127.0.0.1   localhost
10.8.0.1    gw gw.tenant.example
10.8.0.2    $NOT_EXPANDED
HOSTS
ip netns add $NS
ip -n $NS link set lo up
ip -n $NS addr add 10.8.0.1/32 dev lo
ip netns exec $NS cat /etc/resolv.conf
ip netns exec $NS tail -2 /etc/hosts
ip netns exec $NS ping -c 1 gw | head -2
ip netns exec $NS ping -c 1 gw.tenant.example | head -1
ip netns exec $NS sh -c 'echo "10.8.0.1 mail" >> /etc/hosts'
ip netns exec $NS ping -q -c 1 mail | sed -n 4p
grep -c mail /etc/hosts "/etc/netns/$NS/hosts"
wc -l < /etc/resolv.conf
tee -a /etc/hosts > /dev/null <<< '127.0.0.5 here.example here'
ip link set lo up
ping -c 1 here | head -1
rm -r /etc/netns/$NS
ip netns exec $NS ping -c 1 here | head -1
