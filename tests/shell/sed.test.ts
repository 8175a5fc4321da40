// sed beside the machine's own sed.

import { describe, expect, test } from 'vitest';
import { REGEX_PROGRAMS } from '../../src/shell/commands/grep/index.ts';
import { hasTool } from '../support/loud-skip.ts';
import { judgeTool, type ToolCase } from '../support/tool-judge.ts';

const FILES = {
  a: 'one\ntwo two\nthree\nFour\nfive 5\n',
  n: '1\n2\n3\n4\n5\n6\n',
  open: 'x\ny',
  conf: '# forwarding\n#net.ipv4.ip_forward=1\nnet.ipv4.conf.all.rp_filter = 2\n\n[x]\nkey=value # old\n',
  addr: '2: eth0    inet 192.0.2.1/24 brd 192.0.2.255 scope global eth0\n3: eth1    inet 198.51.100.7/16 scope global eth1\n',
  han: '안녕 세상\nÄpfel\n',
  script: '# a script\ns/o/0/g\n/three/{\n  i\\\n  before\n  p\n}\n$a\\\n  the\\\nend\n',
  bad: 'p\nk x\n',
  del: '/^#/d\n/^$/d\n',
};

const LINES = String.raw`
sed p a
sed -n p a
sed -n 2p a
sed -n '2,3p' a
sed -n '$p' a n
sed -sn '$p' a n
sed '$!d' a
sed 2d a
sed '/t/d' a
sed '/t/!d' a
sed -n '/two/,/Four/p' a
sed -n '/two/,+1p' n a
sed -n '2,~2p' n
sed -n '1~2p' n
sed -n '0~3p' n
sed -n '0,/1/p' n
sed -n '1,/1/p' n
sed -n '4,2p' n
sed -n '/3/,2p' n
sed -n '/O/Ip' a
sed 's/o/0/' a
sed 's/o/0/g' a
sed 's/o/0/2' a
sed 's/[a-z]/_/2g' a
sed -n 's/two/2/2p' a
sed 's/x*/-/g' a
sed 's/\(t\)\(.\)/\2\1/g' a
sed -E 's/(t)(.)/\2\1/g' a
sed -E 's/^(.*) (.*)$/\2 \1/' a
sed 's/.*/[&] \&/' a
sed 's/o/\n/' a
sed 's,/,|,g' addr
sed -nE 's@.*inet ([0-9.]+)/([0-9]+).*@\1 \2@p' addr
sed -E 's/inet ([0-9.]+)\/.*/\1/; s/^[0-9]+: //' addr
sed 's/FOUR/4/I' a
sed 's/\bt/T/g; s/\w\+$/\U&/' a
sed 's/.*/\u&/; s/\(.\)\(.*\)/\1\U\2\Ex/' a
sed 's/one/\Uab\lCD\Eef/' a
sed 'y/abcdeft/ABCDEFT/' a
sed 'y/o\/t/\n/' a
sed 'y/abc/de/' a
sed = n
sed -n '$=' a
sed G n
sed -n '1!G;h;$p' n
sed '1!G;h;$!d' n
sed 'N;s/\n/ /' n
sed '$!N;P;D' n
sed 'n;d' n
sed '$!{h;d};x;G' n
sed ':a;N;$!ba;s/\n/,/g' n
sed -n 'H;$\{x;s/\n/,/g;s/^,//;p}' n
sed '2q' n
sed '3q7' n
sed '3Q' n
sed '3Q4' n
sed '2i\before' n
sed '2i before' n
sed '2a\' -e 'after' n
sed '2a   after  ' n
sed '2c changed' n
sed '2,4c changed' n
sed '2!c x' n
sed '$a end' open
sed '1i\  indented' open
sed p open
sed -n 'p;p' open
sed 's/$/!/' open
sed '1r open' n
sed 'r nosuch' open
sed 'R open' n
sed 'w out' n
sed -n '/[135]/w odd' n
sed 's/2/two/w changes' n
sed -n '/2/w /dev/stdout' n
sed -f script a
sed -f del conf
sed -f bad a
sed -f nosuch a
sed -n -e '2{' -e 'p;p' -e '}' n
sed -n '2{p;p}' n
sed '/two/{s//2/;s/two/TWO/}' a
sed -n 'l' han
sed -n 'l 8' a
sed -l 5 -n l a
sed -n 'F' a
sed 2z n
sed 't;s/1/x/;tend;s/^/-/;:end' n
sed 's/1/x/;T;s/$/!/' n
sed ':a;s/^\(.\{1,5\}\)$/ \1/;ta' n
sed -e 's/안/잘/' -e 's/ä/a/I' han
sed 's/./x/g' han
sed -z 's/\n/,/g' n
sed -i 's/1/one/' n
sed -i.bak '1d' n a
sed -i -e '/^#net/s/^#//' conf
sed -i 's/^#\(net.ipv4.ip_forward=1\)/\1/' conf
sed -i 2q n
sed -i p .
sed -i p nosuch
sed -n '/forward/p' conf nosuch
sed p .
sed 's/ *#.*//; /^$/d' conf
sed '/^\[x\]/,/^$/s/value/other/' conf
sed -n '\,forward,p' conf
sed 's/[/]/x/' addr
sed 's/a\|e/X/g' a
sed -E 's/a|e|(t+)/<\1>/g' a
sed 's/\(o\)\1*/X/' a
sed 's/\t/T/;s/\x6f/O/;s/e/\x45/' a
sed --expression='s/o/0/' --quiet a
sed --posix p open
sed -u p open
sed k
sed 'p;k'
sed -e p -e k
sed 's/a/b'
sed 's/a'
sed 's'
sed '3!!p'
sed '{p'
sed 'p}'
sed 'b foo'
sed 's/a/b/pp'
sed 's/a/b/gg'
sed 's/a/b/w'
sed 's/a/b/0'
sed 's/a/b/2 3'
sed 's/a/b/x'
sed '1,p'
sed 'a'
sed 'r'
sed ': '
sed '=p'
sed 'p p'
sed '0p'
sed '0,3p'
sed '/a'
sed '+1p'
sed '1,2q'
sed '5'
sed 's/\(o\)/\2/'
sed 's/\(o/x/'
sed 's/o\)/x/'
sed -E 's/(o/x/'
sed -E 's/*a/x/'
sed 's/[[:foo:]]/x/'
sed 's/[:space:]/x/'
sed 's/a\{1/x/'
sed '//p' a
sed -f script nosuch
`
  .split('\n')
  .slice(1, -1);

const CASES: readonly ToolCase[] = [
  ...LINES.map((line): ToolCase => [line, '']),
  ['sed s/b/x/', 'a\nb\nc'],
  ['sed p - n', 'b\n'],
  ['sed -n F', 'b\n'],
  ['sed -E "s/(a|ab)(c|bcd)/[\\1][\\2]/"', 'abcd\n'],
  ['sed "s/./<&>/"', '\udcff\xe9\n'],
  [String.raw`sed $'1i\\\nfirst\\\nsecond'`, 'b\n'],
];

const hasSed = hasTool('sed', 'sed beside the real one');
const judged = hasSed ? judgeTool(REGEX_PROGRAMS, FILES, CASES) : [];

describe.skipIf(!hasSed)('sed does as GNU sed does', () => {
  test.each(CASES.map(([line, input], i) => [line, input, i] as const))('%s < %j', (_line, _input, i) => {
    expect(judged[i]?.ours).toEqual(judged[i]?.linux);
  });
});
