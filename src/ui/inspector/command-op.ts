// Reads the commands that explain/ proposes as fixes back into operations, so that a button can do them. Only those
// shapes: a real parser of iproute2's grammar belongs to the shell.

import type { RouteType } from '../../engine/fib/route.ts';
import type { NetnsId } from '../../engine/ids.ts';
import type { NetlinkOp, RouteSpec } from '../../engine/netlink.ts';
import { type Ipv4Cidr, parseIpv4, parseIpv4Cidr } from '../../wire/ipv4-addr.ts';

/** The operation that `command` is in namespace `netns`; undefined if it isn't one of the known shapes. */
export function commandOp(netns: NetnsId, command: string): NetlinkOp | undefined {
  const sysctl = /^sysctl (?:-w )?([\w.]+)=(\S+)$/.exec(command);
  if (sysctl) {
    const [, key = '', value = ''] = sysctl;
    return { op: 'sysctl.write', netns, key, value };
  }
  const words = command.split(/\s+/);
  switch (words.slice(0, 3).join(' ')) {
    case 'ip link set':
      return linkSet(netns, words.slice(3));
    case 'ip addr add':
      return addrAdd(netns, words.slice(3));
    case 'ip route add':
    case 'ip route replace':
      return routeAdd(netns, words[2] === 'add' ? 'route.add' : 'route.replace', words.slice(3));
    case 'ip route del':
      return routeDel(netns, words.slice(3));
    default:
      return undefined;
  }
}

function linkSet(netns: NetnsId, words: readonly string[]): NetlinkOp | undefined {
  const [name, what, value, ...rest] = words[0] === 'dev' ? words.slice(1) : words;
  if (name === undefined || rest.length > 0) return undefined;
  if ((what === 'up' || what === 'down') && value === undefined) {
    return { op: 'link.set', netns, name, up: what === 'up' };
  }
  if (what === 'mtu' && /^\d+$/.test(value ?? '')) return { op: 'link.set', netns, name, mtu: Number(value) };
  if (what === 'master' && value !== undefined) return { op: 'link.set', netns, name, master: value };
  return undefined;
}

function addrAdd(netns: NetnsId, words: readonly string[]): NetlinkOp | undefined {
  const [text = '', dev, name, ...rest] = words;
  const cidr = parseIpv4Cidr(text);
  if (!cidr.ok || dev !== 'dev' || name === undefined || rest.length > 0) return undefined;
  return { op: 'addr.add', netns, dev: name, cidr: cidr.value };
}

function routeAdd(
  netns: NetnsId,
  op: 'route.add' | 'route.replace',
  words: readonly string[],
): NetlinkOp | undefined {
  const dst = parseDestination(words[0] ?? '');
  if (!dst) return undefined;
  let route: RouteSpec = { dst };
  for (let i = 1; i < words.length; i += 2) {
    const value = words[i + 1];
    if (value === undefined) return undefined;
    const via = parseIpv4(value);
    if (words[i] === 'via' && via.ok) route = { ...route, via: via.value };
    else if (words[i] === 'dev') route = { ...route, dev: value };
    else if (words[i] === 'metric' && /^\d+$/.test(value)) route = { ...route, metric: Number(value) };
    else return undefined;
  }
  return { op, netns, route };
}

const TYPES: readonly RouteType[] = ['unreachable', 'blackhole', 'prohibit', 'throw'];

function routeDel(netns: NetnsId, words: readonly string[]): NetlinkOp | undefined {
  const type = TYPES.find((known) => known === words[0]);
  const [text = '', ...rest] = type ? words.slice(1) : words;
  const dst = parseDestination(text);
  if (!dst || rest.length > 0) return undefined;
  return { op: 'route.del', netns, route: { dst, ...(type && { type }) } };
}

/** `default`, or a prefix; an address without a length is a host route. */
export function parseDestination(text: string): Ipv4Cidr | undefined {
  const cidr = parseIpv4Cidr(text === 'default' ? '0.0.0.0/0' : text);
  return cidr.ok ? cidr.value : undefined;
}
