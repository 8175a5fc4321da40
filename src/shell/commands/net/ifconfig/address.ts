// Addresses as the old ioctls set them (devinet_ioctl, net/ipv4/devinet.c): one address a label, its class's netmask to
// begin with, and the broadcast address that follows from that.

import { type Result, err, ok } from '../../../../base/result.ts';
import { applyOp } from '../../../../engine/apply.ts';
import { devByName } from '../../../../engine/device/table.ts';
import { addrsOf } from '../../../../engine/fib/addr-table.ts';
import type { IfAddr } from '../../../../engine/fib/route.ts';
import type { Errno } from '../../../../engine/netlink.ts';
import type { Netns } from '../../../../engine/netns.ts';
import {
  broadcastOf,
  INADDR_ANY,
  type Ipv4Addr,
  type Ipv4Cidr,
  ipv4FromNumber,
  ipv4ToNumber,
  netmask,
} from '../../../../wire/ipv4-addr.ts';
import type { Proc } from '../../../program.ts';

/** `eth0:1` is a label of eth0. */
export function deviceOf(label: string): string {
  return label.split(':')[0] ?? label;
}

export function addressOf(ns: Netns, label: string): IfAddr | undefined {
  const dev = devByName(ns, deviceOf(label));
  return dev && addrsOf(ns, dev.ifindex).find((ifa) => ifa.label === label);
}

/** SIOCSIFADDR */
export function setAddress(proc: Proc, label: string, addr: Ipv4Addr): Result<void, Errno> {
  const ns = proc.world.netns.get(proc.netns) as Netns;
  if (!devByName(ns, deviceOf(label))) return err('ENODEV');
  const length = classLength(addr);
  if (length === undefined) return err('EINVAL');
  const old = addressOf(ns, label);
  if (old?.cidr.addr === addr) return ok();
  if (old) remove(proc, label, old);
  if (addr === INADDR_ANY) return ok();
  const cidr = { addr, prefixLen: length };
  return add(proc, label, cidr, length < 31 ? broadcastOf(cidr) : undefined);
}

/** SIOCSIFNETMASK: a broadcast address that followed from the old mask follows from the new one, if that leaves room for one. */
export function setNetmask(proc: Proc, label: string, mask: Ipv4Addr): Result<void, Errno> {
  const ns = proc.world.netns.get(proc.netns) as Netns;
  const old = addressOf(ns, label);
  if (!old) return noAddress(ns, label);
  const rest = ~ipv4ToNumber(mask) >>> 0;
  if ((rest & (rest + 1)) !== 0) return err('EINVAL');
  const cidr = { addr: old.cidr.addr, prefixLen: Math.clz32(rest) };
  if (cidr.prefixLen === old.cidr.prefixLen) return ok();
  remove(proc, label, old);
  const follows = old.broadcast === undefined || old.broadcast === broadcastOf(old.cidr);
  return add(proc, label, cidr, follows && cidr.prefixLen < 31 ? broadcastOf(cidr) : old.broadcast);
}

/** SIOCSIFBRDADDR */
export function setBroadcast(proc: Proc, label: string, broadcast: Ipv4Addr): Result<void, Errno> {
  const ns = proc.world.netns.get(proc.netns) as Netns;
  const old = addressOf(ns, label);
  if (!old) return noAddress(ns, label);
  if (old.broadcast === broadcast) return ok();
  remove(proc, label, old);
  return add(proc, label, old.cidr, broadcast);
}

function noAddress(ns: Netns, label: string): Result<void, Errno> {
  return err(devByName(ns, deviceOf(label)) ? 'EADDRNOTAVAIL' : 'ENODEV');
}

/** `add`: under the first label that is free, with the mask and the broadcast address of the device's own. */
export function addAlias(proc: Proc, name: string, addr: Ipv4Addr): Result<void, Errno> {
  const ns = proc.world.netns.get(proc.netns) as Netns;
  const own = addressOf(ns, deviceOf(name));
  const label = freeAlias(ns, name);
  const done = setAddress(proc, label, addr);
  if (!done.ok || !own) return done;
  const masked = setNetmask(proc, label, ipv4FromNumber(netmask(own.cidr.prefixLen)));
  return masked.ok && own.broadcast !== undefined ? setBroadcast(proc, label, own.broadcast) : masked;
}

function freeAlias(ns: Netns, name: string): string {
  for (let i = 0; ; i++) {
    const alias = `${deviceOf(name)}:${i}`;
    if (!addressOf(ns, alias)) return alias;
  }
}

/** `down` of a label: the address goes. */
export function removeAddress(proc: Proc, label: string): Result<void, Errno> {
  const ns = proc.world.netns.get(proc.netns) as Netns;
  const old = addressOf(ns, label);
  if (!old) return err('EADDRNOTAVAIL');
  remove(proc, label, old);
  return ok();
}

function remove(proc: Proc, label: string, { cidr }: IfAddr): void {
  applyOp(proc.world, { op: 'addr.del', netns: proc.netns, dev: deviceOf(label), cidr });
}

function add(
  proc: Proc,
  label: string,
  cidr: Ipv4Cidr,
  broadcast: Ipv4Addr | undefined,
): Result<void, Errno> {
  const own = broadcast === undefined ? {} : { broadcast };
  const dev = deviceOf(label);
  const isLoopback = dev === 'lo';
  const done = applyOp(proc.world, {
    op: 'addr.add',
    netns: proc.netns,
    dev,
    cidr,
    label,
    ...(isLoopback ? { scope: 'host' as const } : own),
  });
  return done.ok ? ok() : err(done.error.errno);
}

/** inet_abc_len */
function classLength(addr: Ipv4Addr): number | undefined {
  const first = ipv4ToNumber(addr) >>> 24;
  if (addr === INADDR_ANY) return 0;
  if (first < 128) return 8;
  if (first < 192) return 16;
  if (first < 224) return 24;
  return first >= 240 ? 32 : undefined;
}
