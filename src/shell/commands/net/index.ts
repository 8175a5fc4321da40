// The programs of iputils, net-tools, bridge-utils, traceroute, tcpdump and their like.

import type { Program } from '../../program.ts';
import { arp } from './arp.ts';
import { arping } from './arping.ts';
import { brctl } from './brctl.ts';
import { hostname } from './hostname.ts';
import { ifconfig } from './ifconfig/ifconfig.ts';
import { netstat } from './netstat.ts';
import { ping } from './ping/ping.ts';
import { route } from './route.ts';
import { sysctl } from './sysctl.ts';
import { tcpdump } from './tcpdump/tcpdump.ts';
import { traceroute } from './traceroute/traceroute.ts';

export const NET_PROGRAMS: readonly Program[] = [
  arp,
  arping,
  brctl,
  hostname,
  ifconfig,
  netstat,
  ping,
  route,
  sysctl,
  tcpdump,
  traceroute,
];
