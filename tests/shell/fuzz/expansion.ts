// Random words of bash: quotes and every kind of expansion.

import type { Dice } from './dice.ts';

/** `x y z` are text, `n m` numbers, `arr brr` lists, `map` an associative array, `u` is never set, `ref` names x. */
const SCALARS = 'x y z n m u e ref';
const LITERALS =
  'a foo bar.txt 12 x=y /etc/hosts a/b/c.tar.gz HeLLo 0 7 -3 abcabc :a:b: one,two % @ + = a.b.c 007 é ./d';
const PATTERNS =
  "a* *b ? [a-c] * b ?? [!a]* /* *. .* foo [[:upper:]] [0-9]* '' o l *o* \\* [[:digit:]] +(a|b) !(a*) @(foo|b*)";

export class Expansions {
  readonly #dice: Dice;
  #depth = 0;

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  /** A word as an argument: it may become several, or none. */
  word(): string {
    const dice = this.#dice;
    return dice.chance(0.2) ? dice.list(2, 3, () => this.#piece()).join('') : this.#piece();
  }

  words(min: number, max: number): string {
    return this.#dice.list(min, max, () => this.word()).join(' ');
  }

  #piece(): string {
    const dice = this.#dice;
    return dice.do(
      () => dice.word(LITERALS),
      () => dice.word(LITERALS),
      () => `'${dice.of(['a b', '', '$x', 'a"b', '\\n', '*', ' lead', 'tail '])}'`,
      () => `"${this.quoted()}"`,
      () => `"${this.quoted()}"`,
      () =>
        `$'${dice.of(['a\\tb', '\\x41\\102', "it\\'s", '\\n', 'x\\u00e9', '\\e[0m', '\\cA', '\\\\', '\\?\\"'])}'`,
      () => `\\${dice.of([' ', '$', '*', '\\', 'a', '"', "'", ';', '&', '#', '{'])}`,
      () => this.dollar(),
      () => this.dollar(),
      () => this.dollar(),
      () =>
        dice.of([
          '{a,b}',
          '{1..3}',
          '{a..e..2}',
          'p{x,y}q',
          '{,z}',
          '{3..1}',
          '{01..03}',
          '{a,{b,c}}',
          '{a}',
          '{1..2}{x,y}',
          'a{b',
          '{-1..1}',
          '{a,"b c"}',
          '{$x,$y}',
          '{}',
        ]),
      () =>
        dice.of(['f*', '*', '[fg]?', 'nomatch*', '~', '*.txt', 'f[0-9]', '?1', 'd/*', '[!f]*', '*/', './f1']),
    );
  }

  /** What stands between double quotes. */
  quoted(): string {
    const dice = this.#dice;
    return dice
      .list(1, 3, () =>
        dice.do(
          () =>
            dice.of([
              'a b',
              ' ',
              'x',
              '*',
              "'",
              '~',
              '\\$',
              '\\"',
              '\\\\',
              '\\a',
              '{a,b}',
              'é',
              '-',
              ':',
              '`echo q`',
              '!',
              '#',
            ]),
          () => this.dollar(),
          () => this.dollar(),
        ),
      )
      .join('');
  }

  dollar(): string {
    const dice = this.#dice;
    if (this.#depth > 2) return `$${dice.word(SCALARS)}`;
    this.#depth++;
    const made = dice.do(
      () => `$${dice.word(SCALARS)}`,
      () => `\${${dice.word(SCALARS)}}`,
      () => `\${${this.#name()}}`,
      () => `\${${this.#name()}${this.#operation()}}`,
      () => `\${${this.#name()}${this.#operation()}}`,
      () => `\${${this.#name()}${this.#operation()}}`,
      () => `\${#${this.#name()}}`,
      () =>
        dice.of([
          '${!ref}',
          '${!x}',
          '${!arr[@]}',
          '${!map[@]}',
          '${!n*}',
          '${!ar*}',
          '${!ref-d}',
          '${!e}',
          '${!ref^^}',
          '${!1}',
        ]),
      () =>
        dice.of([
          '$#',
          '$?',
          '$*',
          '$@',
          '$1',
          '${2}',
          '${@:2}',
          '${*:1:2}',
          '${#@}',
          '${@: -1}',
          '$3',
          '${10}',
          '${@:0:1}',
          '$_x',
          '${1:-none}',
          '${*%a}',
          '${@/a/b}',
          '${@^}',
          '${PIPESTATUS[@]}',
          '$LINENO',
          '$FUNCNAME',
          '$0',
          '${#}',
          '${?}',
          '${#?}',
          '${#*}',
          '${@@Q}',
          '${1@Q}',
        ]),
      () => `$((${this.arithmetic()}))`,
      () => `$(${this.#command()})`,
      () => `$(${this.#command()})`,
      () => `\`echo ${dice.of(['a', 'b\\ c', '$x', '"$y"', '\\$z'])}\``,
      () => `$[${dice.below(9)}+n]`,
    );
    this.#depth--;
    return made;
  }

  #name(): string {
    const dice = this.#dice;
    return dice.do(
      () => dice.word(SCALARS),
      () => dice.word(SCALARS),
      () => dice.word('arr brr map'),
      () =>
        dice.of([
          'arr[0]',
          'arr[1]',
          'arr[-1]',
          'arr[n]',
          'brr[2]',
          'map[k]',
          'map[a b]',
          'map[$x]',
          'arr[$m-1]',
          'map["k"]',
          'arr[9]',
          'u[0]',
          'x[0]',
          'x[1]',
          'x[@]',
        ]),
      () => dice.of(['arr[@]', 'arr[*]', 'brr[@]', 'map[@]', 'map[*]', 'u[@]', 'e[@]']),
      () => dice.of(['1', '2', '@', '*', '3']),
    );
  }

