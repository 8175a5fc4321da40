// The programs of iputils, net-tools, bridge-utils, traceroute, tcpdump and their like.

import type { Program } from '../../program.ts';
import { arp } from './arp.ts';
import { hostname } from './hostname.ts';
import { ifconfig } from './ifconfig/ifconfig.ts';
import { ping } from './ping/ping.ts';
import { route } from './route.ts';
import { sysctl } from './sysctl.ts';
import { tcpdump } from './tcpdump/tcpdump.ts';

export const NET_PROGRAMS: readonly Program[] = [arp, hostname, ifconfig, ping, route, sysctl, tcpdump];
