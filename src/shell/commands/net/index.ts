// The programs of iputils, net-tools, bridge-utils, traceroute, tcpdump and their like.

import type { Program } from '../../program.ts';
import { arp } from './arp.ts';
import { arping } from './arping.ts';
import { brctl } from './brctl.ts';
import { ethtool } from './ethtool.ts';
import { getent } from './getent.ts';
import { hostname } from './hostname.ts';
import { hostnamectl } from './hostnamectl.ts';
import { ifconfig } from './ifconfig/ifconfig.ts';
import { createMan } from './man.ts';
import { mtr } from './mtr.ts';
import { nsenter, unshare } from './namespaces.ts';
import { netstat } from './netstat.ts';
import { nstat } from './nstat.ts';
import { packetwalk } from './packetwalk.ts';
import { ping } from './ping/ping.ts';
import { route } from './route.ts';
import { ss } from './ss.ts';
import { sysctl } from './sysctl.ts';
import { tcpdump } from './tcpdump/tcpdump.ts';
import { tracepath } from './tracepath.ts';
import { traceroute } from './traceroute/traceroute.ts';

/** Knows these programs only; the registry puts one before it that knows all. */
const man = createMan(() => NET_PROGRAMS);

export const NET_PROGRAMS: readonly Program[] = [
  arp,
  arping,
  brctl,
  ethtool,
  getent,
  hostname,
  hostnamectl,
  ifconfig,
  man,
  mtr,
  netstat,
  nsenter,
  nstat,
  packetwalk,
  ping,
  route,
  ss,
  sysctl,
  tcpdump,
  tracepath,
  traceroute,
  unshare,
];

export { createMan };
