// The tables of a namespace at one time, and what has changed since, in words.

import { byNumber } from '../../../base/order.ts';
import type { Dev } from '../../../engine/device/dev.ts';
import { devAt, devsInOrder } from '../../../engine/device/table.ts';
import type { IfAddr, Route, Rule } from '../../../engine/fib/route.ts';
import type { Neigh } from '../../../engine/neigh/neigh.ts';
import { isValid } from '../../../engine/neigh/neigh.ts';
import { neighList } from '../../../engine/neigh/table.ts';
import { printIpv4 } from './addr-print.ts';
import { printLink } from './link-print.ts';
import type { MonitorObject } from './monitor.ts';
import { routeChanges } from './monitor-routes.ts';
import { printNetconf } from './netconf.ts';
import { printNeigh } from './neigh-print.ts';
import { printRule } from './rule-print.ts';
import type { Session } from './session.ts';

export interface Snapshot {
  readonly devs: readonly Dev[];
  readonly addrs: readonly IfAddr[];
  readonly routes: readonly Route[];
  readonly neighs: readonly Neigh[];
  readonly rules: readonly Rule[];
  readonly nsids: ReadonlyMap<number, string>;
}

export interface Change {
  readonly object: MonitorObject;
  readonly dev?: string | undefined;
  readonly text: string;
}

/** Another text after every change: cheap to compare. */
export function stamp(s: Session): string {
  const { ns } = s;
  return [s.world.events.length, ns.devs.version, ns.neigh.version, ns.nsids.version].join(' ');
}

export function snapshot({ ns, world }: Session): Snapshot {
  const nsids = new Map<number, string>();
  for (const other of world.netns.sorted((a, b) => byNumber(a.ordinal, b.ordinal))) {
    const id = ns.nsids.get(other.id);
    if (id !== undefined) nsids.set(id, other.name);
  }
  return {
    devs: devsInOrder(ns),
    addrs: ns.addrs.get(),
    routes: ns.routes.get(),
    neighs: neighList(ns),
    rules: ns.rules.get(),
    nsids,
  };
}

/** In the kernel's order: what a device had goes before the device, and what it gets comes after it. */
export function changesSince(s: Session, before: Snapshot, after: Snapshot): Change[] {
  return [
    ...nsidChanges(before, after),
    ...netconfChanges(s, before, after),
    ...linkChanges(s, before, after),
    ...addrChanges(s, before, after),
    ...routeChanges(s, before, after),
    ...neighChanges(s, before, after),
    ...listChanges(before.rules, after.rules, (rule, gone) => ruleChange(s, rule, gone)),
  ];
}

function nsidChanges(before: Snapshot, after: Snapshot): Change[] {
  const line = (id: number, name: string): string =>
    `nsid ${id} ${name === '' ? '' : `(iproute2 netns name: ${name})`}\n`;
  const gone = [...before.nsids].filter(([id]) => !after.nsids.has(id));
  const made = [...after.nsids].filter(([id]) => !before.nsids.has(id));
  return [
    ...gone.map(([id, name]): Change => ({ object: 'nsid', text: `Deleted ${line(id, name)}` })),
    ...made.map(([id, name]): Change => ({ object: 'nsid', text: line(id, name) })),
  ];
}

/** RTM_NEWNETCONF and RTM_DELNETCONF: the settings of a device that came or went (inet_netconf_notify_devconf). */
function netconfChanges(s: Session, before: Snapshot, after: Snapshot): Change[] {
  const isIn = (devs: readonly Dev[], { ifindex, name }: Dev): boolean =>
    devs.some((dev) => dev.ifindex === ifindex && dev.name === name);
  const made = after.devs.filter((dev) => !isIn(before.devs, dev));
  const gone = before.devs.filter((dev) => !isIn(after.devs, dev));
  const change = (text: string, dev: Dev): Change => ({ object: 'netconf', dev: dev.name, text });
  return [
    ...gone.flatMap((dev) => [
      change(`Deleted inet ${dev.name} \n`, dev),
      change(`Deleted inet6 ${dev.name} \n`, dev),
    ]),
    ...made.flatMap((dev) => [
      change(netconf(s, 'inet', dev.name), dev),
      change(netconf(s, 'inet6', dev.name), dev),
    ]),
  ];
}

function netconf(s: Session, family: 'inet' | 'inet6', dev: string): string {
  const p = s.plainPrinter();
  printNetconf(s, p, family, dev);
  return p.finish();
}

/** What a message about a device says; the rest of its row tells nobody. */
function linkKey({
  ifindex,
  name,
  mac,
  mtu,
  up,
  carrier,
  operstate,
  master,
  opened,
  labels,
  peer,
}: Dev): string {
  return JSON.stringify([ifindex, name, mac, mtu, up, carrier, operstate, master, opened, labels, peer]);
}

