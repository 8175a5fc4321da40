// arping's options and usage text (iputils 20221126).

import type { OptionTable } from '../../options.ts';

export const USAGE = `
Usage:
  arping [options] <destination>

Options:
  -f            quit on first reply
  -q            be quiet
  -b            keep on broadcasting, do not unicast
  -D            duplicate address detection mode
  -U            unsolicited ARP mode, update your neighbours
  -A            ARP answer mode, update your neighbours
  -V            print version and exit
  -c <count>    how many packets to send
  -w <timeout>  how long to wait for a reply
  -i <interval> set interval between packets (default: 1 second)
  -I <device>   which ethernet device to use
  -s <source>   source ip address
  <destination> dns name or ip address

For more details see arping(8).
`;
export const VERSION =
  'arping from iputils 20221126\nlibcap: yes, IDN: yes, NLS: no, error.h: yes, getrandom(): yes, __fpending(): yes\n';

function optionsIn(usage: string): OptionTable['options'] {
  return usage.split('\n').flatMap((line) => {
    const [, short, argument, about = ''] = /^ {2}-(\w)(?: <(\w+)>)? +(.+)$/.exec(line) ?? [];
    if (short === undefined) return [];
    return [argument === undefined ? { short, about } : { short, argument, about }];
  });
}

export const OPTIONS: OptionTable = {
  about: 'arping - send ARP REQUEST to a neighbour host',
  options: optionsIn(USAGE),
  operands: '<destination>',
  usage: USAGE,
};
