// iproute2's programs.

import type { Program } from '../../program.ts';
import { BRIDGE } from '../bridge/bridge.ts';
import { IP } from './ip.ts';

export const IP_PROGRAMS: readonly Program[] = [IP, BRIDGE];
