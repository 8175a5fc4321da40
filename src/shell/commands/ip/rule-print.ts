// A line of `ip rule` (print_rule, ip/iprule.c).

import { DEFAULT_RULES, type Rule } from '../../../engine/fib/route.ts';
import type { Ipv4Cidr } from '../../../wire/ipv4-addr.ts';
import { dsfieldName, tableName } from './names.ts';
import type { Printer } from './printer.ts';
import type { Session } from './session.ts';

export function printRule(s: Session, p: Printer, rule: Rule, deleted = false): void {
  p.open();
  if (deleted) p.put('deleted', true, 'Deleted ');
  p.put('priority', rule.pref, `${rule.pref}:\t`);
  if (rule.not) p.put('not', null, 'not ');
  if (rule.from) printPrefix(p, { word: 'from', key: 'src' }, rule.from);
  else p.put('src', 'all', 'from all');
  if (rule.to) printPrefix(p, { word: ' to', key: 'dst' }, rule.to);
  if (rule.tos !== undefined) p.put('tos', dsfieldName(rule.tos), ` tos ${dsfieldName(rule.tos)}`);
  if (rule.fwmark) printMark(p, rule.fwmark);
  if (rule.iif !== undefined) printDev(s, p, 'iif', rule.iif);
  if (rule.oif !== undefined) printDev(s, p, 'oif', rule.oif);
  if (rule.action) p.put('action', rule.action, ` ${rule.action}`);
  else {
    const table = tableName(s, rule.table);
    p.put('table', table, ` lookup ${table}`);
  }
  if (s.options.details > 0) {
    const proto = DEFAULT_RULES.includes(rule) ? 'kernel' : 'unspec';
    p.put('protocol', proto, ` proto ${proto}`);
  }
  p.say('\n');
  p.close();
}

function printPrefix(p: Printer, { word, key }: { word: string; key: string }, cidr: Ipv4Cidr): void {
  p.say(`${word} `);
  p.putColored('inet', key, cidr.addr, cidr.addr);
  if (cidr.prefixLen !== 32) p.put(`${key}len`, cidr.prefixLen, `/${cidr.prefixLen}`);
}

function printMark(p: Printer, { value, mask }: { readonly value: number; readonly mask: number }): void {
  p.put('fwmark', `0x${value.toString(16)}`, ` fwmark 0x${value.toString(16)}`);
  if (mask >>> 0 !== 0xffffffff) p.put('fwmask', `0x${mask.toString(16)}`, `/0x${mask.toString(16)}`);
}

/** A rule may name a device that isn't there. */
function printDev(s: Session, p: Printer, key: 'iif' | 'oif', name: string): void {
  p.say(` ${key} `);
  p.putColored('ifname', key, name, name);
  if (!s.ns.ifindexes.has(name)) p.put(`${key}_detached`, null, ' [detached]');
}
