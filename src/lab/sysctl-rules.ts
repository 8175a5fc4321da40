// Which sysctls follow from others, so that a document says `ip_forward: 1` and not its consequences
// (inet_forward_change, net/ipv4/devinet.c).

import { neighSysctlDefault } from '../engine/neigh/sysctl.ts';
import { confKey, confPath, SYSCTL_DEFAULTS } from '../engine/sysctl.ts';
import { confDefault } from '../engine/sysctl-tree.ts';

const IP_FORWARD = 'net.ipv4.ip_forward';

/** What `key` says in a namespace that differs from a fresh one by `rows` alone. */
export function usualSysctl(rows: Readonly<Record<string, string>>, key: string): string | undefined {
  const path = confPath(key);
  if (!path) return SYSCTL_DEFAULTS[key] ?? neighSysctlDefault(key);
  const { dev, name } = path;
  const forwarding = rows[IP_FORWARD] ?? '0';
  if (name === 'forwarding') return forwarding;
  // A router doesn't listen to redirects.
  if (dev === 'all' && name === 'accept_redirects') return forwarding === '0' ? '1' : '0';
  const inherited = dev === 'all' || dev === 'default' ? undefined : rows[confKey('default', name)];
  return inherited ?? confDefault(dev, name);
}

/** The order in which writes don't undo each other: what has consequences comes first. */
export function sysctlRank(key: string): number {
  if (key === IP_FORWARD) return 0;
  const dev = confPath(key)?.dev;
  if (dev === 'all') return 1;
  return dev === 'default' ? 2 : 3;
}
