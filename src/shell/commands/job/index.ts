// What starts, shows and stops others, and the shells themselves.

import { SHELL_PROGRAMS } from '../../bash/program.ts';
import type { Program } from '../../program.ts';
import { free } from './free.ts';
import { kill } from './kill.ts';
import { killall } from './killall.ts';
import { pgrep, pkill } from './process-match.ts';
import { pidof, ps } from './ps.ts';
import { reboot } from './reboot.ts';
import { nohup, sudo } from './run-as-is.ts';
import { uptime } from './uptime.ts';
import { watch } from './watch.ts';

export const JOB_PROGRAMS: readonly Program[] = [
  ...SHELL_PROGRAMS,
  free,
  kill,
  killall,
  nohup,
  pgrep,
  pidof,
  pkill,
  ps,
  reboot,
  sudo,
  uptime,
  watch,
];
