// What the tools read: tables as ip prints them, logs, CSV, numbers, text with and without ASCII, nothing.

import type { Dice } from './dice.ts';

const WORDS =
  'eth0 lo br0 veth1 UP DOWN default via dev proto kernel scope link src metric a b B foo Foo bar x1 x10 x2 é naïve 日本 the quick';

export function inputLines(dice: Dice, kind: number): string[] {
  const line = [
    () =>
      `10.0.${dice.below(3)}.${dice.below(256)}/${dice.word('8 16 24 32')} dev ${dice.word('eth0 eth1 br0')} metric ${dice.below(300)}`,
    () =>
      `${dice.below(12)}: ${dice.word('lo eth0 br0 veth1@if2')}: <${dice.word('UP,LOWER_UP BROADCAST,UP LOOPBACK')}> mtu ${dice.word('1500 65536 1400')} state ${dice.word('UP DOWN UNKNOWN')}`,
    () =>
      `2024-0${1 + dice.below(9)}-1${dice.below(10)} ${dice.word('INFO WARN ERROR')} [${dice.word('dhcp arp bgp')}] ${dice.word('up down timeout')} after ${dice.below(90)}ms`,
    () =>
      `${dice.word('ann bob Cy')},${dice.below(100)},${dice.of(['x y', '', '"q,r"', '3.5'])},${dice.word('on off')}`,
    () =>
      dice.of([
        String(dice.below(1000)),
        `-${dice.below(50)}`,
        `${dice.below(9)}.${dice.below(99)}`,
        `${dice.below(20)}K`,
        '1e3',
        '007',
        ' 5',
        '+4',
        '0x1f',
        '2M',
      ]),
    () => dice.list(0, 4, () => dice.word(WORDS)).join(dice.of([' ', '  ', '\t'])),
    () =>
      dice.of([
        '',
        '  ',
        '\t',
        'word',
        'two words',
        '  lead',
        'trail  ',
        'tab\there',
        'a:b:c',
        "it's",
        '"q"',
        'back\\slash',
        '*',
        '$x',
        'x'.repeat(30),
      ]),
    () => `${dice.word('a b c d k1 k2')} ${dice.word('1 2 3 x')} ${dice.word('p q')}`,
    () => dice.word('a b c d e A B'),
  ][kind] as () => string;
  const lines = dice.list(0, 8, line);
  return dice.chance(0.3) ? lines.toSorted() : lines;
}
