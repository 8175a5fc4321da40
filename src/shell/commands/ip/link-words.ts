// The words of `ip link add` and `ip link set`, which a veth's `peer` takes as well (iplink_parse, ip/iplink.c).

import type { DevLabels } from '../../../engine/device/dev.ts';
import { namedNetnsOf, type NetnsId } from '../../../engine/ids.ts';
import type { NetlinkError } from '../../../engine/netlink.ts';
import type { MacAddr } from '../../../wire/mac.ts';
import { type Args, duplicate, Exit, garbage, onOff, parseUnsigned, unsigned, wrong } from './args.ts';
import { lladdrOctets } from './inet.ts';
import { parseGroup } from './names.ts';
import type { Session } from './session.ts';
import { LINK_USAGE } from './usage.ts';

/** Everything that was named. */
export interface LinkWords {
  dev?: string;
  name?: string;
  index?: number;
  link?: string;
  mac?: MacAddr;
  /** How many octets there were instead, which is looked at when everything else has been read. */
  badMacLength?: number;
  mtu?: number;
  txqlen?: number;
  netns?: NetnsId;
  up?: boolean;
  master?: string | null;
  group?: number;
  /** The kind, and what follows it is the kind's own. */
  type?: string;
  labels: DevLabels;
  /** What the kernel says to something that these devices don't have. */
  refused?: NetlinkError;
}

type Word = (s: Session, words: LinkWords, args: Args) => void;

/** Both kinds of keyword: in full, and by any beginning. */
const EXACT: Readonly<Record<string, Word>> = {
  up: (_s, words) => void (words.up = true),
  down: (_s, words) => void (words.up = false),
  name: (_s, words, args) => void (words.name = nameWord(words, args)),
  index: (_s, words, args) => void (words.index = indexWord(words, args)),
  txqueuelen: txqlenWord,
  qlen: txqlenWord,
  mtu: (_s, words, args) => {
    if (words.mtu !== undefined) throw duplicate('mtu', args.next());
    words.mtu = unsigned(args.next(), 'Invalid "mtu" value\n', 0x7fffffff);
  },
  netns: (s, words, args) => {
    if (words.netns !== undefined) throw duplicate('netns', args.next());
    words.netns = netnsWord(s, args.next()) ?? NO_PROCESS;
  },
  multicast: (_s, words, args) => label(words, { nomulticast: !onOff(args, 'multicast') }),
  allmulticast: (_s, words, args) => label(words, { allmulti: onOff(args, 'allmulticast') }),
  promisc: (_s, words, args) => label(words, { promisc: onOff(args, 'promisc') }),
  arp: (_s, words, args) => label(words, { noarp: !onOff(args, 'arp') }),
  dynamic: (_s, words, args) => label(words, { dynamic: onOff(args, 'dynamic') }),
  trailers: (_s, words, args) => label(words, { notrailers: !onOff(args, 'trailers') }),
  protodown: (_s, words, args) => {
    onOff(args, 'protodown');
    words.refused ??= NO_PROTODOWN;
  },
  protodown_reason: (_s, words, args) => {
    args.next();
    onOff(args, 'protodown_reason');
    words.refused ??= NO_PROTODOWN;
  },
  carrier: carrierWord,
  mode: (_s, words, args) => label(words, { dormantMode: modeWord(args.next()) }),
  // iproute2 sends it; the kernel lets only drivers change it.
  state: (_s, _words, args) => void args.next(),
  vf: (_s, words, args) => {
    while (args.left.length > 1) args.next();
    words.refused ??= { errno: 'EOPNOTSUPP' };
  },
  xdp: (_s, _words, args) => void args.next(),
  brd: broadcastWord,
  master: (s, words, args) => {
    const name = args.next();
    s.needDev(name, () => wrong(name, 'Device does not exist\n'));
    words.master = name;
  },
  vrf: (_s, _words, args) => {
    throw wrong(args.next(), 'Not a valid VRF name\n');
  },
  nomaster: (_s, words) => void (words.master = null),
  alias: (_s, words, args) => label(words, { alias: args.next() }),
  group: (s, words, args) => void (words.group = groupWord(s, words, args)),
  numtxqueues: (_s, words, args) => label(words, { numTxQueues: sizeWord(args) }),
  numrxqueues: (_s, words, args) => label(words, { numRxQueues: sizeWord(args) }),
  addrgenmode: (_s, words, args) => label(words, { addrGenMode: genModeWord(args.next()) }),
  gso_max_size: (_s, words, args) => label(words, { gsoMaxSize: sizeWord(args) }),
  gso_max_segs: (_s, words, args) => label(words, { gsoMaxSegs: sizeWord(args) }),
  gro_max_size: (_s, words, args) => label(words, { groMaxSize: sizeWord(args) }),
};

const BEGINNINGS: Readonly<Record<string, Word>> = {
  link: (_s, words, args) => void (words.link = args.next()),
  address: addressWord,
  broadcast: broadcastWord,
  txqlen: txqlenWord,
  type: (_s, words, args) => void (words.type = args.next()),
};