  #operation(): string {
    const dice = this.#dice;
    const other = (): string =>
      dice.of([
        'd',
        'a b',
        '"q  q"',
        "'s'",
        '$y',
        '"$x"',
        '',
        '*',
        '$(echo c)',
        '~',
        '{a,b}',
        '\\}',
        '"}"',
        '"${y}"',
        '${z:-w}',
        'a\\ b',
      ]);
    const pattern = (): string =>
      dice.of([...PATTERNS.split(' '), '$y', '"$y"', '"*"', '[$y]', '"a"*', '${z}']);
    const replacement = (): string =>
      dice.of(['X', '', '&', '\\&', '"&"', '$y', '"$y"', '<&>', '\\/', '/', "'q'", 'é']);
    return dice.do(
      () => `${dice.word('- :- + :+')}${other()}`,
      () => `${dice.word('- :- + :+')}${other()}`,
      () => `${dice.word('# ## % %%')}${pattern()}`,
      () => `${dice.of(['/', '//', '/#', '/%'])}${pattern()}/${replacement()}`,
      () => `${dice.of(['/', '//'])}${pattern()}`,
      () => dice.word('^ ^^ , ,, ^^[a-m] ^[!a] ,,[A-L] ^o'),
      () => `:${dice.of(['0', '1', '2', ' -2', ' -1', 'n', '(1)', '1+1', '99', ' -99', 'm-1', '$n'])}`,
      () =>
        `:${dice.of(['0', '1', ' -2', ' -3', 'n'])}:${dice.of(['0', '1', '2', '-1', 'm', '$n', '1?2:3', '99', '-9'])}`,
      () => `@${dice.word('Q U u L A E a K k')}`,
    );
  }

  #command(): string {
    const dice = this.#dice;
    return dice.do(
      () => `echo ${dice.list(1, 2, () => this.#simpleWord()).join(' ')}`,
      () => `printf '%s\\n' ${this.#simpleWord()} b`,
      () => `printf 'a\\n\\nb\\n\\n'`,
      () => `echo ${this.#simpleWord()} | tr a-c A-C`,
      () => 'false',
      () => `(exit ${dice.below(4)})`,
      () => `x=inner; echo $x`,
      () => `f 1 2`,
      () => `cat <<< ${this.#simpleWord()}`,
      () => `echo o; echo e >&2`,
      () => `<f1`,
      () => `set -- p q; echo $#`,
      () => `if [ "$x" ]; then echo y; else echo n; fi`,
      () => `for i in 1 2; do echo -n $i; done`,
      () => `case $x in a*) echo A;; *) echo other;; esac`,
      () => `echo $(echo ${this.#simpleWord()})`,
      () => `return 3`,
      () => `exit 2; echo no`,
    );
  }

  #simpleWord(): string {
    const dice = this.#dice;
    return dice.do(
      () => dice.word(LITERALS),
      () => `"$${dice.word(SCALARS)}"`,
      () => `$${dice.word(SCALARS)}`,
      () => `"a  b"`,
      () => `\${${this.#name()}}`,
      () => `"\${${this.#name()}}"`,
    );
  }

  /** An arithmetic expression, mostly sound. */
  arithmetic(depth = 0): string {
    const dice = this.#dice;
    const inner = (): string => this.arithmetic(depth + 1);
    if (depth > 2 || dice.chance(0.3))
      return dice.do(
        () => String(dice.below(20)),
        () => dice.word('n m n m x'),
        () =>
          dice.word(
            '$n ${m} 0x1f 010 2#101 36#zZ 16#ff 64#@ arr[0] arr[n] brr[1]+1 ${#x} ${#arr[@]} $# u e 0 1 -1 8#17 100 9223372036854775807 ${arr[1]} map[k] $(echo) "3" 1_0 09 1.5 3#4'.replace(
              ' 1_0 09 1.5 3#4',
              dice.chance(0.1) ? ' 09 1.5 3#4' : '',
            ),
          ),
      );
    return dice.do(
      () => `${inner()}${dice.word('+ - * + - *')}${inner()}`,
      () => `${inner()} ${dice.word('+ - * / % ** << >> & | ^ && || < <= > >= == != ,')} ${inner()}`,
      () => `(${inner()})`,
      () => `${dice.of(['-', '!', '~', '+', '- -', '!!'])}${inner()}`,
      () => `${inner()} ? ${inner()} : ${inner()}`,
      () =>
        `${dice.word('n m k arr[1] arr[n] map[q]')} ${dice.word('= += -= *= /= %= <<= >>= &= |= ^=')} ${inner()}`,
      () => dice.of(['n++', '++n', 'm--', '--m', 'arr[0]++', 'k++', 'n++ + ++n', '--arr[1]']),
      () => `(${inner()}, ${inner()})`,
    );
  }

  pattern(): string {
    const dice = this.#dice;
    return dice.do(
      () => dice.word(PATTERNS),
      () => dice.word(LITERALS),
      () => this.dollar(),
      () => `"${this.quoted()}"`,
      () =>
        dice.of([
          '*"$x"*',
          '[[:alpha:]]*',
          '[a-z][0-9]',
          '?(a)b',
          '*(a|b)c',
          '+([0-9])',
          '!(foo)',
          '[!0-9]',
          '[]a]',
          '[a',
          '\\[*',
          '*.@(txt|gz)',
          "'*'",
          '[-a]',
          '[^x]*',
        ]),
    );
  }
}
