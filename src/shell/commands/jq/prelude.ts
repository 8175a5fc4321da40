// The filters that jq defines in its own language.

import { parseDefinitions } from './parse.ts';
import type { Definition } from './tree.ts';

const SOURCE = `def map(f): [.[] | f]; def select(f): if f then . else empty end;
def recurse(f): def r: ., (f | r); r; def recurse(f; cond): def r: ., (f | select(cond) | r); r; def recurse: recurse(.[]?); def recurse_down: recurse;
def values: select(. != null); def nulls: select(. == null); def strings: select(type == "string"); def numbers: select(type == "number");
def arrays: select(type == "array"); def objects: select(type == "object"); def booleans: select(type == "boolean");
def scalars: select(type | . != "array" and . != "object"); def iterables: select(type | . == "array" or . == "object");
def finites: select(isinfinite or isnan | not); def normals: select(isnormal);
def _modify(paths; change): reduce path(paths) as $p (.; label $one | (setpath($p; getpath($p) | change) | ., break $one), delpaths([$p]));
def _assign(paths; $operand): reduce path(paths) as $p (.; setpath($p; $operand));
def _update(paths; change): reduce path(paths) as $p (.; setpath($p; getpath($p) | change));
def map_values(f): .[] |= f; def to_entries: [keys_unsorted[] as $k | {key: $k, value: .[$k]}];
def from_entries: map({(.key // .name // .Name // .Key): (if has("value") then .value else .Value end)}) | add + {} // {};
def with_entries(f): to_entries | map(f) | from_entries; def del(f): delpaths([path(f)]); def paths: path(..) | select(length > 0);
def paths(f): path(.. | select(f)) | select(length > 0); def leaf_paths: paths(scalars);
def add: reduce .[] as $x (null; . + $x); def any: reduce .[] as $x (false; . or $x); def all: reduce .[] as $x (true; . and $x);
def any(f): reduce (.[] | f) as $x (false; . or $x); def all(f): reduce (.[] | f) as $x (true; . and $x);
def any(g; f): label $found | (g | f | if . then true, break $found else empty end), false | ., break $found;
def all(g; f): label $found | (g | f | if . then empty else false, break $found end), true | ., break $found;
def range($n): range(0; $n); def range($from; $to; $by): if $by > 0 then $from | while(. < $to; . + $by) elif $by < 0 then $from | while(. > $to; . + $by) else empty end;
def first(f): label $one | (f | ., break $one); def first: .[0]; def last: .[-1]; def nth($n): .[$n]; def last(f): reduce f as $x (null; $x);
def nth($n; f): if $n < 0 then error("Out of bounds negative array index") else last(limit($n + 1; f)) end;
def limit($n; f): if $n < 0 then f else label $enough | foreach f as $x (0; . + 1; $x, if . >= $n then break $enough else empty end) end;
def until(c; u): def r: if c then . else (u | r) end; r; def while(c; u): def r: if c then ., (u | r) else empty end; r;
def repeat(f): def r: ., (f | r); r; def in(o): . as $k | o | has($k); def inside(b): . as $a | b | contains($a);
def join($s): reduce .[] as $x (null; (if . == null then "" else . + $s end) + ($x | if . == null then "" elif type == "boolean" or type == "number" then tojson else . end)) // "";
def flatten: flatten(1000000000); def todate: strftime("%Y-%m-%dT%H:%M:%SZ"); def fromdateiso8601: strptime("%Y-%m-%dT%H:%M:%SZ") | mktime; def todateiso8601: strftime("%Y-%m-%dT%H:%M:%SZ");
def fromdate: fromdateiso8601; def date: todate; def dateadd(u; n): . + n; def datesub(u; n): . - n;
def inputs: def r: (try input catch (if . == "break" then empty else error end)) | (., r); r;
def match(re; $f): re as $re | if $re | type == "array" then _match($re[0]; $re[1]) else _match($re; $f) end | .[];
def match($re): match($re; null);
def test(re; $f): [match(re; $f)] | length > 0; def test($re): test($re; null);
def _named: [.captures[] | select(.name != null) | {key: .name, value: .string}] | from_entries;
def capture(re; $f): match(re; $f) | _named; def capture($re): capture($re; null);
def scan($re; $f): match($re; "g" + $f) | if (.captures | length) > 0 then [.captures[].string] else .string end; def scan($re): scan($re; null);
def sub($re; s; $f): . as $in | (($f // "") | test("g")) as $all | def go: . as [$out, $rest] | [$rest | match($re; ($f // "") | split("g") | join(""))] as $m
  | if ($m | length) == 0 then $out + $rest else ($m[0] | _named | s) as $s | $m[0] as $m | [$out + $rest[:$m.offset] + $s, $rest[$m.offset + $m.length:]]
  | if $all and (.[1] != "" or $m.length > 0) and .[1] != $rest then go else .[0] + .[1] end end; ["", $in] | go;
def sub($re; s): sub($re; s; ""); def gsub($re; s; $f): sub($re; s; $f + "g"); def gsub($re; s): sub($re; s; "g");
def splits($re; $f): split($re; $f) | .[]; def splits($re): splits($re; null);
def sort_by(f): _sort_by(map([f])); def group_by(f): _group_by(map([f])); def unique_by(f): _unique_by(map([f])); def unique: unique_by(.);
def min_by(f): _min_by(map([f])); def max_by(f): _max_by(map([f]));
def walk(f): . as $in | if type == "object" then reduce keys_unsorted[] as $k ({}; . + {($k): ($in[$k] | walk(f))}) | f elif type == "array" then map(walk(f)) | f else f end;
def tostream: path(def r: (.[]? | r), .; r) as $p | getpath($p) | reduce path(.[]?) as $q ([$p, .]; [$p + $q]);
def fromstream(f): {x: null, e: false} as $init | foreach f as $i ($init; if .e then $init else . end | if $i | length == 2 then setpath(["e"]; $i[0] | length == 0) | setpath(["x"] + $i[0]; $i[1]) else setpath(["e"]; $i[0] | length == 1) end; if .e then .x else empty end);
def truncate_stream(stream): . as $n | null | stream | . as $input | if (.[0] | length) > $n then setpath([0]; .[0][$n:]) else empty end;
def transpose: if . == [] then [] else . as $in | (map(length) | max) as $n | [range(0; $n) as $j | [range(0; $in | length) as $i | $in[$i][$j]]] end;
def index($i): indices($i) | .[0]; def rindex($i): indices($i) | .[-1:][0];
def combinations: if length == 0 then [] else .[0][] as $x | (.[1:] | combinations) as $w | [$x] + $w end; def combinations(n): . as $dot | [range(n)] | map($dot) | combinations;
def IN(s): (any(s == .; .)); def IN(src; s): (any(src == s; .)); def INDEX(stream; f): reduce stream as $row ({}; .[$row | f | tostring] |= $row); def INDEX(f): INDEX(.[]; f);
def halt_error: halt_error(5);
`;

/** By name and number of parameters. */
export const PRELUDE: ReadonlyMap<string, Definition> = new Map(
  parseDefinitions(SOURCE).map((one) => [`${one.name}/${one.parameters.length}`, one] as const),
);
