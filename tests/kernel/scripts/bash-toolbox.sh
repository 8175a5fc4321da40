#!/bin/bash
# The parts of bash that network scripts lean on.
ip link set lo up
mapfile -t lines < <(ip -4 -o addr show lo)
echo "${#lines[@]} line, ${lines[0]%% scope*}"
read -r _ dev _ cidr _ <<< "${lines[0]}"; echo "$dev $cidr ${cidr%/*} ${cidr#*/}"
printf '%q\n' "two words" 'a"b' $'tab\there' ''
ping -c 1 127.0.0.1 | grep -c ttl | tr 1 y; echo "${PIPESTATUS[@]}"
ip link show nosuch 2>/dev/null | wc -l; echo "${PIPESTATUS[*]}"
select choice in ping arp; do echo "you took $choice ($REPLY)"; break; done <<< 2
diff <(ip -br link show lo | tr -s ' ' | cut -d' ' -f1,2) <(echo "lo UNKNOWN") && echo "as expected"
if [[ "$cidr" =~ ^([0-9]+)\.([0-9]+)\.([0-9]+)\.([0-9]+)/([0-9]+)$ ]]; then echo "${BASH_REMATCH[@]:1}"; fi
mask=$(( 0xffffffff << (32 - BASH_REMATCH[5]) & 0xffffffff )); printf '%d.%d.%d.%d\n' $((mask >> 24)) $((mask >> 16 & 255)) $((mask >> 8 & 255)) $((mask & 255))
(( RANDOM >= 0 && RANDOM < 32768 )) && echo random
bash -c 'echo "$0 has $# arguments: $*"' script one "two three"
declare -A seen; for w in a b a; do (( seen[$w]++ )); done; for w in a b; do echo "$w ${seen[$w]}"; done
IFS=, read -ra parts <<< "eth0,eth1,,eth3"; echo "${#parts[@]} [${parts[*]}] [${parts[2]:-empty}]"
x=eth0.100; echo "${x%.*} ${x##*.} ${x/eth/lan} ${x^^} ${#x} ${x:3:1}"
for f in /sys/class/net/*/operstate; do dev=${f%/*}; echo "${dev##*/} $(<"$f")"; done
case $cidr in 127.*) kind=loopback ;; 10.*|192.168.*) kind=private ;;& *) kind=other ;; esac; echo $kind
trap 'echo "ERR at $LINENO"' ERR; false; true; trap - ERR
{ echo out; echo err >&2; } 2>&1 | sed 's/^/| /'
exec 3> note.txt; echo "kept" >&3; exec 3>&-; cat note.txt
: "${UNSET:=default}"; echo "$UNSET"; echo "${NOPE:?is not set}" ; echo "not reached"
