// What follows `type KIND` (ip/iplink_bridge.c, iplink_bridge_slave.c, link_veth.c).

import type { BrPort } from '../../../engine/device/dev.ts';
import { type Args, Exit, unsigned, wrong } from './args.ts';
import { BRIDGE_DEFAULTS } from './link-details.ts';
import { type LinkWords, parseLinkWords } from './link-words.ts';
import type { Session } from './session.ts';
import { TYPE_USAGE } from './usage-types.ts';

export interface BridgeWords {
  readonly options: Readonly<Record<string, number>>;
}

/** Keywords without a number behind them that we know of. */
const FLAGS = ['fdb_flush', 'mcast_flush'];
const ADDRESSES = ['group_address'];
const OTHERS = ['vlan_protocol', 'vlan_default_pvid', 'vlan_stats_enabled', 'vlan_stats_per_port'];

export const BRIDGE_KEYWORDS: readonly string[] = [
  ...Object.keys(BRIDGE_DEFAULTS),
  ...OTHERS,
  ...FLAGS,
  ...ADDRESSES,
];

export function parseBridge(s: Session, args: Args): BridgeWords {
  const options: Record<string, number> = {};
  while (args.more) {
    const keyword = BRIDGE_KEYWORDS.find((known) => args.starts(known));
    if (args.starts('help') && keyword === undefined) throw typeHelp(s, 'bridge');
    if (keyword === undefined) throw unknownWord('bridge', args.word);
    if (!FLAGS.includes(keyword)) {
      const text = args.next();
      if (!ADDRESSES.includes(keyword) && keyword !== 'vlan_protocol')
        options[keyword] = unsigned(text, `invalid ${keyword}`);
    }
    args.skip();
  }
  return { options };
}

const PORT_FLAGS: Readonly<Record<string, keyof BrPort>> = {
  hairpin: 'hairpin',
  learning: 'learning',
  flood: 'flood',
  isolated: 'isolated',
};
const PORT_NUMBERS = ['state', 'priority', 'cost', 'mcast_router', 'group_fwd_mask'];
const OTHER_PORT_FLAGS = [
  'guard',
  'root_block',
  'fastleave',
  'proxy_arp',
  'proxy_arp_wifi',
  'mcast_fast_leave',
  'mcast_flood',
  'bcast_flood',
  'mcast_to_unicast',
  'neigh_suppress',
  'vlan_tunnel',
  'locked',
];

export const PORT_KEYWORDS: readonly string[] = [
  ...PORT_NUMBERS,
  ...Object.keys(PORT_FLAGS),
  ...OTHER_PORT_FLAGS,
  'fdb_flush',
];

export type PortWords = { -readonly [K in keyof BrPort]?: BrPort[K] };

/** `ip link set DEV type bridge_slave …`. */
export function parseBridgeSlave(s: Session, args: Args): PortWords {
  const words: PortWords = {};
  while (args.more) {
    const keyword = PORT_KEYWORDS.find((known) => args.starts(known));
    if (args.starts('help') && keyword === undefined) throw typeHelp(s, 'bridge_slave');
    if (keyword === undefined) throw unknownWord('bridge_slave', args.word);
    if (keyword !== 'fdb_flush') portWord(words, keyword, args.next());
    args.skip();
  }
  return words;
}

function portWord(words: PortWords, keyword: string, text: string): void {
  if (keyword === 'cost') words.cost = unsigned(text, 'cost is invalid');
  else if (keyword === 'priority') words.priority = unsigned(text, 'priority is invalid');
  else if (PORT_NUMBERS.includes(keyword)) unsigned(text, `${keyword} is invalid`);
  else {
    if (text !== 'on' && text !== 'off') throw wrong(text, `"${keyword}" should be "on" or "off"\n`);
    const field = PORT_FLAGS[keyword];
    if (field !== undefined) Object.assign(words, { [field]: text === 'on' });
  }
}

/** `peer` and the peer's own words; undefined if there is none. */
export function parseVeth(s: Session, args: Args): LinkWords | undefined {
  if (!args.more) return undefined;
  if (args.is('help')) throw typeHelp(s, 'veth');
  if (!args.is('peer')) {
    s.out(TYPE_USAGE['veth'] ?? '');
    throw new Exit(1, '');
  }
  args.skip();
  const words = parseLinkWords(s, args);
  if (words.dev !== undefined && words.name === undefined) words.name = words.dev;
  return words;
}

/** The usage goes to standard output, and is the whole answer. */
function typeHelp(s: Session, kind: string): Exit {
  s.out(TYPE_USAGE[kind] ?? '');
  return new Exit(1, '');
}

function unknownWord(kind: string, word: string): Exit {
  return new Exit(1, `${kind}: unknown command "${word}"?\n${TYPE_USAGE[kind] ?? ''}`);
}
