// Which multicast groups a device is in: /proc/net/igmp (igmp_mc_seq_show, net/ipv4/igmp.c), /proc/net/dev_mcast (net/core) and
// /proc/net/igmp6. Every host is in 224.0.0.1 and ff02::1; a bridge that snoops is in 224.0.0.106, too (RFC 4286).
// Simplified: programs join no groups, so that nobody sends IGMP reports. A device that has been up and is down again keeps
// the filter of one that never was.

import { type Ipv4Addr, ipv4ToNumber } from '../../wire/ipv4-addr.ts';
import type { Dev } from '../device/dev.ts';
import { devsInOrder } from '../device/table.ts';
import type { Netns } from '../netns.ts';
import { allNodesGroup, hasInet6Dev, hasIpv6 } from '../sysctl-ipv6.ts';

const ALL_HOSTS = '224.0.0.1' as Ipv4Addr;
const ALL_NODES_MAC = '33:33:00:00:00:01';
const ALL_SNOOPERS = '224.0.0.106' as Ipv4Addr;

export interface DevGroups {
  /** In the device's filter. */
  readonly link: readonly string[];
  /** In the order that they were joined. */
  readonly inet: readonly Ipv4Addr[];
  /** The last one joined first, as the kernel lists them. */
  readonly inet6: readonly string[];
}

export function groupsOf(ns: Netns, dev: Dev): DevGroups {
  const snoops = dev.kind === 'bridge' && dev.up && dev.bridge?.options?.['mcast_snooping'] !== 0;
  const node = dev.up && dev.linkLocal && hasIpv6(ns, dev.name) ? dev.mac.split(':').slice(3) : undefined;
  const [a = '', b = '', c = ''] = node ?? [];
  const solicited = node ? [`ff02::1:ff${a}:${`${b}${c}`.replace(/^0+(?=.)/, '')}`] : [];
  const nodes = allNodesGroup(dev);
  return {
    link:
      dev.kind === 'loopback'
        ? []
        : [
            ...(nodes === 'first' ? [ALL_NODES_MAC] : []),
            ...(snoops ? ['01:00:5e:00:00:6a', '33:33:00:00:00:6a'] : []),
            ...(dev.up ? ['01:00:5e:00:00:01'] : []),
            ...(nodes === 'late' ? [ALL_NODES_MAC] : []),
            ...(node ? [`33:33:ff:${node.join(':')}`] : []),
          ],
    inet: dev.up ? [ALL_HOSTS, ...(snoops ? [ALL_SNOOPERS] : [])] : [],
    inet6: hasInet6Dev(dev) ? [...solicited, ...(snoops ? ['ff02::6a'] : []), 'ff02::1', 'ff01::1'] : [],
  };
}

export function procNetIgmp(ns: Netns): string {
  const rows = devsInOrder(ns).flatMap((dev) => {
    const { inet } = groupsOf(ns, dev);
    if (inet.length === 0) return [];
    const head = `${dev.ifindex}\t${dev.name.padEnd(10)}: ${String(inet.length).padStart(5)}      V3\n`;
    return [head, ...inet.map((group) => `\t\t\t\t${inMemory(group)}     1 0:00000000\t\t0\n`)];
  });
  return `Idx\tDevice    : Count Querier\tGroup    Users Timer\tReporter\n${rows.join('')}`;
}

export function procNetDevMcast(ns: Netns): string {
  return devsInOrder(ns)
    .flatMap((dev) => groupsOf(ns, dev).link.map((mac) => devMcastRow(dev, mac)))
    .join('');
}

function devMcastRow({ ifindex, name }: Dev, mac: string): string {
  return `${String(ifindex).padEnd(4)} ${name.padEnd(15)} ${'1'.padEnd(5)} ${'0'.padEnd(5)} ${mac.replaceAll(':', '')}\n`;
}

/** A number in network order as a little-endian machine prints it. */
function inMemory(addr: Ipv4Addr): string {
  const octets = ipv4ToNumber(addr).toString(16).toUpperCase().padStart(8, '0').match(/../g) ?? [];
  return octets.reverse().join('');
}
