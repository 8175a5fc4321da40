// jq beside the machine's own jq.

import { describe, expect, test } from 'vitest';
import { REGEX_PROGRAMS } from '../../src/shell/commands/grep/index.ts';
import { JOB_PROGRAMS } from '../../src/shell/commands/job/index.ts';
import { TEXT_PROGRAMS } from '../../src/shell/commands/text/index.ts';
import { createRegistry } from '../../src/shell/registry.ts';
import { hasTool } from '../support/loud-skip.ts';
import { runScript } from '../support/shell.ts';
import { judgeTool, type ToolCase } from '../support/tool-judge.ts';

const FILES = {
  a: '[{"ifname":"lo","mtu":65536,"flags":["UP","LOOPBACK"]},{"ifname":"eth0","mtu":1500,"addr_info":[{"local":"192.0.2.1","prefixlen":24}]}]\n',
};

const FILTERS = String.raw`.
.[0].ifname
.[].mtu
map(.ifname)
.[] | select(.mtu > 2000) | .ifname
[.[] | {ifname, mtu}]
.[1].addr_info[0] | "\(.local)/\(.prefixlen)"
.[].addr_info[]?.local
.[] | .addr_info // [] | length
length
map(.mtu) | add, min, max
sort_by(.mtu) | map(.ifname)
group_by(.mtu > 2000) | map(length)
map(has("flags"))
.[0] | keys, keys_unsorted, to_entries
map(.mtu |= . + 1)
.[0].mtu = 9000
.[0].flags += ["X"]
del(.[0].flags)
.[0] | with_entries(.value |= tostring)
map({(.ifname): .mtu}) | add
first, last
.[0:1]
.[-1].ifname
[.[] | .ifname | ascii_upcase]
.[0].flags | join(",")
.[0].flags | contains(["UP"]), index("LOOPBACK"), inside(["UP","LOOPBACK","Z"])
[paths] | length
.[0] | [.mtu, .ifname] | @csv, @tsv, @json, @sh
[1,2,3] | map(select(. != 2))
[range(5)], [range(1;4)], [range(0;10;3)]
reduce .[] as $x (0; . + $x.mtu)
[foreach (1,2,3) as $x (0; . + $x)]
. as [$a, $b] | $a.ifname + $b.ifname
.[] as {ifname: $n, $mtu} | "\($n) \($mtu)"
def f(x): x * 2; f(.[0].mtu)
def f($x; $y): $x - $y; f(5; 3)
if length > 1 then "many" else "few" end
if . == null then 1 elif length == 2 then 2 else 3 end
try error("x") catch .
[.[] | .nosuch?]
[1,[2,[3]]] | flatten, flatten(1)
[3,1,2] | sort, reverse, unique
{"a":{"b":1}} * {"a":{"c":2}}
"a,b" | split(","), test("B";"i"), ltrimstr("a"), ltrimstr("x")
"foo bar" | [match("o+").string], sub("o";"0"), gsub("o";"0"), [scan("[a-z]+")]
"192.0.2.1/24" | capture("(?<a>[0-9.]+)/(?<l>[0-9]+)")
"x" | tojson, ("1.5" | tonumber), (1 | tostring)
1e17, 1e-5, 0.1, 3.0, 1e1000, -1, 100000, 1.5
[.[] | .mtu / 1000]
5 % 3, 7 / 2, 2 * 3.5, 1 - 4
"a" * 2, ("a,b" / ","), ([1,2,3] - [2])
null + 1, {} + {"a":1}, [1] + [2]
1 == 1.0, "a" < "b", [1] < [2], null < false
(true, false) and true, (null // 5), (false or true), (true | not)
[limit(2; 1,2,3)], first(range(3;9)), [until(. > 100; . * 2)?]
[recurse(if . < 3 then . + 1 else empty end)?]
[.. | numbers]
getpath([0,"ifname"]), [path(..)] | length
[.[] | type], (.[0] | map_values(type))
[1,2] | any(. > 1), all(. > 1), (map(. == 1) | any)
"é한\u0001" | length, utf8bytelength, explode, @uri, @html, @base64
"aGk=" | @base64d
$ENV.HOME, env.HOME
@json "x\(.[0].mtu)"
walk(if type == "number" then 1 else . end)
.[] | select(.ifname | startswith("e")) | .ifname | endswith("0")
to_entries | map(.key)
[{"name":"a","value":1}] | from_entries
.a
.[0].mtu.x
.[0] | .[0]
.[0].mtu[]
{} + 1
"a" - 1
error("boom")
error({a:1})
{} | keys[0] | length
5 | keys
"a" | tonumber
empty
[[1,2],[3,4]] | transpose
unique_by(.mtu) | length
max_by(.mtu).ifname, min_by(.mtu).ifname
[splits("a")?]
{a:1,b:[]} , {} , [] , [[]]
.[0] as $x | $x.ifname
1,2 | . * 10
"\(1;2)"?
[.[].ifname | select(test("^e"))]
nosuch
[.[(0,1)]?]
{a:(1,2),b:(3,4)}
[1,2,3,4]|(.[]|select(.>1))|=empty
[1,2]|"\(.[]) \(.[])"
foo|bar
foo(1;2)
1 +
{
1 $x
.a b
1 == 2 == 3
}
.[
{a b}
reduce 1
as
%
1 "a"
@text 1
.a as x
break $x
$nosuch
splits
[label $f | 1, break $f, 2]
[limit(0;1,2)], [limit(-1;1,2)], [first(range(10;0;-1))]
$__loc__
. as [$a] ?// $b | [$a,$b] | length
[[1],2] | .[] as [$a] ?// $a | $a
[[3]] | .[] as [$a] ?// $b | [$a,$b]
reduce range(5) as $x (0; empty)
[foreach range(5) as $x (0; if $x==2 then empty else .+1 end; [$x,.])]
reduce ([1,2],[3,4]) as [$a,$b] (0; . + $a * $b)
"abab"|[match("(?<x>a)(b)?";"g")]
"foo"|capture("(?<x>z)?o")
"a1b2"|[scan("[a-z]([0-9])")], [scan("[0-9]")]
"a, b,c"|[splits(", *")], split(", *";null), ascii_upcase
"test"|test("T";"ix"), test("T";"i"), test("T")
"abc"|sub("(?<x>b)";"[\(.x)]"), gsub("[ac]";"-"), gsub("(?<l>[a-z])";"\(.l)\(.l)")
"aaa"|gsub("^a";"b"), sub("a";"b"), gsub("A";"b";"i")
"aXbX"|ascii_downcase, explode, (explode|implode)
"a"|test("A";"q")
1425599621|todate,(strftime("%A %j")),gmtime,(gmtime|mktime)
"2015-03-05T23:51:47Z"|fromdate, strptime("%Y-%m-%dT%H:%M:%SZ")
0|strftime("%c|%a %b %d %H:%M:%S %Z %Y %e %s %y %D %T %p %I")
input_line_number
{"a":[1,{"b":2}]}|[leaf_paths],[paths(type=="number")],[tostream]
fromstream(1|truncate_stream([[0],1],[[1,0],2],[[1,0]],[[1]]))
getpath(["a","b"])?
[1,2]|getpath(["a"])
[1,[2]]|getpath([1,0]), [paths], [..]
{} | .a.b.c = 1 | .["x"] += 2 | to_entries
[3,1,2]|to_entries|map(.key)
[1,2,3,4]|.[1:3]=["x"], .[1:]|=map(.*2), del(.[0,2]), del(.[1:])
{"a":null}|.a//"d",(.a|=5),(.b//=6), (.a//=7)
(1,null,2)//3
[empty//3, first(empty)//4]
[1,1,2]|group_by(.),unique,unique_by(.%2),min_by(.),max_by(-.)
[3,1]|sort,sort_by(-.), min, max, add
{}|sort
{a:3}|add, keys, length, map_values(.+1), with_entries(.value+=1)
[{a:1},{b:2},{a:3}]|add, (map(keys)|flatten), INDEX(.a)
[[1,2],[3]]|transpose,add,flatten,[combinations]
[1,[2]]|contains([[2]]),inside([1,[2],3]),index(1),indices(1),indices([1,[2]])
"abcb"|index("b"),rindex("b"),indices("b")
[1,[2]]|walk(if type=="array" then reverse else . end)
{"b":1,"a":2}|walk(.),tojson,keys,keys_unsorted
["a",1,null,true]|join("-")
[[1]]|join("-")
[true,false]|any,all,any(not),all(.)
"a"*0,"a"*0.5,"ab"*2.7
{} * 1
5%0
5%-2,-5%3,5.9%2.1
null-1
{a:1}|.b.c,.["a"],."a",has("a"),has("b")
{a:1}|has(0)
"abc"|.[1:],.[:-1],.[-2:]
[1]|.[1.5],.[-5], .[0:]
"abc"|.[0]
{}|.[0]
[]|.["a"]
[1]|.[null]
"1 2"|tonumber
"nan"|tonumber
"0x1"|tonumber
" 1"|tonumber
"[1,{}]"|fromjson
"{a"|fromjson
[1,{}]|@csv
{}|@csv
[[1]]|@sh
[1,"a\tb",null,true,"it's"]|@tsv,@csv,@sh
"aé<&>"|@uri,@base64,@html,(@base64|@base64d),@json
@html "<\("<&>")>", @sh "echo \("a b")", @uri "?q=\("a b")", @base64 "\("x")"
def f: def g: 3; g; f, [def h(x): x*2; h(1,2)]
def f($a; $b): $a+$b; f(1,2;10,20)
def fac: if . <= 1 then 1 else . * (. - 1 | fac) end; 10 | fac
[range(0,1;3,4)]
[range(0;10;3)], [range(5;0;-2)]
[.[]?|type]
error(null)
error
try error catch .|length
[.[]|try error("x") catch .]
(try error({a:1}) catch .a), ([1|error("x")?])
path(..)
[path(.[0].mtu, .[].flags?)]
path(1)
[1]|path(tojson)
[1,[2]]|path(map(.)[])
10|log10,exp2,pow(.;2),sqrt,floor,trunc,frexp
[1.5,-1.5,2.5]|map(round),map(floor),map(ceil),map(fabs)
[nan]|sort
infinite, -infinite, nan | tostring
3.0,3.10,1e3,1.5e300,123456789012345678,0.1+0.2,1/3,100000000000000000000
[.[0]|.mtu,.nosuch,.flags[0]]
.[0]|{ifname,mtu,"x":1,"y\(1)":2,(.ifname):3}
.[]|{ifname}|.ifname|ltrimstr("e")
[limit(5;recurse(if type=="number" then .+1 else 0 end))]|length
1 as $x | [$x, $x+1] as [$a,$b] | {$a,$b}
{"a":{"b":2}} as {a:{b:$c}} | $c
[{"k":"x","v":1},{"name":"y","value":2}]|from_entries
[1,2,3]|IN(2), IN(.[];2), (.[]|IN(2,3))
[1,2,3]|until(length<2;.[1:]), [.[]|while(.<3;.+1)]
[10,20]|first,last,nth(1),first(.[]),last(.[]),nth(0;.[])
"x"|ltrimstr("x"),rtrimstr("x"),startswith("x"),endswith("y")
"x"|endswith(1)
ascii_downcase
[.[]|select(.mtu|.<2000)|.addr_info[]|"\(.local)/\(.prefixlen)"]
[.[]|.flags//["none"]|join("|")]
.[]|[.ifname,.mtu]|@tsv
map(select(any(.flags[]?;.=="UP")))|length
[splits("a")?]
[1,2,3]|.[1]|=.*10|.[0]+=5|.[2]-=1
{"a":[1,2]}|.a[1:]=[9],.a[5]=1
{"10":1,"2":2,"a":{"b":null}}|.,keys
[{}, [], "a", 1, null, true]|map(length?)
if . then "yes" else "no" end, (if false then 1 elif null then 2 else 3 end)
[.[] | if .mtu > 2000 then "big" elif .mtu > 1000 then "mid" else "small" end]
not, (null|not), ([]|not)
$ENV|type, env|type
halt_error
"bye\n"|halt_error(3)
{a:1}|halt_error
1,error("x"),2
isvalid(1)
[.[0].flags[] as $f | {($f): true}] | add
to_entries[] | select(.value.ifname=="eth0") | .key
tojson|fromjson==.
[paths(scalars)]|length
[.[]|to_entries[]|.key]|unique
del(.[].flags, .[].addr_info)
[1,2]|join(",")
.[0]|to_entries|map("\(.key)=\(.value|tostring)")|join(" ")
"\u00e9\ud83d\ude00"|length,utf8bytelength,explode
"a,b;c"|split(";")|map(split(","))
[1,null,2]|map(values)
.[0].mtu as $m|.[1].mtu|.-$m
[.[].ifname]|index("eth0")
{a:[{b:1},{b:2}]}|[.a[].b],.a[0].b,(.a|map(.b)|add)
getpath(["a",0])?
splits("a";"b";"c")
[range(3)]|combinations(2)?
input
`
  .split('\n')
  .filter((filter) => filter !== '' && !filter.startsWith('"\\(1;'));

