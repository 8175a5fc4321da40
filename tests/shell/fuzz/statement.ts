// Random statements of bash. A statement with statements in it keeps them apart, so that a shrinker can drop them one by one.

import type { Dice } from './dice.ts';
import { Expansions } from './expansion.ts';

export interface Statement {
  readonly parts: readonly (string | readonly Statement[])[];
}

export function textOf(statements: readonly Statement[]): string {
  return statements
    .map(({ parts }) =>
      parts
        .map((part) => (typeof part === 'string' ? part : part.length === 0 ? ':' : textOf(part)))
        .join(''),
    )
    .join('\n');
}

const ASSIGNABLE = 'x y z n m e';

/** What each script begins with. */
const SETUP = `x=abc y='b  c' z=Hello/World.txt n=3 m=5 e= ref=x; arr=(one "two 2" '' x*y); declare -a brr=([2]=c [5]='f g'); declare -A map=([k]=v)
f() { echo "f:$#:$1" "\${2-none}"; return 3; }
touch f1 f2 g1.txt; mkdir d; echo data >f1; echo 'in d' >d/h; set -- 'p 1' q ''`;

export function randomScript(dice: Dice): readonly Statement[] {
  return [{ parts: [SETUP] }, ...new Grammar(dice).statements(2, 7)];
}

class Grammar {
  readonly #dice: Dice;
  readonly #words: Expansions;
  #depth = 0;
  #loops = 0;

  constructor(dice: Dice) {
    this.#dice = dice;
    this.#words = new Expansions(dice);
  }

  statements(min: number, max: number): readonly Statement[] {
    return Array.from({ length: min + this.#dice.below(max - min + 1) }, () => this.#statement());
  }

  #body(): readonly Statement[] {
    this.#depth++;
    const made = this.statements(1, 3);
    this.#depth--;
    return made;
  }

  #statement(): Statement {
    const isCompound = this.#depth < 3 && this.#dice.chance(0.35);
    return isCompound ? this.#compound() : { parts: [this.#line()] };
  }

