// What may differ between two runs of the same commands on the same kernel: random MAC addresses, times, the order of the
// neighbour table (a hash with a random seed). Everything else has to be the same, octet for octet.

const MAC = /\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b/g;
const LINK_LOCAL = /\bfe80::[0-9a-f:]+/g;
const BRIDGE_ID = /\b[0-9a-f]{4}\.(?:[0-9a-f]{1,2}:){5}[0-9a-f]{1,2}\b/g;

/** Which of our names stands for which of theirs; one to one. */
export class Names {
  #theirs = new Map<string, string>();
  #ours = new Map<string, string>();

  /** Pairs that are new are remembered, unless others contradict. */
  allSame(theirs: readonly string[], ours: readonly string[]): boolean {
    const left = new Map(this.#theirs);
    const right = new Map(this.#ours);
    for (const [i, name] of theirs.entries()) {
      const mine = ours[i] as string;
      if (!left.has(name) && !right.has(mine)) {
        left.set(name, mine);
        right.set(mine, name);
      }
      if (left.get(name) !== mine) return false;
    }
    this.#theirs = left;
    this.#ours = right;
    return true;
  }
}

/** Are the texts the same but for names? */
export function sameText(theirs: string, ours: string, names: Names): boolean {
  for (const pattern of [BRIDGE_ID, LINK_LOCAL, MAC]) {
    const left = theirs.match(pattern) ?? [];
    const right = ours.match(pattern) ?? [];
    if (left.length !== right.length) return false;
    if (!names.allSame(left, right)) return false;
    theirs = theirs.replace(pattern, '~');
    ours = ours.replace(pattern, '~');
  }
  return theirs === ours;
}

/** Times and what depends on them, masked. */
export function masked(cmd: string, text: string): string {
  const plain = text
    .replace(/_timer"?:? +\d+\.\d\d/g, '_timer N')
    .replace(/\bused \d+\/\d+(\/\d+)?/g, 'used N')
    .replace(/expires \d+sec/g, 'expires Nsec')
    .replace(/^\[\d{4}-\d\d-\d\dT[\d:.]+\]/gm, '[TIME]')
    .replace(/^Timestamp: .*$/gm, 'Timestamp: TIME')
    .replace(/\btime[=<]?[ =]?\d+(\.\d+)? ?ms/g, 'time N ms')
    .replace(/^rtt .*$/gm, 'rtt N')
    .replace(/probes \d+/g, 'probes N');
  return /\bip (-\S+ )*(netns exec \S+ ip )?(-\S+ \S+ )?neigh( show.*)?$/.test(cmd)
    ? sortedLines(plain)
    : plain;
}

function sortedLines(text: string): string {
  return text.split('\n').sort().join('\n');
}
