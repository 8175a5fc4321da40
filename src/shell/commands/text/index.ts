// The text tools: GNU coreutils, findutils, diffutils and a few of util-linux, as Debian 12 has them.

import type { Program } from '../../program.ts';
import { cat } from './cat.ts';
import { comm } from './comm.ts';
import { cut } from './cut.ts';
import { echo } from './echo.ts';
import { expand } from './expand.ts';
import { fold } from './fold.ts';
import { head } from './head.ts';
import { nl } from './nl.ts';
import { paste } from './paste.ts';
import { printf } from './printf.ts';
import { rev } from './rev.ts';
import { seq } from './seq.ts';
import { sort } from './sort.ts';
import { tac } from './tac.ts';
import { tail } from './tail.ts';
import { tee } from './tee.ts';
import { tr } from './tr.ts';
import { uniq } from './uniq.ts';
import { wc } from './wc.ts';
import { yes } from './yes.ts';

export const TEXT_PROGRAMS: readonly Program[] = [
  cat,
  comm,
  cut,
  echo,
  expand,
  fold,
  head,
  nl,
  paste,
  printf,
  rev,
  seq,
  sort,
  tac,
  tail,
  tee,
  tr,
  uniq,
  wc,
  yes,
];