  #compound(): Statement {
    const dice = this.#dice;
    const i = `i${this.#depth}`;
    const end = this.#redirection();
    const kinds: (() => Statement['parts'])[] = [
      () => [`if ${this.#condition()}; then\n`, this.#body(), '\nfi', end],
      () => [
        `if ${this.#condition()}; then\n`,
        this.#body(),
        `\nelif ${this.#condition()}; then\n`,
        this.#body(),
        '\nelse\n',
        this.#body(),
        '\nfi',
      ],
      () => [`for ${i} in ${this.#words.words(1, 3)}; do\necho "$${i}"\n`, this.#inLoop(), '\ndone', end],
      () => [`for ((${i}=0; ${i}<${dice.below(4)}; ${i}++)); do\n`, this.#inLoop(), '\ndone'],
      () => [`${i}=0; while ((${i}++ < 3)) && { ${this.#condition()}; }; do\n`, this.#inLoop(), '\ndone'],
      () => [`${i}=0; until ((${i}++ >= 2)); do\n`, this.#inLoop(), '\ndone', end],
      () => [
        `case ${this.#words.word()} in\n${this.#words.pattern()}) `,
        this.#body(),
        `\n;;${dice.of(['', '', '&'])}\n${this.#words.pattern()} | ${this.#words.pattern()}) `,
        this.#body(),
        `\n${dice.of([';;', ';&', ';;'])}\n*) echo default;;\nesac`,
      ],
      () => ['(\n', this.#body(), '\n)', end],
      () => ['{\n', this.#body(), '\n}', end],
      () => [
        `${dice.of(['g() {', 'function g {', 'g() (', 'function g() {'])}\nlocal ${dice.of(['x=loc', 'y', 'n=1 z="a b"', '-a arr=(L)', '-i m=2+3', '-r ro=1', '-A map=([z]=l)', '-n ref=y', 'x y=$x'])}\n`.replace(
          /\(\n(?=local)/,
          '{\n',
        ),
        this.#body(),
        `\n${dice.of(['', 'return 4\n', 'return\n'])}}\ng ${this.#words.words(0, 3)}\necho "status $?" "$x"`,
      ],
      () => ['echo "$(\n', this.#body(), '\n)"'],
      () => [
        `printf '%s\\n' 'l 1' 'l2  x' ' l3' | while ${dice.of(['read a', 'read -r a b', 'IFS= read -r a', 'IFS=l read a b c'])}; do echo "<$a><$b>"\n`,
        this.#inLoop(),
        '\ndone',
      ],
      () => ['{\n', this.#body(), `\n} ${dice.of(['|', '|&'])} cat${dice.of([' -n', '', ' -A'])}`],
      () => [`! {\n`, this.#body(), '\n}; echo $?'],
    ];
    return { parts: dice.of(kinds)() };
  }

  #inLoop(): readonly Statement[] {
    this.#loops++;
    const made = this.#body();
    this.#loops--;
    return made;
  }

  #redirection(): string {
    const dice = this.#dice;
    if (!dice.chance(0.25)) return '';
    const out = `out${dice.below(10_000)}`;
    return ` ${dice.of(['>out; cat out', '2>&1', '2>/dev/null', '>out 2>&1; cat out', '>>f1; cat f1', '<f1', '2>&1 >/dev/null', '3>&1', '&>out; cat out', '>&2', '<nofile', '<<<"here $x"', '| tr a-z A-Z', '2>err; cat err', '3>out 4>&1; cat out']).replaceAll(/\bout\b/g, out)}`;
  }

  #condition(): string {
    const dice = this.#dice;
    const w = (): string => this.#words.word();
    const q = (): string => `"${this.#words.quoted()}"`;
    return dice.do(
      () => `[[ ${q()} ${dice.word('== != =')} ${this.#words.pattern()} ]]`,
      () => `[[ ${this.#words.dollar()} ${dice.word('== !=')} ${this.#words.pattern()} ]]`,
      () =>
        `[[ ${w()} =~ ${dice.of(['^a', '[0-9]+', '^(.*)b(.*)$', 'o{1,2}', '"."', '$y', '(a|b)c', '^[[:alpha:]]+$', '(x)?b', '\\.', '[^a-c]'])} ]] && echo "\${BASH_REMATCH[@]}"`,
      () =>
        `[[ ${dice.word('-n -z -v -e -f -d -s -r')} ${dice.of(['$x', '"$e"', 'f1', 'd', 'arr[1]', 'u', 'nofile', 'map[k]', 'x'])} ]]`,
      () =>
        `[[ ( ${q()} == a* || -n ${w()} ) && ! ${this.#words.dollar()} -${dice.word('eq ne lt gt le ge')} ${dice.word('n 3 $m x+1')} ]]`,
      () => `[ ${q()} ${dice.word('= != == -eq -lt -gt -ne')} ${q()} ]`,
      () => `[ ${dice.word('-n -z -f -d -e')} ${q()} ]`,
      () => `test ${this.#words.words(0, 4)}`,
      () => `(( ${this.#words.arithmetic().replaceAll('))', ') )')} ))`,
      () => dice.of(['true', 'false', '! true', 'f', '(exit 2)', 'true && false', 'false || true', ':']),
      () => `[ ${q()} ${dice.word('-a -o')} ! ${w()} ]`,
    );
  }

  #line(): string {
    const dice = this.#dice;
    const words = this.#words;
    const made = dice.do(
      () => `echo ${words.words(1, 4)}`,
      () => `echo ${words.words(1, 4)}`,
      () => `echo ${dice.of(['-n', '-e', '-en', '-E', '--', '-ne'])} ${words.words(1, 3)}; echo`,
      () => `printf '<%s>' ${words.words(1, 4)}; echo`,
      () => `printf '<%s>' ${words.words(1, 4)}; echo`,
      () =>
        `printf ${dice.of(["'%d|'", "'%5s|%-5s|\\n'", "'%05d %x %o\\n'", "'%q '", "'%b'", "'%s %s\\n'", "'%.2s|'", "'%c'", "'%+d % d\\n'", "'%*d|'", "'%e %g\\n'", "'%i%%\\n'", "'%X %#x %#o\\n'", "'%-8.3s]'", "'%5.1f'", "-v k '%s-'", "'%(%Y)T' 0; :", "'\\101\\x41\\n'", "'%u\\n'", "'%'", "'%y'", "'a%sb'"])} ${words.words(0, 4)}; echo`,
      () => `${dice.word(ASSIGNABLE)}${dice.of(['=', '=', '+='])}${words.word()}; echo "$x|$y|$z|$n|$m|$e"`,
      () =>
        `${dice.word('arr brr crr')}${dice.of(['=', '=', '+='])}(${words.words(0, 4)}); declare -p arr brr`,
      () =>
        `${dice.of(['arr[1]', 'arr[9]', 'brr[-1]', 'map[k]', 'map[new key]', 'arr[n]', 'map[$x]', 'u[2]', 'arr[n+1]', 'arr[-1]', 'arr[-9]', 'x[1]'])}${dice.of(['=', '+='])}${words.word()}; declare -p arr brr map x u`,
      () =>
        `declare ${dice.of(['-i n=', '-l x=', '-u y=', '-r q=', '-x z=', 'k=', '-g k=', '-a l=', '-ix m='])}${words.word()}; declare -p ${dice.word('x y z n m q k l')}`,
      () => words.dollar().replace(/^\$(?=[\w({[])/, 'echo $'),
      () => `(( ${words.arithmetic().replaceAll('))', ') )')} )); echo $? $n $m`,
      () =>
        `let ${dice.of(['', '"'])}`.replace(/"$/, '') +
        `'${words.arithmetic().replaceAll("'", '')}'; echo $? $n $m`,
      () => `${this.#condition()}; echo $?`,
      () => `${this.#condition()} && echo yes || echo no`,
      () => `f ${words.words(0, 3)}${this.#redirection()}`,
      () => `set -- ${words.words(0, 4)}; echo $# "$1"`,
      () => dice.of(['shift', 'shift 2', 'shift 9', 'shift 0', 'shift x', 'shift -1']) + '; echo $? "$@"',
      () =>
        `unset ${dice.of(['x', "'arr[1]'", 'arr', "'map[k]'", 'u', '-v y', '-f f', "'arr[@]'", '-n ref', "'arr[-1]'", '1', 'map'])}; echo $? \${#arr[@]} "\${x-unset}"`,
      () =>
        dice
          .of([
            'set -e',
            'set -u',
            'set -o pipefail',
            'set -x',
            'set +e',
            'set +x',
            'set -f',
            'set +f',
            'set -eu',
            'set -v',
            'set +o',
            'set -C',
            'set -a',
            'set -o errexit +u',
            'shopt -s nullglob',
            'shopt -s extglob',
            'shopt -s nocasematch',
            'shopt -s failglob',
            'shopt -s dotglob',
            'shopt -s lastpipe',
            'shopt -s inherit_errexit',
            'shopt -u extglob',
            'shopt -s globstar',
            'set -E',
            'set -T',
            'shopt -s expand_aliases',
            'shopt -s nosuch',
            'set -o nosuch',
            'set -Z',
          ])
          .replace('set +o', 'set +o pipefail'),
      () => dice.of(['IFS=:', 'IFS=', "IFS=' '", "IFS=', '", 'unset IFS', 'IFS=ab', "IFS=$'\\n'", 'IFS=:,']),
      () =>
        `cat <<${dice.of(['E', "'E'", '-E', '"E"'])}\n${dice.of(['a $x b', '\t$y', '$(echo sub) `echo b`', '$((n+1)) \\$x \\\\ "q" \'s\'', '${u:-d} ${arr[@]}', 'line\\', "'${x}'", '${z/o/0} "${x:-"a b"}"', '*'])}\n${dice.of(['two', '$z', '', '  in'])}\nE`,
      () =>
        `${dice.of(['cat', 'read a b; echo "$a|$b"', 'tr a-z A-Z', 'cat -', 'wc -c'])} <<< ${words.word()}`.replace(
          /^(read a b); (.*) <<< (.*)$/s,
          '$1 <<< $3; $2',
        ),
      () =>
        `${dice.of(['read a b', 'read -r a', 'read', 'read -a l', 'IFS=: read a b c', 'read -n 2 a', 'read -d c a', 'IFS= read a', 'read -N 3 a', 'read -ra l', 'IFS=, read -r a b', 'read a b c d', 'read -p pr a', 'read -s a', 'read -t 1 a', 'read 1x'])} <<< ${dice.of(["'a:b c\\\\d  e '", "' lead  trail '", "$'two\\nlines'", '"$y"', "''", "'a\\\\ b c'", "'::x:'", "'a,b,,c'", "$'t\\tb'"])}; echo "$?<$a><$b><$c><$d>\${l[@]@Q}<$REPLY>"`,
      () =>
        `mapfile ${dice.of(['-t l', 'l', '-t -n 2 l', '-t -s 1 l', '-O 2 -t l', '-d : -t l', '-t', ''])} < <(printf ${dice.of(["'a\\nb b\\n\\nc'", "'x:y:z'", "'one\\n'", "''"])}); declare -p l MAPFILE`,
      () =>
        `OPTIND=1; while getopts ${dice.of([':ab:', 'ab:', 'x:y', ':h'])} o ${dice.of(['-a -b v rest', '-ab', '-b', '-z', '-xfoo -y', '-- -a', '-b 1 -a x', '-aby', ''])}; do echo "$o:\${OPTARG-}:$OPTIND"; done; echo $OPTIND`,
      () =>
        `eval ${dice.of(['echo \\$x', '\'echo "$y"\'', '"x=$n"; echo $x', "'echo a; false'; echo $?", 'set -- a b; echo $#', "'for q in 1 2; do echo $q; done'", 'echo \\"a b\\"', "'return 2'", "'if'", '"echo $((n+1))"'])}`,
      () => `${this.#pipe()}; echo "\${PIPESTATUS[@]}" $?`,
      () =>
        `trap ${dice.of(["'echo bye $?' EXIT", "'echo err $?' ERR", '- EXIT', "'echo dbg' DEBUG; trap - DEBUG", "'' TERM", "'echo ret' RETURN", '-p', "'echo t; trap - EXIT' EXIT", "'exit 7' EXIT", 'nosuch', '- ERR', "'echo err2 $LINENO' ERR"])}`,
      () =>
        dice.of([
          'true',
          'false',
          '(exit 3)',
          'nosuchcmd',
          '/nonexistent/x',
          './f1',
          'd',
          ': ${u?}',
          ': ${u:?message here}',
          'cd d; echo * ${PWD##*/}; cd ..',
          'cd nofile',
          'cat nofile',
          'type f echo if nosuch',
          'command -v f echo cat if nosuch',
          'readonly x',
          'x=1 y=2 f $x',
          'exec 3>&1; echo three >&3',
          'exec 3>out; echo to3 >&3; exec 3>&-; cat out',
          'echo a >&3',
          'echo $BASH_SUBSHELL $(echo $BASH_SUBSHELL)',
          'declare -f f',
          'declare -F',
          'hash -r',
          'umask',
          'alias q="echo al"; q',
          'local v=1',
          'return 5',
          'builtin echo b',
          'command echo c',
          'command -V f',
          'wait; echo $?',
          'sleep 0 & wait $!; echo $?',
          'times >/dev/null',
          '[ ]',
          '[',
          '[ a',
          'test',
          'export x y=exp; env | grep -c "^[xy]="',
          'export -n x',
          'exit 6',
          'set -o | grep -c on$',
          'pwd >/dev/null',
          'echo ${BASH_SOURCE[0]-} ${#FUNCNAME[@]}',
          'caller; echo $?',
          'readonly -a ra=(1 2); ra[0]=3',
          'declare -n nr=y; nr=new; echo $y',
          'declare -p nosuch',
          'x=(1 2); echo $x ${x[1]}',
          'time :  2>/dev/null',
          'select s in a b; do echo "$s $REPLY"; break; done <<< 2',
          'echo <(:) >/dev/null',
          'cat <(echo ps) <(echo ps2)',
          'echo x > >(cat); sleep 0.1',
          'disown',
          'jobs',
          'fg',
          'bg',
          'kill -l 15',
          'kill -9',
          'ulimit -n >/dev/null',
          'shopt extglob',
          'enable -n printf; enable printf',
          'dirs >/dev/null',
          'pushd d >/dev/null; popd >/dev/null; echo $?',
          'let',
          'unset',
          'source nofile',
          '. ./f1',
          'echo "echo sourced \\$1 \\$#; return 9" >s.sh; . ./s.sh a b; echo $?',
          'eval',
          'exec nosuchcmd; echo after',
          'declare -xp x',
          'printf',
          'read -u 9 a',
          'mapfile -n x',
          'getopts',
          'break',
          'continue',
          'logout',
          'suspend',
          'history',
          'fc -l',
          'help nosuch',
          'complete -p',
        ]),
      () => `${words.word()}=1 2>/dev/null; echo $?`.replace(/^/, ': '),
      () =>
        this.#loops > 0
          ? dice.of(['break', 'continue', 'break 2', 'continue 2', 'break 0', 'break'])
          : 'echo outside',
      () => `echo ${words.words(1, 3)}${this.#redirection()}`,
      () =>
        `${dice.word('x y e')}=${words.word()} ${dice.of(['f', 'eval echo \\$x', 'command echo', 'env | grep ^x=', 'true; echo', 'printf "%s\\n"'])} ${words.word()}`,
    );
    return dice.chance(0.08)
      ? `if ${made.includes('<<') && made.includes('\n') ? 'true' : 'f'}; then :; fi\n${made}`
      : made;
  }

  #pipe(): string {
    const dice = this.#dice;
    const stage = (): string =>
      dice.of([
        'cat',
        'tr a-z A-Z',
        'sort',
        'sed -n 1p',
        'grep -c .',
        'wc -l',
        'sed s/a/X/',
        'while read -r l; do echo "[$l]"; done',
        '{ cat; (exit 3); }',
        '{ cat >/dev/null; false; }',
        '{ read l; echo $l; cat >/dev/null; }',
        'cut -c1-3',
        '{ cat >/dev/null; f; }',
        'cat -n',
        'tail -n 1',
        'grep -v a',
        'uniq',
        'rev',
        'awk "{print NF}"',
        '{ x=piped; cat; }',
        'cat; exit 4',
      ]);
    return [`printf '%s\\n' ${this.#words.words(1, 4)}`, ...dice.list(1, 3, stage)].join(
      dice.of([' | ', ' | ', ' |& ']),
    );
  }
}
