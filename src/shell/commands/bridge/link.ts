// `bridge link`: the ports (bridge/link.c).

import type { Dev } from '../../../engine/device/dev.ts';
import { devsInOrder } from '../../../engine/device/table.ts';
import { type Args, Exit, noDevice, unknownCommand, unsigned } from '../ip/args.ts';
import { masterName } from '../ip/dev-facts.ts';
import { PORT_KEYWORDS } from '../ip/link-kinds.ts';
import { portChange } from '../ip/link-modify.ts';
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
  flag('hairpin', port?.hairpin === true);
  for (const name of ['guard', 'root_block', 'fastleave']) flag(name, false);
  flag('learning', port?.learning === true);
  flag('flood', port?.flood === true);
  for (const name of ['mcast_flood', 'bcast_flood']) flag(name, true);
  p.put('mcast_router', 1, 'mcast_router 1 ');
  for (const name of ['mcast_to_unicast', 'neigh_suppress', 'vlan_tunnel']) flag(name, false);
  flag('isolated', port?.isolated === true);
  flag('locked', false);
}

const NUMBERS = ['cost', 'priority', 'state', 'mcast_router', 'backup_port'];
export const BRIDGE_LINK_KEYWORDS: readonly string[] = [...PORT_KEYWORDS, 'dev', 'master', 'self', 'hwmode'];

function linkSet(s: Session, args: Args): number {
  const words: Record<string, boolean | number> = {};
  let name: string | undefined;
  while (args.more) {
    if (args.is('dev')) name = args.next();
    else if (NUMBERS.includes(args.word)) words[args.word] = numberWord(args);
    else if (PORT_KEYWORDS.includes(args.word)) words[args.word] = flagWord(args);
    else if (!args.is('master', 'self')) throw new Exit(255, LINK_USAGE);
    args.skip();
  }
  if (name === undefined) throw new Exit(255, 'Device is a required argument.\n');
  const dev = s.needDev(name, (word) => noDevice(word, 255));
  if (!dev.brport) return s.answer({ ok: false, error: { errno: 'EOPNOTSUPP' } }, 255);
  return s.apply({ op: 'link.set', netns: s.ns.id, name, brport: portChange(words) }, 255);
}

function numberWord(args: Args): number {
  const keyword = args.word;
  return unsigned(args.next(), `"${keyword}" is invalid`);
}

/** parse_on_off: an errno as status. */
function flagWord(args: Args): boolean {
  const keyword = args.word;
  const word = args.next();
  if (word === 'on' || word === 'off') return word === 'on';
  const text = `Error: argument of "${keyword}" must be one of "off", "on", not "${word}"\n`;
  throw new Exit(234, text);
}
