// One stage of a pipeline: a text tool with random options.

import type { Dice } from './dice.ts';

type Make = (dice: Dice) => string;

/** Some of these options. */
const some = (dice: Dice, options: string): string =>
  dice
    .list(0, 2, () => dice.of(options.split('|')))
    .map((option) => ` ${option}`)
    .join('');

const LIST = '1|2|1,3|2-|-2|1-2|3-1|0|2-3,5|a|1,|9|-|4-,1';
const REGEX =
  "a|'^$'|'[0-9]\\+'|'^[a-z]'|eth0|'\\.'|'b*'|'\\(a\\)b'|'a\\|b'|UP|'x$'|'[[:space:]]'|'[^ ]* '|'\\<eth'|'é'|'\\w\\w*'|'[0-9]\\{2\\}'|'.'|'(.)'|'[a'|'\\b'";
const DELIMITER = "':'|','|' '|'x'|''|'ab'|'\\t'|/";

const TOOLS: readonly Make[] = [
  (d) =>
    `sort${some(d, '-n|-r|-u|-f|-k2|-k2,2|-k2n|-t, -k2|-t: -k2,2nr|-h|-V|-b|-s|-c|-C|-g|-k1.2,1.3|-k0|-t ab|-M|-d|-i|-z|-o out|-k2,2 -k1,1r|-R --random-source=a|-m|--parallel=1|-Q|-k x')}`,
  (d) =>
    `cut${some(d, '-s|--complement|--output-delimiter=+|-z|-n')} ${d.of([`-f${d.of(LIST.split('|'))}`, `-d${d.of(DELIMITER.split('|'))} -f${d.of(LIST.split('|'))}`, `-c${d.of(LIST.split('|'))}`, `-b${d.of(LIST.split('|'))}`, '', '-f1 -c2'])}`,
  (d) =>
    `uniq${some(d, '-c|-d|-u|-i|-D|-f1|-s2|-w3|-w x|-z|--group|--group=both|-f x|-cd|--all-repeated=separate|-Q|-c -D')}`,
  (d) =>
    `sed${some(d, '-n|-E|-s|-z|--posix|-u')} ${d.of(["'s/a/X/'", "'s/[0-9]*/<&>/g'", "'2d'", "'$!d'", "'/UP/p'", "'1,3s/ /_/2'", "'s/\\(.\\)\\(.\\)/\\2\\1/'", "'y/abc/ABC/'", "'1!G;h;$!d'", "'/e/,/o/d'", "'2q'", "'2q5'", "'a\\\nadded'", "'i text'", "'$='", "'n;d'", "'N;s/\\n/+/'", "'s/x/y/w out'", "'2,+1d'", "'1~2d'", "'0,/a/d'", "'s/a/b/I;t;s/$/!/'", "':a;s/^\\(.\\{1,5\\}\\)$/ \\1/;ta'", "'l'", "'s/./\\U&/'", "'s/\\w\\+/\\u&/2g'", "'c changed'", "'/^$/d;='", "'2{p;p}'", "'P;D'", "'x;p;x'", "'s/a'", "'k'", "'{p'", "'3,1p'", "'r b'", "'R b'", "'e'", "'s/b*/-/g'", "'s/a\\|b//gp'", "-e p -e '1d'", "'\\,a,d'", "'$!N;P;D'", "'s/(a)/\\1/'", "'y/ab/c/'", "'q 1 2'", "'1,'", "'F'", "'z;s/^$/e/'", "'s/e/\\n/2'", ''])}`,
  (d) =>
    `awk ${d.of(['', '', '-F:', "-F'[ ,]'", '-F,', '-v x=3', "-F'\\t'", "-F ''", '-v OFS=-'])} ${d.of(["'{print $1}'", "'{print $NF, NR}'", "'NF>1'", "'/UP/{n++} END{print n+0}'", "'{s+=$2} END{print s}'", '\'{$2=""; print}\'', "'{c[$1]++} END{print length(c)}'", "'!s[$0]++'", '\'{printf "%-10s|%5d|%.2f\\n",$1,$2,$3}\'', "'{print length($0), length}'", '\'{gsub(/[0-9]/,"#"); print}\'', "'NR==2,NR==4'", "'{print substr($0,2,3)}'", "'{print toupper($1) tolower($2)}'", '\'BEGIN{OFS=":"} {$1=$1; print}\'', "'{n=split($0,p,/[ .,]/); print n, p[1], p[n]}'", '\'{print index($0,"e"), match($0,/[0-9]+/), RSTART, RLENGTH}\'', "'END{print NR, $0}'", '\'{print $1 > "/dev/stderr"}\'', "'$2>5'", '\'$1=="a"\'', "'{print $(NF-1)}'", "'{print -$1, $1*2, $1/3, $1%2, $1^2}'", '\'{print ($1<$2), ($1""<$2"")}\'', '\'BEGIN{while((getline l < "b")>0) print l}\'', '\'{sub(/a*/,"[&]")}1\'', '\'{print NR ": " $0}\' OFS=x', "'{print $1,$2' ", "'{ if (NR%2) next; print }'", "'BEGIN{print x+1, 1/3, 1e6, 100000*100000, 0.1+0.2, 1e-5}'", "'{a[NR]=$0} END{for(i=NR;i>0;i--) print a[i]}'", '\'{printf "%s %c %x %o %e %g %5.1f %%\\n",$1,$1,$2,$2,$2,$2,$2}\'', '\'{print > "out"} END{close("out"); while((getline l < "out")>0) print "o" l}\'', '\'BEGIN{printf "%d %d\\n", "3x", -3.9; print substr("hello",0,2) substr("hello",-1) substr("hello",4,9)}\'', "'function f(n){return n<2?1:n*f(n-1)} BEGIN{print f(5)}'", '\'BEGIN{exit 3} END{print "e"}\'', '\'{print $1 | "sort"}\'', '\'NR%2{printf "%s ",$0;next}1\'', '\'BEGIN{RS=""}{print NF}\'', '\'BEGIN{FS=","}{print $2+0}\'', "'{print int($1), sqrt($2<0?0:$2)}'", "'{delete c; c[1]; print (1 in c), (2 in c)}'", "'/a/,/b/{print NR}'", '\'$0 ~ "^[0-9]+$"\'', "'{ do { i++ } while (i<3); print i; i=0 }'", "'{print $-1}'", "'@'"])}`,
  (d) =>
    `grep${some(d, '-c|-v|-i|-n|-o|-w|-x|-E|-F|-q|-A1|-B1|-m2|-C 1|-l|-L|-b|-h|-H|-s|-e x|-z|-P|-a|--color=always|-y|-m x|-on|-Z')} ${d.of([...REGEX.split('|'), "'a\\{2'", '-f b'])}`,
  (d) =>
    `tr${some(d, '-d|-s|-c|-t|-cd')} ${d.of(['a-z A-Z', 'abc x', "' ' '\\n'", "'[:lower:]' '[:upper:]'", "'\\n' ' '", '0-9', "'[:space:]'", 'a-c c-a', "'[:digit:]' '#'", "a 'bc'", "'\\t' ,", 'z-a x', "'[:foo:]' x", 'a', "'[x*3]' y", "a-e '[x*]'", "'\\101-\\103' 1-3", '-- -a bc', "'[=a=]' x", "'[:alpha:]' '[:digit:]'", 'é e', "''  x", "' ,' '\\n'"])}`,
  (d) =>
    `${d.of(['head', 'tail'])}${some(d, '-n 2|-n -2|-n +2|-c 5|-c -3|-2|-q|-v|-n x|-c +4|-n 0|-z|-n 1K|-c x|-n 99|--lines=3|-n')}${d.of(['', '', '', ' a b', ' -', ' nofile a'])}`,
  (d) =>
    `paste${some(d, '-s|-d,|-d:-|-d|-z|-d "\\\\n"|-d ""|-d "\\\\0"|-Q')} ${d.of(['-', '- -', 'a b', '- - -', 'b -', '', 'nofile', '- b'])}`,
  (d) =>
    `column${some(d, '-t|-t -s,|-t -o "|"|-c 40|-x|-t -R 1|-t -N A,B|-s :|-n|-t -l 2|-t -H 1|-e|-J|-t -d|-Q|-c x')}`,
  (d) =>
    `xargs${some(d, '-n1|-n 2|-I{}|-L1|-t|-r|-0|-d,|-s 20|-P1|-n x|-d "\\\\n"|-E foo|-x|-a b|-n0')} ${d.of(['', 'echo', 'echo x', 'printf "<%s>"', 'echo {} y', 'echo -{}-', 'false', 'nosuch', 'sh -c \'echo "$#"\' _', 'expr 1 +', 'test -n'])}`,
  (d) => `tac${some(d, '-s,|-b|-r|-s e')}`,
  (d) => `nl${some(d, '-ba|-w3|-s:|-v5|-i2|-nln|-nrz|-bt|-bn|-bp^a|-l2|-b x|-w x|-n x|-fa|-ha|-p|-d:|-w 0')}`,
  (d) => `wc${some(d, '-l|-w|-c|-m|-L|-lw|--total=never|-Q')}${d.of(['', '', ' a b', ' -', ' nofile'])}`,
  (d) =>
    `comm${some(d, '-1|-2|-3|-12|-23|--check-order|--nocheck-order|--total|--output-delimiter=,|-z')} ${d.of(['- b', 'a b', 'a', 'a nofile', 'a a', 'a b x'])}`,
  (d) =>
    `join${some(d, '-a1|-a2|-v1|-t,|-1 2|-2 2|-j 1|-o 1.1,2.2|-e X|-i|--nocheck-order|--check-order|-o auto|--header|-t " "|-1 x|-o 0,1.2|-1 0')} ${d.of(['- b', 'a b', 'a a', 'a', 'nofile a', '- a'])}`,
  (d) => `fold${some(d, '-w5|-s|-b|-w 10|-w 0|-w x|-sw8|-w1|-7')}`,
  () => 'rev',
  (d) =>
    `seq${some(d, '-w|-s,|-f %.2f|-s " "|-f %g|-f x|-f %d|-s "\\\\n"')} ${d.of(['3', '2 5', '1 2 9', '5 1', '5 -2 1', '0 0.5 2', 'x', '', '1 2 3 4', '-2 2', '08 11', '1 0 5', '1e2', '9 11', '0.1 0.1 0.5', '1.0 2'])}`,
  (d) => `expand${some(d, '-t4|-i|-t 2,5|-t x|-t 0|-t4,+3|-2')}`,
  (d) => `unexpand${some(d, '-a|-t4|-t 2,5|--first-only|-a -t 3')}`,
  (d) => `cat${some(d, '-n|-b|-A|-s|-E|-T|-v|-e|-Q|-t|-u')}${d.of(['', '', ' - b', ' nofile', ' a'])}`,
  (d) =>
    d.of([
      'base64',
      'base64 -w 10',
      'base64 -d',
      'md5sum',
      'sha256sum',
      'cksum',
      'od -c',
      'od -An -tx1',
      'od -b',
      'tee out',
      'hexdump -C',
      'xxd',
      'xxd -p',
      'shuf -n 0',
      'split -l 2 - s; cat sab',
      'tsort',
      'fmt -w 20',
      'pr -t -2',
      'factor',
      'strings -n 3',
      'sha1sum',
    ]),
];

export function randomStage(dice: Dice): string {
  return dice.of(TOOLS)(dice);
}
