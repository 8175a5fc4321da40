// What starts, stops and waits: sleep, timeout, kill, sudo, nohup, and the shells themselves.

import { SHELL_PROGRAMS } from '../../bash/program.ts';
import type { Program } from '../../program.ts';
import { kill } from './kill.ts';
import { nohup, sudo } from './run-as-is.ts';
import { sleep } from './sleep.ts';
import { timeout } from './timeout.ts';

export const JOB_PROGRAMS: readonly Program[] = [...SHELL_PROGRAMS, kill, nohup, sleep, sudo, timeout];
