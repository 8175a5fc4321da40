// watch's options and usage text (procps-ng 4.0.2).

import type { OptionTable } from '../../options.ts';
import { opt } from '../text/tool.ts';

export const WATCH_USAGE = `
Usage:
 watch [options] command

Options:
  -b, --beep             beep if command has a non-zero exit
  -c, --color            interpret ANSI color and style sequences
  -d, --differences[=<permanent>]
                         highlight changes between updates
  -e, --errexit          exit if command has a non-zero exit
  -g, --chgexit          exit when output from command changes
  -q, --equexit <cycles>
                         exit when output from command does not change
  -n, --interval <secs>  seconds to wait between updates
  -p, --precise          attempt run command in precise intervals
  -t, --no-title         turn off header
  -w, --no-wrap          turn off line wrapping
  -x, --exec             pass command to exec instead of "sh -c"

 -h, --help     display this help and exit
 -v, --version  output version information and exit

For more details see watch(1).
`;

export const WATCH_OPTIONS: OptionTable = {
  about: 'watch - execute a program periodically, showing output fullscreen',
  operands: 'command',
  options: [
    opt('b', 'beep', 'beep if command has a non-zero exit'),
    opt('c', 'color', 'interpret ANSI color and style sequences'),
    opt('d', 'differences=[permanent]', 'highlight changes between updates'),
    opt('e', 'errexit', 'exit if command has a non-zero exit'),
    opt('g', 'chgexit', 'exit when output from command changes'),
    opt('q', 'equexit=cycles', 'exit when output from command does not change'),
    opt('n', 'interval=secs', 'seconds to wait between updates'),
    opt('p', 'precise', 'attempt run command in precise intervals'),
    opt('t', 'no-title', 'turn off header'),
    opt('w', 'no-wrap', 'turn off line wrapping'),
    opt('x', 'exec', 'pass command to exec instead of "sh -c"'),
    opt('h', 'help', 'display this help and exit'),
  ],
  usage: WATCH_USAGE,
};
