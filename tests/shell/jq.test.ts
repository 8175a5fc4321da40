// jq beside the machine's own jq.

import { describe, expect, test } from 'vitest';
import { REGEX_PROGRAMS } from '../../src/shell/commands/grep/index.ts';
import { hasTool } from '../support/loud-skip.ts';
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
`
  .split('\n')
  .filter((filter) => filter !== '' && !filter.startsWith('"\\(1;'));

const CASES: readonly ToolCase[] = [
  ...FILTERS.map((filter): ToolCase => [`jq -c '${filter}'`, FILES.a]),
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
];

const hasJq = hasTool('jq', 'jq beside the real one');
const judged = hasJq ? judgeTool(REGEX_PROGRAMS, FILES, CASES) : [];

describe.skipIf(!hasJq)('jq does as jq 1.6 does', () => {
  test.each(CASES.map(([line, input], i) => [line, input, i] as const))('%s < %j', (_line, _input, i) => {
    expect(judged[i]?.ours).toEqual(judged[i]?.linux);
  });
});