const CASES: readonly ToolCase[] = [
  ...FILTERS.map((filter): ToolCase => [`jq -c '${filter.replaceAll("'", "'\\''")}'`, FILES.a]),
  ['jq . a', ''],
  ['jq -r ".[].ifname" a', ''],
  ['jq -j ".[].ifname" a', ''],
  ['jq -S ".[0]" a', ''],
  ['jq --tab ".[0]" a', ''],
  ['jq --indent 1 ".[0]" a', ''],
  ['jq -n "[1,2]"', ''],
  ['jq -n --arg a b --argjson c 5 "\\$a,\\$c"', ''],
  ['jq -cs .', '1 2\n{"a":3}'],
  ['jq -R .', 'a\nb'],
  ['jq -a .', '"é"'],
  ['jq -e .a', '{"a":null}'],
  ['jq -e .a', '{"a":1}'],
  ['jq -nc "[inputs]"', '1 2 3'],
  ['jq . nosuch', ''],
  ['jq .', '{\n'],
  ['jq .', 'x\n'],
  ['jq -c debug', '1'],
  ["jq -n '$x'", ''],
  ['jq .a', '{"a":1}\n{"a":2}\n'],
  ['jq -c .,input', '1 2 3'],
  ['jq -nc "[inputs]"', '1 2 3\n'],
  ['jq -nc "input,input"', '1 2 3\n'],
  ['jq -c "debug,stderr"', '{"a":1}'],
  ['jq -n "1,2" --args a b', ''],
  ["jq -nc '$ARGS' --args a b", ''],
  [`jq -nc '$ARGS' --jsonargs 1 '{"a":2}'`, ''],
  ["jq -nc --arg a 1 '$ARGS,$a'", ''],
  ["jq -nc --slurpfile s a '$s|length'", ''],
  ["jq -nc --rawfile s a '$s|length'", ''],
  ['jq -nr "[1,2]|@tsv"', ''],
  ['jq -S .', '{"b":1,"a":{"d":1,"c":2}}'],
  ['jq -C .', '{"b":[1,"x",null,true,false,{}],"a":[]}'],
  ['jq -Cc .', '[1,{"a":[]}]'],
  ['jq -rj ".[]"', '["a","b"]'],
  ['jq -Rs .', 'a\nb\n'],
  ['jq -Rn "[inputs]"', 'a\nb\n'],
  ['jq -Rr "split(\\" \\")|.[1]"', 'a b\nc d\n'],
  ['jq -s "map(.a)|add"', '{"a":1}\n{"a":2}'],
  ['jq -e "."', 'false'],
  ['jq -e "empty"', '1'],
  ['jq --tab -c .', '[1]'],
  ['jq --indent 0 .', '[1,{"a":2}]'],
  ['jq --indent 9 .', '1'],
  ['jq --nosuch .', '1'],
  ['jq . a nosuch a', ''],
  ['jq ".[].x.y" a', ''],
  ...[
    '[1,2',
    '{"a":1}}',
    "{'a':1}",
    '[1 2]',
    '{"a" 1}',
    '[1,]',
    '{"a":1,}',
    '{1:2}',
    'tru',
    '"abc',
    '"\\x"',
    '1.2.3',
    ':',
    ',',
    ']',
    'nan',
    '1 2',
    '{"a":[1,{"b":"\\u00e9\\n"}]} [ ] {}',
    '"a"1',
    '[1}',
    '{"a":1 "b":2}',
    'truefalse',
  ].map((text): ToolCase => ['jq -c .', `${text}\n`]),
];

