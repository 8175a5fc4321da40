// The order in which an associative array gives its keys: bash keeps them in a hash table (hashlib.c) of 1024 chains, the
// newest first in each. Scripts show it whenever they print `"${!map[@]}"`.

import { encodeOctets } from '../octets.ts';

const FNV_OFFSET = 2_166_136_261;
const FNV_PRIME = 16_777_619;
const CHAINS = 1024;

/** FNV-1; octets count as signed characters. */
function chainOf(key: string): number {
  let hash = FNV_OFFSET;
  for (const octet of encodeOctets(key))
    hash = Math.imul(hash, FNV_PRIME) ^ (octet > 127 ? octet - 256 : octet);
  return hash & (CHAINS - 1);
}

export function orderedKeys(map: ReadonlyMap<string, string>): string[] {
  return [...map.keys()]
    .map((key, age) => ({ key, age, chain: chainOf(key) }))
    .sort((a, b) => a.chain - b.chain || b.age - a.age)
    .map(({ key }) => key);
}
