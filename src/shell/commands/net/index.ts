// The programs of iputils, net-tools, bridge-utils, traceroute, tcpdump and their like.

import type { Program } from '../../program.ts';
import { ping } from './ping/ping.ts';

export const NET_PROGRAMS: readonly Program[] = [ping];