/** A process that isn't there: the kernel doesn't find its namespace. */
export const NO_PROCESS = '' as NetnsId;

export const LINK_KEYWORDS: readonly string[] = [
  ...Object.keys(EXACT),
  ...Object.keys(BEGINNINGS),
  'dev',
].sort();

/** Reads up to the kind; what is left then is for the kind to read. */
export function parseLinkWords(s: Session, args: Args): LinkWords {
  const words: LinkWords = { labels: {} };
  while (args.more && words.type === undefined) {
    const word = wordFor(args);
    if (word) word(s, words, args);
    else devWord(words, args);
    args.skip();
  }
  return words;
}

function wordFor(args: Args): Word | undefined {
  if (Object.hasOwn(EXACT, args.word)) return EXACT[args.word];
  const keyword = Object.keys(BEGINNINGS).find((known) => args.starts(known));
  return keyword === undefined ? undefined : BEGINNINGS[keyword];
}

function devWord(words: LinkWords, args: Args): void {
  if (args.starts('help')) throw new Exit(255, LINK_USAGE);
  if (args.is('dev')) args.next();
  if (words.dev !== undefined) throw garbage('dev', args.word);
  if (!isReadableName(args.word, 128)) throw wrong(args.word, '"dev" not a valid ifname');
  words.dev = args.word;
}

function addressWord(_s: Session, words: LinkWords, args: Args): void {
  const octets = lladdrOctets(args.next());
  if (octets.length === 6) words.mac = octets.join(':') as MacAddr;
  else words.badMacLength = octets.length;
}

function broadcastWord(_s: Session, words: LinkWords, args: Args): void {
  const octets = lladdrOctets(args.next());
  if (octets.length === 6) label(words, { broadcast: octets.join(':') as MacAddr });
  else words.refused ??= { errno: 'EINVAL' };
}

function nameWord(words: LinkWords, args: Args): string {
  const name = args.next();
  if (words.name !== undefined) throw duplicate('name', name);
  if (!isReadableName(name, 16)) throw wrong(name, '"name" not a valid ifname');
  return name;
}

/** check_ifname, check_altifname: the kernel has some more to say. */
function isReadableName(name: string, most: number): boolean {
  return name !== '' && new TextEncoder().encode(name).length < most && !/[/\s]/.test(name);
}

function indexWord(words: LinkWords, args: Args): number {
  const text = args.next();
  if (words.index !== undefined) throw duplicate('index', text);
  const index = parseUnsigned(text, 0x7fffffff) ?? 0;
  if (index <= 0) throw wrong(text, 'Invalid "index" value');
  return index;
}

function txqlenWord(_s: Session, words: LinkWords, args: Args): void {
  if (words.txqlen !== undefined) throw duplicate('txqueuelen', args.next());
  words.txqlen = unsigned(args.next(), 'Invalid "txqueuelen" value\n', 0x7fffffff);
}

function groupWord(s: Session, words: LinkWords, args: Args): number {
  const text = args.next();
  if (words.group !== undefined) throw duplicate('group', text);
  const group = parseGroup(s, text);
  if (group === undefined) throw wrong(text, 'Invalid "group" value\n');
  return group;
}

const NO_PROTODOWN: NetlinkError = {
  errno: 'EOPNOTSUPP',
  extack: 'Protodown not supported by device.',
};

/** Only devices without hardware behind them let it be set (ndo_change_carrier), and none here does. */
function carrierWord(_s: Session, words: LinkWords, args: Args): void {
  const text = args.next();
  if (text !== 'on' && text !== 'off')
    throw new Exit(22, `Error: argument of "carrier" must be one of "off", "on", not "${text}"\n`);
  words.refused ??= { errno: 'EOPNOTSUPP' };
}

function modeWord(text: string): boolean {
  if (text !== 'default' && text !== 'dormant') throw wrong(text, 'Invalid link mode\n');
  return text === 'dormant';
}

function genModeWord(text: string): string {
  if (['eui64', 'none', 'stable_secret', 'random'].includes(text)) return text;
  throw wrong(text, 'Invalid address generation mode\n');
}

function sizeWord(args: Args): number {
  const keyword = args.word;
  return unsigned(args.next(), `Invalid "${keyword}" value\n`);
}

function label(words: LinkWords, change: DevLabels): void {
  words.labels = { ...words.labels, ...change };
}

/** A name under /run/netns, or a process that is in the namespace, if there is one. */
function netnsWord(s: Session, text: string): NetnsId | undefined {
  const named = namedNetnsOf(s.proc.machine, text);
  if (text !== '' && s.world.netns.get(named)?.isNameless === false) return named;
  if (/^-?\d+$/.test(text)) return s.proc.processes.get(Number(text))?.netns;
  throw wrong(text, 'Invalid "netns" value\n');
}
