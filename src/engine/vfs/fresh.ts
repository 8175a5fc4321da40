// The disk of a machine that was just installed: a small Debian 12, with what a course in networking looks at.

import { IPROUTE2_FILES } from './iproute2.ts';
import type { DiskNode } from './node.ts';
import { INSTALLED } from './installed.ts';
import { parentOf } from './path.ts';

const TEXTS: Readonly<Record<string, string>> = {
  '/etc/hosts': '127.0.0.1\tlocalhost\n',
  '/etc/resolv.conf': '',
  '/etc/nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\nnetworks: files\nservices: files\n',
  '/etc/host.conf': 'multi on\n',
  '/etc/debian_version': '12.11\n',
  '/etc/issue': 'Debian GNU/Linux 12 \\n \\l\n\n',
  '/etc/sysctl.conf':
    '#\n# /etc/sysctl.conf - Configuration file for setting system variables\n# See sysctl.conf (5) for information.\n#\n\n' +
    '# Uncomment the next line to enable packet forwarding for IPv4\n#net.ipv4.ip_forward=1\n',
  '/etc/network/interfaces':
    '# This file describes the network interfaces available on your system\n' +
    '# and how to activate them. For more information, see interfaces(5).\n\n' +
    '# The loopback network interface\nauto lo\niface lo inet loopback\n',
  '/etc/os-release':
    'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nVERSION="12 (bookworm)"\n' +
    'VERSION_CODENAME=bookworm\nID=debian\nHOME_URL="https://www.debian.org/"\n' +
    'SUPPORT_URL="https://www.debian.org/support"\nBUG_REPORT_URL="https://bugs.debian.org/"\n',
  '/etc/passwd':
    'root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n' +
    'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n',
  '/etc/group': 'root:x:0:\ndaemon:x:1:\nnogroup:x:65534:\n',
  '/etc/shells': '# /etc/shells: valid login shells\n/bin/sh\n/usr/bin/sh\n/bin/bash\n/usr/bin/bash\n',
  '/etc/protocols':
    'ip\t0\tIP\nicmp\t1\tICMP\nigmp\t2\tIGMP\nipencap\t4\tIP-ENCAP\ntcp\t6\tTCP\nudp\t17\tUDP\ngre\t47\tGRE\n' +
    'esp\t50\tIPSEC-ESP\nah\t51\tIPSEC-AH\nipv6-icmp\t58\tIPv6-ICMP\nospf\t89\tOSPFIGP\nvrrp\t112\tVRRP\nsctp\t132\tSCTP\n',
  '/etc/services':
    'echo\t\t7/tcp\necho\t\t7/udp\nftp\t\t21/tcp\nssh\t\t22/tcp\ntelnet\t\t23/tcp\nsmtp\t\t25/tcp\tmail\ndomain\t\t53/tcp\n' +
    'domain\t\t53/udp\nbootps\t\t67/udp\nbootpc\t\t68/udp\ntftp\t\t69/udp\nhttp\t\t80/tcp\twww\nkerberos\t88/tcp\nntp\t\t123/udp\n' +
    'snmp\t\t161/udp\nbgp\t\t179/tcp\nhttps\t\t443/tcp\nhttps\t\t443/udp\nsyslog\t\t514/udp\nmysql\t\t3306/tcp\n' +
    'postgresql\t5432/tcp\tpostgres\nhttp-alt\t8080/tcp\twebcache\n',
  ...IPROUTE2_FILES,
  '/root/.bashrc': '# ~/.bashrc: executed by bash(1) for non-login shells.\n',
  '/root/.profile':
    '# ~/.profile: executed by Bourne-compatible login shells.\n\nif [ "$BASH" ]; then\n  if [ -f ~/.bashrc ]; then\n    . ~/.bashrc\n  fi\nfi\n',
  '/var/log/syslog': '',
};

const LINKS: Readonly<Record<string, string>> = {
  '/bin': 'usr/bin',
  '/sbin': 'usr/sbin',
  '/lib': 'usr/lib',
  '/usr/sbin/ip': '/bin/ip',
  '/var/run': '/run',
  '/var/lock': '/run/lock',
  '/etc/mtab': '../proc/self/mounts',
};

const DIRECTORIES: Readonly<Record<string, number>> = {
  '/': 0o755,
  '/boot': 0o755,
  '/dev': 0o755,
  '/etc/iproute2/rt_protos.d': 0o755,
  '/etc/iproute2/rt_tables.d': 0o755,
  '/etc/network/if-up.d': 0o755,
  '/etc/network/interfaces.d': 0o755,
  '/etc/sysctl.d': 0o755,
  '/home': 0o755,
  '/media': 0o755,
  '/mnt': 0o755,
  '/opt': 0o755,
  '/proc': 0o555,
  '/root': 0o700,
  '/run': 0o755,
  '/run/lock': 0o1777,
  '/srv': 0o755,
  '/sys': 0o555,
  '/tmp': 0o1777,
  '/usr/lib': 0o755,
  '/usr/local/bin': 0o755,
  '/usr/local/sbin': 0o755,
  '/usr/share': 0o755,
  '/var/lib': 0o755,
  '/var/log': 0o755,
  '/var/tmp': 0o1777,
};

/** The first octets of a program, which is all that there is of it. */
const ELF = '\x7FELF\x02\x01\x01\0';

function install(): Map<string, DiskNode> {
  const nodes = new Map<string, DiskNode>();
  for (const [path, mode] of Object.entries(DIRECTORIES))
    nodes.set(path, { kind: 'directory', mode, mtime: 0 });
  for (const [path, text] of Object.entries(TEXTS))
    nodes.set(path, { kind: 'file', text, mode: 0o644, mtime: 0 });
  for (const [path, target] of Object.entries(LINKS)) nodes.set(path, { kind: 'symlink', target, mtime: 0 });
  for (const path of INSTALLED) nodes.set(path, { kind: 'file', text: ELF, mode: 0o755, mtime: 0 });
  for (const path of [...nodes.keys()]) addParents(nodes, path);
  return nodes;
}

function addParents(nodes: Map<string, DiskNode>, path: string): void {
  for (let parent = parentOf(path); !nodes.has(parent); parent = parentOf(parent)) {
    nodes.set(parent, { kind: 'directory', mode: 0o755, mtime: 0 });
  }
}

/** The same of every machine, but for /etc/hostname. */
const NODES: ReadonlyMap<string, DiskNode> = install();

const NAMES: ReadonlyMap<string, readonly string[]> = namesByDirectory();

function namesByDirectory(): Map<string, string[]> {
  const names = new Map<string, string[]>([['/etc', ['hostname']]]);
  for (const path of NODES.keys()) {
    if (path === '/') continue;
    const parent = parentOf(path);
    const list = names.get(parent) ?? [];
    list.push(path.slice(path.lastIndexOf('/') + 1));
    names.set(parent, list);
  }
  return names;
}

export function freshNode(path: string, hostname: string): DiskNode | undefined {
  if (path === '/etc/hostname') return { kind: 'file', text: `${hostname}\n`, mode: 0o644, mtime: 0 };
  return NODES.get(path);
}

export function freshNames(directory: string): readonly string[] {
  return NAMES.get(directory) ?? [];
}
