// cksum(1): the CRC of POSIX, which counts the length in, and the digests of md5sum and its like by `-a`.

import type { Co } from '../../co.ts';
import { md5, sha1, sha256 } from './digest.ts';
import { openInput } from './input.ts';
import { octetsOf } from './octet-text.ts';
import { quoteAlways } from './quote.ts';
import { type Call, fileError, misuse, opt, say, tool } from './tool.ts';

const DIGESTS: Readonly<Record<string, (octets: string) => string>> = { md5, sha1, sha256 };

export const cksum = tool({
  name: 'cksum',
  about: 'compute and verify file checksums',
  options: [
    opt('a', 'algorithm=TYPE', 'select the digest type to use: crc, md5, sha1, sha256'),
    opt('', 'untagged', 'create a reversed style checksum, without digest type'),
  ],
  *run(call) {
    const { args, operands } = call;
    const type = args.value('a') ?? 'crc';
    if (type !== 'crc' && !Object.hasOwn(DIGESTS, type)) {
      return yield* misuse(call, `invalid argument ${quoteAlways(type)} for ${quoteAlways('--algorithm')}`);
    }
    let status = 0;
    for (const path of operands.length > 0 ? operands : ['-']) {
      const input = openInput(call.proc, path);
      if (!input.ok) {
        status = yield* fileError(call, path, input.error.errno);
        continue;
      }
      const octets = octetsOf(yield* input.value.all());
      input.value.close();
      yield* report(call, type, octets, path);
    }
    return status;
  },
});

function* report(call: Call, type: string, octets: string, path: string): Co<void> {
  if (type === 'crc') {
    const name = path === '-' && call.operands.length === 0 ? '' : ` ${path}`;
    return yield* say(call, `${crc(octets)} ${octets.length}${name}\n`);
  }
  const sum = DIGESTS[type]?.(octets) ?? '';
  yield* say(
    call,
    call.args.has('untagged') ? `${sum}  ${path}\n` : `${type.toUpperCase()} (${path}) = ${sum}\n`,
  );
}

/** IEEE 1003.1, cksum: the generator of Ethernet's check sequence, highest bit first, over the octets and then their number. */
const GENERATOR = 0x04c1_1db7;

const TABLE = Uint32Array.from({ length: 256 }, (_, octet) => {
  let sum = octet << 24;
  for (let bit = 0; bit < 8; bit++) sum = sum < 0 ? (sum << 1) ^ GENERATOR : sum << 1;
  return sum;
});

function crc(octets: string): number {
  let sum = 0;
  const add = (octet: number): void => {
    sum = (sum << 8) ^ (TABLE[(sum >>> 24) ^ octet] ?? 0);
  };
  for (let i = 0; i < octets.length; i++) add(octets.charCodeAt(i));
  for (let length = octets.length; length > 0; length = Math.floor(length / 256)) add(length % 256);
  return ~sum >>> 0;
}
