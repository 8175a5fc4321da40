// Which sysctls follow from others, so that a document says `ip_forward: 1` and not its consequences
// (inet_forward_change, net/ipv4/devinet.c).

import { IPV4_CONF_DEFAULTS, type Ipv4Conf, SYSCTL_DEFAULTS } from '../engine/sysctl.ts';

const IP_FORWARD = 'net.ipv4.ip_forward';
const CONF = /^net\.ipv4\.conf\.(.+)\.(\w+)$/;

/** What `key` says in a namespace that differs from a fresh one by `rows` alone. */
export function usualSysctl(rows: Readonly<Record<string, string>>, key: string): string | undefined {
  const match = CONF.exec(key);
  if (!match) return SYSCTL_DEFAULTS[key];
  const forwarding = rows[IP_FORWARD] ?? '0';
  if (match[2] === 'forwarding') return forwarding;
  // A router doesn't listen to redirects.
  if (match[1] === 'all' && match[2] === 'accept_redirects') return forwarding === '0' ? '1' : '0';
  return IPV4_CONF_DEFAULTS[match[2] as Ipv4Conf];
}

/** The order in which writes don't undo each other: what has consequences comes first. */
export function sysctlRank(key: string): number {
  if (key === IP_FORWARD) return 0;
  const dev = CONF.exec(key)?.[1];
  if (dev === 'all') return 1;
  return dev === 'default' ? 2 : 3;
}