function linkChanges(s: Session, before: Snapshot, after: Snapshot): Change[] {
  const gone = before.devs.filter((dev) => !after.devs.some((now) => now.ifindex === dev.ifindex));
  const changed = after.devs.filter((dev) => {
    const old = before.devs.find((was) => was.ifindex === dev.ifindex);
    return old !== dev && (!old || linkKey(old) !== linkKey(dev));
  });
  const isNew = (ifindex: number): boolean => !before.devs.some((was) => was.ifindex === ifindex);
  const change = (dev: Dev, monitor: 'now' | 'deleted'): Change => {
    const unlinked = monitor === 'now' ? isNew(dev.ifindex) && isFirstOfPair(s, dev) : hasLostPeer(s, dev);
    const { peer: _, ...alone } = dev;
    const p = s.printer();
    p.open();
    printLink(s, p, unlinked ? alone : dev, { mode: false, lladdr: true, monitor, unlinked });
    p.say('\n');
    p.close();
    return { object: 'link', dev: dev.name, text: p.isJson ? p.finish() : p.take() };
  };
  return [...changed.map((dev) => change(dev, 'now')), ...gone.map((dev) => change(dev, 'deleted'))];
}

/** veth_newlink registers the peer, which gets the lower number, before the device that is asked for. */
function isFirstOfPair({ ns }: Session, { peer, ifindex }: Dev): boolean {
  return peer !== undefined && peer.netns === ns.id && ifindex < peer.ifindex;
}

/** veth_dellink parts the two before either is told of; one that moves to another namespace keeps its peer. */
function hasLostPeer({ world }: Session, { peer }: Dev): boolean {
  return peer !== undefined && !devAt(world, peer);
}

/** Rows that left, then rows that came. */
function listChanges<T>(
  before: readonly T[],
  after: readonly T[],
  tell: (row: T, gone: boolean) => Change,
): Change[] {
  if (before === after) return [];
  const had = new Set(before);
  const has = new Set(after);
  return [
    ...before.filter((row) => !has.has(row)).map((row) => tell(row, true)),
    ...after.filter((row) => !had.has(row)).map((row) => tell(row, false)),
  ];
}

/** An address that is changed is one message. */
function addrChanges(s: Session, before: Snapshot, after: Snapshot): Change[] {
  const keyOf = ({ dev, cidr, peer }: IfAddr): string => `${dev} ${cidr.addr}/${cidr.prefixLen} ${peer}`;
  const there = new Set(after.addrs.map(keyOf));
  const kept = before.addrs.filter((ifa) => after.addrs.includes(ifa) || !there.has(keyOf(ifa)));
  return listChanges(kept, after.addrs, (ifa, gone) => addrChange(s, before, ifa, gone));
}

function addrChange(s: Session, before: Snapshot, ifa: IfAddr, gone: boolean): Change {
  const dev = s.ns.devs.get(ifa.dev) ?? before.devs.find((was) => was.ifindex === ifa.dev);
  const p = s.printer();
  p.open();
  p.say(`${gone ? 'Deleted ' : ''}${ifa.dev}: ${p.colored('ifname', dev?.name ?? `if${ifa.dev}`)}`);
  printIpv4(s, p, ifa);
  p.say('\n');
  p.close();
  return { object: 'address', dev: dev?.name, text: p.isJson ? p.finish() : p.take() };
}

function ruleChange(s: Session, rule: Rule, deleted: boolean): Change {
  const p = s.printer();
  printRule(s, p, rule, deleted);
  return { object: 'rule', text: p.isJson ? p.finish() : p.take() };
}

/** neigh_update_notify: that an entry begins to be looked for, or to be used while stale, is told to nobody. */
function neighChanges(s: Session, before: Snapshot, after: Snapshot): Change[] {
  const old = new Map(before.neighs.map((neigh) => [`${neigh.dev} ${neigh.ip}`, neigh]));
  const now = new Set(after.neighs.map((neigh) => `${neigh.dev} ${neigh.ip}`));
  const changed = after.neighs.filter((neigh) => isTold(old.get(`${neigh.dev} ${neigh.ip}`), neigh));
  const gone = before.neighs.filter((neigh) => !now.has(`${neigh.dev} ${neigh.ip}`));
  const change = (neigh: Neigh, deleted: boolean): Change => {
    const p = s.printer();
    printNeigh(s, p, { neigh, withDev: true, deleted });
    return { object: 'neigh', dev: s.ns.devs.get(neigh.dev)?.name, text: p.isJson ? p.finish() : p.take() };
  };
  const dead = gone.map((neigh): Neigh => ({ ...neigh, state: 'FAILED' }));
  return [
    ...changed.map((neigh) => change(neigh, false)),
    ...dead.flatMap((neigh, i) => [
      ...(isValid((gone[i] as Neigh).state) ? [change(neigh, false)] : []),
      change(neigh, true),
    ]),
  ];
}

function isTold(old: Neigh | undefined, neigh: Neigh): boolean {
  if (neigh.state === 'INCOMPLETE' || neigh.state === 'DELAY' || neigh.state === 'NONE') return false;
  return old?.state !== neigh.state || old.mac !== neigh.mac;
}
