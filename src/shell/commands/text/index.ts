// The text tools: GNU coreutils, findutils, diffutils and a few of util-linux, as Debian 12 has them.

import type { Program } from '../../program.ts';
import { base64 } from './base64.ts';
import { basename } from './basename.ts';
import { cat } from './cat.ts';
import { md5sum, sha1sum, sha256sum } from './checksum.ts';
import { chmod } from './chmod.ts';
import { chown } from './chown.ts';
import { cksum } from './cksum.ts';
import { cmp } from './cmp.ts';
import { column } from './column.ts';
import { comm } from './comm.ts';
import { cp } from './cp.ts';
import { cut } from './cut.ts';
import { date } from './date.ts';
import { dd } from './dd.ts';
import { df } from './df.ts';
import { diff } from './diff.ts';
import { dirname } from './dirname.ts';
import { du } from './du.ts';
import { echo } from './echo.ts';
import { env } from './env.ts';
import { envsubst } from './envsubst.ts';
import { expand } from './expand.ts';
import { expr } from './expr.ts';
import { find } from './find.ts';
import { fmt } from './fmt.ts';
import { fold } from './fold.ts';
import { head } from './head.ts';
import { hexdump } from './hexdump.ts';
import { whoami, nproc, id, uname, tty, pwd, clear } from './identity.ts';
import { join } from './join.ts';
import { ln } from './ln.ts';
import { ls } from './ls.ts';
import { mkdir } from './mkdir.ts';
import { mktemp } from './mktemp.ts';
import { mv } from './mv.ts';
import { nl } from './nl.ts';
import { od } from './od.ts';
import { less, more } from './pager.ts';
import { paste } from './paste.ts';
import { printenv } from './printenv.ts';
import { printf } from './printf.ts';
import { readlink } from './readlink.ts';
import { realpath } from './realpath.ts';
import { rev } from './rev.ts';
import { rm } from './rm.ts';
import { rmdir } from './rmdir.ts';
import { seq } from './seq.ts';
import { shuf } from './shuf.ts';
import { sleep } from './sleep.ts';
import { sort } from './sort.ts';
import { split } from './split.ts';
import { stat } from './stat.ts';
import { stdbuf } from './stdbuf.ts';
import { stty } from './stty.ts';
import { tac } from './tac.ts';
import { tail } from './tail.ts';
import { tee } from './tee.ts';
import { test, bracket } from './test.ts';
import { timeout } from './timeout.ts';
import { touch } from './touch.ts';
import { tput } from './tput.ts';
import { tr } from './tr.ts';
import { trueProgram, falseProgram, sync } from './true.ts';
import { unexpand } from './unexpand.ts';
import { uniq } from './uniq.ts';
import { wc } from './wc.ts';
import { which } from './which.ts';
import { xargs } from './xargs.ts';
import { xxd } from './xxd.ts';
import { yes } from './yes.ts';

export const TEXT_PROGRAMS: readonly Program[] = [
  base64,
  basename,
  bracket,
  cat,
  chmod,
  chown,
  cksum,
  clear,
  cmp,
  column,
  comm,
  cp,
  cut,
  date,
  dd,
  df,
  diff,
  dirname,
  du,
  echo,
  env,
  envsubst,
  expand,
  expr,
  falseProgram,
  find,
  fmt,
  fold,
  head,
  hexdump,
  id,
  join,
  less,
  ln,
  ls,
  md5sum,
  mkdir,
  mktemp,
  more,
  mv,
  nl,
  nproc,
  od,
  paste,
  printenv,
  printf,
  pwd,
  readlink,
  realpath,
  rev,
  rm,
  rmdir,
  seq,
  sha1sum,
  sha256sum,
  shuf,
  sleep,
  sort,
  split,
  stat,
  stdbuf,
  stty,
  sync,
  tac,
  tail,
  tee,
  test,
  timeout,
  touch,
  tput,
  tr,
  trueProgram,
  tty,
  uname,
  unexpand,
  uniq,
  wc,
  which,
  whoami,
  xargs,
  xxd,
  yes,
];
