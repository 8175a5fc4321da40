// The programs that are installed, by the folder that Debian 12 puts them in. The shell's registry has what they do; a test
// holds the two together.

const USR_BIN =
  '[ arping awk base64 basename bash cat chmod chown cksum clear cmp column comm cp cut date dd df diff dirname du ' +
  'echo egrep env envsubst expand expr false fgrep find fmt fold free getent grep head hexdump hostname ' +
  'hostnamectl id ip join jq kill killall less ln ls man md5sum mkdir mktemp more mtr mv netstat nl nproc nsenter ' +
  'nstat od packetwalk paste pgrep pidof ping pkill printenv printf ps pwd readlink realpath rev rm rmdir sed seq ' +
  'sh sha1sum sha256sum shuf sleep sort split ss stat stdbuf stty sudo sync tac tail tcpdump tee test timeout ' +
  'touch tput tr tracepath traceroute true tty uname unexpand uniq unshare uptime watch wc which whoami xargs xxd ' +
  'yes';
const USR_SBIN = 'arp brctl bridge ethtool ifconfig ifdown ifup reboot route sysctl';

/** By path. */
export const INSTALLED: readonly string[] = [
  ...USR_BIN.split(' ').map((name) => `/usr/bin/${name}`),
  ...USR_SBIN.split(' ').map((name) => `/usr/sbin/${name}`),
];
