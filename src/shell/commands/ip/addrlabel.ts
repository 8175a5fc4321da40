// `ip addrlabel`: RFC 6724's labels, by which IPv6 chooses among its addresses, as a namespace gets them (ip6addrlbl_init_table).

import { type Args, Exit, unknownCommand } from './args.ts';
import type { Session } from './session.ts';
import { OTHER_USAGE } from './usage-others.ts';

const LABELS: readonly (readonly [address: string, length: number, label: number])[] = [
  ['::1', 128, 0],
  ['::', 96, 3],
  ['::ffff:0.0.0.0', 96, 4],
  ['2001::', 32, 6],
  ['2001:10::', 28, 7],
  ['3ffe::', 16, 12],
  ['2002::', 16, 2],
  ['fec0::', 10, 11],
  ['fc00::', 7, 5],
  ['::', 0, 1],
];

export function ipAddrlabel(s: Session, args: Args): number {
  if (args.more && args.starts('help')) throw new Exit(255, OTHER_USAGE.addrlabel);
  if (args.more && !args.starts('list', 'show')) {
    if (args.starts('add', 'delete', 'flush'))
      throw new Exit(1, `ip addrlabel ${args.word} is not modelled\n`);
    throw unknownCommand(args.word, 'ip addrlabel');
  }
  if (s.options.family === 'inet')
    throw new Exit(255, 'RTNETLINK answers: Operation not supported\nDump terminated\n');
  const print = s.printer();
  for (const [address, length, label] of LABELS) {
    print.open();
    print.put('address', address, `prefix ${address}`);
    print.put('prefixlen', length, `/${length} `);
    print.put('label', label, `label ${label} \n`);
    print.close();
  }
  s.out(print.finish());
  return 0;
}
