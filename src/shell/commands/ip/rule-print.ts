// A line of `ip rule` (print_rule, ip/iprule.c).

import { DEFAULT_RULES, type PortRange, type Rule } from '../../../engine/fib/route.ts';
import type { Ipv4Cidr } from '../../../wire/ipv4-addr.ts';
import { dsfieldName, groupName, ipprotoName, protoNameOf, realmName, tableName, typeName } from './names.ts';
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
  if (rule.tos !== undefined) p.put('tos', dsfieldName(s, rule.tos), ` tos ${dsfieldName(s, rule.tos)}`);
  if (rule.fwmark) printMark(p, rule.fwmark);
  if (rule.iif !== undefined) printDev(s, p, 'iif', rule.iif);
  if (rule.oif !== undefined) printDev(s, p, 'oif', rule.oif);
  printSelectors(s, p, rule);
  printTable(s, p, rule);
  if (rule.realm !== undefined) printRealms(s, p, rule.realm);
  printAction(s, p, rule);
  printProto(s, p, rule);
  p.say('\n');
  p.close();
}

function printSelectors(s: Session, p: Printer, { uidrange, ipproto, sport, dport, tunId }: Rule): void {
  if (uidrange) {
    p.json('uid_start', uidrange.start);
    p.json('uid_end', uidrange.end);
    p.say(` uidrange ${uidrange.start}-${uidrange.end}`);
  }
  if (ipproto !== undefined) p.put('ipproto', ipprotoName(s, ipproto), ` ipproto ${ipprotoName(s, ipproto)}`);
  if (sport) printPorts(p, 'sport', sport);
  if (dport) printPorts(p, 'dport', dport);
  if (tunId !== undefined) p.put('tun_id', tunId, ` tun_id ${tunId}`);
}

function printPorts(p: Printer, key: 'sport' | 'dport', { start, end }: PortRange): void {
  if (start === end) return p.put(key, start, ` ${key} ${start}`);
  p.json(`${key}_start`, start);
  p.json(`${key}_end`, end);
  p.say(` ${key} ${start}-${end}`);
}

function printTable(s: Session, p: Printer, { table, suppressPrefixlength, suppressIfgroup }: Rule): void {
  if (table === 0) return;
  const name = tableName(s, table);
  p.put('table', name, ` lookup ${name}`);
  if (suppressPrefixlength !== undefined)
    p.put('suppress_prefixlen', suppressPrefixlength, ` suppress_prefixlength ${suppressPrefixlength}`);
  if (suppressIfgroup === undefined) return;
  const group = groupName(s, suppressIfgroup);
  p.put('suppress_ifgroup', group, ` suppress_ifgroup ${group}`);
}

function printRealms(s: Session, p: Printer, realm: number): void {
  const [from, to] = [realm >>> 16, realm & 0xffff].map((each) => realmName(s, each));
  if (realm >>> 16 !== 0) p.json('flow_from', from as string);
  p.json('flow_to', to as string);
  p.say(` realms ${realm >>> 16 === 0 ? '' : `${from}/`}${to}`);
}

/** A goto whose target isn't there says so. */
function printAction(s: Session, p: Printer, { action, goto: target = 0 }: Rule): void {
  if (action === 'nop') p.put('nop', null, ' nop');
  else if (action === 'goto') {
    p.put('goto', target, ` goto ${target}`);
    if (!s.ns.rules.get().some((rule) => rule.pref === target)) p.put('unresolved', null, ' [unresolved]');
  } else if (action) p.put('action', typeName(s, action), ` ${typeName(s, action)}`);
}

/** Who made it is only told if somebody said so, or with -d. */
function printProto(s: Session, p: Printer, rule: Rule): void {
  const number = rule.proto ?? (DEFAULT_RULES.includes(rule) ? 2 : 0);
  if (number <= 2 && s.options.details === 0) return;
  const proto = protoNameOf(s, number);
  p.put('protocol', proto, ` proto ${proto}`);
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
