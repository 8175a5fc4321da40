// All programs. What a machine's PATH has is in engine/vfs/installed.ts; a test holds the two together.

import { createRegistry, type Registry } from '../registry.ts';
import { REGEX_PROGRAMS } from './grep/index.ts';
import { IFUPDOWN_PROGRAMS } from './ifupdown/index.ts';
import { JOB_PROGRAMS } from './job/index.ts';
import { IP_PROGRAMS } from './ip/index.ts';
import { createMan, NET_PROGRAMS } from './net/index.ts';
import { TEXT_PROGRAMS } from './text/index.ts';

export const PROGRAMS: Registry = createRegistry(
  JOB_PROGRAMS,
  TEXT_PROGRAMS,
  REGEX_PROGRAMS,
  IP_PROGRAMS,
  [createMan(() => PROGRAMS.all)],
  NET_PROGRAMS,
  IFUPDOWN_PROGRAMS,
);