const hasJq = hasTool('jq', 'jq beside the real one');
const judged = hasJq ? judgeTool(REGEX_PROGRAMS, FILES, CASES) : [];

describe.skipIf(!hasJq)('jq does as jq 1.6 does', () => {
  test.each(CASES.map(([line, input], i) => [line, input, i] as const))('%s < %j', (_line, _input, i) => {
    expect(judged[i]?.ours).toEqual(judged[i]?.linux);
  });
});

describe('a filter without an end', () => {
  test.each([['range(1e12)'], ['last(repeat(1))'], ['0 | until(. < 0; . + 1)'], ['[recurse(. + 1)]']])(
    'takes turns, so that %s can be stopped',
    (filter) => {
      const ran = runScript(`jq -n 'null | ${filter}' >/dev/null & sleep 0.1; kill $!; wait $!; echo $?`, {
        registry: createRegistry(JOB_PROGRAMS, TEXT_PROGRAMS, REGEX_PROGRAMS),
      });
      expect(ran.stdout).toBe('143\n');
    },
  );

  test('recurses a million deep, and gives what it has before it is asked for more', () => {
    const ran = runScript(
      `jq -n '[limit(3; range(1e12))] | length, (reduce range(100000) as $i (0; . + 1)), (def f: if . > 200000 then . else . + 1 | f end; 0 | f)'`,
      { registry: createRegistry(JOB_PROGRAMS, TEXT_PROGRAMS, REGEX_PROGRAMS) },
    );
    expect(ran).toEqual({ stdout: '3\n100000\n200001\n', stderr: '', status: 0 });
  });

  test('reads only as far as it is asked to', () => {
    const ran = runScript(`(echo 1; echo 2; sleep 5; echo broken{) | jq -n 'first(inputs)'; echo $SECONDS`, {
      registry: createRegistry(JOB_PROGRAMS, TEXT_PROGRAMS, REGEX_PROGRAMS),
    });
    expect(ran.stdout.startsWith('1\n')).toBe(true);
  });
});
