// Switching a machine off and on again. All that netlink configured is lost, and /tmp and /run; what is on the disk stays, and
// at the start systemd-sysctl applies /etc/sysctl.d and /etc/sysctl.conf, and ifupdown brings up what is `auto`.

import { byText } from '../base/order.ts';
import { applyOp } from '../engine/apply.ts';
import { devsInOrder } from '../engine/device/table.ts';
import { netnsInOrder } from '../engine/device/netns-table.ts';
import { type MachineId, type NetnsId, rootNetnsOf } from '../engine/ids.ts';
import type { Netns } from '../engine/netns.ts';
import type { Op } from '../engine/netlink.ts';
import type { Files } from '../engine/vfs/files.ts';
import { loseVolatile } from '../engine/vfs/changed.ts';
import { sysctlPath } from '../engine/vfs/proc-sys.ts';
import { filesOf } from '../engine/vfs/view.ts';
import type { World } from '../engine/world.ts';
import { sysctlKeys, sysctlText } from '../engine/sysctl.ts';
import { formatIpv4Cidr, parseIpv4, parseIpv4Cidr } from '../wire/ipv4-addr.ts';
import {
  INTERFACES_FILE,
  INTERFACES_FOLDER,
  parseInterfaces,
  type Stanza,
  STATE_FILE,
  withMask,
} from '../shell/commands/ifupdown/interfaces-file.ts';
import { parseSysctlConf } from './sysctl-conf.ts';

export interface Rebooted {
  /** The `up` and `post-up` lines, in order: whoever has a shell runs them. */
  readonly commands: readonly string[];
  /** What couldn't be applied, as the boot would have logged it. */
  readonly complaints: readonly string[];
}

export function rebootMachine(world: World, machine: MachineId): Rebooted {
  const root = rootNetnsOf(machine);
  for (const { name } of netnsInOrder(world, machine)) {
    if (name !== '') applyOp(world, { op: 'netns.del', machine, name });
  }
  const ns = world.netns.get(root);
  if (!ns) return { commands: [], complaints: [`no machine ${machine}`] };
  forgetNetwork(world, ns);
  loseVolatile(world, machine);
  const files = filesOf(world, machine, root);
  const complaints = applySysctls(files);
  const stanzas = parseInterfaces(readAll(files, INTERFACES_FILE, INTERFACES_FOLDER));
  const automatic = stanzas.filter((stanza) => stanza.auto);
  const commands = automatic.flatMap((stanza) => ifup(world, root, stanza, complaints));
  files.mkdir('/run/network');
  files.write(STATE_FILE, automatic.map(({ name }) => `${name}=${name}\n`).join(''));
  return { commands, complaints };
}

/** Virtual devices are gone, ports are down and bare, tables are empty and settings are as they come. */
function forgetNetwork(world: World, ns: Netns): void {
  const apply = (op: Op): void => void applyOp(world, op);
  const netns = ns.id;
  for (const dev of devsInOrder(ns).reverse()) {
    if (!ns.devs.has(dev.ifindex)) continue;
    const { name } = dev;
    if (dev.kind !== 'loopback' && dev.kind !== 'physical') {
      apply({ op: 'link.del', netns, name });
      continue;
    }
    if (dev.master !== undefined) apply({ op: 'link.set', netns, name, master: null });
    for (const addr of ns.addrs.get().filter((one) => one.dev === dev.ifindex)) {
      apply({ op: 'addr.del', netns, dev: name, cidr: addr.cidr });
    }
    apply({ op: 'link.set', netns, name, up: false, mtu: dev.kind === 'loopback' ? 65_536 : 1500 });
  }
  forgetTables(world, ns);
}

