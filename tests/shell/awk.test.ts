// awk beside the machine's own mawk.

import { describe, expect, test } from 'vitest';
import { REGEX_PROGRAMS } from '../../src/shell/commands/grep/index.ts';
import { hasTool } from '../support/loud-skip.ts';
import { judgeTool, type ToolCase } from '../support/tool-judge.ts';

const FILES = {
  a: 'one 1\ntwo 2\nthree 3\n\n  four   4 x\n',
  p: 'root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:d:/usr/sbin:/bin/sh\n',
  addr: '2: eth0    inet 192.0.2.1/24 brd 192.0.2.255 scope global eth0\n3: eth1    inet 198.51.100.7/16 scope global eth1\n',
  han: '안녕 세상\n',
  para: 'a b\nc\n\n\nd\ne f\n',
  prog: '# sums\n{ s += $2 }\nEND { print s }\n',
};

const LINES = String.raw`
awk '{print $1}' a
awk '{print $2, $1}' a
awk '{print $NF, NF, NR, FNR, FILENAME}' a p
awk '/t/' a
awk '!/t/' a
awk '/two/,/^$/' a
awk 'NR==2' a
awk 'NR>1 && NF' a
awk '$2 > 1 {print $1}' a
awk '$1 == "two" {print NR; exit}' a
awk '$1 ~ /^t/ {print $2}' a
awk '$1 !~ /^t/' a
awk '{s += $2} END {print s, s/NR}' a
awk -f prog a
awk -F: '{print $1, $NF}' p
awk -F: -v OFS=- '{$1=$1; print}' p
awk -F '[:/]' '{print NF, $8}' p
awk -v x=5 'BEGIN{print x+1, x "a"}'
awk 'BEGIN{FS=":"} {print $3}' p
awk '{print $3}' FS=: p
awk '/inet/{split($4,a,"/"); print $2, a[1], a[2]}' addr
awk '{sub(/\/.*/, "", $4); print $4}' addr
awk '{gsub(/[0-9]+/, "<&>"); print}' addr
awk '{gsub("o", "\\&"); print}' a
awk '{$3="c"; print; print NF}' a
awk '{NF=1; print}' a
awk '{$0="x y"; print $2, NF}' a
awk 'BEGIN{print 1e6,1e300*10,0.1,1/3,100000000000,2^53,1e20,3.0}'
awk 'BEGIN{print 1==1.0, "10"<"9", 10<9, "a"<"b", "a"<1}'
awk 'BEGIN{print -3 " " -4; print 1 " " 2; print 2^3^2, -2^2, !1+1, 7%4, -7%4}'
awk 'BEGIN{printf "%d %5.2f|%-5s|%c|%c|%x|%e|%g|%i|%o|%%\n",3.9,3.14159,"ab",65,"hello",255,12345.678,0.0001,7,8}'
awk 'BEGIN{printf "%5s|%05d|%+d|%*d|%.2s|%-4d|%G|%X\n","a",42,5,4,7,"abc",3,1e-9,255}'
awk 'BEGIN{printf("%s %s\n", 0.1+0.2, 1e10)}'
awk 'BEGIN{x["a"]=1; if ("a" in x) print "in"; delete x["a"]; print ("a" in x), length(x)}'
awk 'BEGIN{a[1,2]=3; for (k in a) {split(k, p, SUBSEP); print p[1], p[2], a[k]}; if ((1,2) in a) print "yes"}'
awk '{c[$1]++} END {print c["one"], length(c)}' a
awk 'BEGIN{print length("abc"), length(), substr("hello",2,3), substr("hello",2), substr("hello",4,9)}'
awk 'BEGIN{print index("abc","c"), index("abc","x"), toupper("aBc"), tolower("ABc")}'
awk 'BEGIN{print match("foobar","o+"), RSTART, RLENGTH; print match("x","y"), RSTART, RLENGTH}'
awk 'BEGIN{n=split("a b  c",A); print n, A[3]; n=split("a:b",B,":"); print n, B[2]; n=split("",C); print n}'
awk 'BEGIN{s="aaa"; print gsub(/a/,"b",s), s; t="abc"; print sub(/x/,"y",t), t}'
awk 'BEGIN{s="hello"; gsub(/l*/,"-",s); print s}'
awk 'BEGIN{print int(3.9), int(-3.7), sqrt(16), exp(0), log(1), sin(0), cos(0), atan2(0,1)}'
awk 'BEGIN{while (i<3) {i++; if (i==2) continue; print i}}'
awk 'BEGIN{do {print j++} while (j<2); for(;;) {if (k++>2) break}; print k}'
awk 'BEGIN{for (i=0;i<3;i++) printf "%d,", i; print ""}'
awk 'function f(n) {return n<2?1:n*f(n-1)} BEGIN{print f(10)}'
awk 'function g(a,i) {a[1]=5; i=9} BEGIN{g(z); print z[1], i+0}'
awk 'function h(x) {x=2} BEGIN{y=1; h(y); print y}'
awk 'BEGIN{while ((getline l < "a") > 0) n++; print n; print (getline l < "nosuch")}'
awk 'NR==1{getline; print; getline x; print x, NR}' a
awk 'BEGIN{print "x" > "out"; print "y" > "out"; print "z" >> "more"}'
awk '{print $1 > $2 ".txt"}' p
awk 'BEGIN{print "b" > "out"; close("out"); while ((getline l < "out") > 0) print l}'
awk 'BEGIN{print "err" > "/dev/stderr"; print "out" > "/dev/stdout"}'
awk 'BEGIN{exit 3} END{print "end"}'
awk 'END{print NR, $0}' a
awk 'BEGIN{RS=""} {print NR": "$1"-"$NF, NF}' para
awk 'BEGIN{RS="";FS="\n"} {print $1 "|" $2}' para
awk 'BEGIN{ORS="|"; OFS="-"} {print $1,$2}' a
awk -v RS=: '{print NR, $0}' p
awk '{print length($0), length($1)}' han
awk '{print substr($1,1,3)}' han
awk 'BEGIN{CONVFMT="%.2g"; a=3.14159; b=a ""; print b; OFMT="%.3f"; print a}'
awk 'BEGIN{x="3x"; print x+0, "1e2"+0, "0x1A"+0, +"-4"}'
awk 'BEGIN{print x+0, "[" x "]", length(x)}'
awk 'BEGIN{a="10"; b=9; print (a>b), (a+0>b)}'
awk '{print ($2 > 1) ? "big" : "small"}' a
awk 'BEGIN{i=5; print i++ + ++i, i--, i}'
awk 'BEGIN{a=1; a+=2; a*=3; a-=1; a/=2; a%=3; a^=2; print a}'
awk 'BEGIN { if (!(3 in a)) print "no"; else print "yes" }'
awk 'BEGIN { if (1) ; else print "x"; print "done" }'
awk 'BEGIN {
  x = 1 # comment
  if (x)
    print "one"
  else
    print "other"
}'
awk '{ print; next; print "never" }' a
awk 'NR%2{print NR":"$0}' a
awk 'BEGIN{print ENVIRON["HOME"], ARGC, ARGV[1]}' a
awk 'BEGIN{print "a\tb\\n\"q\" \/ \101"}'
awk '/a{2}/' a
awk '/^(one|two) [0-9]$/{print "m:" $0}' a
awk '/[[:digit:]]$/' a
awk '$0 ~ "t.o"' a
awk 'length > 5' a
awk '1;END{print "-"}' a
awk '{ $1 = ""; print }' a
awk '{print $(NF-1)}' addr
awk -F'\t' '{print $1}' p
awk -F'|' '{print NF}' p
awk '{a[NR]=$0} END {for (i=NR;i>0;i--) print a[i]}' a
awk '!seen[$0]++' a a
awk '{print > "/dev/stdout"}' p
awk 'BEGIN{printf "%s %d\n"}'
awk 'BEGIN{' 
awk '{print $1' a
awk 'foo()' a
awk '{print}' nosuch
awk -f nosuch
awk '@' a
awk 'BEGIN{getline; print "got " $0; getline; print}' a
awk 'BEGIN{printf "a" "b" "\n"; print("x")("y")}'
awk 'BEGIN{print 1,2 > "o"; print (1,2) in a}'
awk 'BEGIN { print substr("hello", 0), substr("hello", -1), substr("hello", 1.5) }'
awk 'BEGIN { print 1>2 ? "y" : "n" }'
awk '{ nr[NR] = $1 } END { for (i = 1; i in nr; i++) print i, nr[i] }' a
awk 'BEGIN{print length}' a
awk '{ print NR ": " $0 }' a -
`
  .split(/\n(?=awk )/)
  .map((line) => line.trim())
  .slice(1);

const CASES: readonly ToolCase[] = [
  ...LINES.map((line): ToolCase => [line, '']),
  ['awk "{print \\$2}"', 'a b\nc d'],
  ['awk "{print NR, \\$0}" a - p', 'in\n'],
  ['awk "/ms/{print \\$7}"', '64 bytes from 192.0.2.2: icmp_seq=1 ttl=64 time=0.041 ms\n'],
];

const hasAwk = hasTool('mawk', 'awk beside the real one');
const judged = hasAwk ? judgeTool(REGEX_PROGRAMS, FILES, CASES) : [];

describe.skipIf(!hasAwk)('awk does as mawk does', () => {
  test.each(CASES.map(([line, input], i) => [line, input, i] as const))('%s < %j', (_line, _input, i) => {
    expect(judged[i]?.ours).toEqual(judged[i]?.linux);
  });
});
