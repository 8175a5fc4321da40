// SipHash-2-4 (Aumasson and Bernstein, 2012; lib/siphash.c), which the kernel hashes flows with. A 64-bit number is two
// 32-bit halves here, low and high, which is many times faster than BigInt.

/** The four words of the state: v0 low, v0 high, v1 low … */
type State = Int32Array;

/** The low 32 bits of the hash of `words` (64-bit words, low half first) under a key of two 64-bit words. */
export function siphash(words: Uint32Array, key: Uint32Array): number {
  const v = new Int32Array(8);
  const init = [
    0x70736575, 0x736f6d65, 0x6e646f6d, 0x646f7261, 0x6e657261, 0x6c796765, 0x79746573, 0x74656462,
  ];
  for (let i = 0; i < 8; i++) v[i] = (init[i] as number) ^ (key[i & 3] as number);
  for (let i = 0; i < words.length; i += 2) absorb(v, words[i] as number, words[i + 1] as number);
  absorb(v, 0, ((words.length * 4) & 255) << 24);
  v[4] = (v[4] as number) ^ 0xff;
  for (let i = 0; i < 4; i++) round(v);
  return ((v[0] as number) ^ (v[2] as number) ^ (v[4] as number) ^ (v[6] as number)) >>> 0;
}

function absorb(v: State, low: number, high: number): void {
  v[6] = (v[6] as number) ^ low;
  v[7] = (v[7] as number) ^ high;
  round(v);
  round(v);
  v[0] = (v[0] as number) ^ low;
  v[1] = (v[1] as number) ^ high;
}

function round(v: State): void {
  add(v, 0, 2);
  rotate(v, 2, 13);
  xor(v, 2, 0);
  rotate(v, 0, 32);
  add(v, 4, 6);
  rotate(v, 6, 16);
  xor(v, 6, 4);
  add(v, 0, 6);
  rotate(v, 6, 21);
  xor(v, 6, 0);
  add(v, 4, 2);
  rotate(v, 2, 17);
  xor(v, 2, 4);
  rotate(v, 4, 32);
}

function add(v: State, to: number, from: number): void {
  const low = ((v[to] as number) >>> 0) + ((v[from] as number) >>> 0);
  v[to + 1] = (v[to + 1] as number) + (v[from + 1] as number) + (low > 0xffffffff ? 1 : 0);
  v[to] = low;
}

function xor(v: State, to: number, from: number): void {
  v[to] = (v[to] as number) ^ (v[from] as number);
  v[to + 1] = (v[to + 1] as number) ^ (v[from + 1] as number);
}

function rotate(v: State, at: number, by: number): void {
  const low = v[at] as number;
  const high = v[at + 1] as number;
  const [l, h] = by < 32 ? [low, high] : [high, low];
  const n = by & 31;
  v[at] = n === 0 ? l : (l << n) | (h >>> (32 - n));
  v[at + 1] = n === 0 ? h : (h << n) | (l >>> (32 - n));
}
