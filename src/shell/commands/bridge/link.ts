// `bridge link`: the ports (bridge/link.c).

import type { BrPortState, Dev } from '../../../engine/device/dev.ts';
import type { NetlinkOp } from '../../../engine/netlink.ts';
import { devsInOrder } from '../../../engine/device/table.ts';
import { type Args, Exit, noDevice, unknownCommand } from '../ip/args.ts';
import { masterName } from '../ip/dev-facts.ts';
import { isPortFlag, PORT_KEYWORDS, portFlag, setPortFlag } from '../ip/port-settings.ts';
import type { Printer } from '../ip/printer.ts';
import type { Session } from '../ip/session.ts';
import { linkName, portFlags } from './port-flags.ts';
import { LINK_USAGE } from './usage.ts';

export function bridgeLink(s: Session, args: Args): number {
  if (!args.more) return linkShow(s, args);
  if (args.starts('set', 'change')) {
    args.skip();
    return linkSet(s, args);
  }
  if (args.starts('show', 'lst', 'list')) {
    args.skip();
    return linkShow(s, args);
  }
  if (args.starts('help')) throw new Exit(255, LINK_USAGE);
  throw unknownCommand(args.word, 'bridge link');
}

function linkShow(s: Session, args: Args): number {
  let name: string | undefined;
  while (args.more) {
    if (args.is('dev')) name = args.next();
    args.skip();
  }
  if (name !== undefined) s.needDev(name, (dev) => noDevice(dev, 255));
  const p = s.printer();
  for (const dev of devsInOrder(s.ns)) {
    if (dev.brport && (name === undefined || dev.name === name)) printPort(s, p, dev);
  }
  s.out(p.finish());
  return 0;
}

export function printPort(s: Session, p: Printer, dev: Dev, deleted = false): void {
  p.open();
  if (deleted) p.say('Deleted ');
  p.put('ifindex', dev.ifindex, `${dev.ifindex}: `);
  const link = linkName(s, dev);
  if (link !== undefined) p.json('link', link);
  p.putColored('ifname', 'ifname', dev.name, `${dev.name}${link === undefined ? '' : `@${link}`}: `);
  const flags = portFlags(s, dev);
  p.openArray('flags', '<');
  flags.forEach((flag, i) => p.item(flag, i === flags.length - 1 ? flag : `${flag},`));
  p.closeArray('> ');
  p.put('mtu', dev.mtu, `mtu ${dev.mtu} `);
  const master = masterName(s, dev);
  if (master !== undefined) p.put('master', master, `master ${master} `);
  if (dev.brport) {
    const { state, priority, cost } = dev.brport;
    p.put('state', state, `state ${state} `);
    p.put('priority', priority, `priority ${priority} `);
    p.put('cost', cost, `cost ${cost} `);
    if (s.options.details > 0) printDetails(s, p, dev);
  }
  p.say('\n');
  p.close();
}

function printDetails(s: Session, p: Printer, { brport: port }: Dev): void {
  const flag = (name: string, on: boolean): void => p.put(name, on, `${name} ${on ? 'on' : 'off'} `);
  p.say(`${s.lineBreak}    `);
  if (!port) return;
  for (const name of ['hairpin', 'guard', 'root_block', 'fastleave', 'learning', 'flood'] as const)
    flag(name, portFlag(port, name));
  for (const name of ['mcast_flood', 'bcast_flood'] as const) flag(name, portFlag(port, name));
  const router = port.mcastRouter ?? 1;
  p.put('mcast_router', router, `mcast_router ${router} `);
  for (const name of ['mcast_to_unicast', 'neigh_suppress', 'vlan_tunnel'] as const)
    flag(name, portFlag(port, name));
  const backup = port.backupPort === undefined ? undefined : s.ns.devs.get(port.backupPort)?.name;
  if (backup !== undefined) p.put('backup_port', backup, `backup_port ${backup} `);
  for (const name of ['isolated', 'locked'] as const) flag(name, portFlag(port, name));
}