/** Routes and neighbours went with the devices; what is left has none. */
function forgetTables(world: World, ns: Netns): void {
  const netns = ns.id;
  for (const route of ns.routes.get()) {
    const { dst, type, metric, table, tos } = route;
    applyOp(world, { op: 'route.del', netns, route: { dst, type, metric, table, tos } });
  }
  for (const rule of ns.rules.get()) {
    if (rule.pref !== 0 && rule.pref < 32_766) applyOp(world, { op: 'rule.del', netns, rule });
  }
  for (const key of ns.neigh.keys(byText)) {
    const neigh = ns.neigh.get(key);
    const dev = neigh && ns.devs.get(neigh.dev)?.name;
    if (neigh && dev !== undefined) applyOp(world, { op: 'neigh.del', netns, dev, ip: neigh.ip });
  }
  for (const key of ns.exceptions.keys(byText)) ns.exceptions.delete(key);
  resetSysctls(world, ns);
}

/** Forwarding first: it decides about others. */
function resetSysctls(world: World, ns: Netns): void {
  const fresh = new Map(sysctlKeys(ns).map((key) => [key, sysctlText(ns, key)]));
  ns.sysctl.keys(byText).forEach((key) => ns.sysctl.delete(key));
  const usual = new Map([...fresh.keys()].map((key) => [key, sysctlText(ns, key)]));
  for (const [key, before] of fresh) {
    const value = usual.get(key);
    if (value !== undefined && value !== before)
      applyOp(world, { op: 'sysctl.write', netns: ns.id, key, value });
  }
  ns.sysctl.keys(byText).forEach((key) => ns.sysctl.delete(key));
}

/** systemd-sysctl: the files of sysctl.d by name, /etc/sysctl.conf as 99-sysctl.conf. */
function applySysctls(files: Files): string[] {
  const complaints: string[] = [];
  for (const { key, value, mayFail } of parseSysctlConf(
    readAll(files, '/etc/sysctl.conf', '/etc/sysctl.d'),
  )) {
    const written = files.write(`/proc/sys${sysctlPath(key)}`, value);
    if (!written.ok && !mayFail && written.error !== 'ENOENT') {
      complaints.push(`Couldn't write '${value}' to '${key.replaceAll('.', '/')}': ${written.error}`);
    }
  }
  return complaints;
}

function readAll(files: Files, last: string, folder: string): string {
  const names = files.list(folder);
  const paths = names.ok ? [...names.value].sort(byText).map((name) => `${folder}/${name}`) : [];
  return [...paths, last]
    .map((path) => files.read(path))
    .map((text) => (text.ok ? text.value : ''))
    .join('\n');
}

/** ifup of one interface; returns the lines that it would run. */
function ifup(world: World, netns: NetnsId, stanza: Stanza, complaints: string[]): string[] {
  const { name, method, options } = stanza;
  const complain = (what: string): string[] => {
    complaints.push(`ifup: failed to bring up ${name}: ${what}`);
    return [];
  };
  if (!world.netns.get(netns)?.ifindexes.has(name)) return complain(`Cannot find device "${name}"`);
  applyOp(world, { op: 'link.set', netns, name, up: true });
  if (method === 'static') {
    const address = options.get('address');
    const cidr = parseIpv4Cidr(withMask(address ?? '', options.get('netmask')));
    if (!cidr.ok) return complain(`bad address ${address ?? '(none)'}`);
    const added = applyOp(world, { op: 'addr.add', netns, dev: name, cidr: cidr.value });
    if (!added.ok) return complain(`${formatIpv4Cidr(cidr.value)}: ${added.error.errno}`);
    const gateway = parseIpv4(options.get('gateway') ?? '');
    const everywhere = parseIpv4Cidr('0.0.0.0/0');
    if (gateway.ok && everywhere.ok) {
      const route = { dst: everywhere.value, via: gateway.value, dev: name };
      const done = applyOp(world, { op: 'route.add', netns, route });
      if (!done.ok) return complain(`gateway ${gateway.value}: ${done.error.errno}`);
    }
  }
  return [...stanza.hooks['pre-up'], ...stanza.hooks.up].map((line) =>
    line.replaceAll(/\$\{?IFACE\}?/g, name),
  );
}
