// MD5 (RFC 1321), SHA-1 and SHA-256 (FIPS 180-4) of octets, one character an octet; the digest in hexadecimal.

/** The message with its padding and length, in 32-bit words. */
function wordsOf(octets: string, littleEndian: boolean): Uint32Array {
  const blocks = Math.ceil((octets.length + 9) / 64);
  const bytes = new Uint8Array(blocks * 64);
  for (let i = 0; i < octets.length; i++) bytes[i] = octets.charCodeAt(i);
  bytes[octets.length] = 0x80;
  const view = new DataView(bytes.buffer);
  const high = Math.floor(octets.length / 0x2000_0000);
  const low = (octets.length << 3) >>> 0;
  view.setUint32(bytes.length - 8, littleEndian ? low : high, littleEndian);
  view.setUint32(bytes.length - 4, littleEndian ? high : low, littleEndian);
  return Uint32Array.from({ length: blocks * 16 }, (_, i) => view.getUint32(i * 4, littleEndian));
}

function hex(words: Iterable<number>, littleEndian: boolean): string {
  return [...words]
    .map((word) => {
      const text = (word >>> 0).toString(16).padStart(8, '0');
      return littleEndian ? (text.match(/../g) ?? []).reverse().join('') : text;
    })
    .join('');
}

const left = (word: number, by: number): number => (word << by) | (word >>> (32 - by));
const right = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

const MD5_SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const MD5_SINES = Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 0x1_0000_0000));

export function md5(octets: string): string {
  const words = wordsOf(octets, true);
  let [a0, b0, c0, d0] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let block = 0; block < words.length; block += 16) {
    let [a, b, c, d] = [a0, b0, c0, d0];
    for (let i = 0; i < 64; i++) {
      const round = i >> 4;
      const f = [(b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d, c ^ (b | ~d)][round] as number;
      const g = [i, (5 * i + 1) % 16, (3 * i + 5) % 16, (7 * i) % 16][round] as number;
      const sum = (a + f + (MD5_SINES[i] as number) + (words[block + g] as number)) | 0;
      [a, d, c, b] = [d, c, b, (b + left(sum, MD5_SHIFTS[round * 4 + (i % 4)] as number)) | 0];
    }
    [a0, b0, c0, d0] = [(a0 + a) | 0, (b0 + b) | 0, (c0 + c) | 0, (d0 + d) | 0];
  }
  return hex([a0, b0, c0, d0], true);
}

const SHA1_CONSTANTS = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6];

export function sha1(octets: string): string {
  const words = wordsOf(octets, false);
  let state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (let block = 0; block < words.length; block += 16) {
    const w = Array.from(words.subarray(block, block + 16));
    for (let i = 16; i < 80; i++)
      w.push(left((w[i - 3] ?? 0) ^ (w[i - 8] ?? 0) ^ (w[i - 14] ?? 0) ^ (w[i - 16] ?? 0), 1));
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
    for (let i = 0; i < 80; i++) {
      const round = Math.floor(i / 20);
      const f = round === 0 ? (b & c) | (~b & d) : round === 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
      const sum = (left(a, 5) + f + e + (SHA1_CONSTANTS[round] as number) + (w[i] as number)) | 0;
      [e, d, c, b, a] = [d, c, left(b, 30), a, sum];
    }
    state = [a, b, c, d, e].map((word, i) => (word + (state[i] as number)) | 0);
  }
  return hex(state, false);
}

/** The first primes, whose roots are SHA-256's constants. */
function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
}

const fraction = (value: number): number => Math.floor((value - Math.floor(value)) * 0x1_0000_0000);
const SHA256_CONSTANTS = primes(64).map((prime) => fraction(Math.cbrt(prime)));
const SHA256_START = primes(8).map((prime) => fraction(Math.sqrt(prime)));

export function sha256(octets: string): string {
  const words = wordsOf(octets, false);
  let state = SHA256_START;
  for (let block = 0; block < words.length; block += 16) {
    const w = Array.from(words.subarray(block, block + 16));
    for (let i = 16; i < 64; i++) {
      const [x, y] = [w[i - 15] as number, w[i - 2] as number];
      const s0 = right(x, 7) ^ right(x, 18) ^ (x >>> 3);
      const s1 = right(y, 17) ^ right(y, 19) ^ (y >>> 10);
      w.push(((w[i - 16] as number) + s0 + (w[i - 7] as number) + s1) | 0);
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (let i = 0; i < 64; i++) {
      const s1 = right(e, 6) ^ right(e, 11) ^ right(e, 25);
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (SHA256_CONSTANTS[i] as number) + (w[i] as number)) | 0;
      const s0 = right(a, 2) ^ right(a, 13) ^ right(a, 22);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
    }
    state = [a, b, c, d, e, f, g, h].map((word, i) => (word + (state[i] as number)) | 0);
  }
  return hex(state, false);
}
