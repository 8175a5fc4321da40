// What follows `type KIND` (ip/iplink_bridge.c, iplink_bridge_slave.c, link_veth.c).

import type { BrPortState } from '../../../engine/device/dev.ts';
import { type Args, Exit, noDevice, unsigned } from './args.ts';
import { BRIDGE_DEFAULTS } from './link-details.ts';
import { type LinkWords, parseLinkWords } from './link-words.ts';
import { isPortFlag, PORT_KEYWORDS, type PortChange, setPortFlag } from './port-settings.ts';
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

/** `ip link set DEV type bridge_slave …`. */
export function parseBridgeSlave(s: Session, args: Args): PortChange {
  const words: PortChange = {};
  while (args.more) {
    const keyword = PORT_KEYWORDS.find((known) => args.starts(known));
    if (args.starts('help') && keyword === undefined) throw typeHelp(s, 'bridge_slave');
    if (keyword === undefined) throw unknownWord('bridge_slave', args.word);
    if (keyword === 'nobackup_port') words.backupPort = null;
    else if (keyword !== 'fdb_flush') portWord(s, words, { keyword, text: args.next() });
    args.skip();
  }
  return words;
}

const STATES: readonly BrPortState[] = ['disabled', 'listening', 'learning', 'forwarding', 'blocking'];

function portWord(
  s: Session,
  words: PortChange,
  { keyword, text }: { readonly keyword: string; readonly text: string },
): void {
  const number = (max?: number): number => unsigned(text, `${keyword} is invalid`, max);
  if (keyword === 'cost') words.cost = number();
  else if (keyword === 'priority') words.priority = number(0xffff);
  else if (keyword === 'mcast_router') words.mcastRouter = number(255);
  else if (keyword === 'group_fwd_mask') words.groupFwdMask = number(0xffff);
  else if (keyword === 'backup_port') words.backupPort = s.needDev(text, noDevice).name;
  else if (keyword === 'state') {
    const state = STATES[number(255)];
    if (state) words.state = state;
  } else {
    if (text !== 'on' && text !== 'off') {
      const said = `Error: argument of "${keyword}" must be one of "off", "on", not "${text}"\n`;
      throw new Exit(1, said);
    }
    const flag = keyword === 'mcast_fast_leave' ? 'fastleave' : keyword;
    if (isPortFlag(flag)) setPortFlag(words, flag, text === 'on');
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
  const what = kind === 'bridge_slave' ? 'option' : 'command';
  return new Exit(1, `${kind}: unknown ${what} "${word}"?\n${TYPE_USAGE[kind] ?? ''}`);
}
