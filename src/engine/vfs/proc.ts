// /proc but for /proc/sys: the network's tables, and the few files about the machine that scripts look at.

import { byText } from '../../base/order.ts';
import { type NetnsId, SECOND } from '../ids.ts';
import type { World } from '../world.ts';
import { type LiveNode, liveDirectory, liveLink, liveText } from './node.ts';
import { procNetArp, procNetDev, procNetRoute } from './proc-net.ts';
import { procNetDevMcast, procNetIgmp } from './proc-net-groups.ts';
import { procNetNetstat, procNetSnmp } from './proc-net-snmp.ts';
import { SOCKET_TABLES } from './proc-net-sockets.ts';
import type { Netns } from '../netns.ts';

/** The kernel that the engine is compared with. */
export const OS_RELEASE = '6.18.44';
export const OS_VERSION = '#1 SMP PREEMPT_DYNAMIC';

const NET: Readonly<Record<string, (ns: Netns) => string>> = {
  arp: procNetArp,
  dev: procNetDev,
  dev_mcast: procNetDevMcast,
  igmp: procNetIgmp,
  netstat: procNetNetstat,
  route: procNetRoute,
  snmp: procNetSnmp,
  ...SOCKET_TABLES,
};

const FILES: Readonly<Record<string, (world: World) => string>> = {
  cmdline: () => 'console=ttyS0 root=/dev/vda rw\n',
  cpuinfo: () => [0, 1].map(cpu).join(''),
  filesystems: () => 'nodev\tsysfs\nnodev\ttmpfs\nnodev\tproc\n\text4\n',
  loadavg: () => '0.00 0.00 0.00 1/64 1\n',
  meminfo: () => 'MemTotal:        1048576 kB\nMemFree:          786432 kB\nMemAvailable:     917504 kB\n',
  modules: () => '',
  mounts: () =>
    '/dev/vda / ext4 rw,relatime 0 0\nproc /proc proc rw,nosuid,nodev,noexec,relatime 0 0\n' +
    'sysfs /sys sysfs rw,nosuid,nodev,noexec,relatime 0 0\n',
  uptime: (world) => {
    const seconds = (world.now / SECOND).toFixed(2);
    return `${seconds} ${seconds}\n`;
  },
  version: () => `Linux version ${OS_RELEASE} (packetwalk) ${OS_VERSION}\n`,
};

export function procNode(world: World, netns: NetnsId, path: string): LiveNode | undefined {
  if (path === '') return liveDirectory(() => ['net', 'self', 'sys', ...Object.keys(FILES)]);
  if (path === '/net') return liveLink('self/net');
  if (path === '/self') return liveDirectory(() => ['net', 'ns']);
  if (path === '/self/ns') return liveDirectory(() => [...Object.keys(NAMESPACES), 'net'].sort(byText));
  if (path.startsWith('/self/ns/')) return nsLink(world, netns, path.slice('/self/ns/'.length));
  if (path === '/self/net') return liveDirectory(() => Object.keys(NET).sort(byText));
  if (path === '/self/mounts') return liveLink('../mounts');
  const [, self, folder, name = ''] = path.split('/');
  if (self === 'self' && folder === 'net' && Object.hasOwn(NET, name)) {
    const ns = world.netns.get(netns);
    return ns && liveText(NET[name]?.(ns) ?? '');
  }
  const file = path.slice(1);
  return Object.hasOwn(FILES, file) ? liveText(FILES[file]?.(world) ?? '') : undefined;
}

/** /proc/self/ns but for `net`: the inodes of the first namespaces (include/uapi/linux/nsfs.h). */
const NAMESPACES: Readonly<Record<string, string>> = {
  cgroup: 'cgroup:[4026531835]',
  ipc: 'ipc:[4026531839]',
  mnt: 'mnt:[4026531832]',
  pid: 'pid:[4026531836]',
  pid_for_children: 'pid:[4026531836]',
  time: 'time:[4026531834]',
  time_for_children: 'time:[4026531834]',
  user: 'user:[4026531837]',
  uts: 'uts:[4026531838]',
};
const FIRST_NET_INODE = 4_026_531_833;

function nsLink(world: World, netns: NetnsId, name: string): LiveNode | undefined {
  const ns = world.netns.get(netns);
  if (name === 'net' && ns) return liveLink(`net:[${netInode(ns)}]`);
  return Object.hasOwn(NAMESPACES, name) ? liveLink(NAMESPACES[name] ?? '') : undefined;
}

/** The inode that names a network namespace; the machine's own is the first. */
export function netInode({ ordinal }: Netns): number {
  return ordinal === 0 ? FIRST_NET_INODE : 4_026_532_100 + 60 * ordinal;
}

function cpu(processor: number): string {
  return `processor\t: ${processor}\nvendor_id\t: Packetwalk\nmodel name\t: Virtual CPU\ncpu MHz\t\t: 1000.000\n\n`;
}
