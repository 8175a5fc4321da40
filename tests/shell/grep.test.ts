// grep beside the machine's own grep.

import { describe, expect, test } from 'vitest';
import { REGEX_PROGRAMS } from '../../src/shell/commands/grep/index.ts';
import { hasTool } from '../support/loud-skip.ts';
import { judgeTool, type ToolCase } from '../support/tool-judge.ts';

const FILES = {
  a: 'one\ntwo two\nthree\nFour\nfive 5\nsix-six\nseven\neight 88\nnine\nten\n',
  b: 'two\nbee\n\nlast',
  hosts: '127.0.0.1\tlocalhost\n192.0.2.1\th1\n192.0.2.254\tr1 gw\n# 198.51.100.7 off\n2001:db8::1 h6\n',
  addr:
    '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536\n    inet 127.0.0.1/8 scope host lo\n' +
    '2: eth0@if3: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500\n    link/ether 02:00:00:00:00:01 brd ff:ff:ff:ff:ff:ff\n' +
    '    inet 192.0.2.1/24 brd 192.0.2.255 scope global eth0\n',
  ping:
    'PING 192.0.2.2 (192.0.2.2) 56(84) bytes of data.\n64 bytes from 192.0.2.2: icmp_seq=1 ttl=64 time=0.041 ms\n' +
    '\n--- 192.0.2.2 ping statistics ---\n1 packets transmitted, 1 received, 0% packet loss, time 0ms\n',
  han: '안녕 세상\n네트워크 걷기\nÄpfel äpfel\nnaïve café\n',
  bin: 'text\nbefore\0after\nlater text\n',
  latin: 'caf\udce9 bar\nplain bar\n',
  pats: 'two\nnine\n',
  none: '',
  nul: 'aa\0bb\0ab\n\0',
};

const LINES = String.raw`
grep two a
grep -i TWO a b
grep -v e a
grep -c e a b
grep -l two a b hosts
grep -L two a b hosts
grep -L zzz a
grep -n e a
grep -nH two a
grep -h two a b
grep -o 'e[a-z]' a
grep -on e a b
grep -ob e a
grep -b t a b
grep -q two a
grep -q zzz a
grep -q two nofile a
grep -s two nofile a
grep two nofile a
grep two .
grep -d skip two . a
grep -w two a b
grep -w six a
grep -ow 'fiv\|five' a
grep -x two a b
grep -xv two b
grep -e one -e ten a
grep -f pats a
grep -f none a
grep -vf none b
grep -f nofile a
grep -m 1 e a
grep -m2 -A1 e a
grep -m0 e a
grep -A1 five a
grep -B1 five a
grep -C1 five a
grep -1 five a
grep -nC1 'e$' a b
grep -A1 -n 'one\|three\|nine' a
grep -cv e a
grep --no-group-separator -A1 'one\|five' a
grep --group-separator=== -A0 'one\|five' a
grep -A x e a
grep -m x e a
grep
grep -e
grep --nonsense
grep -Y a
grep -E '^(127|192)\.' hosts
grep -oE '([0-9]{1,3}\.){3}[0-9]{1,3}' hosts
grep -oE 'inet [0-9.]+/[0-9]+' addr
grep -oP 'inet \K[\d.]+' addr
grep -oP '(?<=inet )[^/]+' addr
grep -oP 'time=\K[0-9.]+(?= ms)' ping
grep -Po '(?i)LO(?=:)' addr
grep -oP '\d+(?=% packet loss)' ping
grep -P '^\s*$' b
grep -oP '(\w)\1' a
grep -P '(a' a
grep -P 'a)' a
grep -P '*a' a
grep -oP '\b\w{4}\b' a
grep -oP '[[:digit:]]+' a
grep -oE '[^ ]+@[^:]+' addr
grep -E 'UP,?' -c addr
grep -F '192.0.2.1' hosts
grep -F . a
grep -Fx two a b
grep -Fw two a
grep -F -e 'h1' -e '# ' hosts
fgrep 'two two' a
egrep 'on|te' a
egrep -x '(f|F)our' a
grep '' none
grep '' b
grep -c '' b
grep -n '^$' b
grep 'o*' b
grep -o 'x*' a
grep '^t.*o$' a
grep 't\{1,2\}wo' a
grep '\(e\)\1' b
grep -E '(e)\1' b
grep 'e\+' b
grep -E 'e{2}' b
grep '[[:upper:]]' a
grep '[^[:alnum:]]' a
grep -E '\bfive\b' a
grep '\<six\>' a
grep '\w\W\w' a
grep '[]-]' a
grep -o '[a-f]*' b
grep -E 'a|*b' b
grep -E '*t' b
grep -E '{1}t' b
grep 'a\{1' a
grep 'a\{1a\}' a
grep '\(a' a
grep 'a\)' a
grep -E '(a' a
grep -E 'a)' a
grep '[a' a
grep '[[:foo:]]' a
grep '[:space:]' a
grep '[b-a]' a
grep 'a\' a
grep '\d' a
grep -E '\2' a
grep -E 'a{2,1}' a
grep -oE 'one|ones|t|tw|two t' a
grep -oE '(s|six|six-s)(ix|even)?' a
grep -o -e tw -e 'two t' a
grep 녕 han
grep -o '[가-힣]*' han
grep -oi 'ä.' han
grep -ob 세 han
grep -oE '\w+' han
grep -c . latin
grep bar latin
grep -a bar latin
grep plain latin
grep text bin
grep -c text bin
grep -a after bin
grep -I text bin
grep -l text bin
grep --binary-files=foo text bin
grep -z b nul
grep -zc a nul
grep --color=always two a
grep --color=always -n e a b
grep --color=always -C1 -n five a
grep --color=always -o e a b
grep --color=always -v e a
grep --color=always -l two a b
grep --color=always -c two a b
grep --color=auto two a
grep --line-buffered two a
grep -oP "[가-힣]+" han
grep -A0 -o e a b
grep -Zl two a b
grep -r zzz .
grep -rl 'bee' .
grep -r bee b
grep -rh bee .
grep -r --include='p*' 'time 0ms' .
grep -r --exclude='[a-o]*' two . -l --exclude=pats
grep -r 'three' 
grep -E -P a a
grep -E -F a a
grep -- -six a
grep -e -six a
grep $'one\nten' a
grep --regexp=two --count a
grep --max-count=1 e a b
grep -viE '^(#|$)' hosts
grep -Ec 'ttl=[0-9]+' ping
grep -Eo '[0-9]+% packet loss' ping
`
  .split('\n')
  .slice(1, -1);

const INPUTS: readonly ToolCase[] = [
  ['grep b', 'a\nb\nbb'],
  ['grep -H b', 'a\nb\n'],
  ['grep -c b - a', 'b\n'],
  ['grep --label=in -H b', 'b\n'],
  ['grep -n b - b', 'xbx\n'],
  ['grep -r b -', 'b\n'],
  ['grep -o .', 'äb\n'],
];

const CASES: readonly ToolCase[] = [...LINES.map((line): ToolCase => [line, '']), ...INPUTS];

const hasGrep = hasTool('grep', 'grep beside the real one');
const judged = hasGrep ? judgeTool(REGEX_PROGRAMS, FILES, CASES) : [];

describe.skipIf(!hasGrep)('grep does as GNU grep does', () => {
  test.each(CASES.map(([line, input], i) => [line, input, i] as const))('%s < %j', (_line, _input, i) => {
    expect(judged[i]?.ours).toEqual(judged[i]?.linux);
  });
});
