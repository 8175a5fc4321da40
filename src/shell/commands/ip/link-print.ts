// A device as `ip link` and `ip addr` show it (print_linkinfo and print_linkinfo_brief, ip/ipaddress.c).

import type { Dev, OperState } from '../../../engine/device/dev.ts';
import { isIpv6Only } from './addr-filter.ts';
import {
  foreignLink,
  linkFlags,
  linkNetns,
  lowerDev,
  masterName,
  nameWithLink,
  qdiscOf,
} from './dev-facts.ts';
import { printDetails } from './link-details.ts';
import { printStats } from './link-stats.ts';
import { groupName } from './names.ts';
import type { ColorKind, Printer } from './printer.ts';
import type { Session } from './session.ts';

export interface LinkStyle {
  /** `ip link` has the link mode, `ip addr` not. */
  readonly mode: boolean;
  /** The line with the link-layer address: not if only one address family is asked for. */
  readonly lladdr: boolean;
  /** A monitor's messages say `Deleted `, and have no queue length. */
  readonly monitor?: 'now' | 'deleted';
  /** A veth's end while there is no other: IFLA_LINK is 0. */
  readonly unlinked?: boolean;
}

/** Leaves the object and the last line open: addresses may follow. */
export function printLink(s: Session, p: Printer, dev: Dev, style: LinkStyle): void {
  if (style.monitor === 'deleted') p.put('deleted', true, 'Deleted ');
  printHead(s, p, dev, style);
  printFlags(s, p, dev);
  printState(s, p, dev, style);
  if (style.lladdr) printAddress(s, p, dev);
  printLinkNetns(s, p, dev);
  if (style.lladdr && s.options.details > 0) printDetails(s, p, dev, style.mode);
  if (style.lladdr && s.options.stats > 0) printStats(s, p, dev);
  const alias = dev.labels?.alias;
  if (style.lladdr && alias !== undefined) {
    p.say(`${s.lineBreak}    alias `);
    p.put('ifalias', alias, alias);
  }
  printAltnames(s, p, dev, style);
}

function printAltnames(s: Session, p: Printer, { labels }: Dev, style: LinkStyle): void {
  if (!style.lladdr || !labels?.altnames?.length) return;
  p.openArray('altnames');
  for (const name of labels.altnames) p.item(name, `${s.lineBreak}    altname ${name}`);
  p.closeArray();
}

function printHead(s: Session, p: Printer, dev: Dev, { unlinked }: LinkStyle): void {
  p.put('ifindex', dev.ifindex, `${dev.ifindex}: `);
  if (unlinked) {
    p.json('link', null);
    p.putColored('ifname', 'ifname', dev.name, `${dev.name}@NONE: `);
    return;
  }
  printName(s, p, dev, `${nameWithLink(s, dev)}: `);
}

/** `text` has the name and what it is linked to. */
export function printName(s: Session, p: Printer, dev: Dev, text: string): void {
  const lower = lowerDev(s, dev);
  const foreign = foreignLink(s, dev);
  if (lower) p.json('link', lower.name);
  else if (foreign !== undefined) p.json('link_index', foreign);
  p.putColored('ifname', 'ifname', dev.name, text);
}

export function printFlags(s: Session, p: Printer, dev: Dev): void {
  printFlagList(p, linkFlags(s, dev), ' ');
}

function printFlagList(p: Printer, flags: readonly string[], end: string): void {
  p.openArray('flags', '<');
  flags.forEach((flag, i) => p.item(flag, i === flags.length - 1 ? flag : `${flag},`));
  p.closeArray(`>${end}`);
}

function printState(s: Session, p: Printer, dev: Dev, style: LinkStyle): void {
  const only6 = isIpv6Only(s);
  p.put('mtu', dev.mtu, `mtu ${dev.mtu} `);
  // An IPv6 dump's messages are thinner (inet6_fill_ifinfo).
  if (!only6) p.put('qdisc', qdiscOf(dev), `qdisc ${qdiscOf(dev)} `);
  const master = only6 ? undefined : masterName(s, dev);
  if (master !== undefined) p.put('master', master, `master ${master} `);
  p.say('state ');
  p.putColored(stateColor(dev.operstate), 'operstate', dev.operstate, `${dev.operstate} `);
  const mode = dev.labels?.dormantMode ? 'DORMANT' : 'DEFAULT';
  if (style.mode && !only6) p.put('linkmode', mode, `mode ${mode} `);
  if (!only6) {
    const group = groupName(s, dev.labels?.group ?? 0);
    p.put('group', group, `group ${group} `);
  }
  if (!style.monitor) p.put('txqlen', dev.txqlen, `qlen ${dev.txqlen}`);
}

export function stateColor(state: OperState): ColorKind | undefined {
  if (state === 'UP') return 'up';
  return state === 'DOWN' ? 'down' : undefined;
}

function printAddress(s: Session, p: Printer, dev: Dev): void {
  const type = dev.kind === 'loopback' ? 'loopback' : 'ether';
  const broadcast =
    dev.kind === 'loopback' ? '00:00:00:00:00:00' : (dev.labels?.broadcast ?? 'ff:ff:ff:ff:ff:ff');
  p.say(s.lineBreak);
  p.put('link_type', type, `    link/${type} `);
  p.putColored('mac', 'address', dev.mac, dev.mac);
  p.say(' brd ');
  p.putColored('mac', 'broadcast', broadcast, broadcast);
}

/** Where the other end of the pair is. `ip -4 addr` has it on the first line. */
function printLinkNetns(s: Session, p: Printer, dev: Dev): void {
  const netns = linkNetns(s, dev);
  if (!netns) return;
  const text = netns.name === '' ? `link-netnsid ${netns.nsid}` : `link-netns ${netns.name}`;
  p.put('link_netnsid', netns.nsid, ` ${text}`);
}

/** `ip -br link`: name, state and the rest in columns. */
export function printBrief(s: Session, p: Printer, dev: Dev): void {
  printName(s, p, dev, `${nameWithLink(s, dev).padEnd(16)} `);
  p.putColored(stateColor(dev.operstate), 'operstate', dev.operstate, `${dev.operstate.padEnd(14)} `);
}

export function printBriefLink(s: Session, p: Printer, dev: Dev): void {
  p.open();
  printBrief(s, p, dev);
  p.putColored('mac', 'address', dev.mac, `${dev.mac} `);
  printFlagList(p, linkFlags(s, dev), ' ');
  p.say('\n');
  p.close();
}
