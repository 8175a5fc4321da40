// ip maddress: which multicast groups a device is in (ip/ipmaddr.c).
// Simplified: a link-layer group can't be added, as nothing filters by it here.

import { type DevGroups, groupsOf } from '../../../engine/vfs/proc-net-groups.ts';
import type { Dev } from '../../../engine/device/dev.ts';
import { devsInOrder } from '../../../engine/device/table.ts';
import { type Args, Exit, garbage, unknownCommand } from './args.ts';
import type { Printer } from './printer.ts';
import type { Session } from './session.ts';

const USAGE = `Usage: ip maddr [ add | del ] MULTIADDR dev STRING
       ip maddr show [ dev STRING ]
`;

export function ipMaddress(s: Session, args: Args): number {
  if (!args.more) return show(s, args);
  if (args.starts('add', 'change', 'replace', 'delete')) {
    args.skip();
    return modify(args);
  }
  if (args.starts('show', 'list')) {
    args.skip();
    return show(s, args);
  }
  if (args.starts('help')) throw new Exit(255, USAGE);
  throw unknownCommand(args.word, 'ip maddr');
}

function modify(args: Args): never {
  const at = args.left.indexOf('dev');
  const [address] = args.left;
  if (at < 0) throw new Exit(255, 'Not enough information: "dev" is required.\n');
  if (address !== undefined && !/^[0-9a-f]{1,2}(:[0-9a-f]{1,2}){5}$/i.test(address))
    throw new Exit(1, `"${address}" is invalid lladdr.\n`);
  throw new Exit(1, 'ioctl: Operation not supported\n');
}

function show(s: Session, args: Args): number {
  let wanted: string | undefined;
  while (args.more) {
    if (args.is('dev')) args.next();
    if (wanted !== undefined) throw garbage('dev', args.word);
    wanted = args.take();
  }
  const print = s.printer();
  for (const dev of devsInOrder(s.ns)) {
    if (wanted === undefined || dev.name === wanted) showDev(s, print, dev);
  }
  s.out(print.finish());
  return 0;
}

const FAMILIES: readonly (keyof DevGroups)[] = ['link', 'inet', 'inet6'];

function showDev(s: Session, print: Printer, dev: Dev): void {
  const { family, oneline } = s.options;
  const groups = groupsOf(s.ns, dev);
  const rows = FAMILIES.filter((name) => family === 'any' || family === name).flatMap((name) =>
    groups[name].map((address) => ({ name, address })),
  );
  if (rows.length === 0) return;
  const head = `${dev.ifindex}:\t${dev.name}`;
  print.open();
  print.json('ifindex', dev.ifindex);
  print.json('ifname', dev.name);
  print.openArray('maddr', oneline ? '' : `${head}\n`);
  for (const { name, address } of rows) {
    const label = name.padEnd(5);
    print.open();
    if (name !== 'link') print.json('family', name);
    print.put(
      name === 'link' ? 'link' : 'address',
      address,
      `${oneline ? `${head}\\` : ''}\t${label} ${address}\n`,
    );
    print.close();
  }
  print.closeArray();
  print.close();
}
