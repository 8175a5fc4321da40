// What starts and stops others: timeout, kill, sudo, nohup, and the shells themselves.

import { SHELL_PROGRAMS } from '../../bash/program.ts';
import type { Program } from '../../program.ts';
import { free } from './free.ts';
import { kill } from './kill.ts';
import { pidof, ps } from './ps.ts';
import { reboot } from './reboot.ts';
import { nohup, sudo } from './run-as-is.ts';
import { timeout } from './timeout.ts';

export const JOB_PROGRAMS: readonly Program[] = [
  ...SHELL_PROGRAMS,
  free,
  kill,
  nohup,
  pidof,
  ps,
  reboot,
  sudo,
  timeout,
];