export const BRIDGE_LINK_KEYWORDS: readonly string[] = [
  ...PORT_KEYWORDS,
  'dev',
  'master',
  'self',
  'hwmode',
  'backup_port',
  'nobackup_port',
];

type PortChange = { -readonly [K in keyof PortSettings]: PortSettings[K] };
type PortSettings = NonNullable<Extract<NetlinkOp, { op: 'link.set' }>['brport']>;

interface SetWords {
  dev?: string;
  self?: boolean;
  master?: boolean;
  change: PortChange;
}

function linkSet(s: Session, args: Args): number {
  const words: SetWords = { change: {} };
  while (args.more) {
    setWord(s, words, args);
    args.skip();
  }
  if (words.dev === undefined) throw new Exit(255, 'Device is a required argument.\n');
  const noBridge = (name: string): Exit => new Exit(255, `Cannot find bridge device "${name}"\n`);
  const dev = s.needDev(words.dev, noBridge);
  // A port's settings are its master's; the device itself has none here.
  if (!dev.brport || (words.self && !words.master))
    return s.answer({ ok: false, error: { errno: 'EOPNOTSUPP' } }, 255);
  return s.apply({ op: 'link.set', netns: s.ns.id, name: dev.name, brport: words.change }, 255);
}

function setWord(s: Session, words: SetWords, args: Args): void {
  const { change } = words;
  const keyword = args.word;
  if (keyword === 'dev') words.dev = args.next();
  else if (keyword === 'self') words.self = true;
  else if (keyword === 'master') words.master = true;
  else if (keyword === 'cost') costWord(change, args.next());
  else if (keyword === 'priority') change.priority = atoi(args.next());
  else if (keyword === 'state') stateWord(change, args.next());
  else if (keyword === 'mcast_router') change.mcastRouter = atoi(args.next());
  else if (keyword === 'backup_port') change.backupPort = backupWord(s, args.next());
  else if (keyword === 'nobackup_port') change.backupPort = null;
  else if (keyword === 'hwmode') hwmodeWord(words, args.next());
  else if (keyword === 'learning_sync') flagWord(args);
  else if (isPortFlag(keyword)) setPortFlag(change, keyword, flagWord(args));
  else throw new Exit(255, LINK_USAGE);
}

/** atoi(3) */
function atoi(text: string): number {
  return Number.parseInt(text, 10) || 0;
}

/** 0, and what is no number, isn't sent. */
function costWord(change: PortChange, text: string): void {
  const cost = atoi(text);
  if (cost !== 0) change.cost = cost;
}

const STATES: readonly BrPortState[] = ['disabled', 'listening', 'learning', 'forwarding', 'blocking'];

function stateWord(change: PortChange, text: string): void {
  const number = /^\d+$/.test(text) ? Number(text) : STATES.indexOf(text.toLowerCase() as BrPortState);
  if (number < 0) throw new Exit(255, 'Error: invalid STP port state\n');
  const state = STATES[number];
  if (state) change.state = state;
  // The kernel refuses what is no state, as it does a router type that it doesn't know.
  else change.mcastRouter = number + STATES.length;
}

function backupWord(s: Session, text: string): string {
  return s.needDev(text, () => new Exit(255, `Error: device ${text} does not exist\n`)).name;
}

function hwmodeWord(words: SetWords, text: string): void {
  if (text !== 'vepa' && text !== 'veb') throw new Exit(255, 'Mode argument must be "vepa" or "veb".\n');
  words.self = true;
}

/** parse_on_off: an errno as status. */
function flagWord(args: Args): boolean {
  const keyword = args.word;
  const word = args.next();
  if (word === 'on' || word === 'off') return word === 'on';
  const text = `Error: argument of "${keyword}" must be one of "off", "on", not "${word}"\n`;
  throw new Exit(234, text);
}
