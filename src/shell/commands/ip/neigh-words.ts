// The words of `ip neigh add` and its like (ipneigh_modify, ip/ipneigh.c).

import type { NudState } from '../../../engine/neigh/neigh.ts';
import type { Ipv4Addr } from '../../../wire/ipv4-addr.ts';
import type { MacAddr } from '../../../wire/mac.ts';
import { type Args, duplicate, Exit, garbage, parseUnsigned, wrong } from './args.ts';
import { getAddr, isIpv6 } from './inet.ts';
import { parseProtoNumber } from './names.ts';
import type { Session } from './session.ts';
import { NEIGH_USAGE } from './usage.ts';

export interface NeighWords {
  dst?: string;
  ip?: Ipv4Addr;
  dev?: string;
  /** `short`: fewer than six octets, which the kernel refuses. */
  mac?: MacAddr | 'short';
  state?: NudState;
  proxy?: boolean;
  router?: boolean;
  externLearn?: boolean;
  managed?: boolean;
  use?: boolean;
  proto?: number;
}

/** NUD_*: what a number stands for. */
const STATES: Readonly<Record<string, readonly [state: NudState, number: number]>> = {
  permanent: ['PERMANENT', 0x80],
  reachable: ['REACHABLE', 0x02],
  noarp: ['NOARP', 0x40],
  none: ['NONE', 0],
  stale: ['STALE', 0x04],
  incomplete: ['INCOMPLETE', 0x01],
  delay: ['DELAY', 0x08],
  probe: ['PROBE', 0x10],
  failed: ['FAILED', 0x20],
};

export const NUD_STATES: readonly NudState[] = Object.values(STATES).map(([state]) => state);

export function nudState(word: string): NudState {
  const name = Object.keys(STATES).find((known) => known.startsWith(word));
  const named = name === undefined ? undefined : STATES[name]?.[0];
  if (named !== undefined) return named;
  const number = parseUnsigned(word);
  if (number === undefined) throw wrong(word, 'nud state is bad');
  return Object.values(STATES).find(([, each]) => each === number)?.[0] ?? 'PERMANENT';
}

export function parseModify(s: Session, args: Args): NeighWords {
  const words: NeighWords = {};
  while (args.more) {
    if (args.starts('lladdr')) words.mac = lladdrWord(words, args);
    else if (args.is('nud')) words.state = nudState(args.next());
    else if (args.starts('proxy')) {
      words.proxy = true;
      const text = args.next();
      if (words.dst !== undefined) throw duplicate('address', text);
      dstWord(s, words, text);
    } else if (args.starts('router')) words.router = true;
    else if (args.is('use')) words.use = true;
    else if (args.is('managed')) words.managed = true;
    else if (args.starts('extern_learn')) words.externLearn = true;
    else if (args.is('dev')) words.dev = args.next();
    else if (args.starts('protocol')) words.proto = protoWord(s, args.next());
    else toWord(s, words, args);
    args.skip();
  }
  return words;
}

function toWord(s: Session, words: NeighWords, args: Args): void {
  if (args.is('to')) args.next();
  if (args.starts('help')) throw new Exit(255, NEIGH_USAGE);
  if (words.dst !== undefined) throw garbage('to', args.word);
  dstWord(s, words, args.word);
}

function protoWord(s: Session, text: string): number {
  const proto = parseProtoNumber(s, text);
  if (proto === undefined) throw wrong(text, '"protocol" value is invalid\n');
  return proto;
}

function lladdrWord(words: NeighWords, args: Args): MacAddr | 'short' {
  const text = args.next();
  if (words.mac !== undefined) throw duplicate('lladdr', text);
  return lladdr(text);
}

/** ll_addr_a2n: as many octets as there are, each by sscanf("%x"); the kernel takes the first six. */
function lladdr(text: string): MacAddr | 'short' {
  const octets = text.split(':').map((octet) => {
    const [digits] = /^[0-9a-f]+/i.exec(octet) ?? [];
    const value = digits === undefined ? undefined : Number.parseInt(digits, 16);
    if (value === undefined || value > 255) throw new Exit(1, `"${octet}" is invalid lladdr.\n`);
    return value.toString(16).padStart(2, '0');
  });
  return octets.length < 6 ? 'short' : (octets.slice(0, 6).join(':') as MacAddr);
}

function dstWord(s: Session, words: NeighWords, text: string): void {
  words.dst = text;
  if (!isIpv6(text)) words.ip = getAddr(text, s.options.family);
}
