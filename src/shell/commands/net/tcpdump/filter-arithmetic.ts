// The arithmetic of pcap-filter(7): `ip[6:2] & 0x3fff != 0`, `ip[2:2] - ((ip[0] & 0xf) << 2) > 100`, `len <= 60`. What reads
// beyond the packet makes the whole relation false.

import { emitFrame } from '../../../../wire/frame.ts';
import type { Frame } from '../../../../wire/packet.ts';
import { FilterError, numberOf, readOctets, SYNTAX } from './filter-numbers.ts';
import { layerStart } from './frame-tests.ts';

/** Where the words come from. */
export interface Words {
  peek(): string | undefined;
  word(): string;
  expect(text: string): void;
}

/** Undefined: the packet ends before it, or has no such header. */
export type Arithmetic = (frame: Frame) => number | undefined;

/** From the weakest to the strongest. */
const LEVELS: readonly (readonly string[])[] = [['|'], ['&'], ['<<', '>>'], ['+', '-'], ['*', '/']];
const OPERATE: Readonly<Record<string, (a: number, b: number) => number>> = {
  '|': (a, b) => (a | b) >>> 0,
  '&': (a, b) => (a & b) >>> 0,
  '<<': (a, b) => (a << b) >>> 0,
  '>>': (a, b) => a >>> b,
  '+': (a, b) => (a + b) >>> 0,
  '-': (a, b) => (a - b) >>> 0,
  '*': (a, b) => Math.imul(a, b) >>> 0,
  '/': (a, b) => Math.trunc(a / b),
};
const RELATE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
};
const ACCESSED = new Set(['ether', 'ip', 'ip6', 'arp', 'rarp', 'tcp', 'udp', 'icmp', 'igmp', 'sctp', 'link']);

/** Two sides and how they compare. */
export function relation(words: Words): (frame: Frame) => boolean {
  const left = arithmetic(words, 0);
  const compare = RELATE[words.word()];
  if (!compare) throw new FilterError(SYNTAX);
  const right = arithmetic(words, 0);
  return (frame) => {
    const [a, b] = [left(frame), right(frame)];
    return a !== undefined && b !== undefined && compare(a, b);
  };
}

function arithmetic(words: Words, level: number): Arithmetic {
  const operators = LEVELS[level];
  if (!operators) return operand(words);
  let left = arithmetic(words, level + 1);
  for (let at = words.peek(); at !== undefined && operators.includes(at); at = words.peek()) {
    const operate = OPERATE[words.word()] as (a: number, b: number) => number;
    const [a, b] = [left, arithmetic(words, level + 1)];
    left = (frame) => {
      const [x, y] = [a(frame), b(frame)];
      return x === undefined || y === undefined ? undefined : operate(x, y);
    };
  }
  return left;
}

function operand(words: Words): Arithmetic {
  const word = words.word();
  if (word === '(') {
    const inside = arithmetic(words, 0);
    words.expect(')');
    return inside;
  }
  if (word === 'len') return (frame) => emitFrame(frame).length;
  if (ACCESSED.has(word) && words.peek() === '[') return octets(words, word);
  const number = numberOf(word);
  return () => number;
}

function octets(words: Words, proto: string): Arithmetic {
  words.expect('[');
  const offset = arithmetic(words, 0);
  let width = 1;
  if (words.peek() === ':') {
    words.word();
    width = numberOf(words.word());
    if (width !== 1 && width !== 2 && width !== 4) throw new FilterError('data size must be 1, 2, or 4');
  }
  words.expect(']');
  return (frame) => {
    const start = layerStart(frame, proto === 'link' ? 'ether' : proto);
    const from = offset(frame);
    const emitted = emitFrame(frame);
    if (start === undefined || from === undefined || start + from + width > emitted.length) return undefined;
    return readOctets(emitted, start + from, width);
  };
}
